"""The brief as a Word document: real headings, tables, captions, links from numbers to notes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, time
from itertools import zip_longest
from pathlib import Path

from sinergi.brief.layout import Laid, SectionPlace, laid_out
from sinergi.brief.layout.blocks import Block, Grid, Heading, Lines, anchors_of
from sinergi.brief.model import Brief
from sinergi.brief.render.docx_sheet import Sheet
from sinergi.brief.render.ooxml import link, paragraph, run
from sinergi.brief.render.pictures import Pictures

_STYLES = {"list": "ListBullet", "numbered": "ListNumber", "source": "Source", "lead": "Lead"}
_CONTENTS_HEAD = '<w:keepNext/><w:spacing w:before="280" w:after="60"/>'
_CONTENTS_LINE = '<w:keepLines/>{tab}<w:spacing w:after="20"/>'


def docx(
    brief: Brief,
    pictures: Pictures,
    *,
    parts: Collection[str] = (),
    template: Path | None = None,
) -> bytes:
    """The document as bytes.

    Args:
        brief: What to show.
        pictures: Draws its charts.
        parts: Places or sections to show; all by default.
        template: A Word document whose page, styles, header and footer are used.

    Raises:
        InputError: the template is no Word document.
    """
    sections = laid_out(brief, "docx", parts)
    anchors = anchors_of(block for section in sections for block in section.blocks)
    sheet = Sheet(brief, pictures, template, anchors)
    _properties(sheet)
    _front(sheet)
    before = SectionPlace.SUMMARY
    for section in sections:
        if before == SectionPlace.SUMMARY != section.place and section is not sections[0]:
            _contents(sheet, sections)
        before = section.place
        sheet.heading(section)
        for block in section.blocks:
            _show(sheet, block)
    return sheet.document()


def _show(sheet: Sheet, block: Block) -> None:
    if isinstance(block, Heading):
        sheet.add(paragraph(run(block.text) + sheet.line(block.aside, small=True), "Heading2"))
    elif isinstance(block, Lines):
        for n, line in enumerate(block.lines, start=1):
            text = sheet.sign(block.style, n) + sheet.line(line) + sheet.marks(line)
            sheet.add(paragraph(text, _STYLES.get(block.style)))
    elif isinstance(block, Grid):
        sheet.table(block)
    else:
        sheet.charts(block)


def _properties(sheet: Sheet) -> None:
    properties = sheet.doc.core_properties
    made = datetime.combine(sheet.brief.prepared, time(), tzinfo=UTC)
    properties.title, properties.language = sheet.brief.title, sheet.brief.lang
    properties.author, properties.comments = "Sinergi", sheet.brief.subtitle
    properties.created = properties.modified = made


def _front(sheet: Sheet) -> None:
    sheet.say(sheet.brief.title, "Title")
    for line in (*sheet.brief.occasion, sheet.brief.subtitle):
        sheet.say(line, "Subtitle")


def _contents(sheet: Sheet, sections: list[Laid]) -> None:
    """A list of the sections, two a line and all on one page.

    The word processor can bring it up to date with page numbers.
    """
    _ = sheet.translate
    sheet.add(paragraph(run(_("Contents"), bold=True, muted=True), extra=_CONTENTS_HEAD))
    lines = [
        link(f"section_{section.key}", f"{section.number}  {section.title}") for section in sections
    ]
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve">TOC \\o "1-1" \\h \\z</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines[0], lines[-1] = start + lines[0], lines[-1] + end
    half = -(-len(lines) // 2)
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{sheet.width // 2}"/></w:tabs>'
    for n, (left, right) in enumerate(zip_longest(lines[:half], lines[half:], fillvalue="")):
        beside = f"<w:r><w:tab/></w:r>{right}" if right else ""
        keep = "<w:keepNext/>" if n < half - 1 else ""
        sheet.add(paragraph(left + beside, extra=keep + _CONTENTS_LINE.format(tab=tab)))
