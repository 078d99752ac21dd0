"""Names of people in the reader's script, by a table of letters; the original stands beside."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary.languages import language
from sinergi.vocabulary.tables import data_path, read_table

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    into: Literal["ru", "tg", "latin"]
    letters: str = Field(min_length=1)
    becomes: str = ""
    country: str | None = None


@cache
def _letters(into: str, country: str | None) -> dict[str, str]:
    rows = read_table(data_path("vocabulary", "name-letters.csv"), _Row)
    general = {r.letters: r.becomes for r in rows if r.into == into and r.country is None}
    own = {r.letters: r.becomes for r in rows if r.into == into and r.country == country}
    return general | own if country else general


def in_script_of(name: str, lang: str, country: str | None = None) -> str | None:
    """A person's name in the script of ``lang``; None where it is in it, or in a third script.

    Args:
        name: As the document has it.
        lang: The reader's language.
        country: ISO3 of the person's side: its spelling decides some letters.
    """
    latin, cyrillic = bool(_LATIN.search(name)), bool(_CYRILLIC.search(name))
    if latin == cyrillic or language(lang).script == ("latin" if latin else "cyrillic"):
        return None
    table = _letters("latin" if cyrillic else lang, country)
    return re.sub(r"\w+", lambda word: _word(word[0], table), name)


def _word(word: str, table: dict[str, str]) -> str:
    longest = max(map(len, table))
    small, place, made = word.lower(), 0, ""
    while place < len(small):
        for size in range(longest, 0, -1):
            piece = small[place : place + size]
            if len(piece) == size and piece in table:
                made += table[piece]
                place += size
                break
        else:
            made += small[place]
            place += 1
    if word.isupper() and len(word) > 1:
        return made.upper()
    return made[:1].upper() + made[1:] if word[:1].isupper() else made
