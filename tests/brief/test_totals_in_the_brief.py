"""What totals, treaties and facilities say in the brief, for pairs nobody prepared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.brief import brief
from sinergi.brief.layout.blocks import words
from sinergi.brief.model import Brief
from sinergi.evidence import explain, sector_answers
from sinergi.evidence.sector_answers import beside, chapters_of, exports_of, imports_of
from sinergi.trade.catalogue import Dataset, Flow
from sinergi.vocabulary.sectors import sector, sectors

pytestmark = pytest.mark.usefixtures("home")
SAMPLE = Path(__file__).parents[2] / "samples/jakarta-2024-11-22.txt"
TODAY = date(2024, 12, 1)


@pytest.fixture(scope="module")
def model() -> Brief:
    return brief("IDN", "TJK", documents=[SAMPLE], lang="en", today=TODAY)


def text(made: Brief) -> str:
    return "\n".join(words(line) for group in made.relations for line in group.sentences)


def test_every_topic_of_goods_is_answered(model: Brief) -> None:
    answered = {one.sector: one for one in model.sectors}
    for code in ("textile", "pharmaceutical", "aluminium", "nickel", "mining", "green_energy"):
        assert answered[code].covered, code
        assert answered[code].tables, code
    silent = {one.sector for one in model.sectors if not one.covered}
    assert all(not sector(code).hs for code in silent), "only what is no trade in goods"


def test_both_sides_of_a_sector_with_numbers_that_can_be_asked(model: Brief) -> None:
    textile = next(one for one in model.sectors if one.sector == "textile")
    sides, largest = textile.tables[:2]
    assert [row[0] for row in sides.rows] == ["Indonesia", "Tajikistan"]
    assert "2018–2020" in (sides.note or "")
    assert "2022–2023" in (sides.note or "")
    assert len(largest.rows) == 6
    numbers = [
        cell for row in (*sides.rows, *largest.rows) for cell in row if hasattr(cell, "note")
    ]
    assert len(numbers) > 20
    for cell in numbers:
        assert explain(cell.evidence).value == cell.value


def test_the_pair_treaty_and_visas_are_told(model: Brief) -> None:
    told = text(model)
    assert "signed on 28 October 2003, not in force" in told
    assert "ratified" in told
    assert "no visa for 30 days" in told
    assert "USD 1.18 million in 2020" in told
    (row,) = [one for one in model.agreements if one.source]
    assert row.title == "Indonesia - Tajikistan BIT (2003)"
    assert "UNCTAD" in (row.source or "")


def test_what_the_list_of_treaties_does_not_know_is_no_fact() -> None:
    told = text(brief("CHL", "VNM", lang="en", today=TODAY))
    assert "in force among its first members since" in told
    assert "UNCTAD's list has no date of entry into force" in told


@pytest.mark.parametrize(
    ("a", "b", "lang"),
    [("VNM", "PER", "id"), ("DEU", "KEN", "ru"), ("LAO", "UZB", "tg"), ("BRA", "SRB", "en")],
)
def test_other_pairs_are_told_as_well(a: str, b: str, lang: str) -> None:
    made = brief(a, b, lang=lang, today=TODAY)
    assert len(made.relations) >= 2
    told = text(made)
    assert "{" not in told
    assert "2020" in told
    for group in made.relations:
        for table in group.tables:
            assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize("country", ["IDN", "TJK", "PER", "KEN", "LAO", "SRB"])
def test_a_sector_of_goods_has_an_answer(country: str) -> None:
    for one in sectors().values():
        if one.hs:
            assert exports_of(one, country) or imports_of(one, country), one.code


def test_a_country_that_the_totals_lack_is_not_answered_with_zero() -> None:
    assert imports_of(sector("textile"), "CHN") is None
    sold = exports_of(sector("textile"), "PRK")
    assert sold is not None
    unknown = exports_of(sector("textile"), "LIE")
    assert unknown is None or unknown.value.value is None


def test_chapters_stand_for_a_sector_only_where_they_are_mostly_it() -> None:
    assert chapters_of(sector("aluminium")) == ("76",)
    assert chapters_of(sector("nickel")) == ("75",)
    assert chapters_of(sector("green_energy")) == ()
    assert chapters_of(sector("mining")) == ("26", "25")
    assert exports_of(sector("green_energy"), "IDN") is None


@pytest.mark.parametrize("country", ["IDN", "DEU", "PER", "UZB"])
def test_both_halves_of_a_sector_hold_the_same_goods(country: str) -> None:
    for one in sectors().values():
        sold, bought = exports_of(one, country), imports_of(one, country, limit=0)
        if sold is None or bought is None:
            continue
        chapters = set(sold.chapters.split("+"))
        assert {code[:2] for code in bought.codes.split("+")} <= chapters, one.code
        left = beside(one)
        assert all(code[:2] not in chapters for code in left)
        assert set(one.hs) - set(left) <= {code for code in one.hs if code[:2] in chapters}
    mining = imports_of(sector("mining"), "IDN", limit=1)
    assert mining is not None
    assert "2701" in beside(sector("mining"))
    assert "27" not in mining.codes


@pytest.mark.parametrize("pair", [("VNM", "PER"), ("LAO", "UZB")])
def test_every_sector_of_goods_stands_in_a_table_of_each_direction(pair: tuple[str, str]) -> None:
    made = brief(*pair, today=TODAY)
    goods = [one.name["en"].lower() for one in sectors().values() if one.hs]
    for i, j in (pair, pair[::-1]):
        (table,) = [
            t for group in made.relations for t in group.tables if t.id == f"sectors-{i}-{j}"
        ]
        assert sorted(str(row[0]).lower() for row in table.rows) == sorted(goods)
        strengths = [row[2].value or 0.0 for row in table.rows if row[2] is not None]
        assert strengths == sorted(strengths, reverse=True)
    assert text(made).count("is far from final use") == 2


def test_where_no_supplier_is_known_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped imports know China's part; a user's own need not know anybody's."""
    known = sector_answers._totals

    def unnamed(flow: Flow) -> Dataset | None:
        held = known(flow)
        return None if held is None else held.model_copy(update={"partners": ()})

    monkeypatch.setattr(sector_answers, "_totals", unnamed)
    bought = imports_of(sector("textile"), "IDN")
    assert bought is not None
    assert bought.rival is None
    assert bought.rival_share is None
    made = brief("IDN", "TJK", documents=[SAMPLE], lang="ru", today=TODAY)
    tables = [table for one in made.sectors for table in one.tables]
    tables += [table for group in made.relations for table in group.tables]
    named = [table for table in tables if table.id.startswith(("sector-", "sectors-"))]
    assert len(named) > 5
    for table in named:
        assert "rival" not in [column.key for column in table.columns]
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert "Кита" not in (table.note or "")
