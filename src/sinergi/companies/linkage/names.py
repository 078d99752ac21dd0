"""The name comparison as the linkage engines call it: in steps, many pairs at a time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sinergi.companies.names import Name, normalise, score

STEPS = (0.3, 0.7, 0.95)
"""Probabilities from which the level of a pair of names is 1, 2 and 3."""


@lru_cache(maxsize=600_000)
def normalised(text: str) -> Name:
    """A normalised name, kept: a name is compared with many others."""
    return normalise(text)


@lru_cache(maxsize=50_000)
def name_level(left: str, right: str) -> int:
    """How many of :data:`STEPS` the probability that two names are one company's reaches."""
    probability = score(normalised(left), normalised(right))
    return sum(probability >= step for step in STEPS)


def name_levels(lefts: Iterable[str], rights: Iterable[str]) -> list[int]:
    """:func:`name_level` of every pair."""
    return [name_level(left, right) for left, right in zip(lefts, rights, strict=True)]
