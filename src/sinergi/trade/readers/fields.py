"""Finds the columns a reader needs by the names people give them (``table-columns.csv``)."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from pydantic import BaseModel, ConfigDict

from sinergi.errors import InputError
from sinergi.trade import areas
from sinergi.trade.readers.tables import LINE, Table, columns_there
from sinergi.vocabulary.tables import data_path, read_table


class _Name(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    field: str
    column: str


def named(kind: str, table: Table, needed: Sequence[str]) -> Table:
    """The table with its columns under the names of the fields; others are dropped.

    Raises:
        InputError: a needed field has no column; the message lists the columns there are.
    """
    found: dict[str, str] = {}
    for name in read_table(data_path("trade", "table-columns.csv"), _Name):
        if name.kind == kind and name.column in table.frame.columns:
            found.setdefault(name.field, name.column)
    missing = [field for field in needed if field not in found]
    if missing:
        raise InputError(
            f"no column gives the {missing[0]}",
            where=table.name,
            advice=columns_there(table),
        )
    frame = table.frame.select(LINE, *(pl.col(c).alias(field) for field, c in found.items()))
    return Table(table.name, table.columns, frame)


def country(frame: pl.DataFrame, column: str) -> pl.Expr:
    """The ISO3 code of a column of codes or numbers, as ``_column``.

    Null where the code is not known, empty for an area that no country stands for.
    """
    codes = {code: areas.find(code) for code in frame[column].drop_nulls().unique().to_list()}
    known = {code: area.iso3 or "" for code, area in codes.items() if area is not None}
    return (
        pl.col(column)
        .replace_strict(known, default=None, return_dtype=pl.String)
        .alias(f"_{column}")
    )


def year(column: str) -> pl.Expr:
    """The year of a column of text, null where it is none."""
    return pl.col(column).str.extract(r"^([12]\d{3})$").cast(pl.Int16)
