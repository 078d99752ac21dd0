"""Finds the columns a reader needs by the names people give them (``column-names.csv``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl
from pydantic import BaseModel, ConfigDict

from sinergi.errors import InputError, UsageError
from sinergi.tabular.headers import columns_there, fold
from sinergi.tabular.proposal import Proposal
from sinergi.tabular.text_tables import LINE, TextTable, sample_table
from sinergi.trade import areas
from sinergi.vocabulary.tables import data_path
from sinergi.vocabulary.tables import read_table as read_vocabulary

Corrections = tuple[tuple[str, str], ...]
"""Pairs of a column, as the file calls it, and the field it is (empty: it is not to be used)."""


class _Name(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    field: str
    column: str
    scale: float | None = None


class NamedColumn(NamedTuple):
    """The column of a field, its name in the frame, and what turns its number into our unit."""

    column: str
    name: str
    scale: float = 1.0


class _Known(NamedTuple):
    name: str
    field: str
    scale: float


@cache
def _known(kind: str) -> tuple[_Known, ...]:
    """The folded headings that a kind's columns have, in the order of preference."""
    rows = read_vocabulary(data_path("trade", "column-names.csv"), _Name)
    return tuple(
        _Known(fold(row.column), row.field, row.scale or 1.0) for row in rows if row.kind == kind
    )


def fields(kind: str) -> tuple[str, ...]:
    """The fields that columns of a kind of data can be."""
    return tuple(dict.fromkeys(known.field for known in _known(kind)))


def find_columns(
    kind: str, table: TextTable, corrections: Corrections = ()
) -> dict[str, NamedColumn]:
    """The column of each field: the one the user says, else the first of a known name.

    Raises:
        UsageError: a correction names a column that is not there, or a field that is none.
    """
    by_heading = {heading: name for name, heading in table.headers.items()}
    found: dict[str, NamedColumn] = {}
    unused: set[str] = set()
    for column, field in corrections:
        name = by_heading.get(column) or (fold(column) if fold(column) in table.headers else None)
        if name is None:
            raise UsageError(
                f"the file has no column '{column}'",
                where="--column",
                advice=columns_there(table.columns),
            )
        if field and field not in fields(kind):
            raise UsageError(
                f"'{field}' is no field of {kind}",
                where="--column",
                advice=f"Fields: {', '.join(fields(kind))}",
            )
        unused.add(name)
        if field:
            scales = (k.scale for k in _known(kind) if (k.name, k.field) == (name, field))
            scale = next(scales, 1.0)
            found[field] = NamedColumn(table.headers[name], name, scale)
    for name, field, scale in _known(kind):
        if name in table.headers and name not in unused:
            found.setdefault(field, NamedColumn(table.headers[name], name, scale))
    return found


def proposals(kind: str, path: Path, corrections: Corrections = ()) -> list[Proposal]:
    """What each column of a file seems to be, with what the user says of them.

    Raises:
        InputError: the file is no table.
        UsageError: a correction names what is not there.
    """
    sample = sample_table(path)
    found = find_columns(kind, sample, corrections)
    by_name = {column.name: field for field, column in found.items()}
    said = {column for column, _ in corrections}
    shown = []
    for name, heading in sample.headers.items():
        values = sample.frame[name].drop_nulls().unique(maintain_order=True).head(3)
        field = by_name.get(name)
        why = "as you said" if heading in said else "by its name" if field else "is not used"
        examples = tuple(value[:40] for value in values.to_list())
        shown.append(Proposal(heading, field, 1.0 if field else 0.0, why, examples))
    return shown


def named(
    kind: str, table: TextTable, needed: Sequence[str], corrections: Corrections = ()
) -> TextTable:
    """The table with its columns under the names of the fields; others are dropped.

    Raises:
        InputError: a needed field has no column; the message lists the columns there are.
    """
    found = find_columns(kind, table, corrections)
    check_needed(table, found, needed)
    return select_fields(table, found)


def check_needed(table: TextTable, found: dict[str, NamedColumn], needed: Sequence[str]) -> None:
    """See to it that each needed field has a column.

    Raises:
        InputError: one has none.
    """
    missing = [field for field in needed if field not in found]
    if missing:
        raise InputError(
            f"no column gives the {missing[0]}",
            where=table.name,
            advice=f"Say which with --column 'COLUMN={missing[0]}'. {columns_there(table.columns)}",
        )


def select_fields(table: TextTable, found: dict[str, NamedColumn]) -> TextTable:
    """The columns found, under the names of their fields, and the line."""
    columns = [pl.col(column.name).alias(field) for field, column in found.items()]
    return replace(
        table,
        frame=table.frame.select(LINE, *columns),
        headers={field: column.column for field, column in found.items()},
    )


def country(frame: pl.DataFrame, column: str) -> pl.Expr:
    """The ISO3 code of a column of codes, numbers or names, as ``_column``.

    Null where the country is not known, empty for an area that no country stands for.
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
