"""Measures read off mineral statistics that the user has loaded: production, reserves, ranks."""

from __future__ import annotations

import polars as pl

from sinergi.errors import UnknownNameError, UsageError
from sinergi.evidence.measures import Result, as_input, evidence, measure
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
    "mineral-share",
    "country commodity statistic year",
    unit="share",
    label="Share of {country} in world {commodity}, {statistic}, {year}",
    formula="the country's figure over the source's world total, else over the sum of all figures",
    source=_SOURCE,
)
def mineral_share(dataset: str, country: str, commodity: str, statistic: str, year: str) -> Result:
    """Fraction, 0 to 1; a world total is rounded by the source."""
    own = evidence("mineral", country, commodity, statistic, year, dataset=dataset)
    if own.value is None:
        return Result(None, (as_input("figure", own),), own.unknown)
    frame = _figures(dataset, commodity, statistic, year)
    named = float(frame["value"].sum())
    stated = _world(dataset, commodity, statistic, year)
    # A total below the sum of its parts is that of something else.
    whole = stated if stated is not None and stated >= 0.95 * named else named
    if not whole:
        return Result(None, (as_input("figure", own),), Reason("source-no-figure"))
    inputs = (as_input("figure", own), Input(name="world", value=whole, unit="t"))
    return Result(own.value / whole, inputs)


def _world(dataset: str, commodity: str, statistic: str, year: str) -> float | None:
    """The source's own total of the world in tonnes, None where it gives none."""
    rows = (
        catalogue.dataset(dataset)
        .scan()
        .filter(
            pl.col("commodity") == commodity,
            pl.col("statistic") == statistic,
            pl.col("year") == int(year),
            pl.col("unit").str.starts_with("tonnes"),
            pl.col("area").str.to_lowercase().str.starts_with("world"),
            pl.col("value").is_not_null(),
        )
        .collect()
    )
    return float(rows["value"].sum()) if rows.height else None


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
