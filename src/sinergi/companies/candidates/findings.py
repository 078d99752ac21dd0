"""What a record says of a company's goods: codes with confidence, words and field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sinergi.companies.classification import Role, lexicon
from sinergi.companies.company import CompanyRecord

SECOND = 0.7
"""Part of a concept's strength that its codes after the first carry."""


class Finding(NamedTuple):
    """A good that a field of the record points to.

    ``confidence`` (0 to 1) is that the words mean the good; ``trader`` holds the words that say
    the company trades or serves rather than makes, None without such words.
    """

    code: str
    confidence: float
    field: str
    words: str
    trader: str | None = None


def findings(record: CompanyRecord) -> Iterator[Finding]:
    """The goods that the fields of a record point to, in no particular order."""
    yield from _of_name(record.name)


def _of_name(name: str) -> Iterator[Finding]:
    matches = lexicon().find(name)
    other = (Role.TRADER, Role.SERVICE)
    trader = next((m.words for m in matches if m.concept.role in other), None)
    for match in matches:
        for place, code in enumerate(match.concept.hs):
            part = 1.0 if place == 0 else SECOND
            yield Finding(code, match.concept.strength * part, "name", match.words, trader)
