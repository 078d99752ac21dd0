"""What the records of a company say of its goods: codes with confidence, words and field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from sinergi.companies.candidates.plant_goods import plants_of
from sinergi.companies.classification import Classifier, CompanyRole, ConceptMatch, lexicon
from sinergi.companies.classification.retrieval import terms, words
from sinergi.companies.company import CompanyRecord
from sinergi.companies.names.scripts import repair_glyphs, writes_tajik
from sinergi.facilities.owners import REGISTER as OWNERS
from sinergi.vocabulary.cells import HsCodes
from sinergi.vocabulary.tables import data_path, read_table

SECOND = 0.7
"""Part of a concept's strength that its codes after the first carry."""

UNTOLD = ""
"""The code of a stated good whose words tell none: only its words can be compared."""

PLANTS = ("facility", "captive")
"""Fields that are plants of the company."""

_SENTENCES = re.compile(r"[;.\n]+")


class Finding(NamedTuple):
    """A good that a field of a record points to.

    ``confidence`` (0 to 1) is that the words mean the good; ``trader`` holds the words that say
    the company trades or serves rather than makes, None without such words; ``code`` is
    :data:`UNTOLD` where the words tell no heading.
    """

    code: str
    confidence: float
    field: str
    words: str
    record: CompanyRecord
    trader: str | None = None


class _ClassRow(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    isic: str
    hs: HsCodes


class _NameWordRow(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    word: str
    strength: float = Field(gt=0, le=1)
    instead: str


@cache
def _name_words() -> dict[str, float]:
    """How sure words tell a good in a name, where they stand for something else as a rule."""
    path = data_path("companies", "candidates", "name-words.csv")
    return {row.word: row.strength for row in read_table(path, _NameWordRow, unique="word")}


@cache
def _goods_of_classes() -> dict[str, tuple[str, ...]]:
    path = data_path("companies", "candidates", "isic-goods.csv")
    return {row.isic: row.hs for row in read_table(path, _ClassRow, unique="isic")}


def repaired(record: CompanyRecord) -> CompanyRecord:
    """The record with the letters of old Tajik fonts put right wherever a person reads them."""
    if not writes_tajik(record.country):
        return record

    def right(text: str | None) -> str | None:
        return None if text is None else repair_glyphs(text, tajik=True)

    goods = record.products_text
    return replace(
        record,
        name=repair_glyphs(record.name, tajik=True),
        activity_text=right(record.activity_text),
        province=right(record.province),
        city=right(record.city),
        address=right(record.address),
        products_text=goods and tuple(repair_glyphs(text, tajik=True) for text in goods),
    )


def findings(record: CompanyRecord, classifier: Classifier) -> Iterator[Finding]:
    """The goods that the fields of a record point to, in no particular order."""
    if record.register == OWNERS:
        for good in plants_of(record):
            yield Finding(good.code, good.sure, good.field, good.names, record)
        yield from _of_words(record, "name", record.name)
        return
    trader = trader_words(record)
    for code in record.hs or ():
        yield Finding(code[:6], 1.0, "hs", code, record, trader)
    for text in record.products_text or ():
        yield from _of_good(record, text, classifier, trader)
    for isic in record.isic or ():
        for code in _goods_of_classes().get(isic[:4], ()):
            yield Finding(code, 1.0, "isic", isic, record, trader)
    if record.activity_text is not None:
        yield from _of_words(record, "activity", record.activity_text)
    yield from _of_words(record, "name", record.name)


def _of_good(
    record: CompanyRecord, text: str, classifier: Classifier, trader: str | None
) -> Iterator[Finding]:
    """The headings that one stated good tells."""
    answers = classifier.goods(text)
    for answer in answers:
        code = answer.subheading or answer.code
        yield Finding(code, answer.confidence, "products", text, record, trader)
    if not answers:
        yield Finding(UNTOLD, 1.0, "products", text, record, trader)
        if len(terms(words(text))) == 1:
            # "Aluminium" alone leaves the heading open, but tells as much as in a name.
            yield from _of_words(record, "products", text)


def trader_words(record: CompanyRecord) -> str | None:
    """The words of the name or the line of business that say the company trades."""
    for text in (record.name, record.activity_text or ""):
        for match in lexicon().find(text):
            if match.concept.role is CompanyRole.TRADER and not match.concept.hs:
                return match.words
    return None


def _of_words(record: CompanyRecord, field: str, text: str) -> Iterator[Finding]:
    """Concepts in each part of a text; a part that only trades a good says so."""
    for part in _SENTENCES.split(text) if field == "activity" else (text,):
        matches = lexicon().find(part)
        trader = _trader(matches)
        for match in matches:
            strength = match.concept.strength
            if field == "name":
                strength = min(strength, _name_words().get(match.words, strength))
            for place, code in enumerate(match.concept.hs):
                sure = strength * (1.0 if place == 0 else SECOND)
                yield Finding(code, sure, field, match.words, record, trader)


def _trader(matches: list[ConceptMatch]) -> str | None:
    other = (CompanyRole.TRADER, CompanyRole.SERVICE)
    return next((m.words for m in matches if m.concept.role in other), None)
