"""The lexicons: CSV files a speaker of a language can mend, checked when they are loaded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale
from pydantic import BaseModel, ConfigDict

from sinergi.cooperation.record import Kind
from sinergi.errors import DataError
from sinergi.reading.phrases import GAP, Hit, PhraseIndex
from sinergi.reading.tokens import Token, key_of
from sinergi.vocabulary import countries as world
from sinergi.vocabulary.languages import DOCUMENT_LANGUAGES
from sinergi.vocabulary.sectors import sectors
from sinergi.vocabulary.tables import data_path, read_table

STATION = "reading"
NO_SECTOR = "none"
"""Phrases of sectors.csv that only look like a sector: "road map"."""
_HAN_GAP = 14
"""A Chinese word is two characters and more, and every character is a token."""
_DOTS = "·•・-－"
"""What divides the parts of a foreign name in Chinese."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means.

    ``group`` is the lexicon it comes from (``word``, ``cue``, ``office``, ``sector``, ``country``,
    ``city``, ``region``, ``short``, ``date``); ``value`` the role, kind, sector, ISO3 code, month
    number …; ``weight`` how strongly; ``country`` whose office, or of which state the city is the
    capital; ``text`` an office spelled out, or whether a cue's subject speaks for itself.
    """

    group: str
    value: str
    weight: int = 0
    country: str | None = None
    text: str | None = None


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PhraseRow(_Row):
    """A row that lists phrases, separated by |."""

    phrases: str = ""

    def split(self) -> list[str]:
        """The phrases."""
        return [part.strip() for part in self.phrases.split("|") if part.strip()]


class WordRow(PhraseRow):
    """A role and the words that play it."""

    role: str


class _CueRow(PhraseRow):
    kind: Kind
    weight: int
    subject: Literal["self", "other", "both"] = "self"


class _SectorRow(PhraseRow):
    sector: str


class _OfficeRow(PhraseRow):
    kind: str
    role: str = ""
    country: str | None = None


class _DateRow(PhraseRow):
    kind: str
    value: str = ""


class _NameRow(_Row):
    kind: Literal["surname", "spelling", "stop"]
    characters: str


class _FurnitureRow(PhraseRow):
    where: str


class _CountryRow(_Row):
    iso3: str
    en: str = ""
    fr: str = ""
    ru: str = ""
    id: str = ""
    tg: str = ""
    zh: str = ""
    zh_short: str = ""


class _CityRow(_Row):
    iso3: str
    capital: str = ""
    en: str = ""
    fr: str = ""
    ru: str = ""
    id: str = ""
    tg: str = ""
    zh: str = ""


class _RegionRow(_Row):
    iso3: str
    en: str = ""
    fr: str = ""
    ru: str = ""
    id: str = ""
    tg: str = ""
    zh: str = ""


class _EndingRow(_Row):
    lang: str
    endings: str = ""


class LanguageRow(_Row):
    """How a language is told from the others, and whose offices its texts mean by default."""

    lang: str
    script: str
    home: str | None = None
    letters: str = ""
    portfolio: Literal["direct", "of"] = "of"
    small_portfolio: Literal["yes", "no"] = "no"


@cache
def languages() -> dict[str, LanguageRow]:
    """The languages documents are read in."""
    rows = read_table(data_path(STATION, "languages.csv"), LanguageRow, unique="lang")
    return {row.lang: row for row in rows if row.lang in DOCUMENT_LANGUAGES}


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    rows = read_table(data_path(STATION, "endings.csv"), _EndingRow, unique="lang")
    return {row.lang: tuple(row.endings.split()) for row in rows}


def endings_of(lang: str) -> tuple[str, ...]:
    """The endings that + stands for in this language."""
    return _endings().get(lang, ())


@dataclass(frozen=True, slots=True)
class Furniture:
    """Phrases that mark page furniture: links, lines, captions, the beginning of a page's tail."""

    link: tuple[str, ...]
    line: tuple[str, ...]
    caption: tuple[str, ...]
    tail: tuple[str, ...]


class Lexicon:
    """All phrases of one language in one index, and its page furniture.

    Raises:
        DataError: a lexicon file breaks its rules; the message names file and line.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.language = languages()[lang]
        self.home = self.language.home
        self.index: PhraseIndex[Entry] = PhraseIndex(
            endings=endings_of(lang),
            gap=_HAN_GAP if languages()[lang].script == "han" else GAP,
        )
        self.abbreviations: frozenset[str] = frozenset()
        self._words()
        self._cues()
        self._sectors()
        self._offices()
        self._dates()
        self._places()
        self.furniture = self._furniture()
        self._name_marks = _name_marks(lang)
        self.short = _short_names() if languages()[lang].script == "han" else {}

    def _add(self, file: str, phrase: str, entry: Entry) -> None:
        try:
            self.index.add(phrase, entry)
        except ValueError as error:
            raise DataError(str(error), where=str(data_path(STATION, self.lang, file))) from error

    def _words(self) -> None:
        for row in read_table(data_path(STATION, self.lang, "words.csv"), WordRow):
            if row.role in ("honorific", "abbreviation"):
                self.abbreviations |= {key_of(word) for word in row.split()}
            for phrase in row.split():
                self._add("words.csv", phrase, Entry("word", row.role))

    def _cues(self) -> None:
        for row in read_table(data_path(STATION, self.lang, "cues.csv"), _CueRow):
            for phrase in row.split():
                self._add(
                    "cues.csv", phrase, Entry("cue", row.kind.value, row.weight, text=row.subject)
                )

    def _sectors(self) -> None:
        known = sectors()
        for row in read_table(data_path(STATION, self.lang, "sectors.csv"), _SectorRow):
            if row.sector not in known and row.sector != NO_SECTOR:
                raise DataError(
                    f"sector '{row.sector}' is not known",
                    where=str(data_path(STATION, self.lang, "sectors.csv")),
                )
            for phrase in row.split():
                self._add("sectors.csv", phrase, Entry("sector", row.sector))

    def _offices(self) -> None:
        for row in read_table(data_path(STATION, self.lang, "offices.csv"), _OfficeRow):
            for phrase in row.split():
                entry = Entry("office", row.kind, country=row.country, text=row.role or phrase)
                self._add("offices.csv", phrase, entry)

    def _dates(self) -> None:
        for row in read_table(data_path(STATION, self.lang, "dates.csv"), _DateRow):
            for phrase in row.split():
                self._add("dates.csv", phrase, Entry("date", row.kind, text=row.value))

    def _places(self) -> None:
        for phrase, iso3 in _country_names(self.lang):
            self.index.add(phrase, Entry("country", iso3))
        for city in read_table(data_path(STATION, "cities.csv"), _CityRow):
            capital = city.iso3 if city.capital else None
            for phrase in _cells(getattr(city, self.lang)):
                self.index.add(phrase, Entry("city", city.iso3, country=capital))
        for region in read_table(data_path(STATION, "regions.csv"), _RegionRow):
            for phrase in _cells(getattr(region, self.lang)):
                self.index.add(phrase, Entry("region", region.iso3))

    def _furniture(self) -> Furniture:
        found: dict[str, list[str]] = defaultdict(list)
        for row in read_table(data_path(STATION, self.lang, "furniture.csv"), _FurnitureRow):
            found[row.where].extend(row.split())
        return Furniture(
            link=tuple(found["link"]),
            line=tuple(found["line"]),
            caption=tuple(found["caption"]),
            tail=tuple(found["tail"]),
        )

    def name_length(self, text: str) -> int:
        """How many characters of ``text`` from its beginning are a Chinese person's name.

        A name of a foreign language is a run of the characters Chinese spells such names with
        (and dots); a Chinese one is a surname with one or two characters.
        """
        marks = self._name_marks
        run = 0
        while run < len(text) and self._spells(text, run):
            run += 1
        run = len(text[:run].rstrip(_DOTS))
        surname = next((n for n in (2, 1) if text[:n] in marks["surname"] and len(text) > n), 0)
        if surname and (run < 3 or "·" not in text[:run]):
            given = 0
            while given < 2 and not _stops_name(text[surname + given :], marks["stop"]):
                given += 1
            if given and not (run > surname + given):
                return surname + given
        return run if run >= 2 else 0

    def _spells(self, text: str, place: int) -> bool:
        """Whether a character can stand in a foreign name: right after a dot any can."""
        mark = text[place]
        if mark in self._name_marks["spelling"] or mark in _DOTS:
            return True
        return place > 0 and text[place - 1] in _DOTS and mark not in self._name_marks["stop"]

    def spelled_before(self, text: str) -> int:
        """How many characters at the end of ``text`` spell a foreign name in Chinese."""
        run = 0
        while run < len(text) and text[-run - 1] in self._name_marks["spelling"]:
            run += 1
        return run

    def find(self, tokens: list[Token]) -> dict[str, list[Hit[Entry]]]:
        """Every phrase found, by group."""
        groups: dict[str, list[Hit[Entry]]] = defaultdict(list)
        for hit in self.index.find(tokens):
            groups[hit.payload.group].append(hit)
        return groups


def _cells(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _country_names(lang: str) -> list[tuple[str, str]]:
    """CLDR's names (inflected where the language inflects) and those of countries.csv."""
    names: list[tuple[str, str]] = []
    territories = Locale(lang).territories
    for iso3, iso2 in world.iso3_to_iso2().items():
        name = territories.get(iso2)
        if name:
            names.extend((form, iso3) for form in _inflected(lang, name))
    for row in read_table(data_path(STATION, "countries.csv"), _CountryRow, unique="iso3"):
        if not world.is_country(row.iso3):
            raise DataError(f"'{row.iso3}' is no ISO3 code", where="countries.csv")
        names.extend((form, row.iso3) for form in _cells(getattr(row, lang)))
    return names


def _inflected(lang: str, name: str) -> list[str]:
    """The forms of a country's CLDR name that a text may hold.

    Russian: every word but the indeclinable loses its last vowel and takes any case ending.
    """
    plain = name.split("(")[0].replace("&", "and" if lang == "en" else "").strip()
    if lang in ("en", "fr", "tg", "id"):
        return [f"{plain}+"] if lang != "id" else [plain]
    if lang != "ru":
        return [plain]
    words = [_russian_stem(word) for word in plain.replace("-", " - ").split()]
    return [" ".join(word for word in words if word != "-")]


def _russian_stem(word: str) -> str:
    if len(word) < 4 or word[-1] in "иоуыэю":
        return word
    return f"{word[:-1]}+" if word[-1] in "аяйь" else f"{word}+"


def _stops_name(rest: str, stop: frozenset[str]) -> bool:
    """Whether ``rest`` begins with a character, or a word of two, that is no part of a name."""
    return rest[:1] in stop or rest[:2] in stop


@cache
def _name_marks(lang: str) -> dict[str, frozenset[str]]:
    """The characters of names.csv by kind; empty for languages whose names have capitals."""
    found: dict[str, set[str]] = {"surname": set(), "spelling": set(), "stop": {""}}
    if languages()[lang].script == "han":
        for row in read_table(data_path(STATION, lang, "names.csv"), _NameRow):
            found[row.kind].update(row.characters.split())
    return {kind: frozenset(marks) for kind, marks in found.items()}


@cache
def _short_names() -> dict[str, list[str]]:
    """Chinese one- and two-character country names: text to the ISO3 codes it may mean."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_table(data_path(STATION, "countries.csv"), _CountryRow, unique="iso3"):
        if row.zh_short:
            found[row.zh_short].append(row.iso3)
    return dict(found)


@cache
def lexicon(lang: str) -> Lexicon:
    """The lexicon of ``lang``, loaded once."""
    return Lexicon(lang)
