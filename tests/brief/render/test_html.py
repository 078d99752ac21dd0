import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from sinergi.brief.layout import laid_out
from sinergi.brief.render.html import html
from sinergi.brief.render.pictures import Pictures
from sinergi.vocabulary.languages import LANGUAGES

from .sample import bare, sample
from .sample_words import HOSTILE


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> LexborHTMLParser:
    return LexborHTMLParser(html(sample(request.param), Pictures(request.param)))


def test_the_page_is_in_its_language_and_has_every_section(page: LexborHTMLParser) -> None:
    lang = page.css_first("html").attributes["lang"]
    assert lang in LANGUAGES
    anchors = [f"section-{laid.key}" for laid in laid_out(sample(lang), "html")]
    assert [node.attributes["id"] for node in page.css("main section > h2")] == anchors
    assert [a.attributes["href"] for a in page.css("nav a")] == [f"#{one}" for one in anchors]
    assert page.css_first("h1").text() == sample(lang).title


def test_the_contents_follow_the_first_two_pages(page: LexborHTMLParser) -> None:
    order = [node.attributes.get("class") or node.tag for node in page.css("main > *")]
    assert order == ["summary", "nav", "body", "annex"]


def test_a_part_alone_has_no_contents() -> None:
    alone = LexborHTMLParser(html(sample(), Pictures("en"), parts={"summary"}))
    assert alone.css("section")
    assert not alone.css("nav")
    # Nor links to what is not on the page.
    targets = {a.attributes["href"] for a in alone.css("main a")}
    assert targets <= {f"#{node.attributes['id']}" for node in alone.css("[id]")}


def test_tables_have_names_of_their_own(page: LexborHTMLParser) -> None:
    # Those named by a direction come twice in the sample: in the body, and in full in the annex.
    names = [name for node in page.css("caption") if "→" not in (name := node.text())]
    assert len(names) == len(set(names))


def test_lists_beside_one_another_have_no_row_headings(page: LexborHTMLParser) -> None:
    # On a phone the first cell would else stand as a title above cells it has nothing to do with.
    table = next(one for one in page.css("table") if one.css_first("#table-economies"))
    assert not table.css("tbody th")
    assert all(cell.attributes.get("data-title") for cell in table.css("tbody td"))


def test_nothing_is_loaded_or_run(page: LexborHTMLParser) -> None:
    assert not page.css("script, link, iframe, object, embed, img, form")
    text = page.html or ""
    assert not re.search(r"url\(\s*['\"]?(?!#)", text)
    assert "@import" not in text
    links = [a.attributes["href"] or "" for a in page.css("a")]
    assert all(link.startswith("#") for link in links)
    handlers = {n for node in page.css("*") for n in node.attributes if n.startswith("on")}
    assert handlers == set()


def test_hostile_words_stay_words(page: LexborHTMLParser) -> None:
    names = [node.text() for node in page.css("bdi")]
    assert HOSTILE in names
    assert page.css_first("#chart-pair .picture").attributes["aria-label"] == f"Alt: {HOSTILE}"


def test_ids_are_unique_and_links_arrive(page: LexborHTMLParser) -> None:
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    targets = {a.attributes["href"] for a in page.css("a[href^='#']")}
    assert targets <= {f"#{name}" for name in ids}
    for node in page.css("[aria-labelledby]"):
        assert node.attributes["aria-labelledby"] in ids


def test_tables_can_be_read_aloud(page: LexborHTMLParser) -> None:
    for table in page.css("table"):
        assert table.css_first("caption") or table.parent.attributes.get("aria-label")
    for cell in page.css("th"):
        assert cell.attributes.get("scope") in ("col", "row")
    for picture in page.css(".picture"):
        assert picture.attributes["role"] == "img"
        assert picture.attributes["aria-label"]


def test_headings_do_not_skip_a_level(page: LexborHTMLParser) -> None:
    levels = [int(node.tag[1]) for node in page.css("h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_figure_leads_to_its_evidence(page: LexborHTMLParser) -> None:
    brief = sample(page.css_first("html").attributes["lang"])
    linked = {a.attributes["href"] for a in page.css("a.figure")}
    assert linked == {f"#evidence-{noted.note}" for noted in brief.evidence}
    for noted in brief.evidence:
        row = page.css_first(f"#evidence-{noted.note}").text()
        assert noted.evidence.id in row
        assert noted.text in row
        assert (noted.unknown or "") in row
    measures = page.css("table.measures tbody tr")
    assert {row.css_first("code").text() for row in measures} == {
        noted.evidence.measure for noted in brief.evidence
    }


def test_a_sentence_or_row_has_one_mark(page: LexborHTMLParser) -> None:
    for node in page.css("main li, main tbody tr"):
        assert len(node.css("sup")) <= 1


def test_quotes_are_marked_with_the_language_of_their_document(page: LexborHTMLParser) -> None:
    rows = page.css("table.statements tbody tr")
    assert len(rows) == 3
    for row in rows:
        langs = {node.attributes["lang"] for node in row.css("span[lang], mark[lang]")}
        assert langs == {"en"}


def test_unknown_figures_are_told_from_known_ones(page: LexborHTMLParser) -> None:
    unknown = page.css(".figure.unknown")
    assert unknown
    for node in unknown:
        assert node.attributes["title"] == "the quantity of some of these flows is not known"


def test_charts_show_their_numbers_as_a_table(page: LexborHTMLParser) -> None:
    rows = page.css("#chart-pair details tbody tr")
    assert len(rows) == 19
    cells = page.css("#chart-pair details tbody td")
    assert all((c.attributes["title"] or "").startswith("sinergi explain '") for c in cells)
    assert page.css("#chart-pair svg text")


def _ratios(style: str) -> Iterator[float]:
    """Contrast of each text colour with white (WCAG 2.2)."""
    for name in ("ink", "muted", "navy", "link"):
        found = re.search(rf"--{name}: #(\w\w)(\w\w)(\w\w)", style)
        assert found
        parts = [int(part, 16) / 255 for part in found.groups()]
        line = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        yield 1.05 / (0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2] + 0.05)


def test_colours_of_text_have_enough_contrast(page: LexborHTMLParser) -> None:
    assert min(_ratios(page.css_first("style").text())) >= 4.5


def test_a_brief_with_nothing_in_it_says_so() -> None:
    page = LexborHTMLParser(html(bare(), Pictures("en")))
    text = page.css_first("main").text()
    assert "There is nothing to report." in text
    assert "This brief holds no numbers." in text
