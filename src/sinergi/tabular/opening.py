"""Opens a table: which format a file is in, told by what it contains rather than by its name."""

from __future__ import annotations

from pathlib import Path

from sinergi.errors import InputError
from sinergi.outside import reading_from_outside
from sinergi.tabular.delimited import Delimited
from sinergi.tabular.encoding import marked, wide_without_mark
from sinergi.tabular.json_records import JsonRecords
from sinergi.tabular.packed import is_packed, unpack
from sinergi.tabular.parquet import ParquetTable
from sinergi.tabular.source import FileTable
from sinergi.tabular.workbook import WorkbookTable
from sinergi.tabular.xml_records import XmlRecords

READ = "CSV, XLSX, Parquet, JSON lines and GLEIF XML are read, also as .gz or .zip"


def open_source(path: Path, folder: Path, delimiter: str | None = None) -> FileTable:
    """The file as a table, read in this process.

    Args:
        path: The file.
        folder: Where it is unpacked to, when it is packed.
        delimiter: What stands between two cells of a text file; found out when it is not given.

    Raises:
        InputError: it is not there, empty, damaged, or in no format of a table.
    """
    with reading_from_outside(path):
        if is_packed(_start(path, path), path):
            return open_unpacked(path, unpack(path, folder), delimiter)
        return open_unpacked(path, path, delimiter)


def open_unpacked(path: Path, file: Path, delimiter: str | None = None) -> FileTable:
    """The table in ``file``, which is what was in ``path``.

    Raises:
        InputError: as for :func:`open_source`.
    """
    with reading_from_outside(path):
        return _opened(path, file, _start(file, path), delimiter)


def _opened(path: Path, file: Path, start: bytes, delimiter: str | None) -> FileTable:
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


def _start(file: Path, path: Path) -> bytes:
    where = str(path)
    try:
        with file.open("rb") as opened:
            start = opened.read(8192)
    except FileNotFoundError as error:
        raise InputError("there is no such file", where=where) from error
    except IsADirectoryError as error:
        raise InputError("is a folder, not a file", where=where) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=where) from error
    if not start.strip():
        raise InputError("the file is empty", where=where)
    return start
