"""Words of names: what a word means in other languages, its class, how much it tells."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, TypeAdapter

from sinergi.companies.names.chinese import pinyin_of_russian
from sinergi.companies.names.meanings import EVERYWHERE, MARK, meanings, terms
from sinergi.companies.names.scripts import plain, romanise
from sinergi.companies.names.spelling import skeletons, sound
from sinergi.errors import DataError
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path, read_table

WordClass = Literal[
    "name",
    "common",
    "place",
    "country",
    "product",
    "activity",
    "generic",
    "number",
    "connector",
    "former",
]

_CLASS: TypeAdapter[WordClass] = TypeAdapter(WordClass)
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_SHORTEST_STEM = 3
_LONGEST_ENDING = 9
# A short stem begins many words: it counts in its own script only, before a short ending.
_SHORT_STEM = 4
_LONGEST_ENDING_SHORT = 3
_SHORTEST_HALF = 4
_SHORTEST_REST = 3


class Word(NamedTuple):
    """One word of a name.

    Attributes:
        latin: The word in Latin letters, lower case.
        skeletons: Its skeleton, then those of other ways to read its spelling.
        sound: The coarser form of the first skeleton.
        concept: The word of ``words.csv`` it is a form of (a number: its digits), or None.
        word_class: What kind of word it is; ``name`` when nothing is known of it.
        weight: How much it tells about which company is meant, 0 to 1.
    """

    latin: str
    skeletons: tuple[str, ...]
    sound: str
    concept: str | None
    word_class: WordClass
    weight: float


class _ConceptRow(BaseModel):
    concept: str
    word_class: WordClass
    en: str = ""
    id: str = ""
    ru: str = ""
    tg: str = ""


class _CommonRow(BaseModel):
    word: str
    country: str | None = None


class _PhraseRow(BaseModel):
    first: str
    second: str
    word: str


class _ClassRow(BaseModel):
    word_class: WordClass
    weight: float


class _FrequencyRow(BaseModel):
    word: str
    per_million: float


class _Lexicon(NamedTuple):
    """Skeletons to concepts: whole words, and stems by their first letters."""

    words: dict[str, tuple[str, WordClass]]
    stems: dict[str, list[tuple[str, str, WordClass]]]


def _table(name: str) -> tuple[str, str, str]:
    return "companies", "names", name


@cache
def _lexicon() -> _Lexicon:
    path = data_path(*_table("words.csv"))
    lexicon = _Lexicon({}, {})
    for row in read_table(path, _ConceptRow, unique="concept"):
        for form in " ".join((row.en, row.id, row.ru, row.tg)).split():
            skeleton = skeletons(romanise(plain(form.rstrip("*"))))[0]
            meaning = (row.concept, row.word_class)
            if not form.endswith("*"):
                known = lexicon.words.setdefault(skeleton, meaning)
                if known != meaning:
                    raise DataError(
                        f"'{form}' stands for '{known[0]}' and for '{row.concept}'",
                        where=str(path),
                        advice="Leave it in one of the two rows",
                    )
            else:
                stems = lexicon.stems.setdefault(skeleton[:_SHORTEST_STEM], [])
                stems.append((skeleton, *meaning))
    for one in meanings():
        # Single words of the four languages are words like others; where they stand for
        # something else already, that holds.
        word_class = _CLASS.validate_python(one.word_class or "name")
        for language in EVERYWHERE:
            for words in terms(one, language):
                if len(words) == 1 and not words[0].endswith("*"):
                    skeleton = skeletons(romanise(words[0]))[0]
                    lexicon.words.setdefault(skeleton, (one.concept, word_class))
    for stems in lexicon.stems.values():
        stems.sort(key=lambda stem: -len(stem[0]))
    return lexicon


@cache
def _common() -> frozenset[str]:
    rows = read_table(data_path(*_table("common-words.csv")), _CommonRow, unique="word")
    return frozenset(skeletons(romanise(plain(row.word)))[0] for row in rows)


@cache
def _phrases() -> dict[str, list[_PhraseRow]]:
    """Phrases by the first two letters of their first word."""
    found: dict[str, list[_PhraseRow]] = {}
    for row in read_table(data_path(*_table("phrases.csv")), _PhraseRow):
        found.setdefault(row.first[:2], []).append(row)
    return found


def _fits(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def read_phrases(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a name with each phrase of ``phrases.csv`` ("железная дорога") made one word."""
    found: list[str] = []
    for word in words:
        for row in _phrases().get(found[-1][:2], ()) if found else ():
            if _fits(found[-1], row.first) and _fits(word, row.second):
                found[-1] = row.word
                break
        else:
            found.append(word)
    return tuple(found)


@cache
def _class_weights() -> dict[WordClass, float]:
    rows = read_table(data_path(*_table("word-classes.csv")), _ClassRow, unique="word_class")
    return {row.word_class: row.weight for row in rows}


@cache
def _frequencies() -> dict[str, float]:
    """Skeleton to the share of a rare word's information that a word of its frequency holds."""
    rows = read_table(
        whole(data_path(*_table("word-frequencies.csv"))), _FrequencyRow, unique="word"
    )
    rarest = math.log(1e6 / min(row.per_million for row in rows))
    return {row.word: math.log(1e6 / row.per_million) / rarest for row in rows}


def _concept(text: str, skeleton: str) -> tuple[str, WordClass] | None:
    lexicon = _lexicon()
    found = lexicon.words.get(skeleton)
    # Tajik joins words with an ending (izofat): нассоҷии, барқи.
    if found is None and skeleton.endswith("i") and len(skeleton) > _SHORTEST_STEM:
        found = lexicon.words.get(skeleton[:-1])
    if found is not None:
        return found
    for stem, concept, word_class in lexicon.stems.get(skeleton[:_SHORTEST_STEM], ()):
        if not skeleton.startswith(stem):
            continue
        short = len(stem) <= _SHORT_STEM
        longest = _LONGEST_ENDING_SHORT if short else _LONGEST_ENDING
        if len(skeleton) - len(stem) <= longest and not (short and text.isascii()):
            return concept, word_class
    return None


def _meaning(text: str) -> tuple[str, WordClass] | None:
    return _concept(text, skeletons(romanise(text))[0])


@lru_cache(maxsize=500_000)
def split_compound(text: str) -> tuple[str, ...]:
    """The halves of a word that joins a place and what is made there ("таджикцемент").

    A word is split where it begins with a place of ``words.csv`` and the rest is a word of
    another class; every other word is given back alone.
    """
    if text.startswith(MARK):
        return (text,)
    skeleton = skeletons(romanise(text))[0]
    if skeleton in _lexicon().words:
        return (text,)
    whole = _concept(text, skeleton)
    for cut in range(_SHORTEST_HALF, len(text) - _SHORTEST_REST + 1):
        half = _meaning(text[:cut])
        if half is None or half[1] not in ("place", "country"):
            continue
        if whole is not None and whole[1] == "place" and whole != half:
            # "Самаркандский" is of Samarkand, not of Samara and of sweets (канд).
            continue
        rest = _meaning(text[cut:])
        if rest is not None and rest[1] in ("activity", "product"):
            return text[:cut], text[cut:]
    return (text,)


def number_of(word: str, *, first: bool) -> str | None:
    """The number a word writes in digits or, past the first word, in Roman numerals (1 to 39)."""
    if word.isdecimal():
        return str(int(word))
    if first or not word or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_VALUES[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < following else value for value, following in pairs))


def _meant(text: str) -> Word:
    """A word with its meaning of ``meanings.csv`` before it."""
    _, concept, written = text.split(MARK, 2)
    word_class = _classes_of_meanings()[concept]
    latin = romanise(written) or written
    forms = skeletons(latin)
    weight = _class_weights()[word_class]
    return Word(latin, forms, sound(forms[0]), concept, word_class, weight)


@cache
def _classes_of_meanings() -> dict[str, WordClass]:
    """The class of each meaning: that of ``words.csv``, else the row's own."""
    path = data_path(*_table("words.csv"))
    known = {row.concept: row.word_class for row in read_table(path, _ConceptRow)}
    found: dict[str, WordClass] = {}
    for row in meanings():
        own = _CLASS.validate_python(row.word_class) if row.word_class else None
        word_class = known.get(row.concept, own)
        if word_class is None:
            raise DataError(
                f"'{row.concept}' is in words.csv under no such name and has no word_class",
                where=str(data_path(*_table("meanings.csv"))),
            )
        found[row.concept] = word_class
    return found


@lru_cache(maxsize=500_000)
def make_word(text: str, *, first: bool) -> Word:
    """The word of a :func:`~sinergi.companies.names.scripts.plain` text without spaces."""
    if text.startswith(MARK):
        return _meant(text)
    number = number_of(text, first=first)
    if number is not None:
        weight = _class_weights()["number"]
        return Word(text, (number,), number, number, "number", weight)
    latin = romanise(text) or text
    forms = skeletons(latin)
    if not text.isascii() and (pinyin := pinyin_of_russian(text)) is not None:
        forms = tuple(dict.fromkeys((*forms, *skeletons(pinyin))))
    skeleton = forms[0]
    concept: str | None = None
    word_class: WordClass = "name"
    for form in forms:
        known = _concept(text, form)
        if known is not None:
            concept, word_class = known
            break
    if word_class == "name" and skeleton in _common():
        word_class = "common"
    weight = _class_weights()[word_class]
    if word_class == "name":
        weight *= _frequencies().get(skeleton, 1.0)
    return Word(latin, forms, sound(skeleton), concept, word_class, weight)
