"""The formats whose parsers a file could hang or break: they are read in a confined process."""

from __future__ import annotations

from datetime import date
from typing import Any

from sinergi.confined import Limits, call
from sinergi.reading.formats import docx, eml, html, pdf
from sinergi.reading.formats.page import Page

LIBRARIES = ("docx", "pypdf", "selectolax.lexbor", "charset_normalizer")
"""What the server of confined calls keeps loaded once a file has needed it."""

LIMITS = Limits(seconds=30, memory=1_500_000_000)
"""A report of a meeting takes a tenth of a second and 150 MB."""

_READERS = {"pdf": pdf.read, "docx": docx.read, "html": html.read, "eml": eml.read}


def read_confined(data: bytes, form: str, where: str) -> Page:
    """Read the bytes of a file of one of the formats ``pdf``, ``docx``, ``html``, ``eml``.

    Raises:
        InputError: it cannot be read, or it takes more than :data:`LIMITS`.
    """
    found: dict[str, Any] = call(
        f"{__name__}:read_page", data, limits=LIMITS, form=form, where=where
    )
    published = found["published"]
    return Page(
        text=str(found["text"]),
        published=date.fromisoformat(published) if published else None,
        url=found["url"],
        notes=tuple(map(str, found["notes"])),
    )


def read_page(data: bytes, form: str, where: str) -> dict[str, Any]:
    """What :func:`read_confined` calls in the child: the page as plain values.

    Raises:
        InputError: it cannot be read.
    """
    page = _READERS[form](data, where)
    return {
        "text": page.text.encode("utf-8", "replace").decode(),
        "published": page.published.isoformat() if page.published else None,
        "url": page.url,
        "notes": list(page.notes),
    }
