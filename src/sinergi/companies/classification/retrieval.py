"""BM25 retrieval of HS codes: names of the nomenclature, and labels that the user has loaded.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with k1 and
b below; the names of a code in the revisions of the HS are one document.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

import polars as pl
import snowballstemmer
from pydantic import BaseModel

from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.words import tokens

K1 = 1.2
B = 0.6
REVISIONS = ("HS12", "HS22")

_EXCLUDED = re.compile(
    r"\b(oth(?:er)? than|excluding|except|not including|n\.?e\.?c\.?|n\.?e\.?s\.?"
    r"|selain|tidak termasuk|kecuali|кроме|за исключением|не включ\w+)\b[^;,()]*",
    re.I,
)
_COMPLETE = 4
"""The last word of a cut text is completed when it has at least so many letters."""


class StopWord(BaseModel):
    """A word that tells no good but its language; ``residual`` ones say 'what is left over'."""

    word: str
    language: str
    residual: bool = False


@cache
def stop_words() -> dict[str, StopWord]:
    """The stop words by their folded form."""
    path = data_path("companies", "classification", "stop-words.csv")
    return {tokens(row.word)[0]: row for row in read_table(path, StopWord, unique="word")}


class _Short(BaseModel):
    short: str
    long: str


@cache
def _long_forms() -> dict[str, list[str]]:
    path = data_path("companies", "classification", "abbreviations.csv")
    return {row.short: tokens(row.long) for row in read_table(path, _Short, unique="short")}


def without_excluded(text: str) -> str:
    """The text without what it says it is not ("potatoes, other than seed")."""
    return _EXCLUDED.sub(" ", text)


def words(text: str) -> list[str]:
    """Folded words with abbreviations written out, in order."""
    found: list[str] = []
    for token in tokens(text):
        found.extend(_long_forms().get(token, (token,)))
    return found


def stem(word: str) -> str:
    """The English singular of a plural; other words as they are."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_STEMMERS = {"id": "indonesian", "ru": "russian"}


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """The stem of a word of a language; Snowball's for those that have one there."""
    stemmed: Callable[[str], str] = stem
    if language in _STEMMERS:
        stemmed = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    return lru_cache(maxsize=100_000)(stemmed)


def terms(found: Iterable[str], language: str = "en") -> list[str]:
    """The words that count in retrieval: stems without stop words and bare numbers."""
    stop, stemmed = stop_words(), _stemmer(language)
    return [stemmed(w) for w in found if w not in stop and not w.isdigit()]


class Retrieval:
    """An index of codes by the words of their names.

    Args:
        documents: Texts by HS code.
        language: The language of the texts, for their stems.
    """

    def __init__(self, documents: Mapping[str, str], language: str = "en") -> None:
        self.language = language
        bags = {code: Counter(terms(words(text), language)) for code, text in documents.items()}
        length = {code: sum(bag.values()) for code, bag in bags.items()}
        mean = sum(length.values()) / max(len(length), 1)
        holders: Counter[str] = Counter()
        for bag in bags.values():
            holders.update(bag.keys())
        count = len(bags)
        self.idf = {
            term: math.log(1 + (count - n + 0.5) / (n + 0.5)) for term, n in holders.items()
        }
        self.bags = {code: frozenset(bag) for code, bag in bags.items()}
        self._postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for code, bag in bags.items():
            norm = K1 * (1 - B + B * length[code] / mean)
            for term, times in bag.items():
                worth = self.idf[term] * times * (K1 + 1) / (times + norm)
                self._postings[term].append((code, worth))
        self._sorted = sorted(self._postings)
        self.unseen = math.log(1 + count)
        """The weight of a query's word that no document has."""

    def complete(self, found: list[str]) -> list[str]:
        """The terms with a last word that was cut made whole, where one word of the index fits."""
        if not found or found[-1] in self.idf or len(found[-1]) < _COMPLETE:
            return found
        from bisect import bisect_left

        start = bisect_left(self._sorted, found[-1])
        fitting = [t for t in self._sorted[start : start + 4] if t.startswith(found[-1])]
        return [*found[:-1], fitting[0]] if len(fitting) == 1 else found

    def scores(self, query: Iterable[str]) -> dict[str, float]:
        """BM25 of every code that shares a term with the query."""
        total: dict[str, float] = defaultdict(float)
        for term in set(query):
            for code, worth in self._postings.get(term, ()):
                total[code] += worth
        return total

    def weight(self, query: Iterable[str]) -> float:
        """The sum of the terms' weights: what a document that holds them all would explain."""
        return sum(self.idf.get(term, self.unseen) for term in set(query))


@cache
def hs_names() -> Retrieval:
    """The index of the English names of HS headings and subheadings."""
    table = pl.scan_parquet(whole(data_path("vocabulary", "hs-names.parquet")))
    rows = (
        table.filter(
            pl.col("nomenclature").is_in(REVISIONS) & (pl.col("code").str.len_chars() >= 4)
        )
        .select("code", "name", "short")
        .collect()
    )
    texts: dict[str, list[str]] = defaultdict(list)
    for code, name, short in rows.iter_rows():
        text = f"{without_excluded(name)} {short or ''}"
        if text not in texts[code]:
            texts[code].append(text)
    return Retrieval({code: " ".join(t) for code, t in texts.items() if code[:2] < "98"})


@cache
def local_names(language: str) -> Retrieval:
    """The index of the names of the HS in Indonesian (``id``) or Russian (``ru``)."""
    table = pl.scan_parquet(whole(data_path("vocabulary", "product-names.parquet")))
    rows = table.filter(pl.col("language") == language).select("code", "name").collect()
    texts: dict[str, list[str]] = defaultdict(list)
    for code, name in rows.iter_rows():
        texts[code].append(without_excluded(name))
    return Retrieval({c: " ".join(t) for c, t in texts.items() if c[:2] < "98"}, language)
