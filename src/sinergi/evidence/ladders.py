"""The ladder to final use: how much a country sells on each step of it.

A step is a range of upstreamness, the distance to final use (Antras, Chor, Fally and Hillberry
2012). It is no degree of processing: crude oil, of which much is burnt soon after it is refined,
stands lower than wheat.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from sinergi.evidence.cuts import of_product, years_of
from sinergi.evidence.datasets import trade
from sinergi.evidence.measures import ALL, WORLD, Result, measure
from sinergi.evidence.provenance import Input
from sinergi.vocabulary.positions import DATASET, positions
from sinergi.vocabulary.reasons import Reason

STEPS: tuple[tuple[str, float, float], ...] = (
    ("far", 3.2, 99.0),
    ("intermediate", 2.2, 3.2),
    ("near-final", 1.5, 2.2),
    ("final", 0.0, 1.5),
)
"""Steps from the top: name, least upstreamness, and that which it lies below."""


@dataclass(frozen=True)
class Rung:
    """One product or chapter on the ladder: what it sells and how far it is from final use."""

    product: str
    value: float
    upstreamness: float


def ladder(dataset: str, country: str, year: str) -> list[Rung]:
    """What a country sells to the world in order of distance to final use, the farthest first.

    Args:
        dataset: Of trade or of totals of exports: products or chapters.
        country: ISO3 code.
        year: A year or an interval, of which values are annual means.

    Raises:
        UnknownNameError: there is no such dataset.
        UsageError: the year is none.
    """
    held = trade(dataset)
    years = years_of(year)
    table = positions(held.nomenclature or "", held.digits)
    rows = (
        of_product(dataset, country, WORLD, ALL)
        .filter(pl.col("year").is_between(years[0], years[-1]))
        .group_by("product")
        .agg(pl.col("value").sum() / len(years))
        .join(table.rename({"value": "stages"}), on="product")
        .sort(["stages", "product"], descending=[True, False])
    )
    return [Rung(*row) for row in rows.select("product", "value", "stages").iter_rows()]


def _known(dataset: str, country: str, year: str) -> tuple[list[Rung], tuple[Input, ...]]:
    rungs = ladder(dataset, country, year)
    return rungs, (Input(name="products with a distance", value=float(len(rungs)), unit="count"),)


@measure(
    "upstreamness",
    "country year",
    unit="ratio",
    label="Distance to final use of what {country} sells, {year}",
    formula="mean of the upstreamness of products, weighted by exports",
    source="Antras, Chor, Fally and Hillberry (2012)",
)
def upstreamness_measure(dataset: str, country: str, year: str) -> Result:
    """Stages of production; 1 is final use."""
    rungs, inputs = _known(dataset, country, year)
    total = sum(rung.value for rung in rungs)
    if not total:
        return Result(None, inputs, Reason("no-trade"), also=(DATASET,))
    mean = sum(rung.value * rung.upstreamness for rung in rungs) / total
    return Result(mean, inputs, also=(DATASET,))


@measure(
    "ladder-share",
    "country step year",
    unit="share",
    label="Share of {step} goods in what {country} sells, {year}",
    formula="exports of products with an upstreamness of the step, over all with an upstreamness",
    source="Own measure on Antras, Chor, Fally and Hillberry (2012)",
)
def ladder_share(dataset: str, country: str, step: str, year: str) -> Result:
    """Fraction, 0 to 1; ``step`` is one of :data:`STEPS`."""
    rungs, inputs = _known(dataset, country, year)
    bounds = {name: (low, high) for name, low, high in STEPS}
    if step not in bounds:
        return Result(None, inputs, Reason("no-such-step", step=step), also=(DATASET,))
    total = sum(rung.value for rung in rungs)
    if not total:
        return Result(None, inputs, Reason("no-trade"), also=(DATASET,))
    low, high = bounds[step]
    own = sum(rung.value for rung in rungs if low <= rung.upstreamness < high)
    return Result(own / total, inputs, also=(DATASET,))
