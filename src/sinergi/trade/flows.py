"""The flow table: one row a year, exporter, importer and product."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import polars as pl

SCHEMA: dict[str, Any] = {
    "year": pl.Int16,
    "exporter": pl.String,
    "importer": pl.String,
    "product": pl.String,
    "value": pl.Float64,
    "quantity": pl.Float64,
}
"""Year; ISO3 exporter and importer; six-digit product with leading zeros; value in current US
dollars; quantity in tonnes, null where it is not known."""

LARGEST = 1e15
"""US dollars, or tonnes, above which a cell is a mistake: the whole world trades 3e13 a year."""

SORT_ORDER = ("exporter", "importer", "product", "year")

ROW_GROUP = 131_072
"""Rows of a Parquet row group: a pair is found by reading one or two groups a file, and the
statistics of the rest exclude them."""


def normalise(
    frame: pl.LazyFrame, *, value_scale: float = 1.0, quantity_scale: float = 1.0
) -> pl.LazyFrame:
    """The columns of the flow table in its order and types.

    Args:
        frame: A table with at least the flow table's columns, in any compact type.
        value_scale: Factor that turns the stored value into US dollars.
        quantity_scale: Factor that turns the stored quantity into tonnes.
    """
    stored = frame.collect_schema()
    scales = {"value": value_scale, "quantity": quantity_scale}
    columns: list[pl.Expr] = []
    for name, dtype in SCHEMA.items():
        column = pl.col(name)
        # Casting or scaling only where needed keeps the filters of a query pushed into the file.
        if stored[name] != dtype:
            column = column.cast(dtype)
        if scales.get(name, 1.0) != 1.0:
            column = column * scales[name]
        columns.append(column)
    return frame.select(columns)


def write(frame: pl.LazyFrame, path: Path) -> None:
    """Write a table as Parquet, compressed, in row groups that queries can skip.

    Raises:
        OSError: the disk is full, for example (Polars' own error hides the number).
    """
    try:
        frame.sink_parquet(path, compression="zstd", row_group_size=ROW_GROUP, engine="streaming")
    except pl.exceptions.ComputeError as error:
        number = re.search(r"os error (\d+)", str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), os.strerror(int(number[1])), str(path)) from error
