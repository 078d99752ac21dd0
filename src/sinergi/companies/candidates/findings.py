"""What the records of a company say of its goods: codes with confidence, words and field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sinergi.companies.classification import Classifier, Match, Role, lexicon
from sinergi.companies.company import CompanyRecord

SECOND = 0.7
"""Part of a concept's strength that its codes after the first carry."""

_SENTENCES = re.compile(r"[;.\n]+")


class Finding(NamedTuple):
    """A good that a field of a record points to.

    ``confidence`` (0 to 1) is that the words mean the good; ``trader`` holds the words that say
    the company trades or serves rather than makes, None without such words.
    """

    code: str
    confidence: float
    field: str
    words: str
    record: CompanyRecord
    trader: str | None = None


def findings(record: CompanyRecord, classifier: Classifier) -> Iterator[Finding]:
    """The goods that the fields of a record point to, in no particular order."""
    for code in record.hs or ():
        yield Finding(code[:6], 1.0, "hs", code, record)
    for text in record.products_text or ():
        answer = classifier.heading(text)
        if answer is not None:
            code = answer.subheading or answer.code
            yield Finding(code, answer.confidence, "products", text, record)
    if record.activity_text is not None:
        yield from _of_words(record, "activity", record.activity_text)
    yield from _of_words(record, "name", record.name)


def _of_words(record: CompanyRecord, field: str, text: str) -> Iterator[Finding]:
    """Concepts in each part of a text; a part that only trades a good says so."""
    for part in _SENTENCES.split(text) if field == "activity" else (text,):
        matches = lexicon().find(part)
        trader = _trader(matches)
        for match in matches:
            for place, code in enumerate(match.concept.hs):
                sure = match.concept.strength * (1.0 if place == 0 else SECOND)
                yield Finding(code, sure, field, match.words, record, trader)


def _trader(matches: list[Match]) -> str | None:
    other = (Role.TRADER, Role.SERVICE)
    return next((m.words for m in matches if m.concept.role in other), None)
