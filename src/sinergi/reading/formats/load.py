"""Opens a file, tells its format by its content and ending, and reads it to a document."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from sinergi.errors import InputError
from sinergi.outside import plain_file
from sinergi.reading.document import Document
from sinergi.reading.formats import docx, json_, txt
from sinergi.reading.formats.confined_formats import read_confined
from sinergi.reading.formats.page import LONGEST_TEXT, Page

_ENDINGS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "eml",
    ".json": "json",
}

LARGEST = 20_000_000
"""Bytes of one file; a larger one is refused before it is read."""


def load_file(path: Path, *, published: date | None = None) -> Document:
    """Read ``path`` (``-`` is standard input) to a document named after the file's stem.

    Raises:
        InputError: it is missing, too large, empty, binary, broken, or of a format not read.
    """
    if str(path) == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
        return load_bytes(data, name="stdin", where="standard input", published=published)
    if plain_file(path).is_dir():
        raise InputError("it is a folder", where=str(path), advice="Give files")
    try:
        # Not by its stated size: a device has none, and a file may grow.
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError("there is no such file", where=str(path)) from None
    except OSError as error:
        raise InputError(f"it cannot be opened: {error.strerror}", where=str(path)) from error
    return load_bytes(data, name=path.name, where=str(path), published=published)


def load_bytes(
    data: bytes, *, name: str, where: str | None = None, published: date | None = None
) -> Document:
    """Read the bytes of a file called ``name``.

    Raises:
        InputError: see :func:`load_file`.
    """
    where = where or name
    if len(data) > LARGEST:
        raise InputError(
            f"it has more than the {LARGEST:,} bytes that are read of one document",
            where=where,
            advice="Cut the report out of it and give only that",
        )
    if not data.strip():
        raise InputError("it is empty", where=where)
    page = _page(data, name, where)
    if not page.text.strip():
        raise InputError(
            "no text was found in it",
            where=where,
            advice="A scan needs to be turned into text (OCR) first",
        )
    notes = page.notes
    if len(page.text) > LONGEST_TEXT:
        notes = (*notes, f"only the first {LONGEST_TEXT:,} characters were kept")
    return Document(
        id=page.id or Path(name).stem or name,
        text=page.text[:LONGEST_TEXT],
        url=page.url,
        published=published or page.published,
        lang=page.lang,
        source=where,
        notes=notes,
    )


def _page(data: bytes, name: str, where: str) -> Page:
    """The page: text and JSON are decoded here, other formats read in a process of their own."""
    form = _format(data, name)
    if form == "old":
        return docx.refuse_old(data, where)
    if form == "json":
        return json_.read(data, where)
    return txt.read(data, where) if form == "txt" else read_confined(data, form, where)


def _format(data: bytes, name: str) -> str:
    """The format: by the first bytes, else by the ending, else plain text."""
    ending = Path(name).suffix.lower()
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "old"
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    if head[:200].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    return "txt"
