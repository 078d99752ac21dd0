"""What a dataset covers and what was lost on the way in: the report made by every load."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from sinergi.vocabulary import conversion

FEW_COUNTRIES = 100
"""With fewer exporters, what compares with the world compares with these alone."""

_LISTED = 20


class CodeCount(BaseModel):
    """A code of the source that was not understood or not wanted, and how often it came."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    rows: int
    note: str | None = None


class YearTotal(BaseModel):
    """What one year holds; ``value`` in current US dollars, ``quantity`` in tonnes (known part)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int
    rows: int
    value: float | None = None
    quantity: float | None = None


class Coverage(BaseModel):
    """Counts of one load.

    ``rows_refused`` are faults (kept in the dataset's ``rejects.csv`` with line and reason);
    ``rows_left_out`` are sound rows that do not belong into the table, such as world totals;
    ``rows_kept`` are the rows of the stored table, counted there. ``rows_merged`` were added to
    another row of the same cell, or are the other side's report of it. Read is the sum of kept,
    merged, left out and refused, but where products were converted, which makes several rows of
    one. Of the codes that are not known the most frequent are listed, of the
    products outside the nomenclature those of the largest value.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows_read: int
    rows_kept: int
    rows_refused: int = 0
    rows_left_out: int = 0
    rows_merged: int = 0
    refused: tuple[CodeCount, ...] = ()
    left_out: tuple[CodeCount, ...] = ()
    years: tuple[YearTotal, ...] = ()
    exporters: int | None = None
    importers: int | None = None
    products: int | None = None
    countries_unknown: tuple[CodeCount, ...] = ()
    products_unknown: tuple[CodeCount, ...] = ()
    products_unknown_count: int = 0
    rows_without_quantity: int | None = None
    notes: tuple[str, ...] = ()


def most_frequent(counts: Counter[str]) -> tuple[CodeCount, ...]:
    """The codes that came most often, with their counts."""
    return tuple(CodeCount(code=code, rows=rows) for code, rows in counts.most_common(_LISTED))


def with_flows(report: Coverage, folder: Path, nomenclature: str | None, digits: int) -> Coverage:
    """The report with what the flows in ``folder`` hold.

    ``digits`` are those of the product codes, which are looked up in ``nomenclature``.
    """
    exports, imports = (
        pl.scan_parquet(folder / f"{name}-*.parquet") for name in ("exports", "imports")
    )
    exporters = int(exports.select(pl.col("exporter").n_unique()).collect().item())
    totals = _by_year(pl.scan_parquet(folder / "flows-*.parquet"))
    unknown = _unknown_products(exports, nomenclature, digits)
    return report.model_copy(
        update={
            "years": tuple(
                YearTotal.model_validate(row)
                for row in totals.drop("unquantified").iter_rows(named=True)
            ),
            "exporters": exporters,
            "importers": int(imports.select(pl.col("importer").n_unique()).collect().item()),
            "products": int(exports.select(pl.col("product").n_unique()).collect().item()),
            "rows_without_quantity": int(totals["unquantified"].sum()),
            "products_unknown_count": unknown.height,
            "products_unknown": tuple(
                CodeCount(code=code, rows=rows, note=f"{value:,.0f} USD")
                for code, rows, value in unknown.head(_LISTED).iter_rows()
            ),
            "notes": (*report.notes, *_few(exporters)),
        }
    )


def _by_year(flows: pl.LazyFrame) -> pl.DataFrame:
    """Rows, value and quantity of each year, and how many rows have no quantity."""
    sums = flows.group_by("year").agg(
        pl.len().alias("rows"),
        pl.col("value").sum(),
        pl.col("quantity").sum(),
        pl.col("quantity").null_count().alias("unquantified"),
    )
    return sums.sort("year").collect(engine="streaming")


def _few(exporters: int) -> list[str]:
    """What it means for comparisons with the world that there are few exporters."""
    if exporters >= FEW_COUNTRIES:
        return []
    return [
        f"only {exporters} exporters: indicators that compare with the world "
        "(RCA, complexity) compare with these countries alone"
    ]


def _unknown_products(exports: pl.LazyFrame, nomenclature: str | None, digits: int) -> pl.DataFrame:
    """Products that the nomenclature does not know (product, rows, value), the largest first."""
    strange = exports.head(0)
    if nomenclature is not None:
        codes = pl.Series(sorted({code[:digits] for code in conversion.codes(nomenclature)}))
        strange = exports.filter(~pl.col("product").is_in(codes.implode()))
    found = strange.group_by("product").agg(pl.len().alias("rows"), pl.col("value").sum())
    return found.sort("value", descending=True).collect()
