"""The rows of the lexicon files, one model a file; a wrong cell is named with file and line."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, create_model

from sinergi.cooperation.record import Kind
from sinergi.vocabulary.languages import DOCUMENT_LANGUAGES


class Row(BaseModel):
    """A row of a lexicon: columns that are not known are refused."""

    model_config = ConfigDict(extra="forbid")


def parts(cell: str) -> list[str]:
    """The phrases of a cell, separated by |."""
    return [part.strip() for part in cell.split("|") if part.strip()]


class PhraseRow(Row):
    """A row that lists phrases, separated by |."""

    phrases: str = ""

    def split(self) -> list[str]:
        """The phrases."""
        return parts(self.phrases)


class WordRow(PhraseRow):
    """A role and the words that play it."""

    role: str


class CueRow(Row):
    """One phrase: the kind it tells, how strongly, and whose the grammatical subject is."""

    phrase: str
    kind: Kind
    weight: int
    subject: Literal["self", "other", "both"] = "self"

    def split(self) -> list[str]:
        """The one phrase."""
        return [self.phrase]


class SectorRow(PhraseRow):
    """A sector, or ``none`` for words that only look like one."""

    sector: str


class ObjectRow(PhraseRow):
    """Words that tell what a statement is about, by a code of ``gloss/objects.csv``."""

    code: str


class OfficeRow(PhraseRow):
    """Words of offices by kind; ``role`` spells an abbreviation out, ``country`` whose it is."""

    kind: str
    role: str = ""
    country: str | None = None


class DateRow(PhraseRow):
    """Words of dates and periods by kind; ``value`` a number or a template such as ``{Y+1}``."""

    kind: str
    value: str = ""


class NameRow(Row):
    """Characters of Chinese names."""

    kind: Literal["surname", "spelling", "stop"]
    characters: str


class FurnitureRow(PhraseRow):
    """Phrases of page furniture by where they stand."""

    where: str


class PlaceNames(Row):
    """What a country, city or region is called; a cell may list several names.

    ``capital`` marks the capital among cities, ``zh_short`` is a country's one- or two-character
    name in Chinese.
    """

    iso3: str
    capital: str = ""
    zh_short: str = ""

    def names(self, lang: str) -> list[str]:
        """The names in ``lang``; none in a language that documents are not read in."""
        return parts(str(getattr(self, lang, "")))


_COLUMNS: dict[str, Any] = dict.fromkeys(DOCUMENT_LANGUAGES, (str, ""))
PlaceRow: type[PlaceNames] = create_model("PlaceRow", __base__=PlaceNames, **_COLUMNS)
"""A place with a column for each language documents are read in; a language may leave it out."""


class EndingRow(Row):
    """The endings that + stands for."""

    lang: str
    endings: str = ""


class LanguageRow(Row):
    """How a language is told from the others, and whose offices its texts mean by default.

    ``verb`` is a regular expression of words that are verbs after a comma or "and", ``finite`` of
    words that are the verb of a clause wherever they stand; ``verb_last`` says that they end it.
    """

    lang: str
    script: str
    home: str | None = None
    letters: str = ""
    portfolio: Literal["direct", "of"] = "of"
    small_portfolio: Literal["yes", "no"] = "no"
    verb: str = ""
    finite: str = ""
    verb_last: Literal["yes", "no"] = "no"
