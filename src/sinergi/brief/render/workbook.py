"""A workbook's sheets: formats, cells that stay what they are, and rows as high as their text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from sinergi.brief.layout.text import capital
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Figure, Table
from sinergi.evidence.provenance import Unit
from sinergi.printable import printable

Cell = str | int | float | date | Figure | None

NUMBER_FORMATS: dict[Unit, str] = {
    "USD": "#,##0",
    "t": "#,##0",
    "USD/t": "#,##0",
    "share": "0.0%",
    "change": "+0.0%;-0.0%;0.0%",
    "rank": "0",
    "index": "0.00",
    "km": "#,##0",
    "MW": "#,##0",
    "year": "0",
    "count": "#,##0",
    "ratio": "0.00",
}
_SHEET_NAME = 31
"""Characters that Excel allows in the name of a sheet."""
_LINE, _TALLEST = 15.0, 400.0
"""Points of a line, and of a row at most."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Book:
    """A workbook with the formats its sheets share."""

    def __init__(self, workbook: Any, brief: Brief) -> None:
        self.workbook = workbook
        self.brief = brief
        self.translate = translator(brief.lang)
        top = {"valign": "top"}
        self.head = workbook.add_format(
            {"bold": True, "font_color": "#14304F", "bottom": 2, "text_wrap": True, "valign": "top"}
        )
        self.text = workbook.add_format({"text_wrap": True, **top})
        # The mark of a leading apostrophe: the text stays text when it is edited or exported.
        self.quoted = workbook.add_format({"text_wrap": True, "quote_prefix": True, **top})
        self.unknown = workbook.add_format({"italic": True, "font_color": "#55616D", **top})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})
        self.plain = workbook.add_format(top)
        self.numbers = {
            unit: workbook.add_format({"num_format": pattern, **top})
            for unit, pattern in NUMBER_FORMATS.items()
        }

    def sheet(
        self, name: str, titles: Sequence[str], widths: Sequence[float], rows: list[list[Cell]]
    ) -> None:
        """A sheet with a header row that stays in sight and filters the columns."""
        sheet = self.workbook.add_worksheet(sheet_name(name))
        for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, capital(title), self.head)
        sheet.set_row(0, _height(titles, widths))
        for number, row in enumerate(rows, start=1):
            sheet.set_row(number, _height(row, widths))
            for column, cell in enumerate(row):
                self._write(sheet, number, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(titles) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, Figure):
            self._write_figure(sheet, row, column, cell)
        elif isinstance(cell, str):
            words = self.text if set(" \n") & set(cell) else self.plain
            risky = cell.startswith(_FORMULA_STARTS)
            sheet.write_string(row, column, printable(cell), self.quoted if risky else words)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self.day)
        elif cell is not None:
            sheet.write_number(row, column, cell, self.plain)

    def _write_figure(self, sheet: Any, row: int, column: int, figure: Figure) -> None:
        if figure.value is None:
            sheet.write_string(row, column, figure.text, self.unknown)
        else:
            sheet.write_number(row, column, figure.value, self.numbers[figure.unit])

    def table(self, name: str, table: Table) -> None:
        """A sheet with a table of the brief; each column of figures is followed by their ids."""
        _ = self.translate
        titles: list[str] = []
        widths: list[float] = []
        for column in table.columns:
            titles += [column.title, _("evidence")] if column.numeric else [column.title]
            widths += [20, 52] if column.numeric else [48]
        rows: list[list[Cell]] = []
        for cells in table.rows:
            row: list[Cell] = []
            for column, cell in zip(table.columns, cells, strict=True):
                row.append(cell)
                if column.numeric:
                    row.append(cell.evidence if isinstance(cell, Figure) else None)
            rows.append(row)
        self.sheet(name, titles, widths, rows)


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points for the lines that the longest text breaks into; not every program finds them out."""
    lines = 1
    for cell, width in zip(cells, widths, strict=False):
        if isinstance(cell, str):
            wraps = " " in cell
            parts = [ceil(len(part) / width) if wraps else 1 for part in cell.split("\n")]
            lines = max(lines, sum(max(part, 1) for part in parts))
    return min(_LINE * lines, _TALLEST)


def sheet_name(name: str) -> str:
    """A name that Excel takes: without its signs, of at most 31 characters."""
    kept = "".join(" " if letter in "[]:*?/\\" else letter for letter in name).strip("' ")
    return kept[:_SHEET_NAME]
