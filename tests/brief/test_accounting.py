"""Every number of every format stands in the JSON with its evidence, and what is shared is less."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, get_args
from zipfile import ZipFile

import pytest
from docx import Document
from pptx import Presentation
from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser

from sinergi.brief import Brief, brief
from sinergi.brief.layout import laid_out
from sinergi.brief.layout.blocks import figures_of
from sinergi.brief.layout.text import reasons_line
from sinergi.brief.model import SCHEMA, Figure, Sentence
from sinergi.brief.render.docx import docx
from sinergi.brief.render.html import html
from sinergi.brief.render.markdown import markdown
from sinergi.brief.render.pictures import Pictures
from sinergi.brief.render.pptx import SLIDES, pptx
from sinergi.brief.sharing import shared_fields, to_share

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "jakarta-2024-11-22.txt"
AMOUNT = re.compile(r"USD [\d.,]+(?: (?:million|billion|trillion))?|\d[\d.,]*%|[\d.,]+ (?:km|MW)\b")
"""Numbers with a unit; years, counts of lines and ranks are read by other tests."""
PLANT = re.compile(r"(?<=, )[\d.,]+ MW(?=, )")
"""The capacity of a power plant in the reasons of a company."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SINERGI_HOME", str(tmp_path_factory.mktemp("home")))
        return brief("IDN", "TJK", documents=[SAMPLE], today=date(2026, 11, 24))


@pytest.fixture(scope="module")
def accounted(made: Brief) -> set[str]:
    """The texts of all numbers that the JSON holds with evidence, and those said in documents."""
    again = Brief.model_validate_json(made.model_dump_json())
    known = {figure.text for figure in again.figures() if figure.evidence}
    words = [noted.text for noted in again.evidence]
    stated = " ".join(
        [
            *(said.sentence for said in again.statements),
            *(said.confidence_text or "" for said in again.statements),
            *_parameters(again),
        ]
    )
    labels = [text for noted in again.evidence for text in (noted.label, noted.formula)]
    return known | set(AMOUNT.findall(" ".join([*known, *words, *labels, stated])))


def _parameters(made: Brief) -> list[str]:
    """Thresholds and rates that tables name: parameters of methods, not measured numbers."""
    found: list[str] = []
    for way in made.directions:
        found.append(way.opportunities_reason or "")
        if way.opportunities:
            found.append(way.opportunities.note or "")
            found += [
                cell for row in way.opportunities.rows for cell in row if isinstance(cell, str)
            ]
        found += [part for line in way.reading for part in line if isinstance(part, str)]
    found += [part for line in made.summary for part in line if isinstance(part, str)]
    # Shares and the size of a company are its register's words; capacities of plants are evidence.
    sides = [one for found in made.companies for one in found.candidates]
    found += [PLANT.sub("", text) for one in sides for text in one.reasons]
    return found


def _unaccounted(text: str, accounted: set[str]) -> list[str]:
    found = (amount.rstrip(".,") for amount in AMOUNT.findall(text))
    return [amount for amount in found if amount not in accounted]


def test_every_amount_of_the_page_is_accounted_for(made: Brief, accounted: set[str]) -> None:
    page = LexborHTMLParser(html(made, Pictures("en")))
    for node in page.css("style, svg"):
        node.decompose()
    text = re.sub(r"\s+", " ", page.body.text(separator=" "))
    assert _unaccounted(text, accounted) == []


def test_every_amount_of_word_and_markdown_is_accounted_for(
    made: Brief, accounted: set[str]
) -> None:
    document = Document(BytesIO(docx(made, Pictures("en"))))
    nodes = document.element.body.iter()
    text = " ".join(re.sub(r"\s+", " ", node.text) for node in nodes if node.text)
    assert _unaccounted(text, accounted) == []
    assert _unaccounted(re.sub(r"\\(.)", r"\1", markdown(made)), accounted) == []


def test_capacities_in_the_reasons_of_companies_lead_to_evidence(made: Brief) -> None:
    known = {noted.evidence.id: noted.evidence for noted in made.evidence}
    named = [one for found in made.companies for one in found.candidates if one.capacities]
    assert named
    for one in named:
        words = "; ".join(one.reasons)
        assert PLANT.findall(words) == [figure.text for figure in one.capacities]
        for figure in one.capacities:
            assert known[figure.evidence].measure == "plant-capacity"
            assert known[figure.evidence].value == figure.value
        assert "".join(p if isinstance(p, str) else p.text for p in reasons_line(one)) == words


def test_slides_are_six_and_their_amounts_accounted_for(made: Brief, accounted: set[str]) -> None:
    deck = Presentation(BytesIO(pptx(made, Pictures("en"))))
    assert len(deck.slides) == len(SLIDES) == 6
    texts = []
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + min(shape.height, 10_000_000) <= deck.slide_height + 400_000
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    assert any("Aluminium" in text for text in texts)
    assert _unaccounted(" ".join(texts), accounted) == []


def test_each_figure_of_a_page_names_its_evidence(made: Brief) -> None:
    known = {noted.note: noted.evidence.id for noted in made.evidence}
    for laid in laid_out(made):
        for block in laid.blocks:
            for figure in figures_of(block):
                assert known[figure.note] == figure.evidence


MARK = "ZQXinsideZQX"


def _planted(part: object, named: bool = True) -> int:
    """Write the mark into every text below that no class names as shared; returns how many."""
    if not isinstance(part, (BaseModel, list)):
        return 0
    if isinstance(part, list):
        return sum(_planted(one, named) for one in part)
    found = 0
    for name in type(part).model_fields:
        value, shared = getattr(part, name), named and name in shared_fields(type(part))
        if shared or isinstance(value, BaseModel):
            found += _planted(value, shared)
            continue
        marked = _marked(value)
        if marked is not value:
            part.__dict__[name] = marked
            found += 1
        found += _planted(marked, named=False)
    return found


def _marked(value: Any) -> Any:
    if type(value) is str:
        return f"{value} {MARK}"
    if isinstance(value, list) and value and all(type(one) in (str, Figure) for one in value):
        return [*value, MARK]
    if isinstance(value, list) and value and all(isinstance(one, list) for one in value):
        return [*value, [MARK]]
    return value


def test_what_is_shared_says_so_and_holds_nothing_internal(made: Brief) -> None:
    inside = made.model_copy(deep=True)
    assert _planted(inside) > 100
    assert MARK in inside.model_dump_json(warnings=False)
    shared = to_share(inside)
    assert shared.shared
    assert "left out" in str(shared.limits[0])
    assert MARK not in shared.model_dump_json()
    for text in (html(shared, Pictures("en")), markdown(shared)):
        assert MARK not in text
        assert "sure to" not in text
        assert "promised date" not in text
        for step in made.plan:
            assert step.action not in text
    for deck in (docx(shared, Pictures("en")), pptx(shared, Pictures("en"))):
        with ZipFile(BytesIO(deck)) as parts:
            assert not any(MARK.encode() in parts.read(name) for name in parts.namelist())
    known = {noted.note: noted.evidence.id for noted in shared.evidence}
    assert all(known[f.note] == f.evidence for f in shared.figures() if f.note)


def test_a_field_that_nobody_named_is_not_shared(made: Brief) -> None:
    class Wider(Brief):
        thought: str = ""
        rows: list[Sentence]

    wider = Wider(**dict(made), thought=MARK, rows=[[MARK]])
    Wider.__name__, Wider.__module__ = "Brief", Brief.__module__
    shared = to_share(wider)
    assert MARK not in shared.model_dump_json()
    assert shared.statements


def test_every_name_that_may_be_shared_is_a_field(made: Brief) -> None:
    seen: set[type[BaseModel]] = set()

    def walk(kind: Any) -> None:
        for one in get_args(kind):
            walk(one)
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
            seen.add(kind)
            assert shared_fields(kind) <= set(kind.model_fields), kind
            for field in kind.model_fields.values():
                walk(field.annotation)

    walk(Brief)
    assert {one.__name__ for one in seen if not shared_fields(one)} == {
        "Alternative", "Check", "CompanyList", "CompanyPair", "CompanyView", "Promise", "StepView",
        "Topic",
    }  # fmt: skip


def test_the_schema_that_is_published_is_this_one(made: Brief) -> None:
    script = ROOT / "scripts" / "brief_schema.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0
    assert made.schema_name == SCHEMA
