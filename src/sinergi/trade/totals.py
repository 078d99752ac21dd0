"""Totals of trade in the columns of queries: sums by country and product, or of pairs.

A dataset of totals has one flow. ``exports`` and ``imports`` hold a year, a country, a product and
its value with the world, perhaps a quantity, and a column of values for each partner named in the
description; ``pairs`` hold a year, an exporter, an importer and their trade in all goods. Where
the description says ``mean`` there are no single years: the rows stand for the last of the years.
"""

from __future__ import annotations

import polars as pl

from sinergi.trade.catalogue import Dataset, Side
from sinergi.vocabulary.reasons import Reason

ALL_GOODS = "TOTAL"
"""The product of rows that are sums over all goods, as UN Comtrade writes it."""

_SIDES: dict[str, tuple[Side, ...]] = {
    "exports": ("exporter",),
    "imports": ("importer",),
    "pairs": ("exporter", "importer"),
}


def sides(ds: Dataset) -> tuple[Side, ...]:
    """The sides of trade that the totals know."""
    return _SIDES[ds.flow or "pairs"]


def by_side(ds: Dataset, side: Side) -> pl.LazyFrame:
    """Trade with the world: year, ``side``, product, value, quantity, value_quantified, lazily."""
    if ds.flow == "pairs":
        rows = _pairs(ds).group_by("year", side, "product").agg(pl.col("value").sum())
        return _summed(rows, side)
    return _summed(_table(ds, "value"), side)


def flows(ds: Dataset, exporter: str | None, importer: str | None) -> pl.LazyFrame:
    """The rows of one exporter or importer in the columns of the flow table, lazily.

    Of exports and imports these are the parts of the partners that the dataset names.
    """
    if ds.flow == "pairs":
        frame = _pairs(ds)
    else:
        own, other = ("exporter", "importer") if ds.flow == "exports" else ("importer", "exporter")
        partner = importer if ds.flow == "exports" else exporter
        named = ds.partners if partner is None else {partner} & set(ds.partners)
        parts = [
            _table(ds, code).rename({"country": own}).with_columns(pl.lit(code).alias(other))
            for code in named
        ]
        frame = pl.concat(parts) if parts else _no_flows()
    if exporter is not None:
        frame = frame.filter(pl.col("exporter") == exporter)
    if importer is not None:
        frame = frame.filter(pl.col("importer") == importer)
    return frame.select("year", "exporter", "importer", "product", "value", "quantity")


def knows(ds: Dataset, exporter: str | None, importer: str | None) -> Reason | None:
    """Why the totals cannot tell about trade between the two, None where they can.

    None as a country stands for the world.
    """
    if ds.flow == "pairs":
        return None
    country, partner = (exporter, importer) if ds.flow == "exports" else (importer, exporter)
    if country is None and partner is not None:
        return Reason(
            "totals-no-imports" if ds.flow == "exports" else "totals-no-exports", dataset=ds.id
        )
    if partner is not None and partner not in ds.partners:
        return Reason("totals-no-partners", dataset=ds.id)
    return None


def _table(ds: Dataset, column: str) -> pl.LazyFrame:
    """year, country, product, value (from ``column``) and quantity in the units of queries."""
    frame = ds.scan()
    there = frame.collect_schema().names()
    year = pl.lit(ds.years[1] if ds.years else 0) if ds.mean else pl.col("year")
    tonnes = pl.lit(None, dtype=pl.Float64)
    if column == "value" and "quantity" in there:
        tonnes = pl.col("quantity").cast(pl.Float64) * ds.units.quantity_scale
    return frame.select(
        year.cast(pl.Int16).alias("year"),
        "country",
        "product",
        (pl.col(column).cast(pl.Float64) * ds.units.value_scale).alias("value"),
        tonnes.alias("quantity"),
    )


def _pairs(ds: Dataset) -> pl.LazyFrame:
    return ds.scan().select(
        pl.col("year").cast(pl.Int16),
        "exporter",
        "importer",
        pl.lit(ALL_GOODS).alias("product"),
        (pl.col("value").cast(pl.Float64) * ds.units.value_scale).alias("value"),
        pl.lit(None, dtype=pl.Float64).alias("quantity"),
    )


def _summed(rows: pl.LazyFrame, side: Side) -> pl.LazyFrame:
    there = rows.collect_schema().names()
    country = pl.col(side if side in there else "country").alias(side)
    quantity = pl.col("quantity") if "quantity" in there else pl.lit(None, dtype=pl.Float64)
    return rows.select(
        "year", country, "product", "value", quantity.alias("quantity")
    ).with_columns(
        pl.when(pl.col("quantity").is_not_null())
        .then(pl.col("value"))
        .otherwise(0.0)
        .alias("value_quantified")
    )


def _no_flows() -> pl.LazyFrame:
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "year": pl.Int16,
        "exporter": pl.String,
        "importer": pl.String,
        "product": pl.String,
        "value": pl.Float64,
        "quantity": pl.Float64,
    }
    return pl.LazyFrame(schema=schema)
