"""Histories of pairs in the embedded raw materials, against a count of its rows."""

from __future__ import annotations

import polars as pl
import pytest

from sinergi.evidence import evidence
from sinergi.evidence.histories import pair_history
from sinergi.indicators.trade_states import PAUSE, state
from sinergi.trade import catalogue, queries

BASKET = "baci-minerals"
HELD = range(1995, 2025)
PAIRS = [("TJK", "IDN"), ("IDN", "TJK"), ("IDN", "CHN"), ("PER", "VNM"), ("KAZ", "MNG")]


@pytest.mark.parametrize(("exporter", "importer"), PAIRS)
def test_a_history_is_what_the_rows_say(exporter: str, importer: str) -> None:
    rows = queries.flows(catalogue.dataset(BASKET), exporter, importer).collect()
    history = pair_history(BASKET, exporter, importer)
    assert {flow.product for flow in history.flows} == set(rows["product"])
    for flow in history.flows:
        own = rows.filter(pl.col("product") == flow.product)
        assert flow.years == tuple(sorted(own["year"]))
        assert flow.state == state(list(flow.years), until=2024, held=HELD)
        assert flow.total == pytest.approx(own["value"].sum())
        assert (flow.state == "stopped") == (max(own["year"]) <= 2024 - PAUSE)
        ask = (exporter, importer, flow.product)
        assert evidence("last-year", *ask, dataset=BASKET).value == flow.last
        assert evidence("quiet-years", *ask, dataset=BASKET).value == flow.quiet
        assert evidence("traded-years", *ask, dataset=BASKET).value == len(flow.years)
    assert history.absent == "never"


def test_a_flow_of_the_model_pair_stopped_and_was_traded_then() -> None:
    assert pair_history(BASKET, "TJK", "IDN").state("760110") == "stopped"
    assert pair_history(BASKET, "TJK", "IDN", 2011).state("760110") == "traded"
    assert pair_history(BASKET, "TJK", "IDN", 2005).state("760110") == "never"


def test_no_flow_in_any_year_is_no_year_and_no_years() -> None:
    ask = ("TJK", "IDN", "260400")
    assert evidence("last-year", *ask, dataset=BASKET).value is None
    assert evidence("traded-years", *ask, dataset=BASKET).value == 0
    assert evidence("quiet-years", *ask, dataset=BASKET).value == 30
    other = evidence("quiet-years", "TJK", "IDN", "520100", dataset=BASKET)
    assert other.value is None
    assert "not in dataset" in (other.unknown or "")


def test_a_mean_over_years_is_called_a_mean() -> None:
    mean = evidence("trade-value", "TJK", "WLD", "760110", "2020-2024", dataset=BASKET)
    assert mean.label.endswith("mean of 2020-2024")
    assert evidence("trade-value", "TJK", "WLD", "760110", 2024, dataset=BASKET).label.endswith(
        "(HS 760110), 2024"
    )
    share = evidence("world-export-share", "TJK", "760110", "2020-2024", dataset=BASKET)
    assert share.label.endswith("2020-2024")
    assert "mean" not in share.label
