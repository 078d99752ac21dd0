"""What every reader of a table does with its rows: takes numbers, refuses rows with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from sinergi.errors import InputError
from sinergi.tabular.text_tables import LINE, TextTable, read_text_table
from sinergi.trade.loading import Load, Reject

_COLUMN = re.compile("\x1f(.*?)\x1f")


def read_table(path: Path, load: Load) -> TextTable:
    """Read a whole table as text; rows that cannot be split into cells are refused.

    Raises:
        InputError: the file is no table, or a column stands twice in it.
    """
    table = read_text_table(path, load.work)
    check_columns(table)
    take_faults(table, load)
    load.rows_read += table.frame.height
    return table


def check_columns(table: TextTable) -> None:
    """See to it that no two columns have one heading: which one is meant would be a guess.

    Raises:
        InputError: two have.
    """
    twice = [column for column in table.columns if f"{column} (2)" in table.columns]
    if twice:
        raise InputError(
            f"column '{twice[0]}' stands twice",
            where=table.name,
            advice="Rename one of the two",
        )


def take_faults(table: TextTable, load: Load) -> None:
    """Refuse the rows that could not be split into cells, and pass on what was noticed."""
    load.notes.extend(table.notes)
    if table.faults:
        load.rows_read += len(table.faults)
        load.reject(table.name, (Reject(f.line, f.reason, f.text[:2000]) for f in table.faults))


def row_text(frame: pl.DataFrame) -> Iterator[tuple[int, str]]:
    """Line and text of each row, for the reject file."""
    cells = [name for name in frame.columns if not name.startswith("_")]
    for row in frame.select(LINE, *cells).iter_rows():
        yield row[0], ",".join("" if cell is None else str(cell) for cell in row[1:])


def refuse(table: TextTable, load: Load, reason: pl.Expr) -> pl.DataFrame:
    """Refuse the rows for which ``reason`` is a text; return the others.

    ``reason`` may use columns computed on ``table.frame``; those that begin with ``_`` are not
    written to the reject file. Columns that a reason names (see :func:`says`) are called as the
    file calls them.
    """
    frame = table.frame.with_columns(reason.alias("_reason"))
    bad = frame.filter(pl.col("_reason").is_not_null())
    if bad.height:
        texts = row_text(bad)
        load.reject(
            table.name,
            (
                Reject(line, _COLUMN.sub(lambda m: _heading(table, m[1]), why), text)
                for (line, text), why in zip(texts, bad["_reason"].to_list(), strict=True)
            ),
        )
    return frame.filter(pl.col("_reason").is_null()).drop("_reason")


def _heading(table: TextTable, field: str) -> str:
    return table.headers.get(field, field).replace(":", " ")


def first_reason(*checks: tuple[pl.Expr, pl.Expr | str]) -> pl.Expr:
    """The reason of the first check that is true, null when none is."""
    result = pl.lit(None, dtype=pl.String)
    for wrong, reason in reversed(checks):
        text = pl.lit(reason) if isinstance(reason, str) else reason
        result = pl.when(wrong.fill_null(False)).then(text).otherwise(result)
    return result


def says(what: str, column: str) -> pl.Expr:
    """A reason that names the column as the file does, and quotes the cell."""
    return pl.format(f"{what} (column '\x1f{column}\x1f'): '{{}}'", pl.col(column).fill_null(""))


def number(column: str) -> pl.Expr:
    """A finite number, null for anything else; spaces and separators of thousands are dropped.

    A single comma followed by other than three digits is a decimal comma.
    """
    text = pl.col(column).str.replace_all(r"[\s\u{a0}]", "")
    decimal = text.str.contains(r"^-?\d+,(\d{1,2}|\d{4,})$")
    plain = (
        pl.when(decimal).then(text.str.replace(",", ".")).otherwise(text.str.replace_all(",", ""))
    )
    value = plain.cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)
