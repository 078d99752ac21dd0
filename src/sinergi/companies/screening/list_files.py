"""Sanctions lists in the files a user has, in the shapes their publishers give them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from sinergi.companies.screening import eu, ftm, ofac, un
from sinergi.companies.screening.listed import (
    ListedEntity,
    ListReading,
    SanctionsList,
    from_plain,
    parse_date,
    to_plain,
)
from sinergi.confined import stream
from sinergi.errors import InputError, StoreError
from sinergi.outside import plain_file, reading_from_outside
from sinergi.store import home
from sinergi.tabular.confined_table import limits_of

LIBRARIES = ("charset_normalizer", "xml.etree.ElementTree")
"""What the server of confined calls keeps loaded once a list has needed it."""

_BATCH = 2_000


def read_list(path: Path) -> SanctionsList:
    """Read a sanctions list; its shape is told by what the file contains.

    FollowTheMoney entities (JSON lines) and OpenSanctions' simple CSV, the EU's consolidated
    list (XML or CSV), the UN's (XML), OFAC's SDN list (XML, or SDN.CSV with ALT.CSV beside it).

    Raises:
        InputError: the file is missing, broken, in none of these shapes, takes more than its
            limits, or names no entity: a list that was not understood must not pass for one on
            which nobody stands.
    """
    parts = stream(f"{__name__}:entities", b"", limits=limits_of(path), where=str(path))
    found: list[ListedEntity] = []
    while True:
        try:
            found += map(from_plain, next(parts))
        except StopIteration as stop:
            return _finished(path, found, stop.value)


def entities(data: bytes, where: str) -> Generator[list[Any], None, dict[str, Any]]:
    """What :func:`read_list` calls in the child: the entities in batches, then what was noticed."""
    del data
    reading = _read(Path(where))
    for first in range(0, len(reading.entities), _BATCH):
        yield [to_plain(entity) for entity in reading.entities[first : first + _BATCH]]
    return {
        "name": reading.name,
        "persons": reading.persons,
        "dated": reading.dated.isoformat() if reading.dated else None,
        "notes": reading.notes,
    }


def _read(path: Path) -> ListReading:
    start = _start(path)
    shapes: list[tuple[Callable[[bytes], bool], Callable[[Path], ListReading]]] = [
        (ftm.is_entities, ftm.read_entities),
        (ftm.is_simple_csv, ftm.read_simple_csv),
        (eu.is_xml, eu.read_xml),
        (eu.is_csv, eu.read_csv),
        (un.is_xml, un.read_xml),
        (ofac.is_xml, ofac.read_xml),
        (ofac.is_csv, ofac.read_csv),
    ]
    with reading_from_outside(path):
        for matches, read in shapes:
            if matches(start):
                return read(path)
    raise InputError(
        "is no sanctions list in a known shape",
        where=str(path),
        advice="Give FollowTheMoney JSON lines, OpenSanctions CSV, or the lists of the EU, the UN "
        "or OFAC as published",
    )


def _start(path: Path) -> bytes:
    try:
        with plain_file(path).open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError as error:
        raise InputError("there is no such file", where=str(path)) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if not start.strip():
        raise InputError("the file is empty", where=str(path))
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()


def _finished(path: Path, found: list[ListedEntity], noticed: dict[str, Any]) -> SanctionsList:
    if not found:
        raise InputError(
            f"names no organisation ({noticed['persons']} persons)",
            where=str(path),
            advice="Companies cannot be screened against it",
        )
    return SanctionsList(
        name=noticed["name"],
        path=path,
        entities=tuple(found),
        persons=noticed["persons"],
        dated=parse_date(noticed["dated"]),
        notes=tuple(noticed["notes"]),
    )


def stored_lists() -> list[SanctionsList]:
    """The lists that lie in the folder ``sanctions`` of the user's store, by name.

    Raises:
        InputError: one of them cannot be read.
    """
    folder = home() / "sanctions"
    try:
        files = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", where=str(folder)) from error
    # ALT.CSV holds the aliases of SDN.CSV and is read with it.
    return [read_list(file) for file in files if file.name.lower() != "alt.csv" and file.is_file()]
