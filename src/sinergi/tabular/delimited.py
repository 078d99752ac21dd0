"""CSV and its kin: delimiter and encoding found out, faulty rows told apart."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sinergi.errors import InputError
from sinergi.tabular.encoding import TextLines
from sinergi.tabular.headers import HEADER_WITHIN, header_row, unique_names
from sinergi.tabular.source import Fault, FileTable, Row

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


_QUOTED = re.compile(rb'"[^"\n]*"')

LINES_A_ROW = 200
"""A row of more lines than this has a quotation mark that is never closed."""


class Delimited(FileTable):
    """A text file of rows and cells."""

    def __init__(
        self, path: Path, file: Path | None = None, *, delimiter: str | None = None
    ) -> None:
        super().__init__(path, file)
        self._lines = TextLines(self.file)
        first = list(islice(self._lines, 4 * HEADER_WITHIN))
        self._delimiter = delimiter or sniff(first)
        numbered = list(islice(_readable(first, self._delimiter), HEADER_WITHIN))
        rows = [cells for _, cells in numbered]
        if not rows:
            raise InputError(
                "is not a table of rows and cells",
                where=str(path),
                advice="Save it as CSV, XLSX or JSON lines",
            )
        self._above = header_row(rows)
        self.header_end = numbered[self._above][0]
        self.columns = unique_names(rows[self._above], str(path))
        if self._above:
            self.notes.append(f"{self._above} lines above the header were left out")

    def copy_even(self, target: Path) -> bool:
        """Copy the text as UTF-8 as long as every line below the header is a row.

        Returns:
            Whether the whole file is so: no line of another number of cells, no cell of several
            lines, no empty line but at the end. It can then be read fast; ``target`` has no lines
            above the first row.
        """
        even = _Evenness(self._delimiter, len(self.columns))
        skip = self.header_end
        with target.open("w", encoding="utf-8", newline="") as out:
            for block in self._lines.blocks():
                text = block.replace("\r\n", "\n")
                while skip and text:
                    text = text.partition("\n")[2]
                    skip -= 1
                if not even.takes(text):
                    return False
                out.write(text)
        return True

    @property
    def encoding(self) -> str:
        """The encoding of the lines read so far, as Python and Java call it."""
        return self._lines.codec

    @property
    def delimiter(self) -> str:
        """The character between two cells."""
        return self._delimiter

    @property
    def format(self) -> str:  # type: ignore[override]
        """Format, encoding and delimiter in words."""
        return f"CSV ({self._lines.encoding}, {DELIMITERS.get(self._delimiter, self._delimiter)})"

    def _rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """The rows below the header."""
        places = [self.place(name) for name in wanted]
        width = len(self.columns)
        lines = _Kept(self._lines)
        reader = csv.reader(lines, delimiter=self._delimiter)
        for _ in islice(_readable_rows(reader), self._above + 1):
            pass
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
        _, cells = next(_readable([line], self._delimiter), (0, []))
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


class _Evenness:
    """Whether each line has the same number of delimiters, quoted ones not counted.

    Nothing but delimiters and line ends is left of a block to look at, which is fast.
    """

    def __init__(self, delimiter: str, width: int) -> None:
        self._row = delimiter.encode() * (width - 1) + b"\n"
        self._others = bytes(set(range(256)) - set(self._row))
        self._ended = False

    def takes(self, text: str) -> bool:
        """Look at the next block; only the last may end without a line end."""
        block = text.encode()
        if self._ended and block.strip():
            return False
        if b'"' in block:
            block = _QUOTED.sub(b"", block)
        if b'"' in block or b"\r" in block or b"\0" in block:
            return False
        signs = block.translate(None, self._others)
        whole, rest = divmod(len(signs), len(self._row))
        tail = signs[whole * len(self._row) :]
        self._ended = rest > 0 or not block
        if tail.strip(b"\n") and tail != self._row[:-1]:
            return False
        return signs[: whole * len(self._row)] == self._row * whole


class _Kept:
    """TextLines of a file, those of the row that is being read kept aside."""

    def __init__(self, lines: TextLines) -> None:
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
        widths = [len(row) for _, row in _readable(lines, delimiter) if row]
        usual = max(set(widths), key=widths.count, default=1)
        if usual == 1:
            return 0.0, 1
        return round(widths.count(usual) / len(widths), 1), usual

    return max(DELIMITERS, key=worth)


def _readable(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that can be read, each with the number of its last line."""
    yield from _readable_rows(csv.reader(lines, delimiter=delimiter))


def _readable_rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV reader that can be read; others are told apart later, with their lines."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        yield reader.line_num, cells
