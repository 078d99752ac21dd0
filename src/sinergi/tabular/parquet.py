"""Parquet files as tables of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sinergi.errors import InputError
from sinergi.tabular.headers import unique_names
from sinergi.tabular.source import Fault, FileTable, Row

if TYPE_CHECKING:
    import polars as pl


class ParquetTable(FileTable):
    """A Parquet file; lists are joined by '; ', other nested columns are left out."""

    format = "Parquet"

    def __init__(self, path: Path, file: Path | None = None) -> None:
        import polars as pl

        super().__init__(path, file)
        try:
            schema = pl.read_parquet_schema(self.file)
        except (pl.exceptions.PolarsError, OSError, ValueError) as error:
            raise self._broken(error) from error
        kept = [name for name, kind in schema.items() if not isinstance(kind, pl.Struct)]
        self._text = [_text(name, schema[name]) for name in kept]
        self.columns = unique_names(kept, str(path))
        if len(kept) < len(schema):
            self.notes.append(f"{len(schema) - len(kept)} nested columns were left out")

    def _rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """The rows in order, numbered from 1."""
        places = [self.place(name) for name in wanted]
        line = 0
        for frame in self._batches():
            for cells in frame.iter_rows():
                line += 1
                yield Row(line, [None if p is None else cells[p] for p in places])

    def copy_text(self, target: Path) -> None:
        """Write all columns as text to another Parquet file, named ``c0``, ``c1`` and so on."""
        import polars as pl

        named = [text.alias(f"c{number}") for number, text in enumerate(self._text)]
        pl.scan_parquet(self.file).select(named).sink_parquet(target, compression="lz4")

    def _batches(self) -> Iterator[pl.DataFrame]:
        import polars as pl

        try:
            yield from (
                pl.scan_parquet(self.file).select(self._text).collect_batches(maintain_order=True)
            )
        except (pl.exceptions.PolarsError, OSError, ValueError) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> InputError:
        return InputError(
            f"is not a whole Parquet file ({str(error).partition(chr(10))[0]})",
            where=str(self.path),
            advice="Write it again, or give the table as CSV",
        )


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    """A column as stripped text: whole numbers stand as 7.0 where a column of them has gaps."""
    import polars as pl

    column = pl.col(name)
    if isinstance(kind, pl.List | pl.Array):
        column = column.cast(pl.List(pl.String)).list.join("; ")
    text = column.cast(pl.String, strict=False)
    if kind.is_float():
        text = text.str.strip_suffix(".0")
    return text.str.strip_chars()
