"""Who sees and changes which record: the role's table, bound to desk and shared pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from sinergi.cooperation.roles import Role, may
from sinergi.errors import SinergiError
from sinergi.web.core.models import Record
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person

Kept = TypeVar("Kept", bound=Record)


class RefusedError(SinergiError):
    """The person may not do this."""


@dataclass(frozen=True)
class Outsider:
    """Someone without an account who holds a link to one step; ``pair`` is the step's."""

    name: str
    pair: Pair
    role: str = Role.COUNTERPART
    pk: None = None

    def __str__(self) -> str:
        return self.name


Actor = Person | Outsider
CHANGES = frozenset({"edit", "archive", "bring_back", "restore"})
"""What changes a record that may belong to no pair."""


def visible_pairs(person: Person) -> QuerySet[Pair]:
    """The pairs a person may see something of."""
    if not person.is_active:
        return Pair.objects.none()
    if person.role == Role.ADMINISTRATOR:
        return Pair.objects.all()
    if person.role == Role.COUNTERPART:
        return person.shared_pairs.filter(archived_at=None)
    return Pair.objects.filter(desk=person.desk)


def visible(person: Person, model: type[Kept]) -> QuerySet[Kept]:
    """The records of a kind a person may see; none for a counterpart, who sees shared texts."""
    records: QuerySet[Kept] = model._default_manager.all()
    if not person.is_active or not may(person.role, "view"):
        return records.none()
    if model.KIND == "load" and not may(person.role, "manage_data"):
        return records.none()
    if model.KIND == "pair":
        return records.filter(pk__in=visible_pairs(person).values("pk"))
    if not model.PAIR or person.role == Role.ADMINISTRATOR:
        return records
    return records.filter(**{f"{model.PAIR}__desk_id": person.desk_id})


def can(actor: Actor, action: str, of: Any = None) -> bool:
    """Whether an actor may do ``action`` on a record (or its pair); without one, at all."""
    if isinstance(actor, Outsider):
        return may(actor.role, action) and _pair(of) == actor.pair
    if not actor.is_active or not may(actor.role, action):
        return False
    pair = _pair(of)
    if actor.role == Role.ADMINISTRATOR:
        return True
    if pair is None:
        changes = isinstance(of, Record) and action in CHANGES
        return not changes or bool(of.belongs_to(actor.desk_id))
    if actor.role == Role.COUNTERPART:
        return actor.shared_pairs.filter(pk=pair.pk, archived_at=None).exists()
    return pair.desk_id == actor.desk_id


def require(actor: Actor, action: str, of: Any = None) -> None:
    """Let an actor pass, or refuse and write it down.

    Raises:
        RefusedError: the actor may not do this.
    """
    if can(actor, action, of):
        return
    from sinergi.web.core.audit import refused

    refused(actor, action, of)
    raise RefusedError(f"you may not do this ({action})", advice="Ask your administrator")


def _pair(of: Any) -> Pair | None:
    if of is None or isinstance(of, Pair):
        return of
    found = of.of_pair if isinstance(of, Record) else None
    return found if isinstance(found, Pair) else None
