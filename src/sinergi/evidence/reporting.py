"""Whether the trade of two countries in a year is known at all: see :mod:`sinergi.trade.reporting`.

Read once a dataset, country and year; the answers of a pair come from these.
"""

from __future__ import annotations

import polars as pl

from sinergi.evidence.caching import store_cache
from sinergi.evidence.datasets import trade
from sinergi.trade import queries, reporting


def unreported_years(identifier: str, one: str, other: str) -> frozenset[int]:
    """The years in which neither of two countries seems to have reported.

    A year in which anything is recorded between them is none: somebody reported it.

    Args:
        identifier: Id of a dataset of trade or of totals.
        one: ISO3 code.
        other: ISO3 code.
    """
    if not reporting.merges_reports(trade(identifier)):
        return frozenset()
    return _unreported(identifier, *sorted((one, other)))


@store_cache(256)
def _unreported(identifier: str, one: str, other: str) -> frozenset[int]:
    dataset = trade(identifier)
    known = (
        pl.concat([queries.flows(dataset, one, other), queries.flows(dataset, other, one)])
        .filter(pl.col("value") > 0)
        .select("year")
        .unique()
        .collect()
    )
    empty = sorted(set(dataset.years_held) - set(known["year"]))
    if reporting.holds_all_goods(dataset):
        return frozenset(year for year in empty if {one, other} <= _silent(identifier, year))
    return frozenset(empty).intersection(thin_years(identifier, one), thin_years(identifier, other))


@store_cache(64)
def _silent(identifier: str, year: int) -> frozenset[str]:
    return reporting.silent(trade(identifier), year)


@store_cache(512)
def flow_counts(identifier: str, country: str, years: range | None = None) -> dict[int, int]:
    """Number of a country's recorded flows in each of the years that the dataset holds."""
    dataset = trade(identifier)
    return reporting.flow_counts(dataset, country, dataset.years_held if years is None else years)


def thin_years(identifier: str, country: str, years: range | None = None) -> frozenset[int]:
    """The years (of those given) that a country has hardly reported.

    None where reports are not merged.
    """
    dataset = trade(identifier)
    if not reporting.merges_reports(dataset):
        return frozenset()
    if years is None or not reporting.holds_all_goods(dataset):
        thin = reporting.thin_years(flow_counts(identifier, country))
    else:
        # Of 300 million flows only those of the years compared are counted.
        needed = range(years[0] - reporting.USUAL, years[-1] + 1)
        thin = reporting.thin_years(flow_counts(identifier, country, needed))
    return thin if years is None else thin.intersection(years)
