from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn

from sinergi.brief.model import Brief
from sinergi.brief.render.docx import docx
from sinergi.brief.render.docx_style import PROOFING
from sinergi.brief.render.ooxml import run, safe
from sinergi.brief.render.pictures import Pictures
from sinergi.brief.render.sections import TITLES
from sinergi.vocabulary.languages import LANGUAGES

from .sample import HOSTILE, bare, sample


def _open(brief: Brief) -> Word:
    return Document(BytesIO(docx(brief, Pictures(brief.lang))))


@pytest.fixture(scope="module", params=LANGUAGES)
def word(request: pytest.FixtureRequest) -> tuple[Brief, Word]:
    brief = sample(request.param)
    return brief, _open(brief)


def test_sections_are_real_headings(word: tuple[Brief, Word]) -> None:
    brief, document = word
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert len(headings) == len(TITLES)
    assert [p.text.split("  ")[0] for p in headings] == [str(n + 1) for n in range(len(TITLES))]
    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[0].text == brief.title
    assert any(p.style.name == "Heading 2" for p in document.paragraphs)


def test_tables_repeat_their_header_and_have_captions(word: tuple[Brief, Word]) -> None:
    _, document = word
    assert len(document.tables) == 11
    for table in document.tables:
        first = table.rows[0]
        assert first._tr.find(f".//{qn('w:tblHeader')}") is not None
        before = table._tbl.getprevious()
        assert before.find(f"./{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == "Caption"
        assert sum(cell.width for cell in first.cells) <= document.sections[0].page_width


def test_figures_link_to_the_notes(word: tuple[Brief, Word]) -> None:
    brief, document = word
    body = document.element.body
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert anchors <= set(bookmarks)
    assert len(bookmarks) == len(set(bookmarks))
    assert {f"evidence_{noted.note}" for noted in brief.evidence} <= anchors
    notes = document.tables[-1]
    assert len(notes.rows) == len(brief.evidence) + 1
    for noted, row in zip(brief.evidence, notes.rows[1:], strict=True):
        text = " ".join(cell.text for cell in row.cells)
        assert noted.evidence.id in text
        assert noted.text in text
    computed = {row.cells[0].text: row.cells[1].text for row in document.tables[-2].rows[1:]}
    assert computed == {n.evidence.measure: n.formula for n in brief.evidence}


def test_language_is_set_for_proofing(word: tuple[Brief, Word]) -> None:
    brief, document = word
    default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == PROOFING[brief.lang]
    assert document.core_properties.language == brief.lang


def test_charts_are_pictures_with_words(word: tuple[Brief, Word]) -> None:
    brief, document = word
    charts = brief.charts()
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert [one.get("descr") for one in pictures] == [chart.alt for chart in charts]
    assert len(document.inline_shapes) == len(charts) == 3


def test_quotes_and_hostile_words(word: tuple[Brief, Word]) -> None:
    brief, document = word
    quotes = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    assert quotes == [statement.sentence for statement in brief.statements]
    assert any(p.text == HOSTILE for p in document.paragraphs)


def test_footer_counts_pages(word: tuple[Brief, Word]) -> None:
    _, document = word
    footer = document.sections[0].footer._element
    codes = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_a_brief_with_nothing_in_it_says_so() -> None:
    text = "\n".join(p.text for p in _open(bare()).paragraphs)
    assert "This brief holds no record of a meeting." in text
    assert "No statements were read." in text
    assert "This brief holds no numbers." in text


def test_characters_that_xml_forbids_are_replaced() -> None:
    assert safe("a\x00b\x1bc <&>") == "a\ufffdb\ufffdc &lt;&amp;&gt;"
    assert run("one\ntwo\n").count("<w:br/>") == 2
