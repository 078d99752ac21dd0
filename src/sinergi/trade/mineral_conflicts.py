"""Mineral statistics of several sources side by side, with their contradictions."""

from __future__ import annotations

import polars as pl

from sinergi.trade.catalogue import Dataset, datasets

TOLERANCE = 0.10
"""Two figures further apart than this share of the larger one contradict each other."""

YEARS_APART = 2
"""Figures of different years are compared when they are at most this far apart."""

_SERIES = ["country", "commodity", "stage", "statistic", "unit"]


def figures(
    *,
    country: str | None = None,
    commodity: str | None = None,
    sources: list[Dataset] | None = None,
) -> pl.DataFrame:
    """All figures of the mineral datasets: ``dataset`` and the columns of the table.

    Args:
        country: ISO3 code.
        commodity: Its name in lower case, such as ``antimony``.
        sources: The datasets; all of kind ``minerals`` without them.
    """
    found = [d for d in datasets() if d.kind == "minerals"] if sources is None else sources
    frames = [d.scan().with_columns(pl.lit(d.id).alias("dataset")) for d in found]
    if not frames:
        return pl.DataFrame()
    rows = pl.concat(frames)
    if country is not None:
        rows = rows.filter(pl.col("country") == country)
    if commodity is not None:
        rows = rows.filter(pl.col("commodity") == commodity)
    return rows.select("dataset", pl.exclude("dataset")).collect()


def conflicts(
    *,
    country: str | None = None,
    commodity: str | None = None,
    sources: list[Dataset] | None = None,
) -> pl.DataFrame:
    """Where two sources give different figures for the same thing.

    For each country, series and pair of datasets the latest year that both have is compared;
    where they share none, the latest of the nearest years, at most :data:`YEARS_APART` apart.

    Returns:
        country, commodity, stage, statistic, unit; ``left``, ``left_year``, ``left_value``,
        ``left_qualifier`` and the same of ``right``; ``gap`` = difference over the larger of the
        two (0 to 1); sorted by gap, the largest first.
    """
    rows = figures(country=country, commodity=commodity, sources=sources)
    if rows.is_empty():
        return pl.DataFrame()
    known = rows.filter(pl.col("value").is_not_null() & pl.col("country").is_not_null()).select(
        *_SERIES, "dataset", "year", "value", "qualifier"
    )
    # Several rows of one source for the same thing are parts of it, and are not compared.
    single = known.filter(pl.len().over(*_SERIES, "dataset", "year") == 1)
    both = single.join(single, on=_SERIES, suffix="_right").filter(
        pl.col("dataset") < pl.col("dataset_right")
    )
    apart = (pl.col("year") - pl.col("year_right")).abs()
    newest = pl.min_horizontal("year", "year_right")
    larger = pl.max_horizontal("value", "value_right")
    return (
        both.filter(apart <= YEARS_APART)
        .sort(-apart.cast(pl.Int32), newest)
        .unique([*_SERIES, "dataset", "dataset_right"], keep="last", maintain_order=True)
        .with_columns(
            pl.when(larger > 0)
            .then((pl.col("value") - pl.col("value_right")).abs() / larger)
            .otherwise(0.0)
            .alias("gap")
        )
        .filter(pl.col("gap") > TOLERANCE)
        .sort(["gap", *_SERIES], descending=[True] + [False] * len(_SERIES))
        .select(
            *_SERIES,
            pl.col("dataset").alias("left"),
            pl.col("year").alias("left_year"),
            pl.col("value").alias("left_value"),
            pl.col("qualifier").alias("left_qualifier"),
            pl.col("dataset_right").alias("right"),
            pl.col("year_right").alias("right_year"),
            pl.col("value_right").alias("right_value"),
            pl.col("qualifier_right").alias("right_qualifier"),
            "gap",
        )
    )
