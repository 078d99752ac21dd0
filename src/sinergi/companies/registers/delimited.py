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
        reader = csv.reader(self._lines, delimiter=self._delimiter)
        for _ in range(self._above + 1):
            next(reader, None)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                yield Fault(line, f"not a row of cells: {error}", "")
                continue
            if not any(cells):
                continue
            fault = _fault(cells, width, reader.line_num - line + 1)
            if fault is not None:
                yield Fault(line, fault, self._delimiter.join(cells))
            else:
                yield Row(line, [None if p is None else cells[p] for p in places])
        if self._lines.other and self._lines.utf8:
            self.notes.append(f"mixed encodings: {self._lines.encoding}")


def _fault(cells: list[str], width: int, lines: int) -> str | None:
    if lines > LINES_A_ROW:
        return f"the row goes on for {lines} lines: a quotation mark is not closed"
    if len(cells) == width or (len(cells) > width and not any(cells[width:])):
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
