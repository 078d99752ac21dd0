"""A whole table as a frame of text: fast where the file is even, row by row where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from sinergi.errors import InputError
from sinergi.tabular.confined_table import ConfinedTable, open_table
from sinergi.tabular.headers import fold
from sinergi.tabular.source import Fault, TableSource

LINE = "_line"
"""The column of the frame with the line (or row) in the file."""

_BATCH = 50_000
_COPY = "table"


@dataclass(frozen=True)
class TextTable:
    """All cells as stripped text, null where empty, with the line in :data:`LINE`.

    ``columns`` are the headers as they stand in the file, ``headers`` gives them by the names
    that the frame's columns have (folded by :func:`~sinergi.tabular.headers.fold`). ``faults``
    are the rows that could not be split into cells; they are not in the frame.
    """

    name: str
    columns: tuple[str, ...]
    frame: pl.DataFrame
    headers: dict[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


def read_text_table(path: Path, work: Path) -> TextTable:
    """Read the whole table.

    Args:
        path: The file.
        work: A folder for the time of the reading.

    Raises:
        InputError: the file is no table, has no rows, or two columns of one name.
    """
    source = open_table(path)
    names = _names(source)
    frame, faults = _read(source, names, work, pl.LazyFrame.collect)
    if frame.is_empty() and not faults:
        raise InputError("the table has no rows", where=str(path))
    return _table(source, names, frame, faults)


def sample_table(path: Path) -> TextTable:
    """The first rows of a table that can be read, to see what its columns are.

    Raises:
        InputError: the file is no table, or two columns have one name.
    """
    source = open_table(path)
    names = _names(source)
    frame = pl.DataFrame(source.sample(), schema=dict.fromkeys(names, pl.String), orient="row")
    return _table(source, names, frame, [])


def write_text_table(
    path: Path, work: Path, target: Path, *, delimiter: str | None = None
) -> TextTable:
    """Write the whole table to the Parquet file ``target`` without holding it in memory.

    Args:
        path: The file.
        work: A folder for the time of the reading.
        target: The Parquet file to write.
        delimiter: What stands between two cells of a text file; found out when it is not given.

    Returns:
        The table without rows in its frame: they are in ``target``.

    Raises:
        InputError: the file is no table, or two columns have one name.
    """
    source = open_table(path, delimiter=delimiter)
    names = _names(source)

    def sink(lazy: pl.LazyFrame) -> pl.DataFrame:
        lazy.sink_parquet(target, compression="lz4")
        return lazy.clear().collect()

    frame, faults = _read(source, names, work, sink)
    return _table(source, names, frame, faults)


def _table(
    source: TableSource, names: list[str], frame: pl.DataFrame, faults: list[Fault]
) -> TextTable:
    headers = dict(zip(names, source.columns, strict=True))
    return TextTable(
        source.path.name, source.columns, frame, headers, tuple(faults), tuple(source.notes)
    )


def _read(
    source: ConfinedTable,
    names: list[str],
    work: Path,
    finish: Callable[[pl.LazyFrame], pl.DataFrame],
) -> tuple[pl.DataFrame, list[Fault]]:
    """Read fast where it can be done; a quotation mark within a word shows only then."""
    try:
        fast = _fast(source, names, work)
        if fast is not None:
            return finish(fast), []
    except pl.exceptions.PolarsError:
        pass
    finally:
        (work / _COPY).unlink(missing_ok=True)
    lazy, faults = _row_by_row(source, names)
    return finish(lazy), faults


def _names(source: TableSource) -> list[str]:
    names = [fold(column) or f"column{n}" for n, column in enumerate(source.columns, start=1)]
    seen: dict[str, str] = {}
    for name, column in zip(names, source.columns, strict=True):
        if name in seen:
            raise InputError(
                f"the columns '{seen[name]}' and '{column}' have one name",
                where=source.path.name,
                advice="Rename one of them",
            )
        seen[name] = column
    return names


def _fast(source: ConfinedTable, names: list[str], work: Path) -> pl.LazyFrame | None:
    """The table by Polars' own readers, None where the file has to be read with more care."""
    copy = work / _COPY
    form = source.copy_plain(copy)
    if form == "parquet":
        renamed = [pl.col(f"c{number}").alias(name) for number, name in enumerate(names)]
        return _cleaned(pl.scan_parquet(copy).select(renamed).with_row_index(LINE, 1), names)
    if form is None or source.header_end is None or copy.stat().st_size == 0:
        return None
    lazy = pl.scan_csv(
        copy,
        has_header=False,
        separator=source.delimiter or ",",
        schema=dict.fromkeys(names, pl.String),
        row_index_name=LINE,
        row_index_offset=source.header_end + 1,
    )
    return _cleaned(lazy, names)


def _cleaned(lazy: pl.LazyFrame, names: list[str]) -> pl.LazyFrame:
    """Cells stripped, empty ones null, rows of empty cells dropped."""
    stripped = [(name, pl.col(name).str.strip_chars()) for name in names]
    cells = [pl.when(text != "").then(text).alias(name) for name, text in stripped]
    return (
        lazy.with_columns(cells)
        .filter(pl.any_horizontal(pl.col(names).is_not_null()))
        .select(*names, LINE)
    )


def _row_by_row(source: TableSource, names: list[str]) -> tuple[pl.LazyFrame, list[Fault]]:
    faults: list[Fault] = []
    schema = {**dict.fromkeys(names, pl.String), LINE: pl.UInt32}
    parts = [pl.DataFrame(schema=schema)]
    parts += [
        pl.DataFrame(batch, schema=schema, orient="row") for batch in _batches(source, faults)
    ]
    return _cleaned(pl.concat(parts).lazy(), names), faults


def _batches(
    source: TableSource, faults: list[Fault]
) -> Iterator[list[tuple[str | int | None, ...]]]:
    batch: list[tuple[str | int | None, ...]] = []
    for row in source.rows(source.columns):
        if isinstance(row, Fault):
            faults.append(row)
            continue
        batch.append((*row.cells, row.line))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
