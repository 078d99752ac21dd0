"""What a dataset covers and what was lost on the way in: the report made by every load."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


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
