"""The name comparison as the linkage engines call it: in steps, many pairs at a time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from sinergi.companies.names import CompanyName, normalise, score

STEPS = (0.3, 0.7, 0.95)
"""Probabilities from which the level of a pair of names is 1, 2 and 3."""

# Names that share less than half by words, and little by letters, do not reach the first step:
# most candidates share a word and nothing else, and are not worth the full comparison.
_LEAST_SHARED = 0.5
_LEAST_LIKE = 0.6
_INITIALS = range(3, 7)


class _Kept(NamedTuple):
    """A normalised name, and of a name with one reading the weight of each word by meaning.

    ``initials`` are its words' first letters, ``shorts`` the words that may be initials.
    """

    name: CompanyName
    words: dict[str, float] | None
    weight: float
    initials: str
    shorts: tuple[str, ...]


@lru_cache(maxsize=600_000)
def _kept(text: str) -> _Kept:
    name = normalise(text)
    if len(name.readings) != 1:
        return _Kept(name, None, 0.0, "", ())
    found = name.readings[0].words
    words = {word.concept or word.skeletons[0]: word.weight for word in found}
    initials = "".join(word.latin[0] for word in found)
    shorts = tuple(word.latin for word in found if len(word.latin) in _INITIALS)
    return _Kept(name, words, sum(words.values()), initials, shorts)


def normalised(text: str) -> CompanyName:
    """A normalised name, kept: a name is compared with many others."""
    return _kept(text).name


def _hopeless(left: _Kept, right: _Kept) -> bool:
    if left.words is None or right.words is None:
        return False
    shared = sum(weight for word, weight in left.words.items() if word in right.words)
    if shared >= _LEAST_SHARED * max(left.weight, right.weight):
        return False
    one, other = left.name.readings[0].joined, right.name.readings[0].joined
    if Indel.normalized_similarity(one, other) >= _LEAST_LIKE:
        return False
    spelled = any(short in right.initials for short in left.shorts)
    return not spelled and not any(short in left.initials for short in right.shorts)


@lru_cache(maxsize=50_000)
def name_level(left: str, right: str) -> int:
    """How many of :data:`STEPS` the probability that two names are one company's reaches."""
    one, other = _kept(left), _kept(right)
    if _hopeless(one, other):
        return 0
    probability = score(one.name, other.name)
    return sum(probability >= step for step in STEPS)


def name_levels(lefts: Iterable[str], rights: Iterable[str]) -> list[int]:
    """:func:`name_level` of every pair."""
    return [name_level(left, right) for left, right in zip(lefts, rights, strict=True)]
