"""Tables in and out: Polars, pandas and Arrow in; long tables out, Polars unless asked else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from sinergi.errors import InputError, MissingDependencyError
from sinergi.indicators.arrays import choice

FORMATS = ("polars", "pandas", "arrow")


def to_polars(frame: object, name: str = "table") -> pl.DataFrame:
    """A Polars frame from a Polars (also lazy), pandas or Arrow table, or a dict of columns.

    Raises:
        InputError: it is none of these.
    """
    if isinstance(frame, pl.DataFrame):
        return frame
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    if type(frame).__module__.split(".")[0] == "pandas":
        # Column by column needs no Arrow, which pandas does not bring along.
        return pl.DataFrame({str(key): _column(frame[key]) for key in frame})  # type: ignore[index,attr-defined]
    if hasattr(frame, "__arrow_c_stream__") or isinstance(frame, Mapping):
        return pl.DataFrame(frame)
    raise InputError(
        f"a {type(frame).__name__} is no table",
        where=name,
        advice="Give a Polars, pandas or Arrow table",
    )


def to_lazy(frame: object, name: str = "table") -> pl.LazyFrame:
    """The same as a lazy frame; one that is lazy already is not read.

    Raises:
        InputError: it is no table.
    """
    return frame if isinstance(frame, pl.LazyFrame) else to_polars(frame, name).lazy()


def _column(series: Any) -> pl.Series:
    values = series.to_numpy()
    if values.dtype == object:
        missing = series.isna().to_numpy()
        return pl.Series([None if gone else v for v, gone in zip(values, missing, strict=True)])
    return pl.Series(values)


def deliver(table: pl.DataFrame, to: str) -> Any:
    """``table`` in the format asked for: ``"polars"``, ``"pandas"`` or ``"arrow"``.

    Raises:
        MissingDependencyError: pandas or pyarrow is not installed.
        UsageError: another format.
    """
    choice(to, FORMATS, "to")
    if to == "polars":
        return table
    try:
        return table.to_pandas() if to == "pandas" else table.to_arrow()
    except ImportError as error:
        raise MissingDependencyError(
            f"a table for {to} needs {error.name or 'another package'}",
            advice="Install it with: pip install 'sinergi[frames]'",
        ) from error


def need_columns(frame: pl.DataFrame, columns: tuple[str, ...], name: str) -> None:
    """Check that the columns are there and that none of their cells is empty.

    Raises:
        InputError: one is missing, or has empty cells.
    """
    for column in columns:
        if column not in frame.columns:
            raise InputError(
                f"column '{column}' is missing",
                where=name,
                advice=f"The columns needed are {', '.join(columns)}",
            )
        if (empty := frame[column].null_count()) > 0:
            row = int(frame[column].is_null().arg_max() or 0)
            raise InputError(
                f"column '{column}' is empty in {empty} rows", where=f"{name}, row {row + 1}"
            )


def long(year: int | None, keys: dict[str, pl.Series], **numbers: Any) -> pl.DataFrame:
    """A long table: year, keys, and a column a number, null where the number is NaN.

    Arrays are flattened row by row.
    """
    columns: dict[str, pl.Series] = {}
    size = len(next(iter(keys.values())))
    if year is not None:
        columns["year"] = pl.repeat(year, size, dtype=pl.Int32, eager=True)
    columns |= keys
    for name, values in numbers.items():
        series = values if isinstance(values, pl.Series) else pl.Series(np.asarray(values).ravel())
        columns[name] = series.fill_nan(None) if series.dtype.is_float() else series
    return pl.DataFrame(columns)
