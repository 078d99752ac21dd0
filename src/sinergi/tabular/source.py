"""A table's file as rows of text: what every format gives."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sinergi.outside import reading_from_outside
from sinergi.vocabulary.words import tokens

_HALF = re.compile("[\ud800-\udfff]")

SAMPLE = 200
"""Rows that are looked at to propose what the columns are."""


class Row(NamedTuple):
    """One row: the line (or row, or record) number in the file and the wanted cells, as text."""

    line: int
    cells: list[str | None]


class Fault(NamedTuple):
    """A row that cannot be read: where, why, and how it begins."""

    line: int
    reason: str
    text: str


def _writable(row: Row) -> Row | Fault:
    """The row, or a fault when it holds half a character, which no file and no terminal takes."""
    for cell in row.cells:
        if cell is not None and not cell.isascii() and _HALF.search(cell):
            text = " | ".join(one or "" for one in row.cells)
            return Fault(row.line, "holds half a character (a lone surrogate)", text)
    return row


class TableSource(ABC):
    """A file of rows.

    ``path`` is the file as the user knows it, ``file`` what is read (unpacked, where it was
    packed). ``columns`` are the names of its columns (for records with keys: the keys of the first
    ones); ``notes`` say what was noticed while reading and is complete after :meth:`rows` has
    ended.
    """

    format: str

    def __init__(self, path: Path, file: Path | None = None) -> None:
        self.path = path
        self.file = file or path
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
        """All rows in order, each with the cells of the ``wanted`` columns (None: no such cell).

        Raises:
            InputError: the file is damaged; the rows before the fault have been given.
        """

    @abstractmethod
    def sample(self) -> list[list[str | None]]:
        """The cells of the first readable rows, all columns."""


class FileTable(TableSource):
    """A table that is read in this process, in one of the formats."""

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """All rows in order (see :meth:`TableSource.rows`)."""
        with reading_from_outside(self.path):
            for row in self._rows(wanted):
                yield row if isinstance(row, Fault) else _writable(row)

    @abstractmethod
    def _rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """What the format gives for :meth:`rows`."""

    def sample(self) -> list[list[str | None]]:
        """The cells of the first readable rows, all columns."""
        notes = list(self.notes)
        readable = (r.cells for r in self.rows(self.columns) if isinstance(r, Row))
        found = list(islice(readable, SAMPLE))
        self.notes = notes
        return found
