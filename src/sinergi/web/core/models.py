"""Records, which are archived and never deleted, and the timeline, which is only added to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models


class Record(models.Model):
    """What people keep: it carries a version, knows its pair, and is archived, not deleted."""

    KIND: ClassVar[str]
    """Name of the kind in addresses, timeline and API."""
    FIELDS: ClassVar[tuple[str, ...]] = ()
    """Fields a person edits; the others are changed by actions of their own."""
    ADDED: ClassVar[tuple[str, ...]] = ()
    """Fields a person gives to a new record, where they are others than :data:`FIELDS`."""
    PAIR: ClassVar[str] = "pair"
    """Path of lookups from the record to its pair; empty where it belongs to no pair."""

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    archive_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def of_pair(self) -> Any:
        """The pair the record belongs to, or None."""
        found: Any = self
        for step in filter(None, self.PAIR.split("__")):
            found = getattr(found, step)
        return found if self.PAIR or self.KIND == "pair" else None

    def belongs_to(self, desk_id: int | None) -> bool:
        """Whether people of a desk may change a record that belongs to no pair."""
        return True

    def check_archived(self) -> None:
        """Whether the record can be taken out of use, in the transaction that does it.

        Raises:
            RuleBrokenError: another record stands on this one.
        """

    def written(self, changed: Collection[str]) -> None:
        """What follows from a write of the fields ``changed``, in its transaction."""

    @property
    def created_on(self) -> date:
        """The day the record was made."""
        return self.created_at.date()

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse: records are archived."""
        raise TypeError("records are archived, not deleted")


class Proposed(models.Model):
    """What a machine may have proposed: the state, and the proposal as it was."""

    class Meta:
        abstract = True

    state = models.CharField(max_length=12, default="accepted", db_index=True)
    """proposed, accepted, corrected or refused."""
    proposal = models.JSONField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    def words(self, name: str, lang: str) -> str:
        """A text that was proposed, in ``lang``; as it stands once a person has written it anew."""
        held = str(getattr(self, name) or "")
        said = (self.proposal or {}).get("words", {})
        written = {texts.get(name) for texts in said.values()}
        return said[lang].get(name, held) if held in written and lang in said else held


class Shareable(models.Model):
    """A text that may leave the desk once a second person has approved it."""

    class Meta:
        abstract = True

    share_text = models.TextField(blank=True, max_length=4000)
    sharing = models.CharField(max_length=10, default="draft")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class _OnlyAdded(models.QuerySet["Entry"]):
    def update(self, **kwargs: object) -> NoReturn:
        raise TypeError("the timeline is only added to")

    def delete(self) -> NoReturn:
        raise TypeError("the timeline is only added to")


class Entry(models.Model):
    """One line of the timeline: who did what to which record, old and new values, and why."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=200)
    desk = models.ForeignKey(
        "people.Desk", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pair = models.ForeignKey(
        "pairs.Pair", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField(max_length=30, db_index=True)
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField(null=True)
    label = models.CharField(max_length=300)
    changes = models.JSONField(default=dict, blank=True)
    """Field: [old value, new value]."""
    reason = models.CharField(max_length=500, blank=True)
    at_version = models.PositiveIntegerField(default=1)

    objects = _OnlyAdded.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["pair", "-id"]),
            models.Index(fields=["kind", "object_id", "-id"]),
            models.Index(fields=["desk", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.kind} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line; a line that stands is never changed."""
        if not self._state.adding:
            raise TypeError("the timeline is only added to")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise TypeError("the timeline is only added to")


class SearchLine(models.Model):
    """What the search looks through: one line a record, its words written in Latin letters."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    pair = models.ForeignKey(
        "pairs.Pair", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    desk = models.ForeignKey(
        "people.Desk", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(max_length=300)
    words = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_line_once")
        ]
        indexes: ClassVar = [models.Index(fields=["desk", "kind"])]

    def __str__(self) -> str:
        return self.title


def plain(value: Any) -> Any:
    """A field's value as JSON can hold it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
