"""Steps, the evidence that closes them, reports on them, and links by which they are confirmed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from sinergi.cooperation.life import RuleBrokenError
from sinergi.web.core.models import Proposed, Record, Shareable


class Step(Record, Proposed, Shareable):
    """What somebody is to do: side, person, deadline, and where it stands.

    ``state`` is that of the proposal, ``status`` that of the work: open, done, confirmed.
    """

    KIND = "step"
    FIELDS = ("text", "side", "owner", "closes_with", "note", "share_text")
    ADDED = ("text", "side", "owner", "deadline", "closes_with", "note", "share_text")

    pair = models.ForeignKey("pairs.Pair", on_delete=models.PROTECT, related_name="steps")
    meeting = models.ForeignKey(
        "meetings.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="steps"
    )
    statements = models.ManyToManyField("meetings.Statement", blank=True, related_name="steps")
    uid = models.CharField(max_length=60, blank=True, db_index=True)
    text = models.TextField(max_length=1000)
    side = models.CharField(max_length=5, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sector = models.CharField(max_length=40, blank=True)
    deadline = models.DateField(null=True, blank=True)
    deadline_reason = models.CharField(max_length=300, blank=True)
    closes_with = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=10, default="open")
    colour = models.CharField(max_length=6, default="green")
    colour_reason = models.CharField(max_length=500, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, max_length=4000)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["pair", "status", "deadline"]),
            models.Index(fields=["owner", "status", "deadline"]),
        ]

    def __str__(self) -> str:
        return self.text[:160]

    @property
    def is_late(self) -> bool:
        """Whether the deadline has passed and the step is open."""
        return self.status == "open" and self.deadline is not None and self.deadline < date.today()


class Evidence(Record):
    """What proves that a step was done: a text, an address, a file."""

    KIND = "evidence"
    FIELDS = ("text", "url")
    PAIR = "step__pair"

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="evidence")
    text = models.CharField(max_length=1000, blank=True)
    url = models.URLField(blank=True, max_length=500)
    file = models.FileField(upload_to="evidence/%Y", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.text or self.url or self.file_name

    def clean(self) -> None:
        """Something must be there that proves.

        Raises:
            RuleBrokenError: it is empty.
        """
        if not (self.text.strip() or self.url or self.file_name):
            raise RuleBrokenError("text", "evidence is a text, an address or a file")

    def check_archived(self) -> None:
        """The last evidence of a step that is closed stays.

        Raises:
            RuleBrokenError: it is the last one.
        """
        # The lock keeps the step from being closed meanwhile.
        step = Step.objects.select_for_update().get(pk=self.step_id)
        others = step.evidence.filter(archived_at=None).exclude(pk=self.pk)
        if step.status != "open" and not others.exists():
            raise RuleBrokenError("evidence", "a closed step keeps its last evidence")


class Comment(Record):
    """A remark on a step, by the desk or by those it is shared with."""

    KIND = "comment"
    PAIR = "step__pair"

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="comments")
    author = models.CharField(max_length=200)
    text = models.TextField(max_length=2000)
    outside = models.BooleanField(default=False)
    """Written by a counterpart or a company; the desk's own remarks stay inside."""

    def __str__(self) -> str:
        return self.text[:120]


class Link(Record):
    """An address by which someone outside confirms one step, once, until it expires.

    Only the digest of its token is kept.
    """

    KIND = "link"
    PAIR = "step__pair"

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="links")
    to = models.CharField(max_length=200)
    lang = models.CharField(max_length=2, default="en")
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, default="issued")
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.to
