"""Measures and indicators on totals, against sums made by DuckDB from the files that ship."""

# ruff: noqa: S608 (the queries are made of constants)

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sinergi.errors import UnknownNameError, UsageError
from sinergi.evidence import Evidence, evidence, explain
from sinergi.evidence.indicator_tables import indicators
from sinergi.vocabulary.tables import data_path

pytestmark = pytest.mark.usefixtures("home")

PAIRS = [("IDN", "TJK"), ("VNM", "PER"), ("DEU", "KEN"), ("LAO", "UZB"), ("BRA", "SRB")]
EXPORTS = data_path("trade", "baci-exports.parquet")
IMPORTS = data_path("trade", "baci-imports.parquet")
BILATERAL = data_path("trade", "baci-pairs.parquet")


def ask(name: str, *arguments: str | int, on: str) -> Evidence:
    return evidence(name, *arguments, dataset=on)


def query(sql: str) -> float:
    return float(duckdb.sql(sql).fetchall()[0][0])


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_bilateral_totals_both_ways(a: str, b: str) -> None:
    for i, j in ((a, b), (b, a)):
        where = f"from '{BILATERAL}' where year = 2019"
        found = ask("trade-value", i, j, "all", 2019, on="baci-pairs").value
        mine = query(
            f"select coalesce(sum(value), 0) {where} and exporter = '{i}' and importer = '{j}'"
        )
        assert found == mine
        if not mine:
            continue
        larger = query(f"select 1 + count(*) {where} and exporter = '{i}' and value > {mine}")
        assert ask("market-rank", i, j, "all", 2019, on="baci-pairs").value == larger
        larger = query(f"select 1 + count(*) {where} and importer = '{j}' and value > {mine}")
        assert ask("supplier-rank", i, j, "all", 2019, on="baci-pairs").value == larger
        whole = query(f"select sum(value) {where} and exporter = '{i}'")
        share = ask("destination-share", i, j, "all", 2019, on="baci-pairs").value
        assert share == pytest.approx(mine / whole)


@pytest.mark.parametrize("country", sorted({c for pair in PAIRS for c in pair}))
def test_advantage_by_chapter(country: str) -> None:
    years = "year between 2018 and 2020"
    for chapter in ("26", "30", "52", "76", "85"):
        own = f"select sum(value) from '{EXPORTS}' where {years} and country = '{country}'"
        world = f"select sum(value) from '{EXPORTS}' where {years}"
        mine = query(
            f"select ((coalesce(({own} and product = '{chapter}'), 0)) / ({own})) / "
            f"(({world} and product = '{chapter}') / ({world}))"
        )
        found = ask("rca", country, chapter, "2018-2020", on="baci-exports")
        assert found.value == pytest.approx(mine, rel=1e-12)
        assert explain(found.id) == found


@pytest.mark.parametrize("country", ["IDN", "TJK", "PER", "KEN", "UZB", "SRB"])
def test_imports_of_a_product_and_what_china_supplies(country: str) -> None:
    codes = duckdb.sql(
        f"select product, value, CHN from '{IMPORTS}' where country = '{country}' "
        "order by value desc limit 5"
    ).fetchall()
    for product, value, china in codes:
        found = ask("trade-value", "WLD", country, product, "2022-2023", on="baci-imports")
        assert (found.value, found.notes) == (value, ())
        share = ask("market-share", "CHN", country, product, "2022-2023", on="baci-imports")
        assert share.value == pytest.approx(china / value)


def test_what_totals_do_not_know_is_unknown_and_not_zero() -> None:
    for arguments, on, why in [
        (("WLD", "CHN", "30", "2022-2023"), "baci-imports", "not zero"),
        (("WLD", "TJK", "880240", "2022-2023"), "baci-imports", "not zero"),
        (("WLD", "IDN", "30", "2023"), "baci-imports", "mean of 2022 to 2023"),
        (("DEU", "IDN", "30", "2022-2023"), "baci-imports", "not by partner"),
        (("IDN", "WLD", "30", "2022-2023"), "baci-imports", "no exports"),
        (("IDN", "WLD", "300490", "2020"), "baci-exports", "not in dataset"),
        (("IDN", "WLD", "30", "2021"), "baci-exports", "covers 2011 to 2020"),
        (("WLD", "IDN", "30", "2020"), "baci-exports", "no imports"),
        (("TWN", "IDN", "all", "2019"), "baci-pairs", "no trade at all"),
        (("IDN", "TJK", "30", "2019"), "baci-pairs", "not in dataset"),
    ]:
        found = ask("trade-value", *arguments, on=on)
        assert found.value is None, arguments
        assert why in (found.unknown or ""), (arguments, found.unknown)


def test_sums_of_imports_are_bounds_and_say_so() -> None:
    chapter = ask("trade-value", "WLD", "IDN", "30", "2022-2023", on="baci-imports")
    assert "lower bound" in " ".join(chapter.notes)
    share = ask("market-share", "CHN", "IDN", "30", "2022-2023", on="baci-imports")
    assert "upper bound" in " ".join(share.notes)
    assert "not counted" in " ".join(
        ask("importer-rank", "IDN", "30", "2022-2023", on="baci-imports").notes
    )


def test_a_pair_without_trade_in_a_known_year_is_zero() -> None:
    none = query(
        f"select count(*) from '{BILATERAL}' where exporter = 'BTN' and importer = 'CHL' "
        "and year = 2001"
    )
    assert none == 0
    assert ask("trade-value", "BTN", "CHL", "all", 2001, on="baci-pairs").value == 0
    rank = ask("market-rank", "BTN", "CHL", "all", 2001, on="baci-pairs")
    assert rank.value is None


def test_advantage_without_a_dataset_is_that_of_chapters() -> None:
    found = indicators("rca")
    assert found.origin["dataset"] == "baci-exports"
    assert set(found.table["product"].str.len_chars()) == {2}
    row = found.table.filter(country="TJK", product="76")
    one = ask("rca", "TJK", "76", 2020, on="baci-exports")
    assert row["value"].item() == pytest.approx(one.value)


def test_places_by_chapters_say_that_they_are_coarse() -> None:
    found = indicators("complexity", dataset="baci-exports", of="countries")
    assert found.table.filter(country="CHE")["eci"].item() > 1
    assert any("coarse" in text for text in found.warnings)


def test_exports_beside_imports_of_another_period_say_so() -> None:
    found = indicators(
        "complementarity",
        dataset="baci-exports",
        inputs={"imports": "baci-imports"},
        exporter="IDN",
        importer="TJK",
    )
    sql = f"""
        with x as (select product, value / sum(value) over () as s from '{EXPORTS}'
                   where country = 'IDN' and year = 2020),
             m as (select substr(product, 1, 2) as product, sum(value) as v from '{IMPORTS}'
                   where country = 'TJK' group by 1),
             n as (select product, v / sum(v) over () as s from m)
        select sum(least(x.s, n.s)) from x join n using (product)"""
    assert found.table["value"].item() == pytest.approx(query(sql))
    said = " ".join(found.warnings)
    assert "imports those of 2022-2023" in said
    assert "lower bounds" in said
    assert {one["id"] for one in found.origin["datasets"]} == {"baci-exports", "baci-imports"}


def test_intensity_on_pairs() -> None:
    found = indicators("intensity", dataset="baci-pairs", year=2019, exporter="IDN", importer="TJK")
    where = f"from '{BILATERAL}' where year = 2019"
    sql = (
        f"select ((select sum(value) {where} and exporter = 'IDN' and importer = 'TJK') / "
        f"(select sum(value) {where} and exporter = 'IDN')) / "
        f"((select sum(value) {where} and importer = 'TJK') / (select sum(value) {where}))"
    )
    assert found.table["value"].item() == pytest.approx(query(sql))


@pytest.mark.parametrize(
    ("name", "arguments", "why"),
    [
        ("gravity", {"dataset": "baci-exports"}, "flows between pairs"),
        ("rca", {"dataset": "baci-pairs"}, "no products"),
        ("rca", {"dataset": "baci-imports"}, "does not cover all goods"),
        ("rma", {"dataset": "baci-exports", "inputs": {"imports": "baci-imports"}}, "lower bounds"),
        ("concentration", {"dataset": "baci-imports", "flow": "imports"}, "no single year"),
        ("rta", {"dataset": "baci-exports"}, "--input imports="),
    ],
)
def test_indicators_refuse_totals_that_cannot_give_them(
    name: str, arguments: dict[str, object], why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        indicators(name, **arguments)


def test_potential_on_totals_is_unknown() -> None:
    found = ask("export-potential", "IDN", "TJK", "52", "2018-2020", on="baci-exports")
    assert found.value is None
    with pytest.raises(UnknownNameError):
        ask("shared-chains", "IDN", "TJK", "2018-2020", on="baci-exports")


def test_origin_names_the_stored_copy_and_the_gaps() -> None:
    from sinergi.trade.catalogue import dataset

    origin = dataset("baci-imports").origin
    assert origin.files[0].commit == "d69bc3f8e67330fceab02ac3a6d21a9bb0306fae"
    assert any("China itself" in gap for gap in origin.gaps)
    assert Path(origin.script or "").name == "baci_totals.py"
