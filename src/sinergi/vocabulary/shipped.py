"""Tables that ship with the package are read only as they were made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sinergi.errors import DataError
from sinergi.origin import read_origin, sha256

ADVICE = "Install Sinergi again ('sinergi data verify' checks all files)"


@cache
def whole(path: Path) -> Path:
    """The path of a shipped file, once its digest is found to be that of its origin record.

    A table that is cut short, or another's, can often still be read: what it lacks would pass for
    what is not known. All files together take some hundredths of a second, each once.

    Raises:
        DataError: the file or its origin record is missing, or the file has changed.
    """
    if not path.is_file():
        raise DataError("this file of the program is missing", where=str(path), advice=ADVICE)
    if sha256(path) != read_origin(path).sha256:
        raise DataError(
            "this file of the program is damaged: its origin record has another digest",
            where=str(path),
            advice=ADVICE,
        )
    return path
