"""The rows of a list's CSV file, all of them: a list that is not whole must not pass for one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sinergi.errors import InputError
from sinergi.tabular.encoding import TextLines

_END_OF_FILE = "\x1a"
"""The last character of OFAC's files, as old systems ended a file."""

ADVICE = "Fetch the list again; nothing was screened against it"


def list_rows(path: Path, delimiter: str = ",") -> Iterator[list[str]]:
    """The rows in order, each as long as the first.

    Raises:
        InputError: a row cannot be split, has another number of cells than the first (as the last
            one of a file that was cut has), or a quotation mark is not closed.
    """
    reader = csv.reader(TextLines(path), delimiter=delimiter, strict=True)
    width = 0
    try:
        for row in reader:
            if not row or row == [_END_OF_FILE]:
                continue
            width = width or len(row)
            if len(row) != width:
                raise InputError(
                    f"{len(row)} cells where the first row has {width}: the list is cut or damaged",
                    where=f"{path}, line {reader.line_num}",
                    advice=ADVICE,
                )
            yield row
    except csv.Error as error:
        raise InputError(
            f"is not a whole row of cells ({error})",
            where=f"{path}, line {reader.line_num}",
            advice=ADVICE,
        ) from error


def list_records(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The rows below the header, by the header's names (see :func:`list_rows`)."""
    rows = list_rows(path, delimiter)
    header = next(rows, [])
    for row in rows:
        yield dict(zip(header, row, strict=True))


def open_end(path: Path) -> str | None:
    """What is to be noted of a file whose last line has no end: it may have been cut there."""
    with path.open("rb") as file:
        file.seek(-1, 2)
        whole = file.read(1) in (b"\n", b"\r", b"\x1a")
    return None if whole else "the last line has no end: the file may have been cut there"
