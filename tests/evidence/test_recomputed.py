"""The numbers of the model case and of three more pairs, computed again by DuckDB alone."""

# ruff: noqa: S608 (the queries are made of constants)

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pytest

from sinergi.evidence import evidence
from sinergi.evidence.sector_answers import exports_of, imports_of
from sinergi.facilities import DATASET
from sinergi.vocabulary.sectors import Sector, sectors
from sinergi.vocabulary.tables import data_path

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("home")]
PAIRS = [("IDN", "TJK"), ("VNM", "PER"), ("DEU", "KEN"), ("BRA", "SRB")]
COUNTRIES = sorted({country for pair in PAIRS for country in pair})
EXPORTS = data_path("trade", "baci-exports.parquet")
IMPORTS = data_path("trade", "baci-imports.parquet")
BILATERAL = data_path("trade", "baci-pairs.parquet")
MINERALS = data_path("trade", "usgs-minerals.parquet")
PLANTS = data_path("facilities", "facilities.parquet")
GOODS = [one for one in sectors().values() if one.hs]


def number(sql: str) -> float | None:
    value = duckdb.sql(sql).fetchall()[0][0]
    return None if value is None else float(value)


def listed(codes: list[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_total_trade_of_each_year(a: str, b: str) -> None:
    for i, j in ((a, b), (b, a)):
        for year in range(2000, 2021):
            rows = f"from '{BILATERAL}' where year = {year}"
            # Serbia stands with Montenegro before 2006: a country without any row is not known.
            held = [
                number(f"select count(*) {rows} and '{one}' in (exporter, importer)")
                for one in (i, j)
            ]
            mine = number(
                f"select coalesce(sum(value), 0) {rows} and exporter = '{i}' and importer = '{j}'"
            )
            mine = mine if all(held) else None
            found = evidence("trade-value", i, j, "all", year, dataset="baci-pairs")
            assert found.value == mine, found.id


@pytest.mark.parametrize("sector", GOODS, ids=lambda one: one.code)
@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_sold_of_a_sector(country: str, sector: Sector) -> None:
    sold = exports_of(sector, country)
    if sold is None:
        return
    chapters = listed(sold.chapters.split("+"))
    where = f"from '{EXPORTS}' where year between 2018 and 2020"
    own = number(
        f"select sum(value) / 3 {where} and country = '{country}' and product in ({chapters})"
    )
    assert sold.value.value == pytest.approx(own or 0.0)
    world = number(f"select sum(value) / 3 {where} and product in ({chapters})") or 0.0
    whole = number(f"select sum(value) / 3 {where} and country = '{country}'") or 0.0
    everything = number(f"select sum(value) / 3 {where}") or 0.0
    assert sold.share.value == pytest.approx((own or 0.0) / world)
    assert sold.advantage.value == pytest.approx(((own or 0.0) / whole) / (world / everything))
    before = number(
        f"select sum(value) / 3 from '{EXPORTS}' where year between 2011 and 2013 "
        f"and country = '{country}' and product in ({chapters})"
    )
    if own and before:
        assert sold.growth.value == pytest.approx((own / before) ** (1 / 7) - 1)
        larger = number(
            f"select count(*) from (select sum(value) / 3 as v {where} and product in ({chapters}) "
            f"group by country) where v > {own * 1.000000001}::double"
        )
        assert sold.place.value == 1 + (larger or 0)


def _begin(codes: Iterable[str]) -> str:
    return " or ".join(f"starts_with(product, '{code}')" for code in codes)


@pytest.mark.parametrize("sector", GOODS, ids=lambda one: one.code)
@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_bought_of_a_sector(country: str, sector: Sector) -> None:
    bought = imports_of(sector, country)
    sold = exports_of(sector, country)
    goods = sold.chapters.split("+") if sold else sector.hs
    # The sums are of the goods of the chapters on the side of exports; the products of all of it.
    both = f"from '{IMPORTS}' where country = '{country}' and ({_begin(goods)})"
    rows = f"from '{IMPORTS}' where country = '{country}' and ({_begin(sector.hs)})"
    mine, china = number(f"select sum(value) {both}"), number(f"select sum(CHN) {both}")
    if bought is None:
        assert number(f"select sum(value) {rows}") is None
        return
    assert bought.value.value == pytest.approx(mine or 0.0)
    if mine:
        assert bought.rival_share.value == pytest.approx((china or 0.0) / mine)
    first = duckdb.sql(f"select product, value, CHN {rows} order by value desc, product limit 3")
    for one, (product, value, part) in zip(bought.largest, first.fetchall(), strict=True):
        assert (one.product, one.value.value) == (product, value)
        assert one.rival_share.value == pytest.approx(part / value)


@pytest.mark.parametrize("country", COUNTRIES)
def test_reserves_and_their_place(country: str) -> None:
    for commodity in ("nickel", "gold", "copper", "tin", "antimony", "iron ore"):
        where = (
            f"from '{MINERALS}' where commodity = '{commodity}' and statistic = 'reserves' "
            "and year = 2025 and country is not null and value is not null "
            "and starts_with(unit, 'tonnes')"
        )
        mine = number(f"select sum(value) {where} and country = '{country}'")
        if mine is None or " " in commodity:
            continue
        asked = (country, commodity, "reserves", 2025)
        assert evidence("mineral", *asked, dataset="usgs-minerals").value == pytest.approx(mine)
        larger = number(
            f"select count(*) from (select sum(value) as v {where} group by country) "
            f"where v > {mine}::double"
        )
        rank = evidence("mineral-rank", *asked, dataset="usgs-minerals").value
        assert rank == 1 + (larger or 0)


@pytest.mark.parametrize("country", COUNTRIES)
def test_capacities(country: str) -> None:
    for kind in ("coal-power", "gas-power", "hydropower", "geothermal", "bioenergy"):
        for status in ("operating", "construction", "planned"):
            where = (
                f"from '{PLANTS}' where contains(countries, '{country}') and kind = '{kind}' "
                f"and status = '{status}'"
            )
            unknown = number(f"select count(*) - count(capacity) {where}")
            mine = None if unknown else number(f"select sum(capacity) {where}")
            found = evidence("facility-capacity", country, kind, status, dataset=DATASET).value
            assert (found is None) == (mine is None), (country, kind, status)
            assert found is None or found == pytest.approx(mine)
            plants = number(f"select count(distinct name) {where}")
            count = evidence("facility-count", country, kind, status, dataset=DATASET).value
            assert count == plants
