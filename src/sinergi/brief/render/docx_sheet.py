"""The pieces a Word document is put together from: paragraphs, tables, charts with captions."""

from __future__ import annotations

from io import BytesIO
from itertools import count

from docx import Document
from docx.shared import Inches

from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Chart, Figure, Part, Sentence, Table
from sinergi.brief.render.charts import WIDTH
from sinergi.brief.render.docx_style import TEXT_WIDTH, dress
from sinergi.brief.render.ooxml import (
    Grid,
    bookmark,
    link,
    paragraph,
    parsed,
    run,
    simple_field,
)
from sinergi.brief.render.pictures import Pictures
from sinergi.brief.render.sections import capital, chart_sources, plain, sections

WIDE = 6
"""Columns from which on a table is set smaller."""


class Sheet:
    """A document that grows downwards: each method adds at the end or gives a piece of text."""

    def __init__(self, brief: Brief, pictures: Pictures) -> None:
        self.brief = brief
        self.pictures = pictures
        self.translate = translator(brief.lang)
        self.doc = Document()
        self.sections = sections(self.translate)
        self.numbers = {"Table": count(1), "Chart": count(1)}
        self.bookmarks = count(1)
        dress(self.doc, brief.lang, brief.title)

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

    def heading(self, key: str) -> None:
        """Add the numbered heading of a section."""
        section = self.sections[key]
        content = run(f"{section.number}  {section.title}")
        self.add(paragraph(bookmark(f"section_{key}", next(self.bookmarks), content), "Heading1"))

    def sentence(self, sentence: Sentence) -> str:
        """Words and figures as runs."""
        return "".join(self.part(part) for part in sentence)

    def part(self, part: Part | None, *, bold: bool = True) -> str:
        """A cell or a piece of a sentence as runs; unknown figures stand out."""
        if part is None:
            return ""
        if isinstance(part, str):
            return run(part)
        unknown = part.value is None
        text = run(part.text, bold=bold and not unknown, italic=unknown, muted=unknown)
        return text + self.note(part)

    def note(self, figure: Figure) -> str:
        """The link from a figure to its evidence."""
        if not figure.note:
            return ""
        return link(f"evidence_{figure.note}", str(figure.note), superscript=True)

    def findings(self, findings: list[Sentence], style: str = "ListBullet") -> None:
        """Add one list item a sentence."""
        for finding in findings:
            self.add(paragraph(self.sentence(finding), style))

    def caption(self, label: str, title: str) -> None:
        """A numbered caption; ``label`` is ``Table`` or ``Chart``."""
        number = str(next(self.numbers[label]))
        words = self.translate("Table") if label == "Table" else self.translate("Chart")
        content = run(f"{words} ") + simple_field(f"SEQ {label} \\* ARABIC", number)
        self.add(paragraph(content + run(f". {title}"), "Caption"))

    def grid(self, grid: Grid) -> None:
        """Add a table as wide as the text."""
        self.add(grid.xml(TEXT_WIDTH))

    def table(self, table: Table) -> None:
        """Add a table of the brief with its caption and note."""
        self.caption("Table", table.title)
        numeric = frozenset(n for n, column in enumerate(table.columns) if column.numeric)
        self.grid(
            Grid(
                widths=column_widths(table),
                titles=[capital(column.title) for column in table.columns],
                rows=[[self.part(cell, bold=False) for cell in row] for row in table.rows],
                numeric=numeric,
                text_style="NoteText" if len(table.columns) > WIDE else "TableText",
            )
        )
        self.say(table.note or "", "Source")

    def chart(self, chart: Chart) -> None:
        """Add a chart's picture with caption, words for those who do not see it, and source."""
        self.caption("Chart", chart.title)
        picture = self.doc.add_paragraph().add_run()
        shape = picture.add_picture(BytesIO(self.pictures.png(chart)), width=Inches(WIDTH - 0.03))
        shape._inline.docPr.set("descr", chart.alt)
        shape._inline.docPr.set("title", chart.title)
        lines = [chart.note] if chart.note else []
        lines += [
            self.translate("Source: {source}", source=s) for s in chart_sources(self.brief, chart)
        ]
        self.say("\n".join(lines), "Source")


def column_widths(table: Table) -> list[float]:
    """Widths in letters: a number fits on one line, words may break after a third of the page.

    In tables of many columns numbers may break too.
    """
    wide = len(table.columns) > WIDE
    most, stretch = (22, 0.7) if wide else (36, 1.3)
    widths = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        longest = max((len(plain([cell])) + 3 for cell in cells if cell is not None), default=0)
        word = 1.3 * max((len(word) for word in column.title.split()), default=0)
        needed = stretch * min(longest, 22) if column.numeric else min(longest, most)
        widths.append(max(word, needed))
    return widths
