"""How much of a country's exports the data cover is of a year, and the year is said each time."""

from __future__ import annotations

import re
from datetime import date

import polars as pl
import pytest

from sinergi.brief import Brief, brief
from sinergi.brief.layout.blocks import words
from sinergi.vocabulary.development import wdi
from sinergi.vocabulary.tables import data_path

pytestmark = pytest.mark.usefixtures("home")
PAIRS = [("RUS", "IDN"), ("IRN", "KAZ")]
"""Russia and Iran did not report 2024; Indonesia and Kazakhstan did."""


def covered(country: str, year: int) -> float:
    """Raw materials over all goods exported, read from the files alone."""
    rows = pl.scan_parquet(data_path("trade", "baci-minerals.parquet")).filter(
        (pl.col("exporter").cast(pl.String) == country) & (pl.col("year") == year)
    )
    return float(rows.select(pl.col("value").sum()).collect().item()) / float(
        wdi(country, "exports_goods_bop")[year] or 0
    )


@pytest.fixture(scope="module", params=PAIRS, ids="-".join)
def made(request: pytest.FixtureRequest) -> tuple[tuple[str, str], Brief]:
    pair: tuple[str, str] = request.param
    return pair, brief(*pair, lang="en", today=date(2026, 11, 24))


def test_a_share_without_its_year_is_said_nowhere(made: tuple[tuple[str, str], Brief]) -> None:
    pair, found = made
    told = [words(one) for one in (*found.limits, *found.reach)]
    of_shares = [one for one in told if re.search(r"cover .*\d ?%", one)]
    assert of_shares
    years = {}
    for number in found.evidence:
        one = number.evidence
        if one.measure == "basket-share" and one.arguments["side"] == "exports":
            country, year = one.arguments["country"], int(one.arguments["year"])
            years[country] = year
            assert one.value == pytest.approx(covered(country, year))
    assert set(pair) <= years.keys()
    for sentence in of_shares:
        for country, year in years.items():
            if number_of(country) in sentence:
                assert f"({year})" in sentence
    # The two are of different years here: that is what the words are for.
    assert len({years[country] for country in pair}) == 2


def number_of(country: str) -> str:
    return {"RUS": "Russia", "IDN": "Indonesia", "IRN": "Iran", "KAZ": "Kazakhstan"}[country]
