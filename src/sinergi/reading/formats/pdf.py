"""PDF files: the text of the pages, broken lines joined to paragraphs."""

from __future__ import annotations

import io
import logging
import re
import time

from sinergi.errors import InputError
from sinergi.reading.formats.page import LONGEST_TEXT, Page

_MOST_PAGES = 200
_MOST_SECONDS = 20.0
_HYPHEN = re.compile(r"(?<=[a-zа-яё])-\n(?=[a-zа-яё])")
_SOFT_BREAK = re.compile(r"(?<![.!?:;。！？”\"»)\n])\n(?=[^\n\s•–—\-*])")


def read(data: bytes, where: str) -> Page:
    """Read the first pages; stops after a time, and says what was left out.

    Raises:
        InputError: broken, or locked with a password.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    notes: list[str] = []
    pages: list[str] = []
    until = time.monotonic() + _MOST_SECONDS
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("it is locked with a password", where=where, advice="Unlock it first")
        number = len(reader.pages)
        for index in range(min(number, _MOST_PAGES)):
            if time.monotonic() > until or sum(map(len, pages)) > LONGEST_TEXT:
                notes.append(f"only the first {index} of {number} pages were read")
                break
            pages.append(reader.pages[index].extract_text() or "")
        if number > _MOST_PAGES:
            notes.append(f"only the first {_MOST_PAGES} of {number} pages were read")
    except InputError:
        raise
    except Exception as error:  # pypdf raises many kinds of errors on broken files
        raise InputError(
            f"it cannot be read as a PDF ({type(error).__name__})",
            where=where,
            advice="Open it in a viewer and print or save it as PDF again",
        ) from error
    return Page(_paragraphs("\n\n".join(pages)), notes=tuple(notes))


def _paragraphs(text: str) -> str:
    """Join lines that a page's width broke; blank lines and sentence ends stay."""
    joined = _HYPHEN.sub("", text.replace("\r\n", "\n"))
    return _SOFT_BREAK.sub(" ", joined)
