"""GDP, population and other yearly series of countries.

Takes a table with one row a country and year, or the World Bank's download with one row a
country and indicator and one column a year.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from sinergi.errors import InputError
from sinergi.origin import Licence
from sinergi.tabular.headers import columns_there, fold
from sinergi.tabular.text_tables import LINE, TextTable
from sinergi.trade.loading import Load, Options, Provenance
from sinergi.trade.readers.named_columns import country, named, year
from sinergi.trade.readers.row_checks import first_reason, number, read_table, refuse, says
from sinergi.vocabulary import development

SERIES = tuple(development.SERIES)
"""The series of the embedded WDI extract."""

_UNKNOWN = ("NA", "..", "n/a")


def read(path: Path, load: Load, options: Options) -> Provenance:
    """Load one row a country and year; series that the file does not have are unknown.

    Raises:
        InputError: the file has no country, no year or no series.
    """
    raw = read_table(path, load)
    if "indicatorcode" in raw.frame.columns:
        wide, raw = raw.frame.height, _from_wide(raw)
        # A row a country and indicator became a row a country and year.
        load.rows_read += raw.frame.height - wide
    table = named("gdp", raw, ["country", "year"], options.columns)
    series = [name for name in SERIES if name in table.frame.columns]
    if not series:
        raise InputError(
            "no column gives GDP or population",
            where=table.name,
            advice=columns_there(table.columns),
        )
    frame = table.frame.with_columns(
        country(table.frame, "country"),
        year("year").alias("_year"),
        *(number(name).alias(f"_{name}") for name in series),
    )
    kept = refuse(replace(table, frame=frame), load, first_reason(*_checks(series)))
    outside = pl.col("_country") == ""
    load.leave_out("areas", "no country of today", int(kept.select(outside.sum()).item()))
    values = [
        (pl.col(f"_{name}") if name in series else pl.lit(None, dtype=pl.Float64)).alias(name)
        for name in SERIES
    ]
    stored = kept.filter(~outside).select(
        pl.col("_country").alias("country"), pl.col("_year").alias("year"), *values
    )
    known = pl.any_horizontal(pl.col(SERIES).is_not_null())
    load.leave_out("empty", "no value in any series", int(stored.select((~known).sum()).item()))
    load.write_table("gdp", stored.filter(known).sort("country", "year"))
    return Provenance(
        kind="gdp",
        name=f"gdp-{path.stem}",
        title="GDP, population and other yearly series",
        producer="not stated",
        version="as given",
        licence=Licence(name="not stated"),
        source=path.name,
        extraction="Countries to ISO3, series under the names of the embedded WDI extract, sorted",
    )


def _checks(series: list[str]) -> list[tuple[pl.Expr, pl.Expr]]:
    """What is wrong with a row, and how it is said."""
    checks = [
        (pl.col("_country").is_null(), says("not a known country code", "country")),
        (pl.col("_year").is_null(), says("not a year", "year")),
    ]
    for name in series:
        given = pl.col(name).is_not_null() & ~pl.col(name).is_in(_UNKNOWN)
        checks.append((given & pl.col(f"_{name}").is_null(), says(f"{name} is no number", name)))
        checks.append((pl.col(f"_{name}") < 0, says(f"{name} is below 0", name)))
    same = ~pl.struct("_country", "_year").is_first_distinct()
    checks.append((same, pl.lit("the same country and year stand before")))
    return checks


def _from_wide(table: TextTable) -> TextTable:
    """One row a country and year from one column a year; unknown indicators are dropped."""
    years = [name for name in table.frame.columns if name.isdigit() and len(name) == 4]
    long = (
        table.frame.with_columns(pl.col("indicatorcode").map_elements(fold, return_dtype=pl.String))
        .unpivot(
            on=years,
            index=[LINE, "countrycode", "indicatorcode"],
            variable_name="year",
            value_name="value",
        )
        .pivot(
            "indicatorcode",
            index=["countrycode", "year"],
            values=["value"],
            aggregate_function="first",
        )
        .with_columns(pl.lit(None, dtype=pl.UInt32).alias(LINE))
    )
    headers = {name: name for name in long.columns}
    return replace(table, frame=long, headers=headers)
