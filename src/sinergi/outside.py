"""The boundary to files from outside: what libraries raise on bad input becomes one line."""

from __future__ import annotations

import csv
import logging
import lzma
import stat
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sinergi.errors import InputError, SinergiError

_RAISED: tuple[type[Exception], ...] = (
    # Of Python: damaged text, numbers and dates out of range, nesting without end, archives
    # that are locked or packed in an unknown way.
    ValueError,
    OverflowError,
    RecursionError,
    EOFError,
    RuntimeError,
    csv.Error,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    ElementTree.ParseError,
)
_ADVICE = "Open it in the program it comes from and save it again, or fetch it again"
_WRITE_OUT = "Write what it gives into a file and give that"
_NO_FILE = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_SMALLER = "Copy what is needed into a new, plain file and give that"

logger = logging.getLogger(__name__)


@contextmanager
def reading_from_outside(path: Path | str) -> Iterator[None]:
    """Read a file that anybody may have made within this block.

    Raises:
        InputError: a library broke down on the file; what it raised stands in the debug log.
        OSError: the file cannot be opened (the caller words it).
    """
    try:
        yield
    except (SinergiError, OSError):
        raise
    except MemoryError as error:
        raise InputError(
            "takes more memory to read than there is", where=str(path), advice=_SMALLER
        ) from error
    except Exception as error:
        if not isinstance(error, (*_RAISED, *_of_polars())):
            raise
        logger.debug("reading %s", path, exc_info=True)
        what = str(error).partition("\n")[0][:120]
        raise InputError(
            f"cannot be read, it is damaged or not what it should be ({type(error).__name__}: "
            f"{what})",
            where=str(path),
            advice=_ADVICE,
        ) from error


class KeyTwiceError(ValueError):
    """A JSON object has one key twice: one of the values would be lost without a word."""


def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these keys and values, for the ``object_pairs_hook`` of :mod:`json`.

    Raises:
        KeyTwiceError: a key stands twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for place, key in enumerate(keys) if key in keys[:place])
        raise KeyTwiceError(f"the key '{twice[:60]}' stands twice in one object")
    return found


def plain_file(path: Path) -> Path:
    """The path, unless what lies there gives bytes without being a file.

    A pipe that nobody writes to makes its reader wait for ever, a device gives bytes without end.
    What is not there, and a folder, is left to the reader, who knows what to say of it.

    Raises:
        InputError: it is a pipe, a socket or a device, or no file can have this name.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return path
    except ValueError as error:
        raise InputError("no file can have this name", where=str(path)) from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        kind = next((name for told, name in _NO_FILE if told(mode)), "something else")
        raise InputError(f"is {kind}, not a file", where=str(path), advice=_WRITE_OUT)
    return path


def _of_polars() -> tuple[type[Exception], ...]:
    """The errors of Polars, which is not loaded for their sake."""
    polars = sys.modules.get("polars")
    return () if polars is None else (polars.exceptions.PolarsError,)
