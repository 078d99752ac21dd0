"""Goods named in a meeting are told by themselves: who sells them, who buys, by which companies."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from sinergi.brief import brief
from sinergi.brief.gather.context import Context
from sinergi.brief.gather.sought import of_statements
from sinergi.brief.model import Brief, Figure
from sinergi.cooperation.record import CooperationRecord, Kind, Meeting, Statement
from sinergi.evidence.sector_answers import exports_of
from sinergi.reading.objects import objects
from sinergi.trade import queries
from sinergi.trade.catalogue import dataset
from sinergi.vocabulary.sectors import Sector, sectors


def _made(kind: Kind, side: str, things: list[str], lang: str = "en", **more: object) -> Brief:
    said = Statement.model_validate(
        {
            "span": "said",
            "start": 0,
            "end": 4,
            "kind": kind,
            "side": side,
            "sectors_all": ["food_agro"],
            "objects": things,
            **more,
        }
    )
    record = CooperationRecord(
        id="r",
        is_record=True,
        parties=["KAZ", "EGY"],
        meeting=Meeting(date="2025-03-12"),
        statements=[said],
    )
    return brief("KAZ", "EGY", record=record, lang=lang, today=date(2025, 3, 20))


def test_the_codes_of_goods_are_of_a_sector_of_goods() -> None:
    for thing in objects().values():
        for code in thing.hs:
            assert any(code.startswith(one.hs) for one in sectors().values() if one.hs), code


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("kind", "side", "things", "seller"),
    [
        (Kind.INTEREST, "EGY", ["buy", "wheat"], "KAZ"),
        (Kind.OFFER, "EGY", ["wheat"], "EGY"),
        (Kind.OFFER, "EGY", ["supply", "wheat"], "EGY"),
        (Kind.ASK, "EGY", ["supply", "wheat"], "KAZ"),
        (Kind.ASK, "EGY", ["buy", "wheat"], "EGY"),
        (Kind.COMMITMENT, "KAZ", ["export", "wheat"], "KAZ"),
    ],
)
def test_who_would_sell_is_told_by_what_is_done(
    kind: Kind, side: str, things: list[str], seller: str
) -> None:
    made = _made(kind, side, things)
    (topic,) = [one for one in made.topics if "wheat" in one.name]
    sides = {"EGY": topic.they, "KAZ": topic.we}
    told = {
        country: " ".join(part if isinstance(part, str) else part.text for part in words)
        for country, words in sides.items()
    }
    # Egypt sells next to no cereals, so that it is told of nobody; Kazakhstan buys some wheat.
    assert ("exports of its chapter" in told["KAZ"]) == (seller == "KAZ")
    assert ("imports at least" in told["KAZ"]) == (seller == "EGY")
    assert "imports" not in told["EGY"]


@pytest.mark.usefixtures("home")
def test_the_numbers_are_those_of_the_chapter_and_of_the_goods() -> None:
    made = _made(Kind.OFFER, "KAZ", ["supply", "wheat", "fruit"])
    (table,) = [one for sector in made.sectors for one in sector.tables if "named" in one.title]
    assert [str(row[0]) for row in table.rows] == 2 * ["Wheat (HS 1001)"] + 2 * ["Fruit (HS 08)"]
    cereals = exports_of(Sector(code="x", name=sectors()["food_agro"].name, hs=("10",)), "KAZ")
    assert cereals is not None
    sold = table.rows[0][2]
    assert isinstance(sold, Figure)
    assert sold.evidence == cereals.value.id
    assert {one.subject for one in made.companies} == {
        "food and agriculture: wheat",
        "food and agriculture: fruit",
    }
    assert all("HS 1001" in one.product or "HS 08" in one.product for one in made.companies)


@pytest.mark.usefixtures("home")
def test_what_is_refused_or_of_no_good_names_nothing() -> None:
    refused = _made(Kind.OFFER, "KAZ", ["supply", "wheat"], denied=True)
    plain = _made(Kind.OFFER, "KAZ", ["training"])
    for made in (refused, plain):
        assert not any("named" in one.title for sector in made.sectors for one in sector.tables)
        assert all(":" not in one.subject for one in made.companies)


@pytest.mark.usefixtures("home")
def test_goods_that_the_dataset_holds_are_told_by_product() -> None:
    said = _made(Kind.OFFER, "KAZ", ["supply", "coal"], sectors_all=["mining"])
    held = [one for one in queries.products(dataset(said.dataset.id)) if one.startswith("270")]
    (topic,) = [one for one in said.topics if "coal" in one.name]
    assert "do not hold" not in str(topic.status)
    products = {str(row[0]) for sector in said.sectors for t in sector.tables for row in t.rows}
    assert any(f"HS {code}" in one for code in held for one in products)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", ["en", "id", "ru", "tg"])
def test_a_table_without_known_imports_names_no_years_of_them(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def note() -> str:
        made = _made(Kind.OFFER, "KAZ", ["wheat"], lang)
        tables = [t for one in made.sectors for t in one.tables if t.id == "goods-food_agro"]
        return tables[0].note or ""

    known = note()
    monkeypatch.setattr("sinergi.brief.gather.goods.imports_of", lambda *_, **__: None)
    unknown = note()
    assert known.count("20") > unknown.count("20") > 0
    assert "– " not in unknown
    assert "–," not in unknown


@pytest.mark.usefixtures("home")
def test_an_offer_of_one_good_makes_nobody_the_seller_of_another() -> None:
    more = {"span": "said", "start": 0, "end": 4, "sectors_all": ["food_agro"]}
    said = [
        Statement.model_validate({**more, "kind": kind, "side": side, "objects": things})
        for kind, side, things in (
            (Kind.OFFER, "EGY", ["supply", "fruit"]),
            (Kind.INTEREST, "KAZ", ["wheat"]),
        )
    ]
    record = CooperationRecord(id="r", is_record=True, parties=["KAZ", "EGY"], statements=said)
    context = SimpleNamespace(a="KAZ", b="EGY", lang="en", record=record)
    found = of_statements(cast("Context", context), [sectors()["food_agro"]])
    assert {one.product: one.seller for one in found} == {"08": "EGY", "1001": None}


METALS = """Tashkent, 4 April 2025. The minister of trade of Uzbekistan Laziz Qudratov met the
minister of trade of Indonesia Budi Santoso. Uzbekistan offered to supply copper, zinc and dried
fruit. Indonesia expressed its readiness to supply palm oil and coffee.
"""


@pytest.mark.usefixtures("home")
def test_what_both_sides_bring_is_never_cut_from_the_first_page(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(METALS)
    made = brief("UZB", "IDN", documents=[report], today=date(2025, 4, 10))
    told = ["".join(p if isinstance(p, str) else p.text for p in line) for line in made.summary]
    assert any("Uzbekistan offers" in line and "zinc" in line for line in told), told
    assert any("Indonesia offers" in line and "palm oil" in line for line in told), told


@pytest.mark.usefixtures("home")
def test_a_metal_is_answered_by_its_own_chapter_and_not_by_all_ores(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(METALS)
    made = brief("UZB", "IDN", documents=[report], today=date(2025, 4, 10))
    (table,) = [
        one
        for sector in made.sectors
        if sector.sector == "mining"
        for one in sector.tables
        if "named" in one.title
    ]
    assert table.note is not None
    assert "HS 79" in table.note
    assert "HS 26" not in table.note
