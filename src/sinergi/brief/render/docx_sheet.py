"""The pieces a Word document is put together from: paragraphs, tables, charts with captions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path

from docx.oxml.ns import qn
from docx.shared import Emu
from docx.text.paragraph import Paragraph

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
from sinergi.brief.render.docx_style import open_template, proofing, style_ids, text_width
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

WIDE = 4
"""Columns from which on a table is set smaller."""
_GAP = '<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>'
"""The spacing of an empty paragraph, in twentieths of a point."""
_PLACES = str.maketrans("-", "_")
"""Word allows no hyphen in the name of a bookmark."""


class Sheet:
    """A document that grows downwards: each method adds at the end or gives a piece of text."""

    def __init__(
        self,
        brief: Brief,
        pictures: Pictures,
        template: Path | None = None,
        anchors: Collection[str] = (),
    ) -> None:
        self.brief = brief
        self.anchors = anchors
        self.pictures = pictures
        self.translate = translator(brief.lang)
        self.doc = open_template(template, brief.lang, brief.title)
        self.width = text_width(self.doc)
        self.numbers = {"Table": count(1), "Chart": count(1)}
        self.bookmarks = count(1)

    def sign(self, style: str, number: int) -> str:
        """The bullet or number of an item, where the template's style of lists gives none."""
        name = {"list": "List Bullet", "numbered": "List Number"}.get(style)
        if name is None or self.doc.styles[name].element.xpath("./w:pPr/w:numPr"):
            return ""
        return run("•  " if style == "list" else f"{number}.  ")

    def document(self) -> bytes:
        """The file's content."""
        ids = style_ids(self.doc)
        for kind in ("pStyle", "rStyle", "tblStyle"):
            for used in self.doc.element.body.iter(qn(f"w:{kind}")):
                used.set(qn("w:val"), ids.get(used.get(qn("w:val")), used.get(qn("w:val"))))
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
        if part.target and part.target in self.anchors:
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
        leads = f"evidence-{figure.note}" in self.anchors
        return link(f"evidence_{figure.note}", inner=text) if leads else text

    def marks(self, line: Line) -> str:
        """The mark of a sentence."""
        return self._marked(marks(line))

    def _marked(self, found: Sequence[Mark]) -> str:
        links = [
            link(f"evidence_{mark.note}", mark.text, superscript=True)
            for mark in found
            if f"evidence-{mark.note}" in self.anchors
        ]
        return run(",", superscript=True).join(links)

    def caption(self, label: str, title: str) -> None:
        """Add a numbered caption; ``label`` is ``Table`` or ``Chart``."""
        self.add(paragraph(self._caption(label, title), "Caption"))

    def _caption(self, label: str, title: str) -> str:
        number = str(next(self.numbers[label]))
        word = self.translate("Table") if label == "Table" else self.translate("Chart")
        content = run(f"{word} ") + simple_field(f"SEQ {label} \\* ARABIC", number)
        return content + run(f". {title}")

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
        self._below(grid.notes)

    def _below(self, notes: Sequence[str]) -> None:
        """What stands below a table; where nothing does, a gap that keeps two tables apart."""
        if notes:
            self.say("\n".join(notes), "Source")
        else:
            self.add(paragraph("", extra=_GAP))

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

        Small ones stand two a row, each with its own caption and source.
        """
        step = 2 if block.small else 1
        for start in range(0, len(block.charts), step):
            self._row_of_charts(block.charts[start : start + step], small=block.small)

    def _row_of_charts(self, charts: Sequence[Chart], *, small: bool) -> None:
        if len(charts) == 1:
            self._chart(charts[0], self.doc.add_paragraph, small=small)
            return
        table = self.doc.add_table(rows=1, cols=len(charts))
        table.autofit = False
        table.rows[0]._tr.get_or_add_trPr().append(parsed("<w:cantSplit/>"))
        for cell, chart in zip(table.rows[0].cells, charts, strict=True):
            cell._tc.remove(cell.paragraphs[0]._p)
            self._chart(chart, cell.add_paragraph, small=small)
        self._below(())

    def _chart(self, chart: Chart, add: Callable[[], Paragraph], *, small: bool) -> None:
        """Its caption, its picture, what is to know about it and its sources, one below another."""
        _fill(add(), self._caption("Chart", chart.title), "Caption")
        picture = BytesIO(self.pictures.png(chart, small=small))
        width = Emu(int(self.width * 635 * (0.47 if small else 0.75)))
        line = add()
        shape = line.add_run().add_picture(picture, width=width)
        shape._inline.docPr.set("descr", chart.alt)
        shape._inline.docPr.set("title", chart.title)
        line.paragraph_format.keep_with_next = True
        notes = [chart.note] if chart.note else []
        for one in chart_sources(self.brief, chart):
            notes.append(self.translate("Source: {source}", source=one))
        _fill(add(), run("\n".join(notes)), "Source")


def _fill(line: Paragraph, content: str, style: str) -> None:
    """Put runs into an empty paragraph, in a style given by its id."""
    made = parsed(paragraph(content, style))
    line._p.getparent().replace(line._p, made)
