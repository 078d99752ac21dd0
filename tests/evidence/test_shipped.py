"""What ships beside trade: minerals, Indonesia's duties, distance to final use."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from sinergi.evidence import evidence
from sinergi.evidence.indicator_tables import indicators
from sinergi.evidence.ladders import STEPS, ladder
from sinergi.opportunities.pair_tariffs import PairTariffs
from sinergi.trade.adding import add
from sinergi.trade.loading import Options
from sinergi.trade.reference import tariffs_dataset
from sinergi.vocabulary.positions import positions, upstreamness_of

pytestmark = pytest.mark.usefixtures("home")


def test_the_nickel_of_indonesia() -> None:
    for measure, value in (("mineral", 62e6), ("mineral-rank", 1)):
        found = evidence(measure, "IDN", "nickel", "reserves", 2025, dataset="usgs-minerals")
        assert found.value == value
        assert found.datasets[0].version == "2026"
    share = evidence("mineral-share", "IDN", "nickel", "reserves", 2025, dataset="usgs-minerals")
    assert share.value is not None
    assert 0.4 < share.value < 0.6


def test_shares_of_minerals_lie_between_nothing_and_all() -> None:
    rows = pl.read_parquet(
        Path(__file__).parents[2] / "src/sinergi/data/trade/usgs-minerals.parquet"
    ).filter(pl.col("value").is_not_null(), pl.col("country").is_in(["TJK", "IDN", "PER", "BRA"]))
    asked = rows.select("country", "commodity", "statistic", "year").unique().sort(pl.all())
    for country, commodity, statistic, year in asked.iter_rows():
        if not all(c.isalnum() or c in "_.+-" for c in commodity):
            continue
        share = evidence(
            "mineral-share", country, commodity, statistic, year, dataset="usgs-minerals"
        )
        assert share.value is None or 0 <= share.value <= 1.001, share.id


def test_the_duties_of_indonesia_ship() -> None:
    found = PairTariffs("TJK", "IDN", "HS22").rate("870321")
    assert found.value is not None
    assert 0.1 <= found.value <= 0.5
    assert str(found.evidence).endswith("@idn-mfn")


def test_duties_of_others_are_unknown_and_not_zero() -> None:
    assert tariffs_dataset("TJK") is None
    found = PairTariffs("IDN", "TJK", "HS92").rate("760110")
    assert found.value is None
    assert found.unknown


def test_duties_of_ones_own_do_not_hide_those_that_ship(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("product,rate\n760110,7\n", encoding="utf-8")
    add("tariffs", path, identifier="kaz", options=Options(revision="HS22", country="KAZ"))
    assert PairTariffs("IDN", "KAZ", "HS22").rate("760110").value == pytest.approx(0.07)
    assert str(PairTariffs("TJK", "IDN", "HS22").rate("870321").evidence).endswith("@idn-mfn")
    add("tariffs", path, identifier="mine", options=Options(revision="HS22", country="IDN"))
    assert PairTariffs("TJK", "IDN", "HS22").rate("760110").value == pytest.approx(0.07)


def test_ores_stand_before_metals_and_metals_before_cars() -> None:
    ladder = [upstreamness_of(code) for code in ("260400", "870323")]
    assert all(value is not None for value in ladder)
    ore, car = (float(value or 0) for value in ladder)
    assert ore > 3 > 2 > car
    assert math.isclose(float(upstreamness_of("870323") or 0), 1.0, abs_tol=0.02)
    for digits, nomenclature in ((2, "HS92"), (4, "HS92"), (6, "HS92"), (6, "HS17"), (6, "HS22")):
        values = positions(nomenclature, digits)["value"].to_numpy()
        assert values.size > 90
        assert values.min() > 0.9
        assert values.max() < 8
    assert upstreamness_of("999999") is None


def test_upstreamness_of_exports_needs_no_table_of_ones_own() -> None:
    found = indicators("upstreamness", dataset="baci-exports", of="countries")
    assert found.origin["inputs"]["positions"] == "upstreamness"
    values = dict(found.table.select("country", "value").iter_rows())
    assert values["AUS"] > values["DEU"], "ore and coal are farther from use than cars"
    chapters = dict(positions("HS92", 2).iter_rows())
    rows = pl.read_parquet(
        Path(__file__).parents[2] / "src/sinergi/data/trade/baci-exports.parquet"
    ).filter(country="TJK", year=2020)
    known = rows.filter(pl.col("product").is_in(list(chapters)))
    worth = known["value"].to_numpy()
    stage = np.array([chapters[code] for code in known["product"]])
    assert values["TJK"] == pytest.approx(float(worth @ stage / worth.sum()))


def test_upstreamness_of_products() -> None:
    found = indicators("upstreamness", dataset="baci-minerals", of="products")
    assert found.table.filter(product="260400")["value"].item() == upstreamness_of("260400")


@pytest.mark.parametrize("country", ["IDN", "TJK", "VNM", "PER", "KEN"])
def test_the_ladder_holds_all_that_is_sold_once(country: str) -> None:
    rungs = ladder("baci-exports", country, "2018-2020")
    assert [one.upstreamness for one in rungs] == sorted(
        (one.upstreamness for one in rungs), reverse=True
    )
    assert len({one.product for one in rungs}) == len(rungs)
    shares = [
        evidence("ladder-share", country, step, "2018-2020", dataset="baci-exports").value
        for step, _low, _high in STEPS
    ]
    assert sum(one or 0.0 for one in shares) == pytest.approx(1.0)
    mean = evidence("upstreamness", country, "2018-2020", dataset="baci-exports").value
    assert mean == pytest.approx(
        sum(one.value * one.upstreamness for one in rungs) / sum(one.value for one in rungs)
    )


def test_the_ladder_by_product_where_products_are_known() -> None:
    rungs = ladder("baci-minerals", "IDN", "2024")
    assert {len(one.product) for one in rungs} == {6}
    assert ladder("baci-pairs", "IDN", "2020") == []
