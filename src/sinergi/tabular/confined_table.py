"""Tables are read in a confined process: what comes over are rows of text, and nothing hangs here.

The child finds out what the file is, gives its first rows, and later all of them in batches, or
writes it as a plain copy that Polars reads fast. Its limits grow with the file, so that a large
honest one is read and a small one that was made to unfold is not.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sinergi.confined import Limits, call, stream
from sinergi.outside import plain_file
from sinergi.tabular.packed import limit
from sinergi.tabular.source import Fault, Row, TableSource

_SERVED = "sinergi.tabular.served_tables"
_SECONDS = 30.0
_SECONDS_A_MEGABYTE = 60.0
"""A workbook of 400,000 rows takes 3 seconds a megabyte on a quiet machine, a CSV file a tenth."""

_MEMORY = 2_000_000_000
_MEMORY_A_BYTE = 20
"""The shared texts of a workbook take about ten times its size."""

_ANSWER = 4
"""Rows take so many times the bytes of the file as JSON, at most."""


def limits_of(path: Path) -> Limits:
    """What reading the table at ``path`` may use."""
    try:
        size = path.stat().st_size
    except OSError:  # the reader says what is wrong with it
        size = 0
    return Limits(
        seconds=_SECONDS + _SECONDS_A_MEGABYTE * size / 1_000_000,
        memory=_MEMORY + _MEMORY_A_BYTE * size,
        answer=_ANSWER * limit(size),
        written=limit(size),
    )


def open_table(path: Path, *, delimiter: str | None = None) -> ConfinedTable:
    """The file as a table.

    Args:
        path: The file.
        delimiter: What stands between two cells of a text file; found out when it is not given.

    Raises:
        InputError: it is not there, empty, damaged, in no format of a table, or takes more than
            its limits of time, memory and size.
    """
    return ConfinedTable(path, delimiter)


def unpack_member(path: Path, name: str, target: Path) -> bool:
    """Unpack one file of the zip archive at ``path`` to ``target``; whether it is there.

    Raises:
        InputError: the archive is damaged, or takes more than its limits of time and size.
    """
    found: bool = call(
        f"{_SERVED}:unpack_member",
        b"",
        limits=limits_of(path),
        where=str(path),
        name=name,
        target=str(target),
    )
    return found


class ConfinedTable(TableSource):
    """A table of any format that another process reads.

    ``encoding``, ``delimiter`` and ``header_end`` (the line of the header) are those of a text
    file, None for other formats.
    """

    def __init__(self, path: Path, delimiter: str | None) -> None:
        folder = tempfile.mkdtemp(prefix="sinergi-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._limits = limits_of(plain_file(path))
        found = call(
            f"{_SERVED}:describe",
            b"",
            limits=self._limits,
            where=str(path),
            folder=folder,
            delimiter=delimiter,
        )
        super().__init__(path, Path(found["file"]))
        self.columns = tuple(found["columns"])
        self.notes = found["notes"]
        self.format = found["format"]
        self.encoding: str | None = found["encoding"]
        self.delimiter: str | None = found["delimiter"]
        self.header_end: int | None = found["header_end"]
        self._given = delimiter
        self._sample: list[list[str | None]] = found["sample"]

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """All rows in order (see :meth:`TableSource.rows`)."""
        batches = self._stream("rows", wanted=list(wanted))
        while True:
            try:
                batch = next(batches)
            except StopIteration as stop:
                self.notes, self.format = stop.value["notes"], stop.value["format"]
                return
            for line, second, *rest in batch:
                yield Fault(line, second, rest[0]) if rest else Row(line, second)

    def sample(self) -> list[list[str | None]]:
        """The cells of the first readable rows, all columns."""
        return self._sample

    def copy_plain(self, target: Path) -> str | None:
        """Write the table as one that is read fast.

        Returns:
            ``csv``: ``target`` has the rows as UTF-8 without lines above the first, all of one
            width; ``parquet``: it has the columns as text, named ``c0``, ``c1``, …; None: the rows
            have to be read one by one.
        """
        found = call(f"{_SERVED}:copy_plain", b"", **self._values(), target=str(target))
        self.notes, self.format, self.encoding = found["notes"], found["format"], found["encoding"]
        form: str | None = found["copied"]
        return form

    def _stream(self, function: str, **values: Any) -> Any:
        return stream(f"{_SERVED}:{function}", b"", **self._values(), **values)

    def _values(self) -> dict[str, Any]:
        where, file = str(self.path), str(self.file)
        return {"limits": self._limits, "where": where, "file": file, "delimiter": self._given}
