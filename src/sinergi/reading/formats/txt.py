"""Plain text."""

from __future__ import annotations

from sinergi.reading.formats.decode import decode
from sinergi.reading.formats.page import Page


def read(data: bytes, where: str) -> Page:
    """Decode; the text stays as it is."""
    text, note = decode(data, where)
    return Page(text, notes=(note,) if note else ())
