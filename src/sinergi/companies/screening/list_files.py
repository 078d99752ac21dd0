"""Sanctions lists in the files a user has, in the shapes their publishers give them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sinergi.companies.screening import eu, ftm, ofac, un
from sinergi.companies.screening.listed import ListReading, SanctionsList
from sinergi.errors import InputError, StoreError
from sinergi.outside import reading_from_outside
from sinergi.store import home


def read_list(path: Path) -> SanctionsList:
    """Read a sanctions list; its shape is told by what the file contains.

    FollowTheMoney entities (JSON lines) and OpenSanctions' simple CSV, the EU's consolidated
    list (XML or CSV), the UN's (XML), OFAC's SDN list (XML, or SDN.CSV with ALT.CSV beside it).

    Raises:
        InputError: the file is missing, broken, in none of these shapes, or names no entity: a
            list that was not understood must not pass for one on which nobody stands.
    """
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
                return _finished(path, read(path))
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


def _finished(path: Path, reading: ListReading) -> SanctionsList:
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
    folder = home() / "sanctions"
    try:
        files = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", where=str(folder)) from error
    # ALT.CSV holds the aliases of SDN.CSV and is read with it.
    return [read_list(file) for file in files if file.name.lower() != "alt.csv" and file.is_file()]
