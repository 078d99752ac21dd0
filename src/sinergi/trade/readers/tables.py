"""Tables as people have them: CSV with any separator and encoding, packed or not, and Parquet."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import polars as pl

from sinergi.errors import InputError
from sinergi.trade.loading import Load, Reject

LINE = "_line"
_EXTRA = "_extra"
_BLOCK = 1 << 22
_SEPARATORS = ",;\t|"
_XLSX = "[Content_Types].xml"
_SHOWN = 30
_LONGEST_HEADER = 100_000
_SAVE = "Save it as 'CSV UTF-8'"
_C1 = re.compile("[\x80-\x9f]")


@dataclass(frozen=True)
class Table:
    """All cells as stripped text, null where empty, with the line in :data:`LINE`.

    ``columns`` are the headers as they stand in the file; the frame's are folded by :func:`fold`.
    """

    name: str
    columns: tuple[str, ...]
    frame: pl.DataFrame


def fold(header: str) -> str:
    """A header in lower-case letters and digits only: 'Trade Value (US$)' is 'tradevalueus'."""
    return re.sub(r"[^0-9a-z]", "", header.lower())


def read_table(path: Path, load: Load) -> Table:
    """Read the whole table as text.

    Raises:
        InputError: the file is no table: a folder, empty, binary, a workbook.
    """
    if path.is_dir():
        raise InputError("is a folder, not a file", where=str(path))
    if path.suffix == ".parquet":
        table = _read_parquet(path)
    else:
        text = as_utf8(path, load.work / "table.csv")
        table = _read_csv(path.name, text, load)
    if table.frame.is_empty():
        raise InputError("the table has no rows", where=str(path))
    load.rows_read += table.frame.height
    return table


def row_text(frame: pl.DataFrame) -> Iterator[tuple[int, str]]:
    """Line and text of each row, for the reject file."""
    cells = [name for name in frame.columns if not name.startswith("_")]
    for row in frame.select(LINE, *cells).iter_rows():
        yield row[0], ",".join("" if cell is None else str(cell) for cell in row[1:])


def columns_there(table: Table) -> str:
    """Advice that lists the columns of a table in which one is missed."""
    shown = ", ".join(table.columns[:_SHOWN])
    more = len(table.columns) - _SHOWN
    return f"Columns there: {shown}" + (f" and {more} more" if more > 0 else "")


def refuse(table: Table, load: Load, reason: pl.Expr) -> pl.DataFrame:
    """Refuse the rows for which ``reason`` is a text; return the others.

    ``reason`` may use columns computed on ``table.frame``; those that begin with ``_`` are not
    written to the reject file.
    """
    frame = table.frame.with_columns(reason.alias("_reason"))
    bad = frame.filter(pl.col("_reason").is_not_null())
    if bad.height:
        texts = row_text(bad)
        load.reject(
            table.name,
            (
                Reject(line, why, text)
                for (line, text), why in zip(texts, bad["_reason"].to_list(), strict=True)
            ),
        )
    return frame.filter(pl.col("_reason").is_null()).drop("_reason")


def first_reason(*checks: tuple[pl.Expr, pl.Expr | str]) -> pl.Expr:
    """The reason of the first check that is true, null when none is."""
    result = pl.lit(None, dtype=pl.String)
    for wrong, reason in reversed(checks):
        text = pl.lit(reason) if isinstance(reason, str) else reason
        result = pl.when(wrong.fill_null(False)).then(text).otherwise(result)
    return result


def says(what: str, column: str) -> pl.Expr:
    """A reason that quotes the cell."""
    return pl.format(what + ": '{}'", pl.col(column).fill_null(""))


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


def _read_parquet(path: Path) -> Table:
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError("is not a Parquet file", where=str(path)) from error
    # Whole numbers stand as 7.0 where a column of them has gaps: written as text they are 7.
    text = [
        pl.col(name).cast(pl.String).str.strip_suffix(".0").str.strip_chars().alias(fold(name))
        for name in frame.columns
    ]
    lines = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias(LINE)
    return Table(path.name, tuple(frame.columns), frame.select(*text, lines))


def _read_csv(name: str, text: Path, load: Load) -> Table:
    header, separator = header_of(name, text)
    folded = [fold(column) or f"column{i + 1}" for i, column in enumerate(header)]
    twice = sorted({c for c in folded if folded.count(c) > 1})
    if twice:
        raise InputError(f"column '{twice[0]}' stands twice in the first line", where=name)
    try:
        frame = _split(text, folded, separator)
    except pl.exceptions.ComputeError:
        # A stray quotation mark: read more slowly, taking it for a letter where it does not close.
        frame = _split_carefully(name, text, folded, separator)
    table = Table(name, tuple(header), frame)
    too_long = pl.col(_EXTRA).is_not_null()
    even = refuse(table, load, first_reason((too_long, f"more than {len(header)} cells"))).drop(
        _EXTRA
    )
    cells = [
        pl.when(text != "").then(text).alias(column)
        for column, text in ((c, pl.col(c).str.strip_chars()) for c in folded)
    ]
    load.rows_read += table.frame.height - even.height
    return Table(name, tuple(header), even.with_columns(cells))


def _split(text: Path, columns: list[str], separator: str) -> pl.DataFrame:
    """The cells of each line as text, those beyond the header's in :data:`_EXTRA`."""
    frame = pl.read_csv(
        text,
        has_header=False,
        skip_lines=1,
        separator=separator,
        schema=dict.fromkeys([*columns, _EXTRA], pl.String),
        extra_columns="ignore",
        missing_columns="insert",
        raise_if_empty=False,
    )
    # A quoted cell may hold line ends: count them, so that the line is the one in the file.
    ends = pl.sum_horizontal(
        pl.col(columns).str.count_matches("\n").fill_null(0), ignore_nulls=True
    )
    line = pl.int_range(2, pl.len() + 2) + ends.cum_sum().shift(1, fill_value=0)
    return frame.with_columns(line.cast(pl.UInt32).alias(LINE))


def _split_carefully(name: str, text: Path, columns: list[str], separator: str) -> pl.DataFrame:
    """The same by Python's own reader, which takes quotation marks as they come."""
    width = len(columns) + 1
    rows: list[tuple[str | int | None, ...]] = []
    with text.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=separator)
        try:
            next(reader)
            line = reader.line_num + 1
            for cells in reader:
                if cells:
                    padded = [*cells, *[None] * width][:width]
                    rows.append((*padded, line))
                line = reader.line_num + 1
        except csv.Error as error:
            raise InputError(
                f"cannot be read as a table ({error})",
                where=f"{name}, line {line}",
                advice="Look for a quotation mark that is not closed",
            ) from error
    schema = {**dict.fromkeys([*columns, _EXTRA], pl.String), LINE: pl.UInt32}
    return pl.DataFrame(rows, schema=schema, orient="row")


def header_of(name: str, text: Path, separator: str | None = None) -> tuple[list[str], str]:
    """The names in the first line, and the separator between them (found where none is given).

    Raises:
        InputError: the first line is empty or no text.
    """
    with text.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        first = file.readline(_LONGEST_HEADER).rstrip("\r\n")
    if not first.strip():
        raise InputError("the first line is empty", where=name, advice="It must name the columns")
    if not first.replace("\t", " ").isprintable() or len(first) == _LONGEST_HEADER:
        raise InputError("is not a table of text", where=name, advice=_SAVE)
    separator = separator or max(_SEPARATORS, key=first.count)
    return [cell.strip() for cell in next(csv.reader([first], delimiter=separator))], separator


def as_utf8(path: Path, target: Path) -> Path:
    """The text of the file as UTF-8 in ``target``; files that are not UTF-8 are read as cp1252."""
    try:
        if not _copy(path, target, "utf-8-sig"):
            _copy(path, target, "cp1252")
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError) as error:
        raise InputError(
            f"the archive is damaged ({error})", where=str(path), advice="Download it again"
        ) from error
    if target.stat().st_size == 0:
        raise InputError("the file is empty", where=str(path))
    return target


def _copy(path: Path, target: Path, encoding: str) -> bool:
    """Copy the text with the line ends of Unix; false where it is not in this encoding."""
    errors = "replace" if encoding == "cp1252" else "strict"
    with (
        _open(path) as packed,
        io.TextIOWrapper(packed, encoding=encoding, errors=errors, newline=None) as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        try:
            while block := source.read(_BLOCK):
                if "\0" in block[:4096]:
                    raise InputError(
                        "is a binary file, not a table of text", where=str(path), advice=_SAVE
                    )
                out.write(_mend(block))
        except UnicodeDecodeError:
            return False
    return True


def _mend(text: str) -> str:
    """Put back dashes and quotes of cp1252 that were read as control characters of latin-1."""
    return _C1.sub(lambda m: m[0].encode("latin-1").decode("cp1252", "replace"), text)


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield archive.open(_only_table(path, archive.namelist()))
    elif path.suffix == ".gz":
        with gzip.open(path) as unpacked:
            yield unpacked  # type: ignore[misc]
    else:
        with path.open("rb") as plain:
            yield plain


def _only_table(path: Path, names: list[str]) -> str:
    if _XLSX in names:
        raise InputError("is an Excel workbook", where=str(path), advice=_SAVE)
    tables = [n for n in names if n.lower().endswith((".csv", ".txt", ".tsv"))]
    if len(tables) != 1:
        raise InputError(
            f"holds {len(tables)} tables where one is expected",
            where=str(path),
            advice="Unpack it and add each table on its own",
        )
    return tables[0]
