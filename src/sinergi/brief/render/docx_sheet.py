"""The pieces a Word document is put together from: paragraphs, tables, charts with captions."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import count
from pathlib import Path

from docx.shared import Emu

from sinergi.brief.layout import Laid
from sinergi.brief.layout.blocks import (
    Cell,
    Grid,
    Inline,
    Line,
    Mark,
    Row,
    marks,
    row_marks,
)
from sinergi.brief.layout.blocks import Pictures as PictureRow
from sinergi.brief.layout.text import capital, chart_sources, column_widths
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Chart, Figure
from sinergi.brief.render.docx_style import open_template, proofing, text_width
from sinergi.brief.render.ooxml import (
    WordTable,
    bookmark,
    link,
    paragraph,
    parsed,
    run,
    simple_field,
)
from sinergi.brief.render.pictures import Pictures

WIDE = 6
"""Columns from which on a table is set smaller."""
_PLACES = str.maketrans("-", "_")
"""Word allows no hyphen in the name of a bookmark."""


class Sheet:
    """A document that grows downwards: each method adds at the end or gives a piece of text."""

    def __init__(self, brief: Brief, pictures: Pictures, template: Path | None = None) -> None:
        self.brief = brief
        self.pictures = pictures
        self.translate = translator(brief.lang)
        self.doc = open_template(template, brief.lang, brief.title)
        self.width = text_width(self.doc)
        self.numbers = {"Table": count(1), "Chart": count(1)}
        self.bookmarks = count(1)

    def document(self) -> bytes:
        """The file's content."""
        buffer = BytesIO()
        self.doc.save(buffer)
        return buffer.getvalue()

    def add(self, xml: str) -> None:
        """Add one element, given as XML."""
        self.doc.element.body.sectPr.addprevious(parsed(xml))

    def say(self, text: str, style: str | None = None) -> None:
        """Add a paragraph of plain words; ``style`` is a style's id."""
        self.add(paragraph(run(text), style))

    def heading(self, section: Laid) -> None:
        """Add the numbered heading of a section."""
        content = run(f"{section.number}  {section.title}")
        self.add(paragraph(self.anchored(f"section-{section.key}", content), "Heading1"))

    def anchored(self, anchor: str, content: str) -> str:
        """Content that links can lead to."""
        return bookmark(anchor.translate(_PLACES), next(self.bookmarks), content)

    def line(self, line: Line, *, small: bool = False, bold: bool = True) -> str:
        """Words, figures and spans as runs."""
        return "".join(self._inline(part, small=small, bold=bold) for part in line)

    def _inline(self, part: Inline, *, small: bool, bold: bool) -> str:
        if isinstance(part, str):
            return run(part, muted=small)
        if isinstance(part, Figure):
            return self._figure(part, bold=bold)
        if part.target:
            return link(part.target.translate(_PLACES), part.text)
        lang = proofing(part.lang) if part.lang else None
        return run(
            part.text,
            bold=part.style == "strong",
            italic=part.style == "unknown",
            muted=small or part.style in ("muted", "unknown", "code"),
            mark=part.style == "mark",
            style="Code" if part.style == "code" else None,
            lang=lang,
        )

    def _figure(self, figure: Figure, *, bold: bool) -> str:
        """A figure leads to its evidence; one that is not known stands out."""
        unknown = figure.value is None
        text = run(figure.text, bold=bold and not unknown, italic=unknown, muted=unknown)
        return link(f"evidence_{figure.note}", inner=text) if figure.note else text

    def marks(self, line: Line) -> str:
        """The mark of a sentence."""
        return self._marked(marks(line))

    def _marked(self, found: Sequence[Mark]) -> str:
        links = [link(f"evidence_{mark.note}", mark.text, superscript=True) for mark in found]
        return run(",", superscript=True).join(links)

    def caption(self, label: str, title: str) -> None:
        """A numbered caption; ``label`` is ``Table`` or ``Chart``."""
        number = str(next(self.numbers[label]))
        word = self.translate("Table") if label == "Table" else self.translate("Chart")
        content = run(f"{word} ") + simple_field(f"SEQ {label} \\* ARABIC", number)
        self.add(paragraph(content + run(f". {title}"), "Caption"))

    def table(self, grid: Grid) -> None:
        """Add a table with its caption and notes."""
        self.caption("Table", grid.title)
        numeric = frozenset(n for n, column in enumerate(grid.columns) if column.numeric)
        small = grid.small or len(grid.columns) > WIDE
        made = WordTable(
            widths=column_widths(grid),
            titles=[capital(column.title) for column in grid.columns],
            rows=[self._row(row) for row in grid.rows],
            numeric=numeric,
            text_style="NoteText" if small else "TableText",
        )
        self.add(made.xml(self.width))
        self.say("\n".join(grid.notes), "Source")

    def _row(self, row: Row) -> list[str]:
        cells = [self._cell(lines) for lines in row.cells]
        cells[0] += self._marked(row_marks(row))
        if row.anchor:
            cells[0] = self.anchored(row.anchor, cells[0])
        return cells

    def _cell(self, lines: Cell) -> str:
        return run("\n").join(self.line(line, bold=False) for line in lines)

    def charts(self, block: PictureRow) -> None:
        """Add charts with captions, words for those who do not see them, and sources.

        Small ones stand two a row.
        """
        step = 2 if block.small else 1
        for start in range(0, len(block.charts), step):
            self._row_of_charts(block.charts[start : start + step], small=block.small)

    def _row_of_charts(self, charts: Sequence[Chart], *, small: bool) -> None:
        for chart in charts:
            self.caption("Chart", chart.title)
        line = self.doc.add_paragraph()
        width = Emu(int(self.width * 635 * (0.49 if small else 1)))
        for chart in charts:
            picture = BytesIO(self.pictures.png(chart, small=small))
            shape = line.add_run().add_picture(picture, width=width)
            shape._inline.docPr.set("descr", chart.alt)
            shape._inline.docPr.set("title", chart.title)
        notes = [chart.note for chart in charts if chart.note]
        notes += [
            self.translate("Source: {source}", source=one)
            for chart in charts
            for one in chart_sources(self.brief, chart)
        ]
        self.say("\n".join(dict.fromkeys(notes)), "Source")
