"""What an indicator needs stands with the indicator; data that lack it are refused."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from sinergi.errors import SinergiError, UsageError
from sinergi.evidence.indicator_tables import indicators, lacks
from sinergi.indicators.catalogue import CATALOGUE, Indicator, Inputs
from sinergi.indicators.catalogue.entry import Arguments, each_year
from sinergi.indicators.panel import Panel
from sinergi.trade import catalogue
from sinergi.trade.coverage import Coverage, YearTotal

BASKET = "baci-minerals"
ON_A_PART = {
    *("trade-balance", "complementarity", "intensity", "similarity", "gravity", "potential"),
    *("concentration", "intra-industry", "dependency", "upstreamness", "downstreamness"),
    "downstreaming",
}
"""Indicators that have a meaning on a part of all goods, with the arguments' defaults."""


def _size(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    return panel.of_cells(value=panel.exports)


def new(name: str = "new") -> Indicator:
    """An indicator whose author declared nothing."""
    columns = {"": ("year", "country", "product", "value")}
    return Indicator(name, "New", "x", "none", "USD", "exports", columns, each_year(_size))


def test_a_new_indicator_that_declares_nothing_is_refused_on_partial_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(CATALOGUE, "new", new())
    with pytest.raises(UsageError, match="does not cover all goods: 'new' has no meaning"):
        indicators("new", dataset=BASKET)
    assert indicators("new", dataset=BASKET, accept_basket=True).table.height > 0


def test_what_has_a_meaning_on_a_part_says_so() -> None:
    held = catalogue.dataset(BASKET)
    able = {
        name
        for name, entry in CATALOGUE.items()
        if not lacks(entry, held, entry.resolve({}), [2024])
    }
    assert able == ON_A_PART


@pytest.mark.parametrize(
    ("name", "arguments"), [("similarity", {"method": "bahar"}), ("value-chains", {"of": "links"})]
)
def test_one_value_of_an_argument_can_need_all_goods(name: str, arguments: dict[str, str]) -> None:
    entry, held = CATALOGUE[name], catalogue.dataset(BASKET)
    assert "all goods" in lacks(entry, held, entry.resolve(arguments), [2024])[0]


def test_years_and_codes_that_lack_are_named_together() -> None:
    entry = CATALOGUE["downstreaming"]
    held = catalogue.dataset(BASKET)
    assert held.coverage is None
    gap = held.model_copy(
        update={
            "nomenclature": "HS17",
            "coverage": Coverage(
                rows_read=0,
                rows_kept=0,
                years=tuple(YearTotal(year=year, rows=1) for year in (2019, 2021, 2022)),
            ),
        }
    )
    asked = entry.resolve({"of": "upgrading"})
    assert lacks(entry, gap, asked, [2021]) == [
        "it has no data of 2020",
        "its codes are of HS17, those of 'downstreaming' of HS92. Add the data again with --to "
        "HS92",
    ]
    assert "2020" not in str(lacks(entry, gap, asked, [2022]))
    assert lacks(entry, gap, entry.resolve({"of": "upgrading", "since": 2019}), [2022])[1:] == []


def test_a_gap_year_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="covers 1995 to 2024, not 1990"):
        indicators("concentration", dataset=BASKET, year=1990)


REFUSED: list[tuple[str, dict[str, object], str]] = [
    ("concentration", {"digits": 3}, "3 digits"),
    ("concentration", {"digits": 6, "dataset": "baci-exports"}, "has products of 2 digits"),
    ("concentration", {"inputs": {"weather": "wdi"}}, "takes no table 'weather'"),
    ("gravity", {"inputs": {"covariates": "usgs-minerals"}}, "holds minerals, which gives no"),
    ("potential", {"inputs": {"tariffs": "usgs-minerals"}}, "holds minerals, which gives no"),
    (
        "complementarity",
        {"dataset": "baci-exports", "inputs": {"imports": "baci-pairs"}},
        "holds no totals of imports",
    ),
    (
        "intra-industry",
        {"dataset": "baci-exports", "inputs": {"imports": "baci-imports"}},
        "are lower bounds: 'intra-industry' has no meaning",
    ),
]


@pytest.mark.parametrize(("name", "arguments", "message"), REFUSED)
def test_what_does_not_fit_is_refused(name: str, arguments: Any, message: str) -> None:
    with pytest.raises(SinergiError, match=message):
        indicators(name, **arguments)


def test_imports_beside_exports_are_said_with_their_period_and_bounds() -> None:
    found = indicators(
        "complementarity", dataset="baci-exports", inputs={"imports": "baci-imports"}
    )
    told = " ".join(found.warnings)
    assert "imports those of 2022-2023 (baci-imports)" in told
    assert "lower bounds" in told
    assert "chapters of HS22 are taken for those of HS92" in told


def test_duties_are_taken_from_a_dataset_of_tariffs() -> None:
    found = indicators("potential", inputs={"tariffs": "idn-mfn"}, exporter="TJK", importer="IDN")
    assert found.origin["inputs"]["tariffs"] == "idn-mfn"
