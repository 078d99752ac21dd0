"""Pieces of WordprocessingML as text: runs, links, fields, paragraphs, tables.

python-docx builds a table cell by cell, each with a search through the whole; a brief has
thousands of cells, so tables are written as XML and parsed once (ECMA-376 part 1, chapter 17).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_FORBIDDEN = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)
LINK, MUTED, NAVY, RULE = "0B5C99", "55616D", "14304F", "D5DAE0"


def safe(text: str) -> str:
    """Text as XML content, without the characters that XML 1.0 forbids or that command."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    muted: bool = False,
    mark: bool = False,
    style: str | None = None,
    lang: str | None = None,
    superscript: bool = False,
    colour: str | None = None,
) -> str:
    """A run of text; line breaks become breaks."""
    properties = [
        f'<w:rStyle w:val="{style}"/>' if style else "",
        "<w:b/>" if bold else "",
        "<w:i/>" if italic else "",
        f'<w:color w:val="{colour or MUTED}"/>' if muted or colour else "",
        '<w:shd w:val="clear" w:color="auto" w:fill="FDF0B4"/>' if mark else "",
        '<w:vertAlign w:val="superscript"/>' if superscript else "",
        f"<w:lang w:val={quoteattr(lang)}/>" if lang else "",
    ]
    lines = [f'<w:t xml:space="preserve">{safe(line)}</w:t>' for line in text.split("\n")]
    return f"<w:r><w:rPr>{''.join(properties)}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def link(
    anchor: str, text: str = "", *, inner: str | None = None, superscript: bool = False
) -> str:
    """A link to a bookmark of the document; ``inner`` are runs that look like the text around."""
    inner = inner or run(text, superscript=superscript, colour=LINK)
    return f'<w:hyperlink w:anchor={quoteattr(anchor)} w:history="1">{inner}</w:hyperlink>'


def bookmark(name: str, number: int, content: str) -> str:
    """Content that links can point to; ``number`` must be the bookmark's own."""
    start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def simple_field(code: str, shown: str) -> str:
    """A field that the word processor computes, with what it shows until then."""
    return f"<w:fldSimple w:instr={quoteattr(code)}>{run(shown)}</w:fldSimple>"


def paragraph(content: str, style: str | None = None, *, extra: str = "") -> str:
    """A paragraph of runs; ``style`` is a style's id, ``extra`` further paragraph properties."""
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{extra}</w:pPr>{content}</w:p>"


@dataclass(frozen=True)
class WordTable:
    """A table: column widths as parts of the page's, titles, cells of runs.

    The header row repeats on each page; rows do not break across pages.
    """

    widths: Sequence[float]
    titles: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = field(default=frozenset())
    text_style: str = "TableText"

    def xml(self, page_width: int) -> str:
        """The table, ``page_width`` twentieths of a point wide."""
        whole = sum(self.widths)
        widths = [round(page_width * width / whole) for width in self.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self._row([run(title, bold=True) for title in self.titles], widths, header=True)
        rows = "".join(self._row(cells, widths) for cells in self.rows)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="BriefTable"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
        )

    def _row(self, cells: Sequence[str], widths: list[int], *, header: bool = False) -> str:
        mark, keep = ("<w:tblHeader/>", "<w:keepNext/>") if header else ("", "")
        content = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            + paragraph(cell, self.text_style, extra=keep + self._side(place))
            + "</w:tc>"
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{content}</w:tr>"

    def _side(self, place: int) -> str:
        return '<w:jc w:val="right"/>' if place in self.numeric else ""


def parsed(xml: str) -> object:
    """An element of the document tree from a piece that has one root."""
    first = re.match(r"<w:\w+", xml)
    assert first is not None  # noqa: S101 (pieces are made above)
    return parse_xml(f"{first[0]} {nsdecls('w')}{xml[first.end() :]}")
