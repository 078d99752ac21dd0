"""Companies as the workbench finds them, and a desk's contact with one."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from django.db import models

from sinergi.web.core.models import Record, Shareable


class Company(Record):
    """A company: a record of a register, or one a person has typed in (register ``desk``)."""

    KIND = "company"
    FIELDS = ("name", "country", "city", "website", "email", "phone", "activity")
    PAIR = ""

    name = models.CharField(max_length=300)
    country = models.CharField(max_length=3)
    register = models.CharField(max_length=80, default="desk")
    record_id = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=120, blank=True)
    website = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=80, blank=True)
    activity = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["register", "record_id"],
                condition=~models.Q(record_id=""),
                name="company_once_a_register",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["country", "name"])]

    def __str__(self) -> str:
        return self.name

    def belongs_to(self, desk_id: int | None) -> bool:
        """What a register says stays; what a person typed in is that of the person's desk."""
        if self.created_by is None:
            return self.pk is None
        return self.register == "desk" and self.created_by.desk_id == desk_id

    def written(self, changed: Collection[str]) -> None:
        """File the company under another name, so that a search finds it by that."""
        if "name" in changed:
            from sinergi.web.companies.name_keys import file_keys

            self.keys.all().delete()
            file_keys([self])


class NameKey(models.Model):
    """A key under which a company's name is found in any script and spelling."""

    key = models.CharField(max_length=40)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "company"])]

    def __str__(self) -> str:
        return self.key


class Approach(Record, Shareable):
    """A desk's contact with a company about a pair: asked, answered, linked to a step."""

    KIND = "approach"
    FIELDS = ("product", "contact", "answer", "note", "share_text")

    pair = models.ForeignKey("pairs.Pair", on_delete=models.PROTECT, related_name="approaches")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="approaches")
    step = models.ForeignKey(
        "followup.Step", null=True, blank=True, on_delete=models.PROTECT, related_name="approaches"
    )
    product = models.CharField(max_length=12, blank=True)
    score = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    unknown = models.JSONField(default=list, blank=True)
    stage = models.CharField(max_length=10, default="planned", db_index=True)
    contact = models.CharField(max_length=300, blank=True)
    contacted_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=2000)
    note = models.TextField(blank=True, max_length=4000)

    def __str__(self) -> str:
        return str(self.company)
