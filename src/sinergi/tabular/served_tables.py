"""What the confined process does with a table; :mod:`sinergi.tabular.confined_table` calls it."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

from sinergi.outside import reading_from_outside
from sinergi.tabular.delimited import Delimited
from sinergi.tabular.opening import open_source, open_unpacked
from sinergi.tabular.packed import copy_limited, damage
from sinergi.tabular.parquet import ParquetTable
from sinergi.tabular.source import Fault, FileTable

LIBRARIES = ("openpyxl", "charset_normalizer", "sinergi.tabular.workbook")
"""What the server keeps loaded once a table has needed it; not Polars: no fork has its threads."""

_BATCH_CHARACTERS = 1 << 20
_BATCH = 5_000
_THREADS = "2"


def describe(data: bytes, where: str, folder: str, delimiter: str | None) -> dict[str, Any]:
    """What the table is, and its first rows; one that is packed is unpacked into ``folder``."""
    del data
    _few_threads()
    source = open_source(Path(where), Path(folder), delimiter)
    return _state(source) | {
        "file": str(source.file),
        "columns": source.columns,
        "sample": source.sample(),
        "delimiter": source.delimiter if isinstance(source, Delimited) else None,
        "header_end": source.header_end if isinstance(source, Delimited) else None,
    }


def rows(
    data: bytes, where: str, file: str, delimiter: str | None, wanted: list[str]
) -> Generator[list[Any], None, dict[str, Any]]:
    """Batches of rows ``[line, cells]`` and faults ``[line, reason, text]``."""
    del data
    _few_threads()
    source = open_unpacked(Path(where), Path(file), delimiter)
    batch: list[Any] = []
    size = 0
    for row in source.rows(wanted):
        batch.append(list(row))
        size += len(row.text) if isinstance(row, Fault) else sum(map(len, filter(None, row.cells)))
        if len(batch) == _BATCH or size > _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
    return _state(source)


def copy_plain(
    data: bytes, where: str, file: str, delimiter: str | None, target: str
) -> dict[str, Any]:
    """Copy the table in a form that is read fast, where there is one."""
    del data
    _few_threads()
    source = open_unpacked(Path(where), Path(file), delimiter)
    copied = None
    with reading_from_outside(where):
        if isinstance(source, ParquetTable):
            source.copy_text(Path(target))
            copied = "parquet"
        elif isinstance(source, Delimited) and source.copy_even(Path(target)):
            copied = "csv"
    return _state(source) | {"copied": copied}


def unpack_member(data: bytes, where: str, name: str, target: str) -> bool:
    """Unpack one file of a zip archive; whether it is there."""
    del data
    path = Path(where)
    with damage(path), zipfile.ZipFile(path) as archive:
        if name not in archive.namelist():
            return False
        with archive.open(name) as packed:
            copy_limited(packed, Path(target), path)
    return True


def _state(source: FileTable) -> dict[str, Any]:
    encoding = source.encoding if isinstance(source, Delimited) else None
    return {"notes": source.notes, "format": source.format, "encoding": encoding}


def _few_threads() -> None:
    """Each thread of Polars takes address space, which is limited here."""
    os.environ["POLARS_MAX_THREADS"] = _THREADS
