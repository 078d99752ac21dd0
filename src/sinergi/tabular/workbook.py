"""XLSX workbooks, read as a stream."""

from __future__ import annotations

import re
import warnings
import weakref
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sinergi.errors import InputError
from sinergi.tabular.headers import HEADER_WITHIN, header_row, unique_names
from sinergi.tabular.packed import DAMAGED, limit
from sinergi.tabular.source import Fault, FileTable, Row

if TYPE_CHECKING:
    from openpyxl import Workbook

_MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]+)"')
_FORMULA = re.compile(rb"<f[ >/]")
_SHEET_FILE = re.compile(r"xl/worksheets/sheet(\d*)\.xml")
_CHUNK = 1 << 20
_MOST_ROWS = 1_048_576
_MOST_NAMES = 5_000_000
"""Bytes of the part that names sheets and cells; a workbook of a register has some thousand."""

_NAMED = 10
"""Sheets left unread that are named."""


class WorkbookTable(FileTable):
    """The first sheet of a workbook that holds a table; formulas give the values last computed."""

    format = "XLSX"

    def __init__(self, path: Path, file: Path | None = None) -> None:
        super().__init__(path, file)
        self._sheet = 0
        self._guard()
        # Its shared texts are read once: of a large workbook they take longer than the rows.
        self._book = self._load()
        rows = self._choose_sheet()
        if not any(any(row) for row in rows):
            raise InputError("no sheet has cells", where=str(path))
        self._above = header_row(rows)
        self.columns = unique_names(rows[self._above], str(path))
        if self._above:
            self.notes.append(f"{self._above} rows above the header were left out")

    def _rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """The rows below the header; empty ones are passed over."""
        places = [self.place(name) for name in wanted]
        for line, cells in enumerate(self._cells(), start=1):
            if line <= self._above + 1 or not any(cells):
                continue
            full = [*cells, *[None] * (len(self.columns) - len(cells))]
            if any(full[len(self.columns) :]):
                text = " | ".join(cell or "" for cell in full)
                yield Fault(line, f"cells beyond the header's {len(self.columns)} columns", text)
            else:
                yield Row(line, [None if p is None else full[p] for p in places])
        try:
            self.notes.extend(_peculiarities(self.file, self._sheet))
        except (zipfile.BadZipFile, zlib.error, OSError) as error:
            raise self._broken(error) from error

    def _guard(self) -> None:
        """Refuse a workbook that unfolds too large, before anything of it is parsed."""
        try:
            with zipfile.ZipFile(self.file) as archive:
                sizes = {part.filename: part.file_size for part in archive.infolist()}
        except (OSError, *DAMAGED) as error:
            raise self._broken(error) from error
        names = sizes.get("xl/workbook.xml", 0)
        if names > _MOST_NAMES:
            raise InputError(
                f"names sheets and cells on {names:,} bytes, more than the {_MOST_NAMES:,} that "
                "are read of it",
                where=str(self.path),
                advice="Save the sheet that is needed as a workbook of its own, or as CSV",
            )
        size, most = sum(sizes.values()), limit(self.file.stat().st_size)
        if size > most:
            raise InputError(
                f"unfolds to {size:,} bytes, more than the {most:,} that are read of it",
                where=str(self.path),
                advice="Save the sheet that is needed as a workbook of its own, or as CSV",
            )

    def _choose_sheet(self) -> list[list[str | None]]:
        """Take the first sheet with two cells in a row, else the first one; its first rows.

        A sheet of notes often stands before the table.
        """
        names = [sheet.title for sheet in self._book.worksheets]
        if not names:
            raise InputError("has no sheet", where=str(self.path))
        starts = []
        for self._sheet in range(len(names)):
            starts.append([list(cells) for cells in islice(self._cells(), HEADER_WITHIN)])
            if any(sum(1 for cell in row if cell) > 1 for row in starts[-1]):
                break
        else:
            self._sheet = 0
        others = [name for number, name in enumerate(names) if number != self._sheet]
        if others:
            more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
            some = ", ".join(others[:_NAMED]) + more
            read = f"sheet '{names[self._sheet]}' was read, not {some}"
            self.notes.append(read)
        return starts[self._sheet]

    def _load(self) -> Workbook:
        from openpyxl import load_workbook

        # Given as an open file: the program would refuse a path by its ending.
        opened = self.file.open("rb")
        weakref.finalize(self, opened.close)
        try:
            with warnings.catch_warnings():
                # It warns of styles and extensions that do not touch the cells' values.
                warnings.simplefilter("ignore", UserWarning)
                return load_workbook(opened, read_only=True, data_only=True)
        except MemoryError:
            raise
        except Exception as error:  # a broken workbook breaks the reader in many ways
            raise self._broken(error) from error

    def _cells(self) -> Iterator[list[str | None]]:
        try:
            sheet = self._book.worksheets[self._sheet]
            # The stated size of the sheet is often wrong; the rows themselves tell.
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                if number > _MOST_ROWS:
                    raise InputError(
                        f"has rows beyond the {_MOST_ROWS:,} that a workbook can have",
                        where=str(self.path),
                        advice="Save it again in a spreadsheet program",
                    )
                yield [_text(value) for value in row]
        except (InputError, MemoryError):
            raise
        except Exception as error:  # a broken workbook breaks the reader in many ways
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> InputError:
        return InputError(
            f"is not a whole XLSX workbook ({error})",
            where=str(self.path),
            advice="Open it in a spreadsheet program and save it again",
        )


def _text(value: object) -> str | None:
    """A cell as text: whole numbers without '.0', dates as ISO 8601."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _peculiarities(path: Path, sheet: int) -> list[str]:
    """What a stream of values does not show: merged cells and formulas of a sheet.

    The files of the sheets are numbered in the order they were made, which is nearly always that
    of the workbook.
    """
    merged: list[str] = []
    formulas = 0
    with zipfile.ZipFile(path) as archive:
        files = (match for name in archive.namelist() if (match := _SHEET_FILE.fullmatch(name)))
        names = [match[0] for match in sorted(files, key=lambda match: int(match[1] or 0))]
        if sheet >= len(names):
            return []
        with archive.open(names[sheet]) as file:
            tail = b""
            while block := file.read(_CHUNK):
                text = tail + block
                # Cut at the last tag so that none is counted twice or missed.
                cut = text.rfind(b"<")
                head, tail = text[:cut], text[cut:]
                merged += [m.decode() for m in _MERGED.findall(head)]
                formulas += len(_FORMULA.findall(head))
            merged += [m.decode() for m in _MERGED.findall(tail)]
    notes = []
    if merged:
        some = ", ".join(merged[:5]) + (", …" if len(merged) > 5 else "")
        notes.append(f"{len(merged)} merged cells ({some}): the value counts for the first cell")
    if formulas:
        notes.append(f"{formulas} formulas: the values last computed were read")
    return notes
