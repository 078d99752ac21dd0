"""Who stands on a sanctions list, and what a reader of one collects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

NameKind = Literal["name", "alias", "weak alias", "former name"]


class ListedName(NamedTuple):
    """One name of a listed entity and what kind of name the list says it is."""

    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntity:
    """One organisation on a list; what the list does not say is None.

    ``reason`` is the programme, regulation or topic it is listed under, ``listed_on`` the day it
    was put on the list, ``countries`` ISO 3166-1 alpha-2 codes or names as the list has them.
    """

    entity_id: str
    names: tuple[ListedName, ...]
    reason: str | None = None
    listed_on: date | None = None
    countries: tuple[str, ...] = ()


def to_plain(entity: ListedEntity) -> list[Any]:
    """The entity as JSON can hold it."""
    listed_on = entity.listed_on.isoformat() if entity.listed_on else None
    return [entity.entity_id, entity.names, entity.reason, listed_on, entity.countries]


def from_plain(plain: list[Any]) -> ListedEntity:
    """The entity of what :func:`to_plain` gave."""
    entity_id, names, reason, listed_on, places = plain
    return ListedEntity(
        entity_id=entity_id,
        names=tuple(ListedName(*name) for name in names),
        reason=reason,
        listed_on=parse_date(listed_on),
        countries=tuple(places),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionsList:
    """A list as it was read: ``persons`` on it were counted and left out, they are no companies.

    ``dated`` is the day the publisher made it; ``notes`` say what was not understood.
    """

    name: str
    path: Path
    entities: tuple[ListedEntity, ...]
    persons: int = 0
    dated: date | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class ListReading:
    """What a reader of one shape collects while it goes through a file."""

    name: str
    entities: list[ListedEntity] = field(default_factory=list)
    persons: int = 0
    dated: date | None = None
    notes: list[str] = field(default_factory=list)

    def note(self, text: str | None) -> None:
        """Keep what was noticed, where there is anything."""
        if text is not None:
            self.notes.append(text)

    def add(
        self,
        entity_id: str,
        names: Iterable[tuple[str | None, NameKind]],
        *,
        reason: str | None = None,
        listed_on: str | None = None,
        countries: Iterable[str] = (),
    ) -> None:
        """Keep an entity; one without a name is noted."""
        kept = {" ".join(text.split()): kind for text, kind in names if text and text.strip()}
        if not kept:
            self.notes.append(f"entry {entity_id} has no name and cannot be found")
            return
        self.entities.append(
            ListedEntity(
                entity_id=entity_id,
                names=tuple(ListedName(text, kind) for text, kind in kept.items()),
                reason=reason or None,
                listed_on=parse_date(listed_on),
                countries=tuple(dict.fromkeys(filter(None, countries))),
            )
        )


def parse_date(text: str | None) -> date | None:
    """The day of an ISO date or time (2024-05-01T…), None where it is none."""
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
