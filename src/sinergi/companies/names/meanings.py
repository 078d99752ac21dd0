"""Words of names that mean one thing in many languages (``meanings.csv``).

The words of some languages are read only in names of that language: *un* is flour in Turkish and
Uzbek and nothing in others. What language a name is in is told by letters that only it has, by its
legal forms, and by long words of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from sinergi.companies.names.scripts import plain
from sinergi.vocabulary.tables import data_path, read_table

MARK = "="
"""Stands before the meaning of a word, and between the meaning and the word as written."""

LOCAL = ("uz", "kk", "tr", "vi", "de", "fr", "zh")
"""Languages whose words count only in names of that language."""

EVERYWHERE = ("ru", "en", "tg", "id")

_ENDED = ("uz", "kk", "tr")
_LONGEST_ENDING = 3
_LEAST_ENDED = 4
_TELLING = 5
_STEM = 3

_LETTERS = {
    "vi": re.compile(r"[ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE),
    "tr": re.compile(r"[ışğİŞĞ]"),
    "kk": re.compile(r"[әңөұүһіӘҢӨҰҮҺІ]"),
    "uz": re.compile(r"[ўЎ]|\b\w*[og]['’‘ʻʼ`]\w", re.IGNORECASE),
    "de": re.compile(r"[äöüßÄÖÜ]"),
    "fr": re.compile(r"[éèàêœçÉÈÀÊŒÇ]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
_WORDS = {
    "vi": frozenset({"cong ty", "tnhh", "ctcp"}),
    "tr": frozenset({"san", "tic", "sti", "sanayi", "ticaret", "anonim"}),
    "kk": frozenset({"жшс", "ақ"}),
    "uz": frozenset({"mchj", "мчж", "aj", "xk", "qk"}),
    "de": frozenset({"gmbh", "kg", "ag"}),
    "fr": frozenset({"sarl", "sas", "societe", "etablissements", "ets", "compagnie"}),
}


class Meaning(BaseModel):
    """A row: one meaning and its words by language, separated by ``;``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    concept: str
    word_class: str | None = None
    uz: str = ""
    kk: str = ""
    tr: str = ""
    vi: str = ""
    de: str = ""
    fr: str = ""
    zh: str = ""
    ru: str = ""
    en: str = ""
    tg: str = ""
    id: str = ""


class _Term(NamedTuple):
    words: tuple[str, ...]
    concept: str


@cache
def meanings() -> tuple[Meaning, ...]:
    """The rows of the table, in order."""
    path = data_path("companies", "names", "meanings.csv")
    return tuple(read_table(path, Meaning, unique="concept"))


def terms(row: Meaning, language: str) -> Iterator[tuple[str, ...]]:
    """The words and phrases of a row in a language, each as plain words; Chinese in pinyin too."""
    for text in getattr(row, language).split(";"):
        words = tuple(plain(text.replace("’", "")).split())
        if words:
            yield words
        if language == "zh" and len(text) > 1:
            yield (_pinyin(text),)


def _pinyin(characters: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(characters))


@cache
def _index(language: str) -> dict[str, tuple[_Term, ...]]:
    """Terms of a language by the first letters of their first word, the longest first."""
    found: dict[str, list[_Term]] = {}
    for row in meanings():
        for words in terms(row, language):
            if language in LOCAL or len(words) > 1 or words[0].endswith("*"):
                found.setdefault(words[0][:_STEM].rstrip("*"), []).append(_Term(words, row.concept))
    return {
        key: tuple(sorted(group, key=lambda term: (-len(term.words), -len("".join(term.words)))))
        for key, group in found.items()
    }


class _BaseWord(BaseModel):
    """A row of ``words.csv``."""

    concept: str
    word_class: str
    en: str = ""
    id: str = ""
    ru: str = ""
    tg: str = ""


@cache
def _known_everywhere() -> frozenset[str]:
    """English and Indonesian words of the tables: they tell no other language."""
    path = data_path("companies", "names", "words.csv")
    base = {
        plain(word.rstrip("*"))
        for row in read_table(path, _BaseWord)
        for word in f"{row.en} {row.id}".split()
    }
    ours = {
        word
        for row in meanings()
        for language in ("en", "id")
        for words in terms(row, language)
        for word in words
    }
    return frozenset(base | ours)


@cache
def _telling() -> dict[str, frozenset[str]]:
    """Words of several letters of each local language that no other local language has."""
    by_language = {
        language: {
            words[0]
            for row in meanings()
            for words in terms(row, language)
            if len(words) == 1 and len(words[0]) >= _TELLING
        }
        for language in LOCAL
    }
    return {
        language: frozenset(
            word
            for word in words
            if word not in _known_everywhere()
            and not any(word in by_language[other] for other in LOCAL if other != language)
        )
        for language, words in by_language.items()
    }


def languages_of(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The local languages that a name may be in; mostly none.

    Args:
        text: The name as written.
        words: Its plain words.
    """
    held = {*words, *(" ".join(pair) for pair in pairwise(words))}
    ascii_only = text.isascii()
    return tuple(
        language
        for language in LOCAL
        # Of letters only the Uzbek apostrophe is found in plain ASCII.
        if ((language == "uz" or not ascii_only) and _LETTERS[language].search(text))
        or not _WORDS.get(language, frozenset()).isdisjoint(held)
        or not _telling()[language].isdisjoint(held)
    )


def read_meanings(words: tuple[str, ...], languages: tuple[str, ...]) -> tuple[str, ...]:
    """Words with the meaning of those of the table before them, the longest phrase first."""
    found: list[str] = []
    at = 0
    while at < len(words):
        term = _longest(words, at, languages)
        if term is None:
            found.append(words[at])
            at += 1
        else:
            written = "".join(words[at : at + len(term.words)])
            found.append(f"{MARK}{term.concept}{MARK}{written}")
            at += len(term.words)
    return tuple(found)


def _longest(words: tuple[str, ...], at: int, languages: tuple[str, ...]) -> _Term | None:
    best: _Term | None = None
    key = words[at][:_STEM]
    for language in (*languages, *EVERYWHERE):
        index = _index(language)
        for term in (*index.get(key, ()), *(index.get(key[:2], ()) if len(key) > 2 else ())):
            longer = best is None or len(term.words) > len(best.words)
            if longer and _fits(term.words, words, at, ended=language in _ENDED):
                best = term
    return best


def _fits(want: tuple[str, ...], words: tuple[str, ...], at: int, *, ended: bool) -> bool:
    if at + len(want) > len(words):
        return False
    return all(_same(one, words[at + number], ended=ended) for number, one in enumerate(want))


def _same(want: str, word: str, *, ended: bool) -> bool:
    if want == word:
        return True
    if want.endswith("*"):
        return word.startswith(want[:-1])
    if not ended or len(want) < _LEAST_ENDED:
        return False
    return word.startswith(want) and len(word) - len(want) <= _LONGEST_ENDING
