"""Lines of the timeline that no record changes by: exports, refusals, signing in."""

from __future__ import annotations

from typing import Any

from sinergi.web.core.models import Entry
from sinergi.web.core.permissions import Actor
from sinergi.web.people.models import Person


def note(
    actor: Actor | None, action: str, *, kind: str = "", of: Any = None, what: str = ""
) -> Entry:
    """Add a line: who did what, on which record or list."""
    pair = getattr(of, "of_pair", None)
    person = actor if isinstance(actor, Person) else None
    return Entry.objects.create(
        actor=person,
        actor_name=str(actor or "-")[:200],
        desk_id=pair.desk_id if pair else (person.desk_id if person else None),
        pair=pair,
        action=action,
        kind=kind or getattr(of, "KIND", ""),
        object_id=getattr(of, "pk", None),
        label=(what or str(of or ""))[:300],
    )


def refused(actor: Actor, action: str, of: Any) -> Entry:
    """A refused access."""
    return note(actor, "refused", of=of, what=f"{action}: {of}" if of is not None else action)
