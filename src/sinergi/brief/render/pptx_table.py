"""A table on a slide: a pale header, thin rules between rows, columns as wide as their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from sinergi.brief.layout.blocks import Cell, Grid, Span
from sinergi.brief.layout.text import capital, column_widths
from sinergi.brief.render.pptx_text import INK, NAVY, height_of, write

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The style of tables that PowerPoint calls "No Style, No Grid"."""
_SIDE, _ABOVE = int(Pt(4)), int(Pt(2.5))
_PALE, _RULE = "EEF2F6", "D5DAE0"


class Table:
    """The first rows of a grid, set in letters of ``size`` points."""

    def __init__(self, grid: Grid, most: int, width: int, size: float) -> None:
        self.grid = grid
        self.size = size
        self.rows = [[_unlinked(lines) for lines in row.cells] for row in grid.rows[:most]]
        self.heads: list[Cell] = [[[capital(column.title)]] for column in grid.columns]
        parts = column_widths(grid)
        self.widths = [int(width * part / sum(parts)) for part in parts]

    @property
    def height(self) -> int:
        """About how high it is."""
        return sum(self._row_height(cells) for cells in (self.heads, *self.rows))

    def fit(self, room: int) -> int:
        """Leave out rows at the end that do not fit; how many rows of the grid are not shown."""
        while self.rows and self.height > room:
            self.rows.pop()
        return len(self.grid.rows) - len(self.rows)

    def draw(self, slide: Any, left: int, top: int) -> None:
        """Put it on a slide."""
        place = (Emu(left), Emu(top), Emu(sum(self.widths)), Emu(self.height))
        shape = slide.shapes.add_table(len(self.rows) + 1, len(self.heads), *place)
        table = shape.table
        properties = table._tbl.tblPr
        properties.find("{*}tableStyleId").text = _PLAIN
        table.horz_banding = False
        for number, width in enumerate(self.widths):
            table.columns[number].width = Emu(width)
        for y, cells in enumerate([self.heads, *self.rows]):
            table.rows[y].height = Emu(self._row_height(cells))
            for x, lines in enumerate(cells):
                self._cell(table.cell(y, x), lines, head=y == 0, numeric=self._numeric(x))

    def _numeric(self, place: int) -> bool:
        return self.grid.columns[place].numeric

    def _cell(self, cell: Any, lines: Cell, *, head: bool, numeric: bool) -> None:
        cell.margin_top = cell.margin_bottom = Emu(_ABOVE)
        cell.margin_left = cell.margin_right = Emu(_SIDE)
        write(
            cell.text_frame, lines or [[""]], self.size, bold=head,
            colour=NAVY if head else INK, right=numeric,
        )  # fmt: skip
        properties = cell._tc.get_or_add_tcPr()
        line = f'<a:solidFill><a:srgbClr val="{_RULE}"/></a:solidFill>'
        properties.append(parse_xml(f'<a:lnB {nsdecls("a")} w="6350">{line}</a:lnB>'))
        fill = f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{_PALE}"/></a:solidFill>'
        properties.append(parse_xml(fill if head else f"<a:noFill {nsdecls('a')}/>"))

    def _row_height(self, cells: Sequence[Cell]) -> int:
        texts = [
            height_of(lines, width - 2 * _SIDE, self.size)
            for lines, width in zip(cells, self.widths, strict=True)
        ]
        return max(texts) + 2 * _ABOVE


def _unlinked(lines: Cell) -> Cell:
    """A cell without the lines that only lead elsewhere in the brief, which no slide does."""
    return [
        line for line in lines if not any(isinstance(part, Span) and part.target for part in line)
    ]
