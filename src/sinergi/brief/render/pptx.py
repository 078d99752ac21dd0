"""The brief as six slides: what is said aloud, topics, evidence, promises, companies, next."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Emu, Inches, Pt

from sinergi.brief.layout import laid_out
from sinergi.brief.layout.blocks import Block, Grid, Heading, Line, Lines, Pictures
from sinergi.brief.layout.text import chart_sources
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Chart
from sinergi.brief.render.pictures import Pictures as Drawer
from sinergi.brief.render.pptx_table import Table
from sinergi.brief.render.pptx_text import INK, MUTED, NAVY, height_of, write

SLIDES: tuple[tuple[str, ...], ...] = (
    ("summary",),
    ("topics",),
    ("trade",),
    ("promises", "meeting"),
    ("decisions", "pairs"),
    ("steps", "careful"),
)
"""The sections of each slide, below one another; the first slide has the title too."""
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_EDGE, _TOP, _FOOT = int(Inches(0.6)), int(Inches(1.3)), int(Inches(6.95))
_FULL = int(WIDTH) - 2 * _EDGE
_ROWS = 8
"""Rows of a table and lines of a list that a slide shows at most."""
_SIZES = tuple(half / 2 for half in range(36, 15, -1))
"""Sizes of letters in points, the first that fits is taken."""
_TABLE_LESS, _TABLE_MOST = 1, 14.0
"""How much smaller a table is set than the text, and how large at most."""
_CHART = int(Inches(2.4))
"""The least height of a chart with its title."""
_GAP, _APART = int(Pt(8)), int(Inches(0.4))


def pptx(brief: Brief, pictures: Drawer) -> bytes:
    """The presentation as bytes; notes of each slide hold the sources of its charts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    sections = {laid.key: laid for laid in laid_out(brief, "pptx")}
    for number, keys in enumerate(SLIDES):
        found = [sections[key] for key in keys if key in sections]
        page = _Page(deck, brief, pictures)
        if number == 0:
            page.title(brief.title, [*brief.occasion, brief.subtitle])
        else:
            page.title(found[0].title if found else brief.title)
        blocks: list[Block] = []
        for place, laid in enumerate(found):
            blocks += [Heading(laid.title)] if place else []
            blocks += laid.blocks
        page.fill(blocks)
        page.foot(number + 1)
    deck.core_properties.title = brief.title
    deck.core_properties.author = "Sinergi"
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


class _Page:
    """A slide that is filled from above."""

    def __init__(self, deck: Any, brief: Brief, pictures: Drawer) -> None:
        self.slide = deck.slides.add_slide(deck.slide_layouts[5])
        self.brief = brief
        self.pictures = pictures
        self.top = _TOP

    def title(self, words: str, below: Sequence[str] = ()) -> None:
        """The slide's title with a rule below it, and small lines below that."""
        title = self.slide.shapes.title
        title.left, title.top, title.width, title.height = (
            Emu(_EDGE), Inches(0.35), Emu(_FULL), Inches(0.7),
        )  # fmt: skip
        write(title.text_frame, [[words]], 28, bold=True, colour=NAVY, edge=0)
        rule = self.slide.shapes.add_connector(
            1, Emu(_EDGE), Inches(1.1), Emu(_EDGE + _FULL), Inches(1.1)
        )
        rule.line.color.rgb, rule.line.width = NAVY, Pt(1.5)
        if below:
            self._text([[line] for line in below], 12, colour=MUTED)
            self.top += _GAP

    def foot(self, number: int) -> None:
        """Pair and day at the left, the number of the slide at the right."""
        place = (Emu(_EDGE), Emu(_FOOT + int(Inches(0.1))), Emu(_FULL), Inches(0.3))
        text = f"{self.brief.title} · {self.brief.subtitle} · {number} / {len(SLIDES)}"
        box = self.slide.shapes.add_textbox(*place)
        write(box.text_frame, [[text]], 9, colour=MUTED, edge=0)

    def fill(self, blocks: Sequence[Block]) -> None:
        """All blocks below one another, in the largest letters with which they fit."""
        room = _FOOT - self.top
        size = next((one for one in _SIZES if self._height(blocks, one) <= room), _SIZES[-1])
        for block in blocks:
            self._show(block, size)

    def _height(self, blocks: Sequence[Block], size: float) -> int:
        return sum(self._block_height(block, size) for block in blocks)

    def _block_height(self, block: Block, size: float) -> int:
        if isinstance(block, Grid):
            return Table(block, _ROWS, _FULL, _table_size(size)).height + 2 * _GAP
        if isinstance(block, Pictures):
            return _CHART if block.charts else 0
        if isinstance(block, Lines) and block.style == "source":
            return 0
        return height_of(_lines(block), _FULL, size) + _GAP

    def _show(self, block: Block, size: float) -> None:
        room = _FOOT - self.top
        if isinstance(block, Grid):
            self._table(block, _table_size(size), room)
        elif isinstance(block, Pictures):
            self._charts(block.charts[:2], room)
        elif not (isinstance(block, Lines) and block.style == "source"):
            lines = list(_lines(block))
            while lines and height_of(lines, _FULL, size) > room:
                lines.pop()
            if lines:
                heading = isinstance(block, Heading)
                self._text(lines, size, bold=heading, colour=NAVY if heading else INK)

    def _text(self, lines: Sequence[Line], size: float, **look: Any) -> None:
        height = height_of(lines, _FULL, size)
        box = self.slide.shapes.add_textbox(
            Emu(_EDGE), Emu(self.top), Emu(_FULL), Emu(min(height, _FOOT - self.top))
        )
        write(box.text_frame, lines, size, edge=0, **look)
        self.top += height

    def _table(self, grid: Grid, size: float, room: int) -> None:
        table = Table(grid, _ROWS, _FULL, size)
        more = table.fit(room - _GAP)
        if not table.rows:
            return
        table.draw(self.slide, _EDGE, self.top)
        self.top += table.height + _GAP
        if more:
            _ = translator(self.brief.lang)
            self._text([[_("{count} more rows are in the brief itself.", count=more)]], 9)
        self.top += _GAP

    def _charts(self, charts: Sequence[Chart], room: int) -> None:
        """One or two charts beside one another, as high as the room; sources in the notes."""
        if not charts or room < _CHART // 2:
            return
        small = len(charts) > 1
        width = (_FULL - _APART) // 2 if small else _FULL
        titled = max(height_of([[chart.title]], width, 12) for chart in charts)
        drawn = [self._picture(chart, small=small) for chart in charts]
        scale = min(
            min(width / one.width, (room - titled) / one.height) for one in drawn
        )  # one scale, so that the letters of both are of one size
        for place, (chart, picture) in enumerate(zip(charts, drawn, strict=True)):
            left = _EDGE + place * (width + _APART)
            box = self.slide.shapes.add_textbox(Emu(left), Emu(self.top), Emu(width), Emu(titled))
            write(box.text_frame, [[chart.title]], 12, bold=True, colour=NAVY, edge=0)
            picture.left, picture.top = Emu(left), Emu(self.top + titled)
            picture.width, picture.height = (
                Emu(int(picture.width * scale)), Emu(int(picture.height * scale)),
            )  # fmt: skip
        self.top += titled + max(int(one.height) for one in drawn) + _GAP
        _ = translator(self.brief.lang)
        sources = [one for chart in charts for one in chart_sources(self.brief, chart)]
        lines = [_("Source: {source}", source=one) for one in dict.fromkeys(sources)]
        self.slide.notes_slide.notes_text_frame.text = "\n".join(lines)

    def _picture(self, chart: Chart, *, small: bool) -> Any:
        """A chart on the slide, in its own size, with words for those who do not see it."""
        content = BytesIO(self.pictures.png(chart, small=small))
        picture = self.slide.shapes.add_picture(content, 0, 0)
        picture._element.nvPicPr.cNvPr.set("descr", chart.alt)
        return picture


def _table_size(size: float) -> float:
    return min(size - _TABLE_LESS, _TABLE_MOST)


def _lines(block: Block) -> Sequence[Line]:
    """What a heading or a list says, line by line."""
    if isinstance(block, Heading):
        return [[block.text]]
    if not isinstance(block, Lines):
        return []
    signs = {"list": "• ", "numbered": "{}. "}
    sign = signs.get(block.style, "")
    return [[sign.format(n), *line] for n, line in enumerate(block.lines[:_ROWS], start=1)]
