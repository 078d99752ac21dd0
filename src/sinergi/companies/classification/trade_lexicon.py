"""The trade lexicon: words in four languages that tell what a company makes or does."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator

from sinergi.vocabulary.cells import HsCodes
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.words import tokens

_STEM = 3
"""Letters by which stems are looked up; no stem in the lexicon is shorter."""

_LEAST_LEFT = 4
"""Letters of a word that stay when its ending is cut."""


class CompanyRole(StrEnum):
    """What a company whose text holds the word does with the good."""

    MAKER = "maker"
    MINER = "miner"
    USER = "user"
    TRADER = "trader"
    SERVICE = "service"


class Terms(BaseModel):
    """Words or phrases in four languages, separated by ``;``; a final ``*`` is any ending."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    en: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    tg: tuple[str, ...] = ()

    @field_validator("en", "id", "ru", "tg", mode="before")
    @classmethod
    def _terms(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(term.strip() for term in value.split(";") if term.strip())
        return value

    @field_validator("en", "id", "ru", "tg")
    @classmethod
    def _stems(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for word in (word for term in value for word in term.split()):
            if "*" in word[:-1] or (word.endswith("*") and len(word) <= _STEM):
                raise ValueError(f"'{word}': '*' stands last, after at least {_STEM} letters")
        return value

    def terms(self) -> Iterator[tuple[str, str]]:
        """Language and term, of all languages."""
        for language in Terms.model_fields:
            for term in getattr(self, language):
                yield language, term


class Concept(Terms):
    """One row of the lexicon; ``hs`` are in order of likelihood, ``strength`` is of the first."""

    concept: str
    hs: HsCodes = ()
    isic: str | None = None
    role: CompanyRole
    strength: float = Field(gt=0, le=1)


class ConceptMatch(NamedTuple):
    """A concept found in a text: words ``start`` to ``end`` (exclusive)."""

    concept: Concept
    start: int
    end: int
    words: str


class _Term(NamedTuple):
    words: tuple[str, ...]
    concept: Concept
    language: str


class _EndingRow(BaseModel):
    lang: str
    endings: str


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    """The endings of each language that has some, folded, the longest first."""
    path = data_path("companies", "classification", "endings.csv")
    return {
        row.lang: tuple(sorted(tokens(row.endings), key=len, reverse=True))
        for row in read_table(path, _EndingRow, unique="lang")
    }


@lru_cache(maxsize=100_000)
def _without_ending(word: str, language: str) -> str:
    """A folded word without the ending that it may have in a language."""
    for ending in _endings().get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_LEFT:
            return word.removesuffix(ending)
    return word


def _split(term: str) -> tuple[str, ...]:
    """The folded words of a term; a stem keeps its ``*``."""
    words: list[str] = []
    for part in term.split():
        folded = tokens(part)
        if part.endswith("*"):
            folded[-1] += "*"
        words.extend(folded)
    return tuple(words)


class TradeLexicon:
    """Finds concepts in texts; the longest term that fits at a place wins.

    Args:
        concepts: The rows of a lexicon.
    """

    def __init__(self, concepts: list[Concept]) -> None:
        self._words: dict[str, list[_Term]] = {}
        self._stems: dict[str, list[_Term]] = {}
        self._inflected: dict[tuple[str, str], list[_Term]] = {}
        for concept in concepts:
            for language, text in concept.terms():
                words = _split(text)
                first = words[0]
                index, key = (
                    (self._stems, first[:_STEM]) if first.endswith("*") else (self._words, first)
                )
                term = _Term(words, concept, language)
                index.setdefault(key, []).append(term)
                if language in _endings() and not first.endswith("*"):
                    bare = (language, _without_ending(first, language))
                    self._inflected.setdefault(bare, []).append(term)

    def find(self, text: str) -> list[ConceptMatch]:
        """The concepts in ``text`` from left to right, none inside another."""
        return self.find_words(tokens(text))

    def find_words(self, words: list[str], language: str | None = None) -> list[ConceptMatch]:
        """As :meth:`find`, for folded words, by the terms of one language or of all."""
        found: list[ConceptMatch] = []
        place = 0
        while place < len(words):
            best = self._longest(words, place, language)
            if best is None:
                place += 1
                continue
            end = place + len(best.words)
            found.append(ConceptMatch(best.concept, place, end, " ".join(words[place:end])))
            place = end
        return found

    def _longest(self, words: list[str], place: int, language: str | None) -> _Term | None:
        word = words[place]
        terms = [
            *self._words.get(word, ()),
            *self._words.get(word.removesuffix("s"), ()),
            *self._stems.get(word[:_STEM], ()),
        ]
        for inflecting in _endings():
            bare = _without_ending(word, inflecting)
            terms += self._inflected.get((inflecting, bare), ())
        fitting = [
            term
            for term in terms
            if language in (None, term.language) and _fits(term, words[place:])
        ]
        # A longer term says more; of equally long ones the surer concept.
        return max(fitting, key=lambda t: (len(t.words), t.concept.strength), default=None)


def _fits(term: _Term, words: list[str]) -> bool:
    if len(term.words) > len(words):
        return False
    pairs = zip(term.words, words, strict=False)
    return all(_same(want, word, term.language) for want, word in pairs)


def _same(want: str, word: str, language: str) -> bool:
    if want.endswith("*"):
        return word.startswith(want[:-1])
    # A word on "ss" is no plural: a Buss is not several buses.
    if want == word or (not word.endswith("ss") and want == word.removesuffix("s")):
        return True
    if word.isascii() or language not in _endings():
        return False
    return _without_ending(want, language) == _without_ending(word, language)


@cache
def lexicon() -> TradeLexicon:
    """The lexicon that ships with the package (``classification/trade-lexicon.csv``)."""
    path = data_path("companies", "classification", "trade-lexicon.csv")
    return TradeLexicon(read_table(path, Concept, unique="concept"))
