"""CSV and its kin: delimiter and encoding found out, faulty rows told apart."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from sinergi.companies.registers.encoding import Lines
from sinergi.companies.registers.source import (
    HEADER_WITHIN,
    Fault,
    Row,
    Source,
    header_row,
    unique_names,
)
from sinergi.errors import InputError

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


LINES_A_ROW = 200
"""A row of more lines than this has a quotation mark that is never closed."""


class Delimited(Source):
    """A text file of rows and cells."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._lines = Lines(path)
        first = list(islice(self._lines, 4 * HEADER_WITHIN))
        self._delimiter = sniff(first)
        rows = list(islice(_readable(first, self._delimiter), HEADER_WITHIN))
        if not rows:
            raise InputError(
                "is not a table of rows and cells",
                where=str(path),
                advice="Save the register as CSV, XLSX or JSON lines",
            )
        self._above = header_row(rows)
        self.columns = unique_names(rows[self._above])
        if self._above:
            self.notes.append(f"{self._above} lines above the header were left out")

    @property
    def format(self) -> str:  # type: ignore[override]
        """Format, encoding and delimiter in words."""
        return f"CSV ({self._lines.encoding}, {DELIMITERS[self._delimiter]})"

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """The rows below the header."""
        places = [self.place(name) for name in wanted]
        width = len(self.columns)
        lines = _Kept(self._lines)
        reader = csv.reader(lines, delimiter=self._delimiter)
        for _ in range(self._above + 1):
            next(reader, None)
        while True:
            line = reader.line_num + 1
            lines.kept.clear()
            try:
                cells = next(reader)
                fault = _fault(cells, width)
            except StopIteration:
                break
            except csv.Error as error:
                cells, fault = [], f"not a row of cells: {error}"
            faulty = fault is not None or len(lines.kept) > LINES_A_ROW
            if self._is_unclosed(lines.kept, width, faulty=faulty):
                yield from self._one_by_one(line, lines.kept, places, width)
            elif fault is not None:
                yield Fault(line, fault, self._delimiter.join(cells))
            elif any(cells):
                yield Row(line, [None if p is None else cells[p] for p in places])
        if self._lines.other and self._lines.utf8:
            self.notes.append(f"mixed encodings: {self._lines.encoding}")

    def _is_unclosed(self, lines: list[str], width: int, *, faulty: bool) -> bool:
        """Whether a row of several lines holds lines that are rows of their own.

        Then a quotation mark was opened and not closed, and the row has swallowed the lines below.
        A row of two cells or fewer is too like a line of an address to be taken for a row.
        """
        if len(lines) < 2 or not (faulty or width > 2):
            return False
        return any(self._cells_alone(line, width) for line in lines[1:])

    def _cells_alone(self, line: str, width: int) -> list[str] | None:
        """The cells of a line that is a row by itself, None when it is none."""
        if line.count('"') % 2:
            return None
        cells = next(_readable([line], self._delimiter), [])
        return cells if any(cells) and _fault(cells, width) is None else None

    def _one_by_one(
        self, first: int, lines: list[str], places: Sequence[int | None], width: int
    ) -> Iterator[Row | Fault]:
        """The rows that one with an unclosed quotation mark has swallowed; the first is faulty."""
        for line, text in enumerate(lines, start=first):
            cells = self._cells_alone(text, width) if line > first else None
            if cells is not None:
                yield Row(line, [None if p is None else cells[p] for p in places])
            elif text.strip():
                yield Fault(line, "a quotation mark is not closed", text.strip())


class _Kept:
    """Lines of a file, those of the row that is being read kept aside."""

    def __init__(self, lines: Lines) -> None:
        self._lines = iter(lines)
        self.kept: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.kept.append(line)
        return line


def _fault(cells: list[str], width: int) -> str | None:
    if not any(cells) or len(cells) == width:
        return None
    if len(cells) > width and not any(cells[width:]):
        return None
    return f"{len(cells)} cells where the header has {width}"


def sniff(lines: Sequence[str]) -> str:
    """The delimiter that cuts most lines into the same number of cells, and into the most."""

    def worth(delimiter: str) -> tuple[float, int]:
        widths = [len(row) for row in _readable(lines, delimiter) if row]
        usual = max(set(widths), key=widths.count, default=1)
        if usual == 1:
            return 0.0, 1
        return round(widths.count(usual) / len(widths), 1), usual

    return max(DELIMITERS, key=worth)


def _readable(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    """The rows that can be read; others are told apart later, with their lines."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
