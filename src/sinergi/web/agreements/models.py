"""Agreements between the two sides, and incentives that a country offers."""

from __future__ import annotations

from django.db import models

from sinergi.web.core.models import Proposed, Record, Shareable


class Agreement(Record, Proposed, Shareable):
    """A memorandum or treaty; ``stage`` is drafting, signed, in_force, expired or ended."""

    KIND = "agreement"
    FIELDS = (
        "title",
        "parties",
        "signatories",
        "signed_on",
        "in_force_on",
        "expires_on",
        "renewal",
        "text",
        "note",
        "share_text",
    )

    pair = models.ForeignKey("pairs.Pair", on_delete=models.PROTECT, related_name="agreements")
    statement = models.ForeignKey(
        "meetings.Statement", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=300)
    parties = models.CharField(max_length=500, blank=True)
    signatories = models.CharField(max_length=500, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    renewal = models.CharField(max_length=300, blank=True)
    stage = models.CharField(max_length=10, default="drafting", db_index=True)
    text = models.TextField(blank=True, max_length=20000)
    note = models.TextField(blank=True, max_length=4000)

    def __str__(self) -> str:
        return self.title


class Incentive(Record, Proposed, Shareable):
    """What a country offers to investors: what, for whom, on which legal basis, how long."""

    KIND = "incentive"
    FIELDS = ("country", "what", "for_whom", "legal_basis", "period", "note", "share_text")

    pair = models.ForeignKey("pairs.Pair", on_delete=models.PROTECT, related_name="incentives")
    country = models.CharField(max_length=3)
    what = models.CharField(max_length=500)
    for_whom = models.CharField(max_length=300, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    period = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True, max_length=4000)

    def __str__(self) -> str:
        return self.what
