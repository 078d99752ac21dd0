"""Briefs: what was asked for, how far it is, its files, and what it was made from."""

from __future__ import annotations

from django.db import models

from sinergi.web.core.models import Record


class MadeBrief(Record):
    """One brief of a pair; its files lie in ``folder`` below the server's files."""

    KIND = "brief"

    pair = models.ForeignKey("pairs.Pair", on_delete=models.PROTECT, related_name="briefs")
    lang = models.CharField(max_length=2)
    edition = models.CharField(max_length=10, default="internal")
    """internal or shareable."""
    formats = models.JSONField(default=list, blank=True)
    parts = models.JSONField(default=list, blank=True)
    meetings = models.JSONField(default=list, blank=True)
    """Ids of the meetings it tells of."""
    purpose = models.CharField(max_length=6, blank=True)
    """before or after a meeting; empty where the record says it."""
    prepared = models.DateField(null=True, blank=True)
    """The day it is written for; the day it is made where none was given."""
    state = models.CharField(max_length=10, default="queued")
    progress = models.CharField(max_length=60, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    folder = models.CharField(max_length=200, blank=True)
    files = models.JSONField(default=list, blank=True)
    dataset = models.CharField(max_length=120, blank=True)
    source = models.JSONField(default=dict, blank=True)
    """The record it was made from, and its figures: what two briefs are compared by."""

    def __str__(self) -> str:
        return f"#{self.pk} {self.lang} {self.edition}"

    @property
    def done_part(self) -> tuple[int, int]:
        """How many of how many steps of the making are done: gathering, then each format."""
        done = int(self.progress) if self.progress.isdecimal() else 0
        return done, len(self.formats) + 1
