"""Series on whole economies: World Development Indicators and the published complexity index."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

SERIES = {
    "gdp": "GDP, current US dollars",
    "gdp_const": "GDP, constant 2015 US dollars",
    "gdppc": "GDP per head, current US dollars",
    "gdppc_ppp": "GDP per head, current international dollars (PPP)",
    "population": "population",
    "exports_goods_bop": "exports of goods, balance of payments, current US dollars",
    "imports_goods_bop": "imports of goods, balance of payments, current US dollars",
}
"""The WDI series that ship with the package."""


def wdi_path() -> Path:
    """The file of the WDI series (its origin record stands beside it)."""
    return data_path("vocabulary", "wdi.parquet")


def eci_path() -> Path:
    """The file of the published economic complexity index."""
    return data_path("vocabulary", "eci.parquet")


@cache
def _country(path: Path, country: str) -> pl.DataFrame:
    return pl.scan_parquet(whole(path)).filter(pl.col("country") == country).sort("year").collect()


def wdi(country: str, series: str) -> dict[int, float]:
    """Year to value of one of :data:`SERIES`; years without a value are left out."""
    table = _country(wdi_path(), country).select("year", series).drop_nulls()
    return dict(table.iter_rows())


def eci(country: str) -> dict[int, float]:
    """Year to published economic complexity index (no unit; compare ranks, not levels)."""
    return dict(_country(eci_path(), country).select("year", "eci").iter_rows())


@cache
def eci_ranks(year: int) -> dict[str, int]:
    """Rank of each of the countries that have an index in ``year``; 1 is the most complex."""
    table = pl.scan_parquet(whole(eci_path())).filter(pl.col("year") == year)
    ranked = table.sort("eci", descending=True).collect()
    return {country: place for place, country in enumerate(ranked["country"], start=1)}
