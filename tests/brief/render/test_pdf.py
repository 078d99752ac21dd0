import builtins
import ctypes.util
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from sinergi.brief import brief as made_brief
from sinergi.brief.layout import laid_out
from sinergi.brief.render.pdf import pdf
from sinergi.brief.render.pictures import Pictures
from sinergi.errors import MissingDependencyError
from sinergi.vocabulary.languages import LANGUAGES

from .sample import bare, sample

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "jakarta-2024-11-22.txt"
needs_pango = pytest.mark.skipif(
    ctypes.util.find_library("pango-1.0") is None,
    reason="needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
)


@needs_pango
def test_every_letter_is_in_the_file() -> None:
    lang = "tg"
    brief = sample(lang)
    reader = PdfReader(BytesIO(pdf(brief, Pictures(lang))))
    text = "\n".join(page.extract_text() for page in reader.pages)
    joined = "".join(text.split())
    for words in (brief.title, brief.statements[0].sentence, brief.plan[0].action):
        assert "".join(words.split()) in joined
    for noted in brief.evidence:
        assert "".join(noted.evidence.id.split()) in joined
    assert reader.trailer["/Root"]["/Lang"] == lang
    assert 4 <= len(reader.pages) <= 16
    # Tagged, with a bookmark for each section.
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    marks = " ".join(str(one.title) for one in reader.outline if not isinstance(one, list))
    nested = str(reader.outline)
    for laid in laid_out(brief, "pdf"):
        assert laid.title in marks or laid.title in nested, laid.key
    width, height = reader.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)


SLOW = pytest.mark.slow


@needs_pango
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "lang", [pytest.param(one, marks=() if one == "tg" else SLOW) for one in LANGUAGES]
)
def test_the_model_case_is_two_pages_to_act_on_and_ten_before_its_annex(lang: str) -> None:
    made = made_brief("IDN", "TJK", documents=[SAMPLE], lang=lang, today=date(2024, 11, 25))
    reader = PdfReader(BytesIO(pdf(made, Pictures(lang))))
    pages = {
        "".join(
            character for character in str(one.title) if not character.isdigit()
        ).strip(): reader.get_destination_page_number(one)
        for one in _flat(reader.outline)
    }
    alone = PdfReader(BytesIO(pdf(made, Pictures(lang), parts={"summary"})))
    assert len(alone.pages) == 2
    titles = {laid.key: laid.title for laid in laid_out(made, "pdf")}
    assert pages[titles["careful"]] <= 1
    assert pages[titles["relations"]] <= 2
    # Where the annex begins at the top of the eleventh page, the body has ten.
    annex = pages[titles["quotes"]]
    assert annex <= 10
    if annex == 10:
        begun = reader.pages[10].extract_text().strip()[:80]
        assert titles["quotes"] in begun


def _flat(outline: list[Any]) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


@needs_pango
def test_a_brief_with_nothing_in_it() -> None:
    reader = PdfReader(BytesIO(pdf(bare(), Pictures("en"))))
    assert len(reader.pages) <= 4


def test_without_pango_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingDependencyError, match=r"apt-get install libpango-1\.0-0"):
        pdf(bare(), Pictures("en"))
