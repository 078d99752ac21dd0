"""Words of a text, folded so that spellings, cases and old fonts do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pydantic import BaseModel, Field

from sinergi.vocabulary.tables import data_path, read_table

_WORD = re.compile(r"[^\W_]+")


class _Glyph(BaseModel):
    glyph: str
    letter: str
    country: str = Field(pattern=r"^[A-Z]{3}$")


@cache
def glyphs() -> dict[int, str]:
    """Letters of Tajik by the code points of the letters that old fonts wrote for them."""
    return {ord(row.glyph): row.letter for row in _glyph_rows()}


@cache
def glyph_countries() -> frozenset[str]:
    """The countries (ISO3) whose texts are taken to be written with such fonts."""
    return frozenset(row.country for row in _glyph_rows())


@cache
def _glyph_rows() -> list[_Glyph]:
    return read_table(data_path("vocabulary", "glyphs.csv"), _Glyph, unique="glyph")


def tokens(text: str) -> list[str]:
    """The words of ``text``: case folded, without accents, old Tajik glyphs made new.

    >>> tokens("Ресмони пахтагї, Stainless-Steel")
    ['ресмони', 'пахтаги', 'stainless', 'steel']
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(glyphs()))
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    return _WORD.findall(folded)
