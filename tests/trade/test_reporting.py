"""Years that a country has hardly reported: no flow is no zero there."""

import polars as pl
import pytest

from sinergi.evidence import reporting as known
from sinergi.evidence.histories import pair_history
from sinergi.evidence.measures import evidence
from sinergi.trade import catalogue
from sinergi.trade.reporting import silent, thin_years, usual_flows

PAIRS = "baci-pairs"
BASKET = "baci-minerals"


def test_no_two_silent_countries_trade_and_every_other_trades_with_one() -> None:
    dataset = catalogue.dataset(PAIRS)
    rows = dataset.scan().filter((pl.col("year") == 2020) & (pl.col("value") > 0)).collect()
    flows = set(rows.select("exporter", "importer").iter_rows())
    found = silent(dataset, 2020)
    assert not any((i, j) in flows for i in found for j in found if i != j)
    for other in {*rows["exporter"], *rows["importer"]} - found:
        assert any((other, one) in flows or (one, other) in flows for one in found)


def test_the_large_economies_report() -> None:
    large = {"USA", "CHN", "DEU", "JPN", "FRA", "GBR", "IND", "IDN", "BRA", "KOR", "TUR", "MEX"}
    for year in (2000, 2010, 2020):
        assert not large & silent(catalogue.dataset(PAIRS), year)


def test_uzbekistan_reports_since_2017() -> None:
    dataset = catalogue.dataset(PAIRS)
    assert "UZB" in silent(dataset, 2015)
    assert "UZB" not in silent(dataset, 2019)


def test_a_year_is_thin_against_the_years_before() -> None:
    counts = {2019: 100, 2020: 110, 2021: 90, 2022: 100, 2023: 64, 2024: 66}
    assert usual_flows(counts, 2023) == 100
    assert thin_years(counts) == {2023}  # 2024: 66 of a median of 95
    assert thin_years({2019: 20, 2020: 20, 2021: 1}) == frozenset()
    assert usual_flows(counts, 2020) is None


@pytest.mark.parametrize("country", ["RUS", "BLR", "IRN", "ETH"])
def test_who_did_not_report_2024_is_found(country: str) -> None:
    assert 2024 in known.thin_years(BASKET, country)


def test_nothing_between_two_silent_countries_is_not_known() -> None:
    found = evidence("trade-value", "PNG", "FJI", "all", 2020, dataset=PAIRS)
    assert found.value is None
    assert found.unknown is not None
    assert found.unknown.code == "pair-not-reported"
    assert evidence("trade-value", "PNG", "FJI", "all", 2019, dataset=PAIRS).value


def test_a_mean_over_such_a_year_says_so() -> None:
    found = evidence("trade-value", "PNG", "FJI", "all", "2018-2020", dataset=PAIRS)
    assert found.notes == (
        "neither Papua New Guinea nor Fiji seems to have reported its trade in 2020",
    )


def test_nothing_between_two_of_whom_one_reports_is_zero() -> None:
    rows = catalogue.dataset(PAIRS).scan().filter(pl.col("year") == 2020).collect()
    quiet = silent(catalogue.dataset(PAIRS), 2020)
    flows = set(rows.select("exporter", "importer").iter_rows())
    one, other = next(
        (i, j)
        for i in sorted(quiet)
        for j in sorted({*rows["importer"]} - quiet)
        if (i, j) not in flows and (j, i) not in flows
    )
    assert evidence("trade-value", one, other, "all", 2020, dataset=PAIRS).value == 0


def test_a_trade_is_not_called_stopped_in_years_that_neither_reported() -> None:
    history = pair_history(BASKET, "RUS", "BLR")
    assert {2023, 2024}.isdisjoint(history.held)
    assert {flow.state for flow in history.flows if flow.last == 2021} == {"unknown"}
    assert evidence("quiet-years", "RUS", "BLR", "270900", dataset=BASKET).value == 0


def test_a_year_with_a_row_was_reported_by_somebody() -> None:
    for one, other in (("RUS", "IRN"), ("ETH", "SDN"), ("BLR", "RUS")):
        rows = catalogue.dataset(BASKET).scan()
        rows = rows.filter(pl.col("exporter").is_in([one, other]))
        rows = rows.filter(pl.col("importer").is_in([one, other]) & (pl.col("value") > 0))
        years = set(rows.select("year").collect()["year"])
        assert not years & known.unreported_years(BASKET, one, other)


def test_a_hole_of_one_year_in_a_large_flow_is_not_zero() -> None:
    """Saudi crude oil to Japan: 43 billion dollars in 2014, no row in 2015, 18 billion in 2016."""
    hole = evidence("trade-value", "SAU", "JPN", "270900", 2015, dataset=BASKET)
    assert hole.value is None
    assert hole.unknown is not None
    assert hole.unknown.code == "flow-hole"
    mean = evidence("trade-value", "SAU", "JPN", "270900", "2014-2016", dataset=BASKET)
    assert len(mean.notes) == 1


def test_a_small_flow_that_pauses_is_zero() -> None:
    rows = catalogue.dataset(BASKET).scan().filter(pl.col("value").is_between(1, 1e5)).collect()
    key = ["exporter", "importer", "product"]
    later = rows.with_columns(pl.col("year") - 2)
    pauses = rows.join(later, on=[*key, "year"]).with_columns(pl.col("year") + 1)
    every = catalogue.dataset(BASKET).scan().collect()
    pauses = pauses.join(every, on=[*key, "year"], how="anti").sort(*key, "year")
    tried = 0
    for row in pauses.filter(pl.col("year") < 2020).head(2000)[::100].iter_rows(named=True):
        pair = (row["exporter"], row["importer"])
        if row["year"] in known.unreported_years(BASKET, *pair):
            continue
        tried += 1
        found = evidence("trade-value", *pair, row["product"], row["year"], dataset=BASKET)
        assert found.value == 0
    assert tried > 5
