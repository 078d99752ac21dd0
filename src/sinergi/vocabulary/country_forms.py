"""Country names as a sentence needs them: in a case, or with an article.

The forms are data (``vocabulary/country-forms.csv``). A :class:`Name` is its plain text; in a
message ``{country:dat}`` takes its dative, which is the plain text where a language has none.
``{country:into}`` and ``{country:from}`` are the name with the word before it that tells the way
("в Индонезию", "на Кубу"; ``vocabulary/country-ways.csv``), in languages that choose that word by
the country.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary import countries
from sinergi.vocabulary.tables import data_path, read_table

Form = Literal["plain", "gen", "dat", "acc", "ins", "loc"]
FORMS: tuple[Form, ...] = ("plain", "gen", "dat", "acc", "ins", "loc")
Way = Literal["into", "from"]
WAYS: tuple[Way, ...] = ("into", "from")
USUAL = "*"
"""The line of the words that a language uses before most countries."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    iso3: str = Field(pattern=r"^[A-Z]{3}$")
    lang: str
    plain: str
    gen: str | None = None
    dat: str | None = None
    acc: str | None = None
    ins: str | None = None
    loc: str | None = None


@cache
def _rows() -> dict[tuple[str, str], _Row]:
    rows = read_table(data_path("vocabulary", "country-forms.csv"), _Row)
    return {(row.iso3, row.lang): row for row in rows}


class _Way(BaseModel):
    """A line of ``country-ways.csv``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    iso3: str = Field(pattern=r"^([A-Z]{3}|\*)$")
    lang: str
    into: str
    out_of: str


@cache
def _ways() -> dict[tuple[str, str], _Way]:
    rows = read_table(data_path("vocabulary", "country-ways.csv"), _Way)
    return {(row.iso3, row.lang): row for row in rows}


class Name(str):
    """A country's name in a language; ``format(name, "dat")`` gives a form of it."""

    __slots__ = ("iso3", "lang")
    iso3: str
    lang: str

    def __new__(cls, iso3: str, lang: str) -> Name:
        """The country's name in ``lang``."""
        made = super().__new__(cls, countries.name(iso3, lang))
        made.iso3, made.lang = iso3, lang
        return made

    def form(self, form: Form) -> str:
        """The name in a case, or as it stands within a sentence (``plain``)."""
        row = _rows().get((self.iso3, self.lang))
        if row is None:
            return str(self)
        text: str | None = getattr(row, form)
        return text or row.plain

    def way(self, spec: Way) -> str:
        """The name as one goes to the country (``into``) or comes from it."""
        known = _ways()
        way = known.get((self.iso3, self.lang)) or known.get((USUAL, self.lang))
        name = self.form("acc" if spec == "into" else "gen")
        if way is None:
            return name
        return f"{way.into if spec == 'into' else way.out_of} {name}"

    def __format__(self, spec: str) -> str:
        for way in WAYS:
            if spec == way:
                return self.way(way)
        for form in FORMS:
            if spec == form:
                return self.form(form)
        return str.__format__(str(self), spec)
