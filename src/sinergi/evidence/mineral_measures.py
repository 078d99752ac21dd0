"""Measures read off mineral statistics: production, reserves, ranks and shares of the world's.

Sources count some commodities at several stages (copper in ore and refined, iron ore by weight and
by content), which must not be added: production is that of mines where one stage is mined, and not
known where stages remain.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from sinergi.errors import UnknownNameError
from sinergi.evidence.cuts import year_of
from sinergi.evidence.measures import Result, as_input, evidence, measure
from sinergi.evidence.provenance import Input
from sinergi.trade import catalogue
from sinergi.vocabulary.reasons import Reason

_SOURCE = "the statistics named under dataset, as published"
_WORLD = "world"
"""How sources begin the name of the line of the world, which can be more than its countries."""
_PARTS = 0.95
_MINE = "mine"


@dataclass(frozen=True)
class _Figures:
    """Lines of one commodity, statistic, year and stage; lines of no country have none."""

    rows: pl.DataFrame
    inputs: tuple[Input, ...]
    unknown: Reason | None = None

    @property
    def countries(self) -> pl.DataFrame:
        """Country and tonnes; several lines of a country (mines, plants) add up."""
        named = self.rows.filter(pl.col("country").is_not_null())
        return named.group_by("country").agg(pl.col("value").sum())

    @property
    def world(self) -> float:
        """The source's total of the world, or the sum of its countries where it gives none.

        A total below the sum of its parts is that of something else.
        """
        named = float(self.countries["value"].sum())
        line = pl.col("area").str.to_lowercase().str.starts_with(_WORLD)
        stated = float(self.rows.filter(line)["value"].sum())
        return stated if stated >= _PARTS * named else named

    def of(self, country: str) -> float | None:
        """What the source says of a country."""
        own = self.countries.filter(pl.col("country") == country)["value"]
        return float(own.item()) if own.len() else None


def _figures(dataset: str, commodity: str, statistic: str, year: str) -> _Figures:
    held = catalogue.dataset(dataset)
    if held.kind != "minerals":
        raise UnknownNameError(f"dataset '{dataset}' holds no mineral statistics")
    rows = (
        held.scan()
        .filter(
            pl.col("commodity") == commodity,
            pl.col("statistic") == statistic,
            pl.col("year") == year_of(year),
            pl.col("unit").str.starts_with("tonnes"),
            pl.col("value").is_not_null(),
        )
        .collect()
    )
    stages = sorted(set(rows["stage"].drop_nulls()))
    if len(stages) > 1:
        mined = [stage for stage in stages if _MINE in stage]
        stages = mined if len(mined) == 1 else stages
        rows = rows.filter(pl.col("stage").is_in(stages))
    where = f"commodity {commodity}, statistic {statistic}, year {year}"
    if stages:
        where += f", stage {', '.join(stages)}"
    named = rows["country"].drop_nulls().n_unique()
    unknown = Reason("several-stages", stages="; ".join(stages)) if len(stages) > 1 else None
    return _Figures(rows, (Input(name="countries", rows=named, filter=where),), unknown)


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
    found = _figures(dataset, commodity, statistic, year)
    value = None if found.unknown else found.of(country)
    if value is None:
        return Result(None, found.inputs, found.unknown or Reason("source-no-figure"))
    return Result(value, found.inputs)


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
    found = _figures(dataset, commodity, statistic, year)
    value = None if found.unknown else found.of(country)
    if value is None:
        return Result(None, found.inputs, found.unknown or Reason("source-no-figure"))
    return Result(float((found.countries["value"] > value).sum()) + 1, found.inputs)


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
    found = _figures(dataset, commodity, statistic, year)
    value = None if found.unknown else found.of(country)
    if value is None or not found.world:
        return Result(None, found.inputs, found.unknown or Reason("source-no-figure"))
    own = evidence("mineral", country, commodity, statistic, year, dataset=dataset)
    whole = Input(name="world", value=found.world, unit="t")
    return Result(value / found.world, (as_input("figure", own), whole))
