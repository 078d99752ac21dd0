"""Every section stands in every format that is to show it."""

from __future__ import annotations

import inspect
import re
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from sinergi.brief.layout import FORMATS, SECTIONS, Section, SectionPlace, laid_out, registry
from sinergi.brief.layout.blocks import Block, Column, Grid, Lines, Row, cell, figures_of, marks
from sinergi.brief.layout.text import column_widths
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, Figure
from sinergi.brief.render import pptx, xlsx
from sinergi.brief.render.docx import docx
from sinergi.brief.render.html import html
from sinergi.brief.render.markdown import markdown
from sinergi.brief.render.pictures import Pictures

from .render.sample import sample


def test_keys_and_titles_are_unique() -> None:
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)
    assert len({section.title for section in SECTIONS}) == len(SECTIONS)
    assert all(section.formats <= FORMATS for section in SECTIONS)


def test_slides_and_sheets_show_the_sections_that_are_theirs() -> None:
    on_slides = [key for keys in pptx.SLIDES for key in keys]
    assert sorted(on_slides) == sorted(s.key for s in SECTIONS if "pptx" in s.formats)
    assert set(xlsx.SHEETS) <= {s.key for s in SECTIONS if "xlsx" in s.formats}


def test_a_new_section_is_shown_by_every_format_but_the_slides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def blocks(brief: Brief, _: Translator) -> list[Block]:
        return [Lines([["Said on trial"]], "list")]

    # Its title is one that is translated already.
    new = Section("trial", "The whole plan", SectionPlace.ANNEX, blocks)
    monkeypatch.setattr(registry, "SECTIONS", (*SECTIONS, new))
    brief, pictures = sample(), Pictures("en")
    assert "Said on trial" in html(brief, pictures)
    assert "Said on trial" in markdown(brief)
    document = Document(BytesIO(docx(brief, pictures)))
    assert any("Said on trial" in paragraph.text for paragraph in document.paragraphs)
    book = load_workbook(BytesIO(xlsx.xlsx(brief)))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "Said on trial" in cells
    assert pptx.pptx(brief, pictures)


@pytest.mark.parametrize("name", ["html", "md"])
def test_texts_show_every_section_of_a_full_brief(name: str) -> None:
    brief = sample()
    pictures = Pictures("en")
    text = html(brief, pictures) if name == "html" else markdown(brief)
    for laid in laid_out(brief, name):
        assert laid.title in re.sub(r"\\(.)", r"\1", text), laid.key


def test_the_sample_has_every_section() -> None:
    assert [laid.key for laid in laid_out(sample())] == [section.key for section in SECTIONS]


def test_a_part_alone() -> None:
    keys = {laid.key for laid in laid_out(sample(), "html", {"summary"})}
    assert "summary" in keys
    assert "evidence" not in keys
    assert len(docx(sample(), Pictures("en"), parts={"summary"})) > 1000


def test_every_figure_of_a_page_has_its_evidence() -> None:
    brief = sample()
    known = {noted.note: noted.evidence.id for noted in brief.evidence}
    for laid in laid_out(brief):
        for block in laid.blocks:
            for figure in figures_of(block):
                assert known[figure.note] == figure.evidence


def test_marks_are_runs_without_years_and_places() -> None:
    def figure(note: int, unit: str = "USD") -> Figure:
        return Figure.model_validate(
            {"value": 1.0, "unit": unit, "text": "1", "evidence": "x@y", "note": note}
        )

    line = [
        figure(3),
        " and ",
        figure(4),
        figure(5),
        figure(7, "year"),
        figure(9),
        figure(8, "rank"),
    ]
    assert [(mark.note, mark.text) for mark in marks(line)] == [(3, "3–5"), (9, "9")]


def test_layout_and_rendering_compute_nothing() -> None:
    for module in (pptx, xlsx):
        assert "sinergi.evidence import" not in inspect.getsource(module)


def test_a_column_is_wide_enough_for_the_bold_capitals_of_its_title() -> None:
    grid = Grid(
        "sectors",
        "Sectors",
        [
            Column("Sector"),
            *(Column(title, numeric=True) for title in ("RCA", "rca", "Indonesia:")),
        ],
        [Row([cell("metals"), cell("0.85"), cell("0.85"), cell("420")])],
    )
    _, capitals, small, name = column_widths(grid)
    # Measured in the PDF's fonts: "RCA" in bold takes 4.6 letters of a cell, and 1.5 of padding.
    assert capitals >= 6.0
    assert capitals > small
    assert name >= 12.0
