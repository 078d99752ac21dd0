"""Documents, meetings, who took part, and what was said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sinergi.cooperation.record import Kind
from sinergi.web.core.models import Proposed, Record, Shareable


class Meeting(Record):
    """A meeting of both sides; ``date`` is ISO 8601, as exact as it is known."""

    KIND = "meeting"
    FIELDS = ("date", "place", "country", "note")

    pair = models.ForeignKey("pairs.Pair", on_delete=models.PROTECT, related_name="meetings")
    date = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=3, blank=True)
    note = models.TextField(blank=True, max_length=4000)
    state = models.CharField(max_length=10, default="proposed", db_index=True)
    """proposed until a person has confirmed it."""
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.date, self.place])) or f"#{self.pk}"


class Document(Record):
    """A document as it was brought in: its text, and the record a reader proposed."""

    KIND = "document"
    FIELDS = ("name", "published")

    pair = models.ForeignKey("pairs.Pair", on_delete=models.PROTECT, related_name="documents")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    name = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    file = models.FileField(upload_to="documents/%Y", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    lang = models.CharField(max_length=2, blank=True)
    published = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, default="reading")
    """reading, read or failed."""
    failure = models.CharField(max_length=500, blank=True)
    reading = models.JSONField(null=True, blank=True)
    """The proposed record whole, as ``sinergi read --json`` gives it."""

    def __str__(self) -> str:
        return self.name


class Participant(Record, Proposed):
    """A person who took part, with office and side."""

    KIND = "participant"
    FIELDS = ("name", "office", "country")
    PAIR = "meeting__pair"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="participants")
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=3, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class Statement(Record, Proposed, Shareable):
    """What one side said: its kind, sectors and sentence; ``side`` is empty where not known."""

    KIND = "statement"
    FIELDS = ("kind", "side", "sectors", "products", "due", "span", "note", "share_text")
    PAIR = "meeting__pair"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="statements")
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in Kind])
    side = models.CharField(max_length=5, blank=True)
    sectors = models.JSONField(default=list, blank=True)
    products = models.JSONField(default=list, blank=True)
    due = models.CharField(max_length=30, blank=True)
    span = models.TextField(max_length=4000)
    start = models.IntegerField(default=-1)
    end = models.IntegerField(default=-1)
    sentence = models.TextField(blank=True, max_length=4000)
    reason = models.CharField(max_length=500, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    note = models.TextField(blank=True, max_length=4000)

    class Meta:
        ordering: ClassVar = ["document_id", "start", "id"]

    def __str__(self) -> str:
        return self.span if len(self.span) <= 120 else f"{self.span[:119].rstrip()}…"
