"""Scripts: repairs letters of old Tajik fonts, writes Cyrillic and accented Latin plainly."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pydantic import BaseModel

from sinergi.vocabulary import words
from sinergi.vocabulary.tables import data_path, read_table

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
# Letters that no neighbour of Tajik writes: they settle what language a text is in.
_TAJIK_ONLY = re.compile(r"[ҷӣӯ]", re.IGNORECASE)


class _Letter(BaseModel):
    letter: str
    latin: str = ""
    note: str | None = None


@cache
def _letters() -> dict[int, str]:
    rows = read_table(data_path("companies", "names", "letters.csv"), _Letter, unique="letter")
    return {ord(row.letter): row.latin for row in rows}


@cache
def _glyphs() -> dict[int, str]:
    lower = words.glyphs()
    upper = {ord(chr(code).upper()): letter.upper() for code, letter in lower.items()}
    return upper | lower


def repair_glyphs(text: str, *, tajik: bool = False) -> str:
    """Put back the Tajik letters that old fonts wrote with letters of other languages.

    The same letters are right in Serbian, Macedonian, Ukrainian and Uzbek, so the text is only
    changed where it is known to be Tajik (``tajik``), holds a letter that only Tajik has, or
    holds two different letters of the kind.
    """
    glyphs = _glyphs()
    found = {char for char in text.lower() if ord(char) in glyphs}
    if found and (tajik or len(found) > 1 or _TAJIK_ONLY.search(text)):
        return text.translate(glyphs)
    return text


def writes_tajik(country: str | None) -> bool:
    """Whether texts of a country (ISO3) are taken to be Tajik, by ``vocabulary/glyphs.csv``."""
    return country in words.glyph_countries()


def plain(text: str) -> str:
    """Lower case, Latin letters without accents, Cyrillic letters as they are."""
    if text.isascii():
        return text.lower()
    out = []
    for char in unicodedata.normalize("NFKC", text).lower():
        if char.isascii() or "Ѐ" <= char <= "ӿ":
            out.append(char)
        else:
            parts = unicodedata.normalize("NFKD", char)
            bare = "".join(part for part in parts if not unicodedata.combining(part))
            out.append(_letters().get(ord(bare), bare) if len(bare) == 1 else bare)
    return "".join(out)


def romanise(text: str) -> str:
    """Write a :func:`plain` text in Latin letters; scripts without a table stay as they are."""
    return text if text.isascii() else text.translate(_letters())
