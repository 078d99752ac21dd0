"""Tables packed as gzip, or alone in a zip archive."""

from __future__ import annotations

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sinergi.errors import InputError
from sinergi.store.whole import DISK_FULL

UNPACKED_RATIO = 100
"""A file may unfold to so many times its size (tables of text unfold to five to thirty times)…"""

UNPACKED_LEAST = 64_000_000
"""… and to so many bytes in any case."""

DAMAGED = (
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    # What zipfile says of a password, an unknown method and impossible places.
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
"""What the libraries raise on damaged archives."""

_BLOCK = 1 << 20
_WORKBOOK = "[Content_Types].xml"
_ENDINGS = (".csv", ".txt", ".tsv", ".tab", ".json", ".jsonl", ".xml", ".parquet", ".xlsx")


def is_packed(start: bytes, path: Path) -> bool:
    """Whether a file that begins so is an archive to be unpacked (a workbook is none)."""
    if start.startswith(b"\x1f\x8b"):
        return True
    if not start.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _WORKBOOK not in archive.namelist()
    except (OSError, *DAMAGED):
        return path.suffix.lower() == ".zip"


@contextmanager
def damage(path: Path) -> Iterator[None]:
    """One line for all that can be wrong with an archive.

    Raises:
        InputError: the archive is damaged, locked, or packed in a way that is not read.
    """
    try:
        yield
    except OSError as error:
        if error.errno in DISK_FULL:
            raise
        raise InputError(
            f"the archive cannot be read ({error.strerror or error})", where=str(path)
        ) from error
    except DAMAGED as error:
        raise InputError(
            f"the archive is damaged or locked ({error})",
            where=str(path),
            advice="Unpack it yourself, or fetch it again",
        ) from error


def limit(packed: int) -> int:
    """How many bytes a file of ``packed`` bytes may unfold to."""
    return max(UNPACKED_LEAST, UNPACKED_RATIO * packed)


def unpack(path: Path, folder: Path) -> Path:
    """Unpack the one table in ``path`` into ``folder``; the file there.

    Raises:
        InputError: the archive is damaged, holds no or several tables, or unfolds too large.
    """
    with damage(path):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                name = only_table(path, archive.namelist())
                with archive.open(name) as packed:
                    return copy_limited(packed, folder / Path(name).name, path)
        with gzip.open(path) as packed:
            return copy_limited(packed, folder / (path.stem or "table"), path)
    raise AssertionError("damage() passes no fault on")


def copy_limited(packed: IO[bytes] | gzip.GzipFile, target: Path, path: Path) -> Path:
    """Copy what an archive at ``path`` holds to ``target``, up to :func:`limit`; the target.

    Raises:
        InputError: it unfolds to more.
    """
    most = limit(path.stat().st_size)
    size = 0
    with target.open("wb") as out:
        while block := packed.read(_BLOCK):
            size += len(block)
            if size > most:
                raise InputError(
                    f"unfolds to more than {most:,} bytes, {UNPACKED_RATIO} times its size",
                    where=str(path),
                    advice="Unpack it yourself if you trust it, and give the unpacked table",
                )
            out.write(block)
    return target


def only_table(path: Path, names: list[str]) -> str:
    """The one table in an archive that holds these names.

    Raises:
        InputError: there is none, or there are several.
    """
    tables = [n for n in names if n.lower().endswith(_ENDINGS) and not n.startswith("__MACOSX")]
    if len(tables) != 1:
        raise InputError(
            f"holds {len(tables)} tables where one is expected",
            where=str(path),
            advice="Unpack it and add each table on its own",
        )
    return tables[0]
