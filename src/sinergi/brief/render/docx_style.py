"""How the Word document looks: page, styles, language, footer."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from sinergi.brief.render.ooxml import MUTED, NAVY, RULE, paragraph, parsed, run, simple_field

PROOFING = {"en": "en-GB", "id": "id-ID", "ru": "ru-RU", "tg": "tg-Cyrl-TJ"}
"""The language tags that word processors know."""
MARGIN, PAGE = Mm(20), (Mm(210), Mm(297))
TEXT_WIDTH = round((PAGE[0] - 2 * MARGIN) / Pt(1) * 20)
"""Twentieths of a point between the margins."""

_BODY, _HEADING, _CODE = "Calibri", "Cambria", "Consolas"
_EDGE = f'w:val="single" w:sz="8" w:color="{NAVY}"/>'
_TABLE = f"""<w:style w:type="table" w:customStyle="1" w:styleId="BriefTable">
<w:name w:val="Brief Table"/><w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0"/></w:pPr>
<w:tblPr><w:tblBorders><w:top {_EDGE}<w:bottom {_EDGE}
<w:insideH w:val="single" w:sz="4" w:color="{RULE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {_EDGE}</w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>""".replace("\n", "")


def dress(document: Document, lang: str, title: str) -> None:
    """Set page, styles, language and footer."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin = Mm(18)
    styles = document.styles
    _text(styles["Normal"], _BODY, 10, after=4)
    _text(styles["Title"], _HEADING, 26, colour=NAVY, bold=True, after=2)
    _text(styles["Subtitle"], _BODY, 11, colour=MUTED, after=14)
    _text(styles["Heading 1"], _HEADING, 16, colour=NAVY, bold=True, before=20, after=6)
    _text(styles["Heading 2"], _HEADING, 12, colour=NAVY, bold=True, before=12, after=4)
    _text(styles["Heading 3"], _BODY, 10, colour=NAVY, bold=True, before=8, after=2)
    _text(styles["Caption"], _BODY, 9, colour=NAVY, bold=True, before=8, after=3)
    _text(styles["Quote"], _HEADING, 10, colour="1C2733", after=2)
    styles["Quote"].paragraph_format.left_indent = Mm(5)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        _text(styles[name], _BODY, 10, after=3)
    _add_styles(styles)
    styles.element.append(parsed(_TABLE))
    _proof(document, lang)
    _footer(document, title)


def _add_styles(styles: Any) -> None:
    for name, size in (("TableText", 8), ("NoteText", 7)):
        added = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = styles["Normal"]
        _text(added, _BODY, size, after=0)
    source = styles.add_style("Source", WD_STYLE_TYPE.PARAGRAPH)
    source.base_style = styles["Normal"]
    _text(source, _BODY, 8, colour=MUTED, after=6, before=2)
    code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    _font(code, _CODE)
    code.font.size = Pt(6.5)


def _text(
    style: Any,
    font: str,
    size: float,
    *,
    colour: str | None = None,
    bold: bool | None = None,
    before: float = 0,
    after: float,
) -> None:
    _font(style, font)
    style.font.size = Pt(size)
    style.font.italic = False
    if bold is not None:
        style.font.bold = bold
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    # The template draws a rule below the title and sets the subtitle wide.
    for path in ("./w:pPr/w:pBdr", "./w:rPr/w:spacing", "./w:rPr/w:kern"):
        for element in style.element.xpath(path):
            element.getparent().remove(element)


def _font(style: Any, font: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), font)


def _proof(document: Document, lang: str) -> None:
    """The language that spelling is checked in."""
    tag = PROOFING[lang]
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), tag)


def _footer(document: Document, title: str) -> None:
    footer = document.sections[0].footer
    line = footer.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(PAGE[0] - 2 * MARGIN, WD_TAB_ALIGNMENT.RIGHT)
    pages = simple_field("PAGE", "1") + run(" / ") + simple_field("NUMPAGES", "1")
    tab = "<w:r><w:tab/></w:r>"
    made = parsed(paragraph(run(title, muted=True) + tab + pages, "Footer"))
    for child in list(made)[1:]:  # type: ignore[call-overload]
        line._p.append(child)
    _text(document.styles["Footer"], _BODY, 8, colour=MUTED, after=0)
    tabs = document.styles["Footer"].element.find(f".//{qn('w:tabs')}")
    if tabs is not None:
        tabs.getparent().remove(tabs)
