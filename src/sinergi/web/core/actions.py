"""The one way to write: permission, rule, write, one line in the timeline.

Every other action of the workbench ends here; pages, the API and the commands call actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.validators import ProhibitNullCharactersValidator
from django.db import connection, transaction
from django.utils import timezone

from sinergi.cooperation.life import RuleBrokenError, move
from sinergi.errors import SinergiError
from sinergi.web.core.models import Entry, Proposed, Record, Shareable, plain
from sinergi.web.core.permissions import Actor, require
from sinergi.web.core.search import index
from sinergi.web.people.models import Person

Kept = TypeVar("Kept", bound=Record)


@dataclass(frozen=True)
class Change:
    """A field somebody else changed meanwhile: its name, their value and yours."""

    field: str
    theirs: Any
    yours: Any
    who: str


class ConflictError(SinergiError):
    """Somebody changed the record since it was opened; nothing was written."""

    def __init__(self, record: Record, changes: list[Change]) -> None:
        self.record = record
        self.changes = changes
        super().__init__("somebody else changed this record meanwhile", advice="See what changed")


def create(actor: Actor, record: Kept, *, permission: str = "create", reason: str = "") -> Kept:
    """Write a new record.

    Raises:
        RefusedError: the actor may not.
        ValidationError: a field does not hold.
    """
    require(actor, permission, record)
    with transaction.atomic():
        record.created_by = actor if isinstance(actor, Person) else None
        _check_nulls(getattr(record, name) for name in record.FIELDS)
        record.full_clean()
        record.save()
        values = {name: [None, plain(getattr(record, name))] for name in record.FIELDS}
        changes = {name: pair for name, pair in values.items() if pair[1] not in ("", None, [])}
        _entry(actor, "create", record, changes, reason)
        index(record)
        record.written(changes)
    return record


def write(
    actor: Actor,
    action: str,
    record: Kept,
    values: Mapping[str, Any],
    *,
    permission: str | None = None,
    reason: str = "",
    version: int | None = None,
) -> Kept:
    """Change a record's fields and write the line.

    Args:
        actor: Who does it.
        action: The word of the timeline.
        record: The record; it is read again under a lock, and returned.
        values: Fields and their new values.
        permission: The permission it takes, where it is not ``action``.
        reason: Why, in the person's words.
        version: The version the person saw; None where nobody typed over an old one.

    Raises:
        RefusedError: the actor may not.
        RuleBrokenError: the record has left the state in which the caller saw it, or was never
            in the version that the caller names.
        ConflictError: the record has another version, and fields of ``values`` differ.
        ValidationError: a field does not hold.
    """
    require(actor, permission or action, record)
    with transaction.atomic():
        fresh = locked(record)
        _check_states(record, fresh, values)
        if version is not None and version != fresh.version:
            _check_conflict(fresh, values, version)
        if values.get("archived_at") is not None:
            fresh.check_archived()
        changes: dict[str, list[Any]] = {}
        for name, value in values.items():
            old = getattr(fresh, name)
            if old != value:
                changes[name] = [plain(old), plain(value)]
                setattr(fresh, name, value)
        if not changes and action == "edit":
            return fresh
        fresh.version += 1
        _check_nulls(values.values())
        fresh.full_clean()
        fresh.save()
        _entry(actor, action, fresh, changes, reason)
        index(fresh)
        fresh.written(changes)
    return fresh


_STATES = ("state", "status", "stage", "sharing")


def _check_states(seen: Record, fresh: Record, values: Mapping[str, Any]) -> None:
    """Of two who move a record on at once the second is told: it saw an old state."""
    for name in _STATES:
        if name in values and getattr(seen, name) != getattr(fresh, name):
            raise RuleBrokenError("state", "somebody changed the state of this record meanwhile")


def locked(record: Kept) -> Kept:
    """The record as it is now, kept from others until the transaction ends."""
    rows = type(record)._default_manager.all()
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return rows.get(pk=record.pk)


def edit(actor: Actor, record: Kept, values: Mapping[str, Any], *, version: int | None) -> Kept:
    """Change what a person typed.

    A machine's proposal becomes a correction; a rewritten text that may be shared has to be
    approved again.

    Raises:
        RefusedError, ConflictError, ValidationError: see :func:`write`.
    """
    held: Any = record
    changed: dict[str, Any] = {k: v for k, v in values.items() if getattr(record, k) != v}
    wider = dict(values)
    if isinstance(held, Proposed) and held.proposal and changed:
        wider |= {
            "state": move("proposal", "correct", _before_refusal(held.state)),
            "decided_by": actor if isinstance(actor, Person) else None,
            "decided_at": timezone.now(),
        }
    if isinstance(held, Shareable) and "share_text" in changed:
        wider |= {
            "sharing": move("sharing", "rewrite", held.sharing),
            "asked_by": None,
            "approved_by": None,
        }
    return write(actor, "edit", record, wider, version=version)


def _before_refusal(state: str) -> str:
    """A refused proposal that is corrected was taken up again."""
    return "proposed" if state == "refused" else state


def archive(actor: Actor, record: Kept, reason: str) -> Kept:
    """Take a record out of use.

    Raises:
        RuleBrokenError: no reason was given.
    """
    if not reason.strip():
        raise RuleBrokenError("reason", "archiving needs a reason")
    values = {"archived_at": timezone.now(), "archive_reason": reason.strip()[:500]}
    return write(actor, "archive", record, values, reason=reason.strip()[:500])


def bring_back(actor: Actor, record: Kept) -> Kept:
    """Take an archived record into use again."""
    return write(actor, "bring_back", record, {"archived_at": None, "archive_reason": ""})


def restore(actor: Actor, record: Kept, entry: Entry, field: str) -> Kept:
    """Put the value back that a field had before a line of the timeline.

    Raises:
        RuleBrokenError: the line did not change this field of this record.
    """
    _check_of(record, entry)
    if field not in entry.changes or field not in record.FIELDS:
        raise RuleBrokenError("state", f"this line did not change '{field}'")
    old = entry.changes[field][0]
    value = to_field(record, field, old)
    return edit_as(actor, "restore", record, {field: value})


def edit_as(actor: Actor, action: str, record: Kept, values: Mapping[str, Any]) -> Kept:
    """An edit under another name in the timeline: a restored text is approved anew as well."""
    wider = dict(values)
    held: Any = record
    if isinstance(held, Shareable) and "share_text" in values:
        wider |= {"sharing": "draft", "asked_by": None, "approved_by": None}
    return write(actor, action, record, wider)


UNDOABLE = frozenset(
    {"create", "edit", "archive", "bring_back", "restore", "accept", "correct", "refuse",
     "complete", "move_deadline", "report", "watch", "confirm_meeting"}
)  # fmt: skip
"""Actions whose last line its author can take back."""


def undo(actor: Person, entry: Entry, record: Record) -> Record:
    """Take back what was just done: by its author, while nothing was done to the record since.

    Raises:
        RuleBrokenError: it was not the author's last change of the record.
    """
    _check_of(record, entry)
    last = Entry.objects.filter(kind=record.KIND, object_id=record.pk).first()
    if entry.action not in UNDOABLE or last != entry or entry.actor_id != actor.pk:
        raise RuleBrokenError("state", "this can no longer be undone")
    if entry.action == "create":
        return write(
            actor,
            "undo",
            record,
            {"archived_at": timezone.now(), "archive_reason": "undo"},
            permission="create",
        )
    values = {name: to_field(record, name, old) for name, (old, _) in entry.changes.items()}
    return write(actor, "undo", record, values, permission="edit")


def to_field(record: Record, name: str, value: Any) -> Any:
    """A value of the timeline as the field holds it."""
    field: Any = record._meta.get_field(name)
    if value is None:
        return None
    if field.is_relation:
        related: Any = field.related_model
        return related._default_manager.filter(pk=value).first()
    return field.to_python(value)


def _check_of(record: Record, entry: Entry) -> None:
    if (entry.kind, entry.object_id) != (record.KIND, record.pk):
        raise RuleBrokenError("state", "this line belongs to another record")


def _check_conflict(fresh: Record, values: Mapping[str, Any], version: int) -> None:
    """Two edits of different fields go together; of the same field the second is asked."""
    if version > fresh.version:
        raise RuleBrokenError("state", f"the record has no version {version}")
    since = Entry.objects.filter(
        kind=fresh.KIND, object_id=fresh.pk, at_version__gt=version
    ).order_by("id")
    theirs: dict[str, str] = {}
    for entry in since:
        theirs |= dict.fromkeys(entry.changes, entry.actor_name)
    changes = [
        Change(name, getattr(fresh, name), value, theirs[name])
        for name, value in values.items()
        if name in theirs and getattr(fresh, name) != value and name in fresh.FIELDS
    ]
    if changes:
        raise ConflictError(fresh, changes)


def _entry(
    actor: Actor, action: str, record: Record, changes: dict[str, list[Any]], reason: str
) -> None:
    _check_nulls([reason])
    pair = record.of_pair
    person = actor if isinstance(actor, Person) else None
    Entry.objects.create(
        actor=person,
        actor_name=str(actor)[:200],
        desk_id=pair.desk_id if pair else (person.desk_id if person else None),
        pair=pair,
        action=action,
        kind=record.KIND,
        object_id=record.pk,
        label=str(record)[:300],
        changes=changes,
        reason=reason[:500],
        at_version=record.version,
    )


_NO_NULLS = ProhibitNullCharactersValidator()


def _check_nulls(values: Iterable[Any]) -> None:
    """Refuse NUL characters, which PostgreSQL keeps in no text."""
    for value in values:
        _NO_NULLS(value)
