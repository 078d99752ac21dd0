"""The pair of countries: everything a desk keeps hangs on it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sinergi.vocabulary import countries
from sinergi.web.core.models import Record, Shareable


class Pair(Record, Shareable):
    """Two countries as one desk works on them; ``a`` is the desk's own side."""

    KIND = "pair"
    FIELDS = ("note", "contact_on", "share_text")
    PAIR = ""

    desk = models.ForeignKey("people.Desk", on_delete=models.PROTECT, related_name="pairs")
    a = models.CharField(max_length=3)
    b = models.CharField(max_length=3)
    note = models.TextField(blank=True, max_length=4000)
    contact_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "a", "b"], name="pair_once_a_desk")
        ]

    def __str__(self) -> str:
        return self.title("en")

    @property
    def state(self) -> str:
        """Pairs have no states."""
        return "open"

    def title(self, lang: str) -> str:
        """Both names in a language."""
        return f"{countries.name(self.a, lang)} – {countries.name(self.b, lang)}"

    def other(self, side: str) -> str | None:
        """The other country."""
        return {self.a: self.b, self.b: self.a}.get(side)
