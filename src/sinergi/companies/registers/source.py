"""A register's file as rows: what every format gives, and which format a file is in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sinergi.companies.classification.text import tokens
from sinergi.errors import InputError

SAMPLE = 200
"""Rows that are looked at to propose a mapping."""

HEADER_WITHIN = 20
"""The header is sought among so many first rows (titles and notes may stand above it)."""


class Row(NamedTuple):
    """One row: the line (or row, or record) number in the file and the wanted cells, as text."""

    line: int
    cells: list[str | None]


class Fault(NamedTuple):
    """A row that cannot be read: where, why, and how it begins."""

    line: int
    reason: str
    text: str


class Source(ABC):
    """A file of records.

    ``columns`` are the names of its columns (for records with keys: the keys of the first ones);
    ``notes`` say what was noticed while reading and is complete after :meth:`rows` has ended.
    """

    format: str

    def __init__(self, path: Path) -> None:
        self.path = path
        self.columns: tuple[str, ...] = ()
        self.notes: list[str] = []

    def place(self, name: str) -> int | None:
        """The place of a column, found by its name or, where case and signs differ, by words."""
        if name in self.columns:
            return self.columns.index(name)
        folded = tokens(name)
        alike = [n for n, column in enumerate(self.columns) if tokens(column) == folded]
        return alike[0] if len(alike) == 1 else None

    def keys(self, wanted: Sequence[str]) -> list[str]:
        """The wanted columns as the file calls them; one not seen yet as it was asked for."""
        places = [self.place(name) for name in wanted]
        return [
            name if place is None else self.columns[place]
            for name, place in zip(wanted, places, strict=True)
        ]

    @abstractmethod
    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """All rows in order, each with the cells of the ``wanted`` columns (None: no such cell)."""

    def sample(self) -> list[list[str | None]]:
        """The cells of the first readable rows, all columns."""
        notes = list(self.notes)
        readable = (r.cells for r in self.rows(self.columns) if isinstance(r, Row))
        found = list(islice(readable, SAMPLE))
        self.notes = notes
        return found


def open_source(path: Path) -> Source:
    """The file as a source, by what it contains rather than by its name.

    Raises:
        InputError: it is not there, empty, or in no format of a register.
    """
    from sinergi.companies.registers.delimited import Delimited
    from sinergi.companies.registers.records import JsonRecords
    from sinergi.companies.registers.sheets import Sheet
    from sinergi.companies.registers.xml_records import XmlRecords

    start = _start(path)
    if start.startswith(b"PK"):
        return Sheet(path)
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"{", b"[")):
        return JsonRecords(path)
    if text.startswith(b"<"):
        return XmlRecords(path)
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            "is a binary file",
            where=str(path),
            advice="Save the register as CSV, XLSX, JSON lines or GLEIF XML",
        )
    return Delimited(path)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(8192)
    except FileNotFoundError as error:
        raise InputError("there is no such file", where=str(path)) from error
    except IsADirectoryError as error:
        raise InputError("is a folder, not a file", where=str(path)) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if not start.strip():
        raise InputError("the file is empty", where=str(path))
    return start


def header_row(rows: Sequence[Sequence[str | None]]) -> int:
    """The place of the header among the first rows: the first that is as full as most are."""
    filled = [sum(1 for cell in row if cell and cell.strip()) for row in rows]
    if not any(filled):
        return 0
    usual = Counter(len(row) for row, full in zip(rows, filled, strict=True) if full)
    # Of widths that are as frequent the first one counts.
    width = max(usual, key=usual.__getitem__)
    for place, (row, full) in enumerate(zip(rows, filled, strict=True)):
        if len(row) == width and full >= max(1, max(filled) * 2 // 3):
            return place
    return filled.index(max(filled))


def unique_names(cells: Sequence[str | None]) -> tuple[str, ...]:
    """Column names from a header: empty ones numbered, repeated ones told apart."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for place, cell in enumerate(cells, start=1):
        base = " ".join((cell or "").split()) or f"column {place}"
        seen[base] += 1
        names.append(base if seen[base] == 1 else f"{base} ({seen[base]})")
    return tuple(names)
