"""The brief as six slides: what is said aloud, topics, evidence, promises, companies, next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Emu, Inches, Pt

from sinergi.brief.layout import Laid, laid_out
from sinergi.brief.layout.blocks import Block, Cell, Grid, Heading, Line, Lines, Pictures, words
from sinergi.brief.layout.text import capital, chart_sources, column_widths
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Chart
from sinergi.brief.render.pictures import Pictures as Drawer

SLIDES: tuple[tuple[str, ...], ...] = (
    ("summary",),
    ("topics",),
    ("trade",),
    ("promises", "meeting"),
    ("pairs", "decisions"),
    ("steps", "careful"),
)
"""The sections of each slide; the first slide has the title too."""
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_EDGE, _TOP = Inches(0.6), Inches(1.25)
_ROWS = 8
"""Rows of a table and lines of a list that a slide shows at most."""


def _colour(digits: str) -> RGBColor:
    made: RGBColor = RGBColor.from_string(digits)  # type: ignore[no-untyped-call]
    return made


_NAVY = _colour("14304F")
_INK, _MUTED = _colour("1C2733"), _colour("55616D")


@dataclass
class _Page:
    """A slide and where its next block begins."""

    slide: Any
    brief: Brief
    pictures: Drawer
    left: int
    width: int
    top: int
    size: float

    @property
    def room(self) -> int:
        """Height that is left above the edge."""
        return int(HEIGHT) - int(Inches(0.45)) - self.top


def pptx(brief: Brief, pictures: Drawer) -> bytes:
    """The presentation as bytes; notes of each slide hold the sources of its charts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    sections = {laid.key: laid for laid in laid_out(brief, "pptx")}
    for number, keys in enumerate(SLIDES):
        found = [sections[key] for key in keys if key in sections]
        _slide(deck, brief, pictures, found, first=number == 0)
    deck.core_properties.title = brief.title
    deck.core_properties.author = "Sinergi"
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _slide(
    deck: Any, brief: Brief, pictures: Drawer, sections: Sequence[Laid], *, first: bool
) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (
        _EDGE,
        Inches(0.35),
        WIDTH - 2 * _EDGE,
        700000,
    )
    names = " · ".join(laid.title for laid in sections)
    _write(title.text_frame, [[brief.title if first else names or brief.title]], 26, bold=True)
    top = int(_TOP)
    if first:
        lines = [[line] for line in (*brief.occasion, brief.subtitle)]
        height = int(Pt(18)) * len(lines)
        _text(slide, lines, (int(_EDGE), top - int(Inches(0.2)), _full_width(), height), 12, _MUTED)
        top += height
    width = _full_width() // max(len(sections), 1)
    for place, laid in enumerate(sections):
        left = int(_EDGE) + place * width
        page = _Page(slide, brief, pictures, left, width - int(Inches(0.2)), top, 14)
        for block in laid.blocks:
            _show(page, block)


def _full_width() -> int:
    return int(WIDTH) - 2 * int(_EDGE)


def _show(page: _Page, block: Block) -> None:
    if page.room < Pt(60):
        return
    if isinstance(block, Heading):
        _stack(page, [[block.text]], page.size, bold=True)
    elif isinstance(block, Lines):
        if block.style != "source":
            _stack(page, block.lines[:_ROWS], page.size, numbered=block.style == "numbered")
    elif isinstance(block, Grid):
        _table(page, block)
    elif isinstance(block, Pictures):
        for chart in block.charts[:1]:
            _chart(page, chart)


def _stack(
    page: _Page, lines: Sequence[Line], size: float, *, bold: bool = False, numbered: bool = False
) -> None:
    """Text below what is there; smaller where it would not fit."""
    texts = [words(line) for line in lines]
    if numbered:
        texts = [f"{n}. {text}" for n, text in enumerate(texts, start=1)]
    while size > 9 and _height(texts, page.width, size) > page.room:
        size -= 1
    height = min(_height(texts, page.width, size), page.room)
    place = (page.left, page.top, page.width, height)
    _text(page.slide, [[text] for text in texts], place, size, _INK, bold=bold)
    page.top += height


def _height(texts: Sequence[str], width: int, size: float) -> int:
    """About how high text is: letters are half as wide as they are high."""
    letters = max(int(width / Pt(size * 0.52)), 1)
    lines = sum(-(-max(len(text), 1) // letters) for text in texts)
    return int(Pt(size * 1.25) * lines + Pt(size * 0.5) * len(texts))


def _text(
    slide: Any,
    lines: Sequence[Line],
    place: tuple[int, int, int, int],
    size: float,
    colour: RGBColor,
    *,
    bold: bool = False,
) -> None:
    box = slide.shapes.add_textbox(*(Emu(value) for value in place))
    box.text_frame.word_wrap = True
    _write(box.text_frame, lines, size, bold=bold, colour=colour)


def _write(
    frame: Any, lines: Sequence[Line], size: float, *, bold: bool = False, colour: RGBColor = _NAVY
) -> None:
    frame.auto_size = MSO_AUTO_SIZE.NONE
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.4)
        run = paragraph.add_run()
        run.text = words(line)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour


def _table(page: _Page, grid: Grid) -> None:
    """The first rows, set as small as they need to fit."""
    rows = [[_cell(lines) for lines in row.cells] for row in grid.rows[:_ROWS]]
    heads = [capital(column.title) for column in grid.columns]
    parts = column_widths(grid)
    widths = [int(page.width * part / sum(parts)) for part in parts]
    size = 12.0
    while size > 7 and _table_height([heads, *rows], widths, size) > page.room:
        size -= 0.5
    while len(rows) > 1 and _table_height([heads, *rows], widths, size) > page.room:
        rows.pop()
    place = (Emu(page.left), Emu(page.top), Emu(page.width), Emu(int(Pt(20))))
    shape = page.slide.shapes.add_table(len(rows) + 1, len(heads), *place)
    table = shape.table
    for number, width in enumerate(widths):
        table.columns[number].width = Emu(width)
    for y, cells in enumerate([heads, *rows]):
        table.rows[y].height = Emu(int(_table_height([cells], widths, size)))
        for x, text in enumerate(cells):
            cell = table.cell(y, x)
            cell.margin_top = cell.margin_bottom = Pt(2)
            cell.margin_left = cell.margin_right = Pt(4)
            cell.fill.background()
            _write(cell.text_frame, [[text]], size, bold=y == 0 or x == 0, colour=_INK)
    page.top += _table_height([heads, *rows], widths, size) + int(Pt(10))


def _table_height(rows: Sequence[Sequence[str]], widths: Sequence[int], size: float) -> int:
    return sum(
        max(
            _height(text.split("\n"), width - int(Pt(8)), size)
            for text, width in zip(cells, widths, strict=True)
        )
        for cells in rows
    )


def _cell(lines: Cell) -> str:
    return "\n".join(words(line) for line in lines)


def _chart(page: _Page, chart: Chart) -> None:
    """A chart as large as the room allows, its source in the slide's notes."""
    _stack(page, [[chart.title]], 12, bold=True)
    picture = page.slide.shapes.add_picture(
        BytesIO(page.pictures.png(chart)), Emu(page.left), Emu(page.top), width=Emu(page.width)
    )
    if picture.height > page.room:
        picture.width = Emu(int(picture.width * page.room / picture.height))
        picture.height = Emu(page.room)
    picture._element.nvPicPr.cNvPr.set("descr", chart.alt)
    page.top += int(picture.height)
    _ = translator(page.brief.lang)
    lines = [_("Source: {source}", source=one) for one in chart_sources(page.brief, chart)]
    page.slide.notes_slide.notes_text_frame.text = "\n".join(lines)
