"""Opens a table: which format a file is in, told by what it contains rather than by its name."""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path

from sinergi.errors import InputError
from sinergi.outside import reading_from_outside
from sinergi.tabular.delimited import Delimited
from sinergi.tabular.encoding import marked, wide_without_mark
from sinergi.tabular.json_records import JsonRecords
from sinergi.tabular.packed import is_packed, unpack
from sinergi.tabular.parquet import ParquetTable
from sinergi.tabular.source import TableSource
from sinergi.tabular.workbook import WorkbookTable
from sinergi.tabular.xml_records import XmlRecords

READ = "CSV, XLSX, Parquet, JSON lines and GLEIF XML are read, also as .gz or .zip"


def open_table(path: Path, *, delimiter: str | None = None) -> TableSource:
    """The file as a table.

    Args:
        path: The file.
        delimiter: What stands between two cells of a text file; found out when it is not given.

    Raises:
        InputError: it is not there, empty, damaged, or in no format of a table.
    """
    with reading_from_outside(path):
        return _open(path, delimiter)


def _open(path: Path, delimiter: str | None) -> TableSource:
    start = _start(path)
    if not is_packed(start, path):
        return _opened(path, path, start, delimiter)
    folder, file = unpack(path)
    try:
        source = _opened(path, file, _start(file, shown=path), delimiter)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(source, shutil.rmtree, folder, ignore_errors=True)
    return source


def _opened(path: Path, file: Path, start: bytes, delimiter: str | None) -> TableSource:
    if start.startswith(b"PK"):
        return WorkbookTable(path, file)
    if start.startswith(b"PAR1"):
        return ParquetTable(path, file)
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"{", b"[")):
        return JsonRecords(path, file)
    if text.startswith(b"<"):
        return XmlRecords(path, file)
    if b"\0" in start and not marked(start) and not wide_without_mark(start):
        raise InputError("is a binary file", where=str(path), advice=READ)
    return Delimited(path, file, delimiter=delimiter)


def _start(path: Path, *, shown: Path | None = None) -> bytes:
    where = str(shown or path)
    try:
        with path.open("rb") as file:
            start = file.read(8192)
    except FileNotFoundError as error:
        raise InputError("there is no such file", where=where) from error
    except IsADirectoryError as error:
        raise InputError("is a folder, not a file", where=where) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=where) from error
    if not start.strip():
        raise InputError("the file is empty", where=where)
    return start
