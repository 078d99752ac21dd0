"""What a section is made of: headings, lines, grids, pictures. A format shows each kind once.

Text stands in lines: words, figures and spans one after another. A figure takes no mark of its
own on the page: a sentence, or a row of a grid, has one mark for the evidence of all its figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sinergi.brief.messages import Translator
from sinergi.brief.model import Chart, Figure, Part, Sentence, Table

Style: TypeAlias = Literal["plain", "strong", "muted", "mark", "code", "unknown"]


@dataclass(frozen=True)
class Span:
    """Words set apart: by a style, a language of their own, or a link within the brief."""

    text: str
    style: Style = "plain"
    lang: str | None = None
    target: str | None = None


Inline: TypeAlias = str | Figure | Span
Line: TypeAlias = Sequence[Inline]
Cell: TypeAlias = Sequence[Line]
"""Lines below one another."""


@dataclass(frozen=True)
class Heading:
    """A heading within a section, with what stands small beside it."""

    text: str
    aside: Line = ()


@dataclass(frozen=True)
class Lines:
    """Paragraphs, or the items of a list."""

    lines: Sequence[Line]
    style: Literal["plain", "list", "numbered", "lead", "source"] = "plain"


@dataclass(frozen=True)
class Column:
    """A column: its title, whether it holds numbers, its width beside the others'."""

    title: str
    width: float = 1.0
    numeric: bool = False


@dataclass(frozen=True)
class Row:
    """Cells in the order of the columns; ``anchor`` is what links lead to."""

    cells: Sequence[Cell]
    anchor: str | None = None


@dataclass(frozen=True)
class Grid:
    """A table. ``notes`` stand below, ``small`` sets it so.

    The first cell of each row heads it, unless its columns are lists beside one another.
    """

    id: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    small: bool = False
    headed: bool = True


@dataclass(frozen=True)
class Pictures:
    """Charts, one as wide as the page; several stand small beside one another, two a row."""

    charts: Sequence[Chart] = field(default_factory=list)

    @property
    def small(self) -> bool:
        """Whether the charts are drawn for half the width."""
        return len(self.charts) > 1


Block: TypeAlias = Heading | Lines | Grid | Pictures


def anchors_of(blocks: Iterable[Block]) -> set[str]:
    """What links within the brief can lead to in these blocks."""
    grids = (block for block in blocks if isinstance(block, Grid))
    return {row.anchor for grid in grids for row in grid.rows if row.anchor}


_MARKLESS = ("year", "rank")


def cell(*lines: Line | str | None) -> list[Line]:
    """A cell of these lines; empty ones fall out."""
    return [[line] if isinstance(line, str) else line for line in lines if line]


def joined(lines: Iterable[Line], by: str = ", ") -> list[Inline]:
    """Lines one after another, with ``by`` between them."""
    found: list[Inline] = []
    for line in lines:
        found += [by, *line] if found else line
    return found


def statement_links(numbers: Sequence[int]) -> list[Inline]:
    """Links to statements, by number."""
    return joined([Span(str(n), target=f"statement-{n}")] for n in numbers)


def statements_line(numbers: Sequence[int], _: Translator) -> list[Inline]:
    """The statements that something rests on, as links after the word for them."""
    word = _("statement") if len(numbers) == 1 else _("statements")
    return [Span(f"{word} ", "muted"), *statement_links(numbers)]


def grid_of(table: Table, *, small: bool = False) -> Grid:
    """A table of the brief as a grid."""
    columns = [
        Column(column.title, width=1.0 if column.numeric else 2.4, numeric=column.numeric)
        for column in table.columns
    ]
    rows = [Row([_part_cell(part) for part in row]) for row in table.rows]
    notes = [table.note] if table.note else []
    return Grid(table.id, table.title, columns, rows, notes, small or len(columns) > 6)


def _part_cell(part: Part | None) -> Cell:
    return [] if part is None else [[part]]


def figures_of(block: Block) -> Iterator[Figure]:
    """The figures of a block in the order of the page, those of charts left out."""
    for line in lines_of(block):
        for part in line:
            if isinstance(part, Figure):
                yield part


def lines_of(block: Block) -> Iterator[Line]:
    """All lines of a block, those of charts left out."""
    if isinstance(block, Heading):
        yield block.aside
    elif isinstance(block, Lines):
        yield from block.lines
    elif isinstance(block, Grid):
        for row in block.rows:
            for lines in row.cells:
                yield from lines


@dataclass(frozen=True)
class Mark:
    """What a reader follows to the evidence: the first number of a run, and how it is written."""

    note: int
    text: str


def marks(parts: Iterable[Inline]) -> list[Mark]:
    """The marks of a sentence or row: the numbers of its evidence, neighbours as a run.

    Years and places in a ranking take none: they lead to their evidence as all figures do.
    """
    notes = {
        part.note
        for part in parts
        if isinstance(part, Figure) and part.note and part.unit not in _MARKLESS
    }
    runs: list[list[int]] = []
    for note in sorted(notes):
        if runs and note == runs[-1][-1] + 1:
            runs[-1].append(note)
        else:
            runs.append([note])
    return [Mark(run[0], str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}") for run in runs]


def row_marks(row: Row) -> list[Mark]:
    """The marks of a row."""
    return marks(part for lines in row.cells for line in lines for part in line)


def words(line: Line | Sentence) -> str:
    """A line without marks."""
    return "".join(part if isinstance(part, str) else part.text for part in line)
