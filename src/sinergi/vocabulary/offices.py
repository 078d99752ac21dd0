"""Offices and institutions from one language into another, by a table of what they are made of.

"Menteri Perindustrian" is a head (Menteri …) and a portfolio (Perindustrian); both are found in
``vocabulary/offices.csv`` and written in the other language. What is not wholly known is left: half
a translation would be worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel.lists import format_list
from pydantic import BaseModel, ConfigDict

from sinergi.vocabulary import countries
from sinergi.vocabulary.country_forms import FORMS, Name
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

_SPLIT = re.compile(r"\s*,\s*(?:and |dan |и |ва )?|\s+(?:and|&|dan|и|ва)\s+")
_STATE = re.compile(
    r"\b(?:the )?(?:RI|Republic of|Republik|Islamic Republic of|Kingdom of|Федерации|Федерация"
    r"|Республики|Республика|Ҷумҳурии)(?=\s|$)",
    re.IGNORECASE,
)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["head", "body", "portfolio"]
    code: str
    body: str | None = None
    name: Translated

    def alternatives(self, lang: str) -> list[str]:
        return self.name[lang].split("|")


@dataclass(frozen=True)
class Office:
    """A head or body, and what it is for (codes of portfolios)."""

    code: str
    portfolios: tuple[str, ...] = ()

    def text(self, lang: str) -> str:
        """The office in ``lang``, in small letters as it stands within a sentence."""
        return _filled(_rows()[self.code].alternatives(lang)[0], self.portfolios, lang)

    def body(self, lang: str) -> str | None:
        """The institution it leads in ``lang``; None where the table names none."""
        code = _rows()[self.code].body
        if code is None:
            return None
        pattern = _rows()[code].alternatives(lang)[0]
        return _filled(pattern, self.portfolios, lang)


@cache
def _rows() -> dict[str, _Row]:
    rows = read_table(data_path("vocabulary", "offices.csv"), _Row, unique="code")
    return {row.code: row for row in rows}


def _filled(pattern: str, portfolios: tuple[str, ...], lang: str) -> str:
    if not portfolios:
        # A president or an embassy is for nothing in particular.
        return pattern
    names = [_rows()[code].alternatives(lang)[0] for code in portfolios]
    # What two portfolios share with "and" is joined with commas, so that it reads.
    text = names[0]
    if len(names) > 1:
        text = format_list([", ".join(names[:-1]), names[-1]], locale=lang)
    return pattern.replace("{p}", text)


@cache
def _patterns() -> list[tuple[str, str | None, _Row]]:
    """What stands before and behind the portfolio in small letters, and the office.

    What has no portfolio is whole: nothing (None) stands behind it.
    """
    found = []
    for row in _rows().values():
        if row.kind == "portfolio":
            continue
        for lang in LANGUAGES:
            for text in row.alternatives(lang):
                before, place, behind = text.lower().partition("{p}")
                found.append((before, behind if place else None, row))
    return found


@cache
def _portfolios() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _rows().values():
        if row.kind == "portfolio":
            for lang in LANGUAGES:
                for text in row.alternatives(lang):
                    found.setdefault(text.casefold(), row.code)
    return found


def office(text: str) -> Office | None:
    """What an office or institution is made of; None where it is not wholly known.

    Args:
        text: An office in any of the languages, with or without its country.
    """
    wanted = _without_country(text).lower()
    for before, behind, row in _patterns():
        if behind is None:
            if wanted == before:
                return Office(row.code)
        elif wanted.startswith(before) and wanted.endswith(behind):
            found = _portfolio_codes(wanted[len(before) : len(wanted) - len(behind)])
            if found:
                return Office(row.code, found)
    return None


def _portfolio_codes(text: str) -> tuple[str, ...]:
    """The codes of a portfolio: whole, or of its parts where all are known."""
    known = _portfolios()
    whole = known.get(text.strip().casefold())
    if whole:
        return (whole,)
    parts = [part for part in _SPLIT.split(text.strip()) if part]
    codes = [known.get(part.casefold()) for part in parts]
    return tuple(code for code in codes if code) if all(codes) else ()


def _without_country(text: str) -> str:
    """The text without the state it belongs to: "… of the Republic of Tajikistan"."""
    kept = _STATE.sub(" ", text)
    named = [name for name in _countries() if name in kept]
    if named:
        names = "|".join(map(re.escape, named))
        kept = re.sub(rf"(?:of )?\b(?:{names})(?!\w)", " ", kept)
    kept = re.sub(r"\b(?:of|of the|the)\s*$", " ", kept.strip())
    return re.sub(r"\s+", " ", kept).strip(" ,")


@cache
def _countries() -> list[str]:
    """Names of countries, in all languages and cases, the longest first."""
    names = {
        Name(iso3, lang).form(form)
        for iso3 in countries.iso3_to_iso2()
        for lang in LANGUAGES
        for form in FORMS
    }
    return sorted(names, key=len, reverse=True)
