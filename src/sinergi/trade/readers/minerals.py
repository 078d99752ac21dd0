"""Mineral statistics: the USGS Mineral Commodity Summaries' table, and the BGS's production table.

Sources disagree, and a figure can be withheld, estimated, a bound or a word. All of that stays
in the table: ``value`` is null where the source gives none, ``text`` holds what it wrote,
``qualifier`` how it is meant. :mod:`sinergi.trade.mineral_conflicts` puts sources side by side.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from sinergi.errors import InputError, UnknownNameError
from sinergi.origin import Licence
from sinergi.tabular.headers import columns_there
from sinergi.tabular.text_tables import LINE, TextTable
from sinergi.trade import areas
from sinergi.trade.flows import LARGEST
from sinergi.trade.loading import Load, Options, Provenance
from sinergi.trade.readers.named_columns import year
from sinergi.trade.readers.row_checks import first_reason, number, read_table, refuse, says
from sinergi.vocabulary import countries
from sinergi.vocabulary import tables as vocabulary

_USGS = {
    "commodity": "series",
    "statisticsdetail": "detail",
    "statistics": "statistic",
    "country": "area",
    "year": "year",
    "value": "text",
    "unit": "unit",
    "notes": "note",
    "section": "section",
}
_BGS = {
    "bgscommoditytrans": "series",
    "bgssubcommoditytrans": "detail",
    "bgsstatistictypetrans": "statistic",
    "countrytrans": "area",
    "countryiso3code": "code",
    "year": "year",
    "quantity": "text",
    "units": "unit",
}
_STATISTICS = ("production", "reserves", "capacity")
_QUALIFIED = {
    "W": "withheld",
    "XX": "not applicable",
    "s": "less than half a unit",
    "E": "net exporter",
    "NA": "not available",
}
_BOUND = r"^([<>])\s*([\d,.]+)$"
_DASHES = ("—", "–", "-")


class _Unit(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    factor: float
    unit: str


class _Area(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    iso3: str | None = None


class _Series(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Literal["usgs", "bgs"]
    series: str
    detail: str = ""
    commodity: str
    stage: str


def read(path: Path, load: Load, options: Options) -> Provenance:
    """Load one row a country, series, statistic and year.

    Raises:
        InputError: the file is neither the USGS's nor the BGS's table.
    """
    raw = read_table(path, load)
    if set(_USGS) <= set(raw.frame.columns):
        source, table = "usgs", _usgs(raw, load)
    elif set(_BGS) <= set(raw.frame.columns):
        source, table = "bgs", _pick(raw, _BGS)
    else:
        raise InputError(
            "is neither the USGS's nor the BGS's table of minerals",
            where=path.name,
            advice=columns_there(raw.columns),
        )
    kept = refuse(_valued(table), load, _fault())
    stored = _stored(kept, source)
    load.write_table("minerals", stored)
    unplaced = stored.filter(pl.col("country").is_null())["area"].unique().sort().to_list()
    if unplaced:
        load.notes.append(f"areas that are no country of today: {', '.join(unplaced)}")
    return _source(source, path, load.years())


def _source(source: str, path: Path, years: tuple[int, int] | None) -> Provenance:
    until = f", to {years[1]}" if years else ""
    made = {
        "usgs": (
            "Mineral Commodity Summaries, world production and reserves",
            "U.S. Geological Survey",
            Licence(name="public domain (United States government)"),
            "https://www.usgs.gov/centers/national-minerals-information-center",
        ),
        "bgs": (
            "World mineral production",
            "British Geological Survey",
            Licence(
                name="BGS terms of use",
                url="https://www.bgs.ac.uk/mineralsuk/statistics/",
                attribution="Contains British Geological Survey materials, UKRI",
            ),
            "https://www.bgs.ac.uk/mineralsuk/statistics/",
        ),
    }
    title, producer, licence, site = made[source]
    return Provenance(
        kind="minerals",
        name=f"minerals-{source}",
        title=title,
        producer=producer,
        version=f"{path.name}{until}",
        licence=licence,
        source=site,
        extraction="Quantities to tonnes (or carats, cubic metres, litres); words, bounds and "
        "withheld figures kept as text without a value",
    )


def _usgs(raw: TextTable, load: Load) -> TextTable:
    table = _pick(raw, _USGS)
    statistic = pl.col("statistic").str.to_lowercase().is_in(_STATISTICS)
    world = pl.col("section").str.starts_with("World") & statistic
    others = int(table.frame.select((~world).fill_null(True).sum()).item())
    load.leave_out("other tables", "prices, trade and uses of the United States", others)
    return replace(table, frame=table.frame.filter(world))


def _pick(raw: TextTable, names: dict[str, str]) -> TextTable:
    columns = [pl.col(column).alias(field) for column, field in names.items()]
    frame = raw.frame.select(LINE, *columns)
    for optional in ("note", "code"):
        if optional not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(optional))
    return replace(
        raw, frame=frame, headers={field: raw.headers[column] for column, field in names.items()}
    )


@cache
def _units() -> dict[str, _Unit]:
    path = vocabulary.data_path("trade", "mineral-units.csv")
    return {unit.text: unit for unit in vocabulary.read_table(path, _Unit, unique="text")}


@cache
def _areas() -> dict[str, str]:
    path = vocabulary.data_path("trade", "mineral-areas.csv")
    rows = vocabulary.read_table(path, _Area, unique="name")
    return {row.name: row.iso3 or "" for row in rows}


def _country(name: str) -> str:
    """ISO3 of a country's name; empty for what is no country of today."""
    if name in _areas():
        return _areas()[name]
    try:
        return countries.resolve(name)
    except UnknownNameError:
        return ""


def _place(frame: pl.DataFrame) -> pl.Expr:
    """ISO3 by the source's code where it gives one it shares with others, else by the name."""
    found: dict[str, str] = {}
    for code in frame["code"].drop_nulls().unique().to_list():
        area = areas.find(code)
        if area is not None and area.iso3:
            found[code] = area.iso3
    names = {name: _country(name) for name in frame["area"].drop_nulls().unique().to_list()}
    by_code = pl.col("code").replace_strict(found, default=None, return_dtype=pl.String)
    by_name = pl.col("area").replace_strict(names, default=None, return_dtype=pl.String)
    return pl.coalesce(by_code, by_name)


def _valued(table: TextTable) -> TextTable:
    """Adds the country, the year, the value in the stored unit, and how it is meant."""
    frame = table.frame.with_columns(_place(table.frame).alias("_country"))
    units = _units()
    text = pl.col("text")
    bound = text.str.extract_groups(_BOUND)
    zero = text.is_in(_DASHES)
    frame = frame.with_columns(
        year("year").alias("_year"),
        pl.col("unit")
        .replace_strict({t: u.unit for t, u in units.items()}, default=None)
        .alias("_unit"),
        pl.col("unit")
        .replace_strict(
            {t: u.factor for t, u in units.items()}, default=None, return_dtype=pl.Float64
        )
        .alias("_factor"),
        pl.when(zero).then(0.0).otherwise(number("text")).alias("_number"),
        bound.struct[1].str.replace_all(",", "").cast(pl.Float64, strict=False).alias("_bound"),
        _qualifier(bound.struct[0]).alias("_qualifier"),
    )
    value = pl.coalesce("_number", "_bound") * pl.col("_factor")
    return replace(table, frame=frame.with_columns(value.alias("_value")))


def _qualifier(sign: pl.Expr) -> pl.Expr:
    text = pl.col("text")
    known = text.replace_strict(_QUALIFIED, default=None, return_dtype=pl.String)
    estimated = pl.col("note").str.contains(r"^Estimated").fill_null(False)
    return (
        pl.when(sign == "<")
        .then(pl.lit("less than"))
        .when(sign == ">")
        .then(pl.lit("more than"))
        .when(known.is_not_null())
        .then(known)
        .when(text.is_null())
        .then(pl.lit("not available"))
        .when(number("text").is_null() & ~text.is_in(_DASHES))
        .then(pl.lit("in words"))
        .when(estimated)
        .then(pl.lit("estimated"))
    )


def _fault() -> pl.Expr:
    return first_reason(
        (pl.col("area").is_null(), "no country"),
        (pl.col("_year").is_null(), says("not a year", "year")),
        (pl.col("_unit").is_null(), says("unit is not known", "unit")),
        (pl.col("_value") < 0, says("a negative quantity", "text")),
        (pl.col("_value") > LARGEST, says("a quantity larger than any", "text")),
    )


def _stored(frame: pl.DataFrame, source: str) -> pl.DataFrame:
    rows = vocabulary.read_table(vocabulary.data_path("trade", "mineral-series.csv"), _Series)
    shared = pl.DataFrame(
        [
            (row.series.lower(), row.detail.lower(), row.commodity, row.stage)
            for row in rows
            if row.source == source
        ],
        schema=["_series", "_detail", "_commodity", "_stage"],
        orient="row",
    )
    detail = pl.col("detail").fill_null("").str.replace(r"[:,] rounded$", "")
    keyed = frame.with_columns(
        pl.col("series").str.to_lowercase().alias("_series"),
        detail.str.to_lowercase().alias("_detail"),
    ).join(shared, on=["_series", "_detail"], how="left")
    return keyed.select(
        pl.when(pl.col("_country") != "").then("_country").alias("country"),
        "area",
        pl.col("_commodity").fill_null(pl.col("_series")).alias("commodity"),
        pl.col("_stage").fill_null(pl.col("_detail")).alias("stage"),
        pl.col("statistic").str.to_lowercase(),
        pl.col("_year").alias("year"),
        pl.col("_value").alias("value"),
        pl.col("_unit").alias("unit"),
        pl.col("_qualifier").alias("qualifier"),
        "text",
        "series",
        "detail",
        "note",
    ).sort("commodity", "stage", "statistic", "country", "area", "year", nulls_last=True)
