"""Sanctions lists: read from the files a user has, in the shapes their publishers give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from sinergi.errors import InputError, StoreError

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
class Reading:
    """What a reader of one shape collects while it goes through a file."""

    name: str
    entities: list[ListedEntity] = field(default_factory=list)
    persons: int = 0
    dated: date | None = None
    notes: list[str] = field(default_factory=list)

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


def read_list(path: Path) -> SanctionsList:
    """Read a sanctions list; its shape is told by what the file contains.

    FollowTheMoney entities (JSON lines) and OpenSanctions' simple CSV, the EU's consolidated
    list (XML or CSV), the UN's (XML), OFAC's SDN list (XML, or SDN.CSV with ALT.CSV beside it).

    Raises:
        InputError: the file is missing, broken, in none of these shapes, or names no entity: a
            list that was not understood must not pass for one on which nobody stands.
    """
    # The readers import this module for what they return.
    from sinergi.companies.screening import eu, ftm, ofac, un

    start = _start(path)
    shapes: list[tuple[Callable[[bytes], bool], Callable[[Path], Reading]]] = [
        (ftm.is_entities, ftm.read_entities),
        (ftm.is_simple_csv, ftm.read_simple_csv),
        (eu.is_xml, eu.read_xml),
        (eu.is_csv, eu.read_csv),
        (un.is_xml, un.read_xml),
        (ofac.is_xml, ofac.read_xml),
        (ofac.is_csv, ofac.read_csv),
    ]
    for matches, read in shapes:
        if matches(start):
            reading = read(path)
            return _finished(path, reading)
    raise InputError(
        "is no sanctions list in a known shape",
        where=str(path),
        advice="Give FollowTheMoney JSON lines, OpenSanctions CSV, or the lists of the EU, the UN "
        "or OFAC as published",
    )


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError as error:
        raise InputError("there is no such file", where=str(path)) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if not start.strip():
        raise InputError("the file is empty", where=str(path))
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()


def _finished(path: Path, reading: Reading) -> SanctionsList:
    if not reading.entities:
        raise InputError(
            f"names no organisation ({reading.persons} persons)",
            where=str(path),
            advice="Companies cannot be screened against it",
        )
    return SanctionsList(
        name=reading.name,
        path=path,
        entities=tuple(reading.entities),
        persons=reading.persons,
        dated=reading.dated,
        notes=tuple(reading.notes),
    )


def stored_lists() -> list[SanctionsList]:
    """The lists that lie in the folder ``sanctions`` of the user's store, by name.

    Raises:
        InputError: one of them cannot be read.
    """
    from sinergi.store import home

    folder = home() / "sanctions"
    try:
        files = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", where=str(folder)) from error
    # ALT.CSV holds the aliases of SDN.CSV and is read with it.
    return [read_list(file) for file in files if file.name.lower() != "alt.csv" and file.is_file()]
