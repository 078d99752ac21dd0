"""How near the words of a good are to the names of a product, where no code tells it.

A good that classification leaves open ("Zinc dross, cut") may still be worded like the product.
Words are compared by their beginnings, so that endings and words that a register cut off do not
matter, and weigh the more, the fewer headings have them in their names.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import polars as pl

from sinergi.companies.classification.retrieval import terms, words
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

BEGINNING = 5
"""Letters of a word that are compared."""

REVISIONS = ("HS12", "HS22")


class _Names(NamedTuple):
    """Beginnings of the words in the names of headings and of codes, and what each weighs."""

    heading: dict[str, frozenset[str]]
    code: dict[str, frozenset[str]]
    weight: dict[str, float]
    unseen: float


FLOOR = 0.5
"""Below this part the words say nothing."""

FLOOR_IN_CHAPTER = 0.3
"""The same for a good that is known to be of the product's chapter."""

WORDS = 2
"""A good must share so many words with the product at least: one alone may be any."""


def likeness(text: str, code: str) -> float:
    """The part (0 to 1) of a text's weight that the names of a product hold.

    The mean of what the names of the whole heading hold and what those of the code itself hold;
    0 when they share less than :data:`WORDS` words.

    Args:
        text: The words of one good, in any language that names are known in (en, id, ru).
        code: HS code of the product, four or six digits.
    """
    whole, own = names_of(code)
    shared = {one: part for one, part in parts(text).items() if one in whole or one in own}
    if len(shared) < WORDS:
        return 0.0
    return math.fsum(part * ((one in whole) + (one in own)) / 2 for one, part in shared.items())


def names_alike(code: str, other: str) -> float:
    """The part (0 to 1) of the weight of one code's names that the other's names hold."""
    table = _names()
    mine, theirs = (table.code.get(one, frozenset()) for one in (code, other))
    total = math.fsum(table.weight[one] for one in mine)
    return math.fsum(table.weight[one] for one in mine & theirs) / total if total else 0.0


def names_of(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Beginnings of the words in the names of a code's heading, and of the code itself."""
    table = _names()
    whole = table.heading.get(code[:4], frozenset())
    return whole, table.code.get(code, frozenset()) | table.code.get(code[:4], frozenset())


@lru_cache(maxsize=1 << 17)
def parts(text: str) -> dict[str, float]:
    """The beginnings of a text's words, each with its part of the text's weight."""
    table = _names()
    weights = {one: table.weight.get(one, table.unseen) for one in frozenset(beginnings(text))}
    total = math.fsum(weights.values())
    return {one: weight / total for one, weight in sorted(weights.items())} if total else {}


# The revisions of the Harmonised System name most goods alike.
@lru_cache(maxsize=1 << 15)
def beginnings(text: str) -> tuple[str, ...]:
    """The beginnings of the words of a text that count, in order."""
    return tuple(word[:BEGINNING] for word in terms(words(text)))


def weight_of(beginning: str) -> float:
    """How much a word tells, by the number of headings that have it in their names."""
    table = _names()
    return table.weight.get(beginning, table.unseen)


@cache
def _names() -> _Names:
    heading: dict[str, set[str]] = defaultdict(set)
    by_code: dict[str, set[str]] = defaultdict(set)
    for code, name in _rows():
        found = frozenset(beginnings(name))
        by_code[code] |= found
        heading[code[:4]] |= found
    holders = Counter(one for found in heading.values() for one in found)
    count = len(heading)
    weight = {one: math.log(1 + (count - n + 0.5) / (n + 0.5)) for one, n in holders.items()}
    return _Names(
        {code: frozenset(found) for code, found in heading.items()},
        {code: frozenset(found) for code, found in by_code.items()},
        weight,
        math.log(1 + count),
    )


def _rows() -> Iterable[tuple[str, str]]:
    """Codes of headings and subheadings with each of their names."""
    deep = pl.col("code").str.len_chars() >= 4
    english = pl.scan_parquet(whole(data_path("vocabulary", "hs-names.parquet")))
    of_revisions = pl.col("nomenclature").is_in(REVISIONS) & deep
    local = pl.scan_parquet(whole(data_path("vocabulary", "product-names.parquet"))).filter(deep)
    for table in (english.filter(of_revisions), local):
        yield from table.select("code", "name").collect().iter_rows()
