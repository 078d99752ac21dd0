"""The lexicons: CSV files a speaker of a language can mend, checked when they are loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale

from sinergi.errors import DataError
from sinergi.reading.lexicon_rows import (
    CueRow,
    DateRow,
    EndingRow,
    FurnitureRow,
    LanguageRow,
    ObjectRow,
    OfficeRow,
    PlaceNames,
    PlaceRow,
    SectorRow,
    WordRow,
)
from sinergi.reading.objects import objects
from sinergi.reading.phrases import GAP, Hit, PhraseIndex
from sinergi.reading.tokens import Token, key_of
from sinergi.vocabulary import countries as world
from sinergi.vocabulary.languages import DOCUMENT_LANGUAGES
from sinergi.vocabulary.sectors import sectors
from sinergi.vocabulary.tables import data_path, read_table

FOLDER = "reading"
NO_SECTOR = "none"
"""Phrases of sectors.csv that only look like a sector: "road map"."""
_HAN_GAP = 14
"""A Chinese word is two characters and more, and every character is a token."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means.

    ``group`` is the lexicon it comes from (``word``, ``cue``, ``office``, ``sector``, ``country``,
    ``city``, ``region``, ``short``, ``date``, ``object``); ``value`` the role, kind, sector, ISO3
    code, month number …; ``weight`` how strongly; ``country`` whose office, or of which state the
    city is the capital; ``text`` an office spelled out, or whether a cue's subject speaks for
    itself.
    """

    group: str
    value: str
    weight: int = 0
    country: str | None = None
    text: str | None = None


def _sector_entry(row: SectorRow, _: str) -> Entry:
    if row.sector not in sectors() and row.sector != NO_SECTOR:
        raise DataError(f"sector '{row.sector}' is not known")
    return Entry("sector", row.sector)


def _object_entry(row: ObjectRow, _: str) -> Entry:
    if row.code not in objects():
        raise DataError(f"'{row.code}' does not stand in gloss/objects.csv")
    return Entry("object", row.code)


_FILES: dict[str, tuple[type[Any], Callable[[Any, str], Entry]]] = {
    "words.csv": (WordRow, lambda row, _: Entry("word", row.role)),
    "cues.csv": (CueRow, lambda row, _: Entry("cue", row.kind.value, row.weight, text=row.subject)),
    "sectors.csv": (SectorRow, _sector_entry),
    "offices.csv": (
        OfficeRow,
        lambda row, phrase: Entry("office", row.kind, country=row.country, text=row.role or phrase),
    ),
    "objects.csv": (ObjectRow, _object_entry),
    "dates.csv": (DateRow, lambda row, _: Entry("date", row.kind, text=row.value)),
}
"""The files of a language: the model of a row and what a phrase of it means."""


@cache
def languages() -> dict[str, LanguageRow]:
    """The languages documents are read in."""
    path = data_path(FOLDER, "languages.csv")
    rows = {row.lang: row for row in read_table(path, LanguageRow, unique="lang")}
    for lang in DOCUMENT_LANGUAGES:
        if lang not in rows:
            raise DataError(
                f"there is no row for the language '{lang}'",
                where=str(path),
                advice="Each language of DOCUMENT_LANGUAGES has one",
            )
    return {lang: rows[lang] for lang in DOCUMENT_LANGUAGES}


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    rows = read_table(data_path(FOLDER, "endings.csv"), EndingRow, unique="lang")
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
        han = self.language.script == "han"
        self.index: PhraseIndex[Entry] = PhraseIndex(
            endings=endings_of(lang), gap=_HAN_GAP if han else GAP
        )
        self.abbreviations: frozenset[str] = frozenset()
        for file, (model, meaning) in _FILES.items():
            self._load(file, model, meaning)
        self._places(han=han)
        self.furniture = self._furniture()
        self.short = _short_names() if han else {}

    def _load(self, file: str, model: type[Any], meaning: Callable[[Any, str], Entry]) -> None:
        path = data_path(FOLDER, self.lang, file)
        unique = "phrase" if "phrase" in model.model_fields else None
        for row in read_table(path, model, unique=unique):
            for phrase in row.split():
                try:
                    self.index.add(phrase, meaning(row, phrase))
                except (ValueError, DataError) as error:
                    # What is wrong in a table it refers to is told with the place there.
                    if isinstance(error, DataError) and error.where:
                        raise
                    raise DataError(str(error), where=str(path)) from error
            if isinstance(row, WordRow) and row.role in ("honorific", "abbreviation"):
                self.abbreviations |= {key_of(word) for word in row.split()}

    def _places(self, *, han: bool) -> None:
        for phrase, iso3 in _country_names(self.lang):
            self.index.add(phrase, Entry("country", iso3))
        for city in read_table(data_path(FOLDER, "cities.csv"), PlaceRow):
            capital = city.iso3 if city.capital else None
            names = city.names(self.lang)
            # A Chinese text may name a city by one character (京); the first form is its name.
            full = names[0] if names and han else None
            for phrase in names:
                self.index.add(phrase, Entry("city", city.iso3, country=capital, text=full))
        for region in read_table(data_path(FOLDER, "regions.csv"), PlaceRow):
            for phrase in region.names(self.lang):
                self.index.add(phrase, Entry("region", region.iso3))

    def _furniture(self) -> Furniture:
        found: dict[str, list[str]] = defaultdict(list)
        for row in read_table(data_path(FOLDER, self.lang, "furniture.csv"), FurnitureRow):
            found[row.where].extend(row.split())
        return Furniture(
            link=tuple(found["link"]),
            line=tuple(found["line"]),
            caption=tuple(found["caption"]),
            tail=tuple(found["tail"]),
        )

    def find(self, tokens: list[Token]) -> dict[str, list[Hit[Entry]]]:
        """Every phrase found, by group."""
        groups: dict[str, list[Hit[Entry]]] = defaultdict(list)
        for hit in self.index.find(tokens):
            groups[hit.payload.group].append(hit)
        return groups


def _country_names(lang: str) -> list[tuple[str, str]]:
    """CLDR's names (inflected where the language inflects) and those of countries.csv."""
    names: list[tuple[str, str]] = []
    territories = Locale(lang).territories
    for iso3, iso2 in world.iso3_to_iso2().items():
        name = territories.get(iso2)
        if name:
            names.extend((form, iso3) for form in _inflected(lang, name))
    for row in _countries():
        if not world.is_country(row.iso3):
            raise DataError(f"'{row.iso3}' is no ISO3 code", where="countries.csv")
        names.extend((form, row.iso3) for form in row.names(lang))
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


@cache
def _countries() -> list[PlaceNames]:
    return read_table(data_path(FOLDER, "countries.csv"), PlaceRow, unique="iso3")


@cache
def _short_names() -> dict[str, list[str]]:
    """Chinese one- and two-character country names: text to the ISO3 codes it may mean."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _countries():
        if row.zh_short:
            found[row.zh_short].append(row.iso3)
    return dict(found)


@cache
def lexicon(lang: str) -> Lexicon:
    """The lexicon of ``lang``, loaded once."""
    return Lexicon(lang)
