"""How the Word document looks: page, styles, language, footer."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from sinergi.brief.render.ooxml import MUTED, NAVY, RULE, paragraph, parsed, run, simple_field
from sinergi.brief.render.template import not_word, read_template
from sinergi.vocabulary.languages import LANGUAGES, language
from sinergi.vocabulary.tables import data_path

logger = logging.getLogger(__name__)

LOGO = "[logo]"
"""What stands in the header of the template until its owner puts an emblem there."""
MARGIN, PAGE = Mm(20), (Mm(210), Mm(297))

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


_LOOKS: dict[str, dict[str, Any]] = {
    "Title": {"font": _HEADING, "size": 24, "colour": NAVY, "bold": True, "after": 2},
    "Subtitle": {"font": _BODY, "size": 10.5, "colour": MUTED, "after": 3},
    "Heading 1": {
        "font": _HEADING, "size": 13, "colour": NAVY, "bold": True, "before": 10, "after": 3,
        "keep": True,
    },
    "Heading 2": {
        "font": _HEADING, "size": 11, "colour": NAVY, "bold": True, "before": 8, "after": 3,
        "keep": True,
    },
    "Heading 3": {
        "font": _BODY, "size": 10, "colour": NAVY, "bold": True, "before": 8, "after": 2,
        "keep": True,
    },
    "Caption": {
        "font": _BODY, "size": 8.5, "colour": NAVY, "bold": True, "before": 5, "after": 2,
        "keep": True,
    },
    "List Bullet": {"font": _BODY, "size": 9.5, "after": 2},
    "List Number": {"font": _BODY, "size": 9.5, "after": 2},
}  # fmt: skip
"""How Word's own styles look in the shipped template, and where a template lacks them."""


def proofing(lang: str) -> str:
    """The tag by which word processors know a language of briefs or documents."""
    return language(lang).proofing if lang in LANGUAGES else lang


def open_template(template: Path | None, lang: str, title: str) -> Document:
    """An empty document with the page, styles, header and footer of a template.

    What the template lacks of the brief's styles is added; what it has is left as it is.

    Args:
        template: A Word document; the one that ships with the package by default.
        lang: The language that spelling is checked in.
        title: What the footer says where the template has none.

    Raises:
        InputError: the template is no Word document.
    """
    if template is None:
        return _made_ready(docx.Document(str(data_path("brief", "template.docx"))), lang, title)
    content = read_template(template)
    try:
        document = docx.Document(BytesIO(content))
        there = {style.name for style in document.styles}
        lacking = [name for name in _LOOKS if name not in there]
        made = _made_ready(document, lang, title)
    except Exception as error:  # python-docx meets parts that are not what they are said to be
        raise not_word(str(template)) from error
    if lacking:
        logger.warning(
            "%s: the template has no style %s; those of the brief were added",
            template,
            ", ".join(f"'{name}'" for name in lacking),
        )
    return made


def style_ids(document: Document) -> dict[str, str]:
    """The ids of styles by those that the brief writes, where they are others.

    A word processor in another language calls "heading 1" by an id of its own, such as ``1``.
    """
    named = ((style.name.replace(" ", ""), style.style_id) for style in document.styles)
    return {usual: own for usual, own in named if usual != own}


def _made_ready(document: Document, lang: str, title: str) -> Document:
    body = document.element.body
    for element in list(body):
        if element is not body.sectPr:
            body.remove(element)
    _add_missing(document)
    _without_placeholder(document)
    _proof(document, lang)
    _footer(document, title)
    return document


def text_width(document: Document) -> int:
    """Twentieths of a point between the margins of a document."""
    section = document.sections[-1]
    page = section.page_width or PAGE[0]
    sides = (section.left_margin or MARGIN) + (section.right_margin or MARGIN)
    return round((page - sides) / Pt(1) * 20)


def new_template() -> Document:
    """The template that ships with the package: A4, the styles, a header with a place for a logo.

    ``scripts/make_template.py`` writes it to ``data/brief/template.docx``.
    """
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin = Mm(18)
    styles = document.styles
    _text(styles["Normal"], _BODY, 9.5, after=3)
    for name, look in _LOOKS.items():
        _text(styles[name], **look)
    _add_missing(document)
    _text(styles["Header"], _BODY, 8, colour=MUTED, after=0)
    header = section.header.paragraphs[0]
    header.text = LOGO
    return document


def _add_missing(document: Document) -> None:
    """Add what a template lacks of the brief's own styles, and of those of Word it leads to."""
    styles = document.styles
    there = {style.name for style in styles}
    for name, look in _LOOKS.items():
        if name not in there:
            _text(_own(styles, name, 10, after=3), **look)
    for name, size in (("TableText", 8), ("NoteText", 7)):
        if name not in there:
            _own(styles, name, size, after=0)
    if "Source" not in there:
        source = _own(styles, "Source", 8, after=6)
        _text(source, _BODY, 8, colour=MUTED, after=6, before=2)
    if "Lead" not in there:
        _own(styles, "Lead", 10, after=2)
    if "Code" not in there:
        code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
        _font(code, _CODE)
        code.font.size = Pt(6.5)
    if "Brief Table" not in there:
        styles.element.append(parsed(_TABLE))


def _own(styles: Any, name: str, size: float, *, after: float) -> Any:
    taken = {style.style_id for style in styles}
    added = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if added.style_id in taken:
        added.element.styleId = f"Brief{added.style_id}"
    added.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    _text(added, _BODY, size, after=after)
    return added


def _text(
    style: Any,
    font: str,
    size: float,
    *,
    colour: str | None = None,
    bold: bool | None = None,
    before: float = 0,
    after: float,
    keep: bool = False,
) -> None:
    _font(style, font)
    style.font.size = Pt(size)
    style.font.italic = False
    if bold is not None:
        style.font.bold = bold
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    if keep:
        style.paragraph_format.keep_with_next = True
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
    tag = proofing(lang)
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), tag)


def _without_placeholder(document: Document) -> None:
    """Empty the place of the logo where nobody has put one: it is for who edits the template."""
    for section in document.sections:
        for line in section.header.paragraphs:
            if line.text.strip() == LOGO:
                line.text = ""


def _footer(document: Document, title: str) -> None:
    """Title and page numbers, unless the template has a footer of its own."""
    section = document.sections[0]
    footer = section.footer
    if any(paragraph.text.strip() for paragraph in footer.paragraphs) or footer.tables:
        return
    line = footer.paragraphs[0] if footer.paragraphs else footer.add_paragraph()
    width = Pt(text_width(document) / 20)
    stops = line.paragraph_format.tab_stops
    for stop in line.style.paragraph_format.tab_stops if line.style else ():
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    pages = simple_field("PAGE", "1") + run(" / ") + simple_field("NUMPAGES", "1")
    made = parsed(paragraph(run(title, muted=True) + "<w:r><w:tab/></w:r>" + pages))
    for child in list(made)[1:]:  # type: ignore[call-overload]
        line._p.append(child)
