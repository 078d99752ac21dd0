"""The main job on the sample meeting: points 1 to 7 asserted on the files it writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

import sinergi
from sinergi.brief import Brief
from sinergi.brief.layout import laid_out
from sinergi.brief.layout.blocks import lines_of, words
from sinergi.brief.model import SectorEvidence
from sinergi.cli.main import run
from sinergi.evidence import explain

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "jakarta-2024-11-22.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The brief of Indonesia and Tajikistan in all formats that need nothing but Python."""
    path = tmp_path_factory.mktemp("brief") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SINERGI_HOME", str(path.parent / "home"))
        code = run(["brief", "IDN", "TJK", "--from", str(SAMPLE), "--out", str(path)])
    assert code == 0
    return path


@pytest.fixture(scope="module")
def brief(folder: Path) -> Brief:
    return Brief.model_validate_json((folder / "brief.json").read_bytes())


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return (folder / "brief.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def html(page: str) -> str:
    """The text of the page as a reader sees it."""
    body = LexborHTMLParser(page).body
    assert body is not None
    return re.sub(r"\s+", " ", body.text(separator=" "))


@pytest.fixture(scope="module")
def word(folder: Path) -> str:
    """The text of the Word file: paragraphs and cells."""
    document = docx.Document(str(folder / "brief.docx"))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


@pytest.fixture(scope="module")
def cells(folder: Path) -> list[Any]:
    """All values of the workbook."""
    book = openpyxl.load_workbook(folder / "brief.xlsx", read_only=True)
    found = [c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row if c]
    book.close()
    return found


def test_writes_five_files_and_nothing_else(folder: Path) -> None:
    names = sorted(p.name for p in folder.iterdir())
    assert names == ["brief.docx", "brief.html", "brief.json", "brief.xlsx", "plan.ics"]


def test_the_page_needs_nothing_from_outside(page: str) -> None:
    tree = LexborHTMLParser(page)
    assert not tree.css("script")
    assert not tree.css("link[rel=stylesheet]")
    for node in tree.css("[src]"):
        assert (node.attributes["src"] or "").startswith("data:")
    assert len(tree.css("svg")) >= 4
    assert "url(http" not in page


def test_1_the_meeting(brief: Brief, html: str, word: str) -> None:
    assert brief.meeting is not None
    assert brief.meeting.date == "2024-11-22"
    assert brief.record is not None
    assert brief.record.published == "2024-11-23"
    assert "Jumat (22/11)" in (brief.meeting.date_reason or "")
    people = {(p.name, p.country.code if p.country else None) for p in brief.meeting.people}
    assert people == {("Faisol Riza", "IDN"), ("Sherali Kabir", "TJK")}
    roles = {p.name: p.role for p in brief.meeting.people}
    assert roles["Faisol Riza"] == "Deputy Minister of Industry"
    assert roles["Sherali Kabir"] == "Minister of Industry and New Technologies"
    originals = {p.name: p.role_original for p in brief.meeting.people}
    assert originals["Faisol Riza"] == "Wakil Menteri Perindustrian"
    assert brief.meeting.place == "Ministry of Industry, Jakarta"
    for text in (html, word):
        assert "22 November 2024" in text
        assert "Jakarta" in text
        assert "Faisol Riza" in text
        assert "Sherali Kabir" in text


EXPECTED = [
    ("offer", "TJK", "aluminium", "tekstil, farmasi, dan aluminium"),
    ("offer", "TJK", "textile", "tekstil, farmasi, dan aluminium"),
    ("offer", "TJK", "pharmaceutical", "tekstil, farmasi, dan aluminium"),
    ("offer", "TJK", "green_energy", "insentif pajak, dan pasokan energi hijau"),
    ("interest", "TJK", "nickel", "pengalaman Indonesia mengelola nikel"),
    ("interest", "TJK", "nickel", "investasi dan pengembangan industri nikel"),
    ("interest", "JOINT", "ai_digital", "AI untuk pendidikan"),
    ("interest", "IDN", "halal", "produk halal"),
    ("interest", "IDN", "downstreaming", "hilirisasi"),
    ("interest", "IDN", "hr_training", "sumber daya manusia"),
    ("existing_agreement", "JOINT", "mining", "nota kesepahaman"),
    ("commitment", "IDN", None, "langkah-langkah teknis"),
    ("commitment", "IDN", None, "mengidentifikasi perusahaan-perusahaan Indonesia"),
]


@pytest.mark.parametrize(("kind", "side", "sector", "words"), EXPECTED)
def test_2_what_was_said(
    brief: Brief, html: str, kind: str, side: str, sector: str | None, words: str
) -> None:
    found = [
        s
        for s in brief.statements
        if words in s.span and s.kind == kind and s.side == side
        if sector is None or sector in s.sectors
    ]
    assert found, f"no {kind} of {side} on {sector}"
    text = SAMPLE.read_text(encoding="utf-8")
    assert found[0].span in found[0].sentence
    assert found[0].sentence in text
    assert re.sub(r"\s+", " ", found[0].span) in html


def test_2_the_first_implementation_is_due_early_next_year(brief: Brief) -> None:
    (found,) = [s for s in brief.statements if "implementasi awal" in s.span]
    assert found.kind == "commitment"
    assert found.due == "2025-01/2025-03"


def test_3_aluminium_went_to_indonesia_and_stopped(brief: Brief, html: str, word: str) -> None:
    (way,) = [d for d in brief.directions if d.exporter.code == "TJK"]
    sentences = ["".join(p if isinstance(p, str) else p.text for p in s) for s in way.findings]
    (found,) = [s for s in sentences if "760110" in s and "has not since" in s]
    assert "2009–2012" in found
    assert "most in 2012 (USD 7.59 million)" in found
    for text in (html, word):
        assert "2009–2012" in text
    chart = brief.main_chart
    assert chart is not None
    points = {p.x: p.figure.value for p in chart.series[0].points}
    assert [year for year, value in points.items() if value] == [2009, 2010, 2011, 2012]


def test_3_both_directions_have_ranked_openings(brief: Brief, cells: list[Any]) -> None:
    assert [d.exporter.code for d in brief.directions] == ["IDN", "TJK"]
    there, back = brief.directions
    # Nothing that Indonesia sells of these goods is worth naming: a finding, said on page one.
    assert there.opportunities is None
    assert there.opportunities_reason
    assert any("worth a minister" in words(line) for line in brief.summary)
    assert back.opportunities is not None
    assert len(back.opportunities.columns) >= 6
    for row in back.opportunities.rows:
        assert row[0] in cells
    assert any("760110" in str(row[0]) for row in back.opportunities.rows)
    for profile in brief.profiles:
        assert len(profile.exports.rows) >= 5
        assert len(profile.imports.rows) >= 5


def test_4_nickel_shows_indonesias_place_and_the_ban(brief: Brief, html: str) -> None:
    (nickel,) = [s for s in brief.sectors if s.sector == "nickel"]
    assert nickel.covered
    text = _words(nickel)
    assert "2604" in text
    assert "1st" in text
    assert "12 January 2014" in text
    assert "USD 1.83 billion in 2013 (1st in the world), USD 4.52 million in 2015" in text
    assert "12 January 2014" in html
    assert nickel.charts


def test_4_aluminium_shows_both_sides(brief: Brief) -> None:
    (found,) = [s for s in brief.sectors if s.sector == "aluminium"]
    assert [row[0] for row in found.tables[0].rows] == ["Indonesia", "Tajikistan"]
    assert {row[1] for row in found.tables[-1].rows} == {"Indonesia", "Tajikistan"}
    assert "USD 187 million" in _words(found)
    assert "USD 184 million" in _words(found)


def _words(found: SectorEvidence) -> str:
    """All words and figures of a topic's tables and findings."""
    cells = [cell for table in found.tables for row in table.rows for cell in row if cell]
    parts = [part if isinstance(part, str) else part.text for part in cells]
    return " ".join([*parts, *(words(sentence) for sentence in found.findings)])


def test_4_what_the_basket_does_not_hold_is_said(brief: Brief, html: str) -> None:
    by_code = {s.sector: s for s in brief.sectors}
    for code in ("textile", "pharmaceutical"):
        assert by_code[code].covered
        assert "whole HS chapters" in str(by_code[code].tables[0].note)
    for code in ("halal", "ai_digital", "hr_training"):
        assert not by_code[code].covered
        assert "No goods stand for it" in str(by_code[code].findings)


def test_commands_stand_in_the_annex_only(brief: Brief) -> None:
    for laid in laid_out(brief):
        text = " ".join(words(line) for block in laid.blocks for line in lines_of(block))
        assert ("sinergi " in text) == (laid.key in ("preparer", "evidence")), laid.key


def test_5_companies_are_named(brief: Brief, html: str, word: str, cells: list[Any]) -> None:
    lists = {(c.country.code, c.subject): c for c in brief.companies}
    names = {
        view.name
        for subject in ("aluminium", "nickel")
        for view in lists["IDN", subject].candidates
    }
    assert len(names) >= 6
    assert "PT Alumindo Light Metal Industry Tbk" in names
    assert "PT Angel Nickel Industry" in names
    for view in lists["IDN", "aluminium"].candidates:
        assert view.reasons
        assert view.unknown
        assert view.screening
        assert view.name in html
        assert view.name in word
        assert view.name in cells


def test_6_the_plan(brief: Brief, folder: Path, html: str, cells: list[Any]) -> None:
    by_action = {s.action: s for s in brief.plan}
    technical = next(s for a, s in by_action.items() if "technical steps" in a)
    companies = next(s for a, s in by_action.items() if "Choose our companies" in a)
    first = next(s for a, s in by_action.items() if "first joint activity" in a)
    assert technical.owner == companies.owner == "IDN"
    assert technical.office_text == "Ministry of Industry"
    assert str(first.passed) == "2025-03-31"
    assert str(technical.passed) == "2024-12-23"
    assert len(brief.plan) <= 15
    assert len({step.action for step in brief.plan}) == len(brief.plan)
    assert all(step.deadline >= brief.prepared for step in brief.plan if step.deadline)
    assert brief.plan[0].action.startswith("Ask Tajikistan what has become of")
    for step in brief.plan:
        assert step.owner_text
        assert step.deadline_text
        assert step.deadline_reason
        assert step.closes_with
        assert step.action in html
        assert step.action in cells
    calendar = Calendar.from_ical((folder / "plan.ics").read_bytes())
    uids = [str(part["UID"]) for part in calendar.walk() if "UID" in part]
    assert sorted(uids) == sorted(s.uid for s in brief.plan)


def test_6_every_commitment_offer_and_ask_has_a_step(brief: Brief) -> None:
    served = {number for step in brief.plan for number in step.statements}
    for statement in brief.statements:
        if statement.kind in ("commitment", "offer", "ask"):
            assert statement.number in served, statement.span


def test_7_every_figure_can_be_computed_again(brief: Brief) -> None:
    figures = list(brief.figures())
    assert len(figures) > 200
    noted = {n.note: n.evidence for n in brief.evidence}
    assert sorted(noted) == list(range(1, len(noted) + 1))
    for figure in figures:
        again = explain(figure.evidence)
        assert again.value == figure.value, figure.evidence
        if figure.note:
            assert noted[figure.note].id == figure.evidence
        assert (figure.value is None) == (figure.unknown is not None)


def test_page_one_and_two_say_what_to_do(brief: Brief) -> None:
    assert 2 <= len(brief.summary) <= 5
    assert words(brief.summary[0]).startswith("Unwrought aluminium, not alloyed is the one trade")
    assert len(brief.topics) <= 8
    topics = {topic.name: topic for topic in brief.topics}
    assert "Ask why the trade stopped" in str(topics["Aluminium"].line)
    assert "restricted" in str(topics["Nickel"].line)
    assert len(brief.decisions) == 3
    assert {promise.state for promise in brief.promises} == {"overdue", "unknown"}
    sides = dict.fromkeys(one.side_text for one in brief.incentives)
    assert list(sides) == ["Tajikistan", "Indonesia"]
    treaty, mentioned = brief.agreements
    assert treaty.title == "Indonesia - Tajikistan BIT (2003)"
    assert mentioned.statement
    assert brief.company_pairs == [] or len(brief.company_pairs) <= 9


def test_before_a_meeting_the_documents_are_not_asked() -> None:
    made = sinergi.brief("IDN", "TJK")
    assert made.purpose == "before"
    assert [group.title for group in made.raising] == [
        "What to raise",
        "What to expect to be asked",
        "Questions to put",
    ]
    assert any("760110" in topic.name for topic in made.topics)


def test_7_every_evidence_stands_in_every_format(
    brief: Brief, page: str, word: str, cells: list[Any]
) -> None:
    for noted in brief.evidence:
        assert noted.evidence.formula
        assert noted.evidence.datasets
        assert noted.evidence.id in page
        assert noted.evidence.id in word
        assert noted.evidence.id in cells


def test_7_explain_prints_and_recomputes(brief: Brief, capsys: pytest.CaptureFixture[str]) -> None:
    noted = next(n for n in brief.evidence if n.evidence.measure == "world-export-share")
    assert run(["explain", noted.evidence.id, "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["value"] == noted.evidence.value
    assert run(["explain", noted.evidence.id]) == 0
    shown = capsys.readouterr().out
    assert "Etalab" in shown
    assert noted.evidence.formula in re.sub(r"\s+", " ", shown)


def test_the_limits_are_stated(brief: Brief, html: str, word: str) -> None:
    for text in (html, word):
        assert "57.9%" in text
        assert "26.6%" in text
        assert "not computed on them" in text


def test_the_numbers_are_the_same_in_every_format(brief: Brief, html: str, word: str) -> None:
    for noted in brief.evidence:
        shown = re.sub(r"\s+", " ", noted.text)
        assert shown in html
        assert shown in re.sub(r"\s+", " ", word)
