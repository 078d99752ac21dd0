"""Checks of stated figures: supported, contradicted, or left open with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.evidence.claim_checks import Checked, check
from sinergi.reading.claims import Claim
from sinergi.trade import catalogue

BASKET = "baci-minerals"
USGS = (
    "Commodity,Country,Statistics,Statistics_detail,Year,Value,Unit,Notes,Section,"
    "Is critical mineral 2025,MCS chapter\n"
)


def claim(**fields: object) -> Claim:
    known: dict[str, object] = {
        "document": "d",
        "statement": 0,
        "subject": "TJK",
        "parties": ("IDN", "TJK"),
        "measure": "exports",
        "span": "x",
        "start": 0,
        "end": 1,
    }
    return Claim.model_validate(known | fields)


def verdict(**fields: object) -> Checked:
    return check(claim(**fields), BASKET)


def test_a_value_near_the_datas_is_supported() -> None:
    found = verdict(
        sectors=("aluminium",), subject="TJK", value=8e6, unit="USD", year=2012, measure="exports"
    )
    assert found.verdict == "supported"
    assert found.evidence[0].arguments["importer"] == "IDN"
    assert found.evidence[0].value == pytest.approx(7_591_703)


def test_exports_of_all_goods_are_compared_with_the_balance_of_payments() -> None:
    found = verdict(value=1.9e9, unit="USD", year=2023)
    assert found.verdict == "supported"
    assert found.evidence[0].measure == "goods-exports"


def test_a_value_that_may_mean_two_things_is_left_open() -> None:
    found = verdict(value=5e8, unit="USD", year=2023)
    assert found.verdict == "not_checkable"
    assert "partner or with the world" in found.reason


def test_trade_of_the_pair_is_at_least_what_the_basket_holds() -> None:
    fields = {"measure": "trade", "subject": "JOINT", "unit": "USD", "year": 2012}
    assert verdict(value=1e6, **fields).verdict == "contradicted"
    assert verdict(value=8e6, **fields).verdict == "supported"
    more = verdict(value=5e7, **fields)
    assert more.verdict == "not_checkable"
    assert "only a part" in more.reason


def test_a_rank_is_compared_with_the_rank_in_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = catalogue.dataset(BASKET).model_copy(update={"complete": True})
    monkeypatch.setattr(catalogue, "dataset", lambda _: whole)
    fields = {"subject": "IDN", "sectors": ("nickel",), "year": 2013, "rank": 1}
    assert verdict(**fields).verdict == "supported"
    assert verdict(**(fields | {"year": 2016})).verdict == "contradicted"


@pytest.mark.parametrize("year", [2013, 2023])
def test_a_rank_in_goods_of_which_the_data_hold_a_part_is_left_open(year: int) -> None:
    # The basket has nickel ore, not the ferro-nickel and matte that Indonesia sells today.
    found = verdict(subject="IDN", sectors=("nickel",), year=year, rank=1)
    assert found.verdict == "not_checkable"
    assert "only a part" in found.reason
    assert found.evidence[0].measure == "exporter-rank"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"value": 10.0, "unit": "percent", "year": 2020}, "nothing in the data"),
        ({"value": 1e6, "unit": "USD"}, "year is not said"),
        ({"value": 1e6, "unit": "USD", "year": 2031}, "nothing in the data"),
        ({"value": 1e6, "unit": "USD", "year": 2020, "measure": "investment"}, "nothing in"),
        ({"rank": 1, "measure": "exports"}, "nothing in the data"),
        ({"rank": 1, "sectors": ("textile",)}, "no product of this sector"),
        ({"subject": None, "rank": 1, "sectors": ("nickel",)}, "nothing in the data"),
        ({"value": 1e6, "unit": "USD", "year": 2020, "parties": ("IDN",), "measure": "trade"}, "n"),
    ],
)
def test_what_the_data_do_not_measure_is_left_open(fields: dict[str, object], reason: str) -> None:
    found = verdict(**fields)
    assert found.verdict == "not_checkable"
    assert reason in found.reason
    assert found.evidence == ()


def test_reserves_need_mineral_statistics(home: Path, tmp_path: Path) -> None:
    stated = {"subject": "IDN", "sectors": ("nickel",), "measure": "reserves", "rank": 1}
    assert "data add minerals" in verdict(**stated).reason
    rows = [
        ("Nickel", "Indonesia", "Reserves", "Reserves", "2025", "60,000,000"),
        ("Nickel", "Australia", "Reserves", "Reserves", "2025", "25,000,000"),
    ]
    lines = [
        ",".join([c, area, s, d, y, f'"{v}"', "metric tons", "", "World", "Yes", c])
        for c, area, s, d, y, v in rows
    ]
    path = tmp_path / "made.csv"
    path.write_text(USGS + "\n".join(lines) + "\n", encoding="latin-1")
    assert run(["data", "add", "minerals", str(path), "--id", "made"]) == 0
    found = verdict(**stated)
    assert found.verdict == "supported"
    assert found.evidence[0].id == "mineral-rank/IDN/nickel/reserves/2025@made"
    assert verdict(**(stated | {"subject": "AUS"})).verdict == "contradicted"
    assert verdict(**(stated | {"subject": "TJK"})).verdict == "not_checkable"
