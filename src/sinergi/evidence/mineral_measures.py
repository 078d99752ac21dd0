"""Measures read off mineral statistics that the user has loaded: production, reserves, ranks."""

from __future__ import annotations

import polars as pl

from sinergi.errors import UnknownNameError, UsageError
from sinergi.evidence.measures import Result, measure
from sinergi.evidence.provenance import Input
from sinergi.trade import catalogue
from sinergi.vocabulary.reasons import Reason

_SOURCE = "the statistics named under dataset, as published"


def _figures(dataset: str, commodity: str, statistic: str, year: str) -> pl.DataFrame:
    """Country and tonnes of one commodity; several lines of a country (mines, plants) add up."""
    held = catalogue.dataset(dataset)
    if held.kind != "minerals":
        raise UnknownNameError(f"dataset '{dataset}' holds no mineral statistics")
    if not year.isdigit():
        raise UsageError(f"'{year}' is not a year")
    table = held.scan().filter(
        pl.col("commodity") == commodity,
        pl.col("statistic") == statistic,
        pl.col("year") == int(year),
        pl.col("unit").str.starts_with("tonnes"),
        pl.col("country").is_not_null(),
        pl.col("value").is_not_null(),
    )
    return table.group_by("country").agg(pl.col("value").sum()).collect()


def _inputs(frame: pl.DataFrame, commodity: str, statistic: str, year: str) -> tuple[Input, ...]:
    where = f"commodity {commodity}, statistic {statistic}, year {year}"
    return (Input(name="countries", rows=frame.height, filter=where),)


@measure(
    "mineral",
    "country commodity statistic year",
    unit="t",
    label="{commodity} of {country}, {statistic}, {year}",
    formula="as published; several lines of a country added up",
    source=_SOURCE,
)
def mineral(dataset: str, country: str, commodity: str, statistic: str, year: str) -> Result:
    """Tonnes; ``statistic`` is production, reserves or capacity."""
    frame = _figures(dataset, commodity, statistic, year)
    inputs = _inputs(frame, commodity, statistic, year)
    own = frame.filter(pl.col("country") == country)["value"]
    if own.len() == 0:
        return Result(None, inputs, Reason("source-no-figure"))
    return Result(float(own.item()), inputs)


@measure(
    "mineral-rank",
    "country commodity statistic year",
    unit="rank",
    label="Place of {country} by {commodity} {statistic}, {year}",
    formula="1 + number of countries whose published figure is larger",
    source=_SOURCE,
)
def mineral_rank(dataset: str, country: str, commodity: str, statistic: str, year: str) -> Result:
    """1 is the largest; countries the source does not name are not counted."""
    frame = _figures(dataset, commodity, statistic, year)
    inputs = _inputs(frame, commodity, statistic, year)
    own = frame.filter(pl.col("country") == country)["value"]
    if own.len() == 0:
        return Result(None, inputs, Reason("source-no-figure"))
    return Result(float((frame["value"] > own.item()).sum()) + 1, inputs)
