"""The words of a sentence that states a figure, each with what it means for the claim."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.errors import DataError
from sinergi.reading.dates import years_named
from sinergi.reading.lexicon import endings_of, lexicon
from sinergi.reading.mentions import Mention, mentions
from sinergi.reading.phrases import PhraseIndex
from sinergi.reading.quantities import Quantity, quantities
from sinergi.reading.tokens import Token, tokenise
from sinergi.vocabulary.tables import data_path, read_table

WordKind = Literal[
    "measure",
    "to",
    "from",
    "with",
    "and",
    "pair",
    "world",
    "globe",
    "level",
    "rise",
    "fall",
    "more",
    "less",
    "rank",
    "product",
    "mineral",
    "share",
    "fine",
    "void",
]
_BESIDE = frozenset({"fine", "level", "and"})
"""Kinds that do not begin a claim."""
_CLOSE = 4
"""Characters that may stand between a word and the figure or country it belongs to."""
_PUNCTUATION = 2
_DOLLARS = "USA"
"""Whose dollars the unit USD is: their name right after an amount belongs to the amount."""


class ClaimWord(BaseModel):
    """A row of claims.csv."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: WordKind
    value: str = ""
    phrase: str


@dataclass(frozen=True)
class ClaimPhrase:
    """A phrase of claims.csv in the text; one phrase can be of several kinds."""

    values: dict[str, str]
    first: int
    last: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Words:
    """What a sentence is made of."""

    text: str
    tokens: list[Token]
    quantities: list[Quantity]
    mentions: list[Mention]
    parts: list[ClaimPhrase]
    years: list[int]
    known: frozenset[int]
    """Tokens that are understood."""
    goods: str | None = None
    """Words of a sector that are no product of claims.csv: goods that are not told apart."""
    void: ClaimPhrase | None = None
    """The first phrase that makes the figures no statistic of a year."""

    def of(self, kind: str) -> list[ClaimPhrase]:
        """The phrases of a kind, in order."""
        return [part for part in self.parts if kind in part.values]

    def cut(self, start: int, end: int) -> Words:
        """The part of the sentence between two places; its years are those of the whole."""
        return replace(
            self,
            quantities=[q for q in self.quantities if start <= q.start < end],
            mentions=[m for m in self.mentions if start <= m.start < end],
            parts=[p for p in self.parts if start <= p.start < end],
        )

    def before(self, place: int, kind: str) -> ClaimPhrase | None:
        """The phrase of a kind that stands right before a place, other fine words between."""
        for part in reversed([p for p in self.parts if p.end <= place]):
            if place - part.end > _CLOSE:
                return None
            if kind in part.values:
                return part
            if not part.values.keys() & {"fine", "more", "less", "level"}:
                return None
            place = part.start
        return None

    def after(self, place: int, kind: str) -> bool:
        """Whether a phrase of a kind stands right after a place."""
        return any(0 <= p.start - place <= _CLOSE and kind in p.values for p in self.parts)

    def kinds_before(self, token: int) -> set[str]:
        """The kinds of the phrases right before a token; articles and the like are passed over."""
        found: set[str] = set()
        by_last = {part.last: part for part in self.parts}
        while (part := by_last.get(token - 1)) is not None:
            found |= part.values.keys()
            if part.values.keys() - {"fine"}:
                break
            token = part.first
        return found

    def unknown(self) -> str | None:
        """The first word that is not understood among those that belong to the claim.

        These are the parts of the sentence, between commas, from that of the first word which says
        something of the claim to that of the last.
        """
        told = [p.first for p in self.parts if p.values.keys() - _BESIDE]
        told += [mention.first for mention in self.mentions]
        figures = [q.start for q in self.quantities]
        told += [i for i, t in enumerate(self.tokens) if t.start in figures]
        if not told:
            return None
        start, stop = min(told), max(told) + 1
        while start > 0 and self.tokens[start].joined and not self.tokens[start].comma:
            start -= 1
        while stop < len(self.tokens) and self.tokens[stop].joined and not self.tokens[stop].comma:
            stop += 1
        rest = [i for i in range(start, stop) if i not in self.known]
        return self.tokens[rest[0]].text if rest else None


@cache
def _index(lang: str) -> PhraseIndex[ClaimWord]:
    index: PhraseIndex[ClaimWord] = PhraseIndex(endings=endings_of(lang))
    path = data_path("reading", lang, "claims.csv")
    for row in read_table(path, ClaimWord):
        try:
            index.add(row.phrase, row)
        except ValueError as error:
            raise DataError(str(error), where=str(path)) from error
    return index


def words_of(text: str, lang: str) -> Words:
    """Take a sentence apart."""
    tokens = tokenise(text)
    found = lexicon(lang)
    groups = found.find(tokens)
    named = mentions(tokens, groups, found)
    amounts = [_whole(q, tokens, named) for q in quantities(text, lang)]
    named = [m for m in named if not any(q.start <= m.start < q.end for q in amounts)]
    taken = {i for m in named for i in range(m.first, m.last + 1)}
    taken |= {i for i, t in enumerate(tokens) for q in amounts if q.start <= t.start < q.end}
    years = years_named(text)
    taken |= {i for i, t in enumerate(tokens) if t.text.isdecimal() and int(t.text) in years}
    parts, void = _parts(text, tokens, lang, taken)
    known = taken | {i for part in parts for i in range(part.first, part.last + 1)}
    goods = [h for h in groups["sector"] if known.isdisjoint(range(h.first, h.last + 1))]
    vague = text[goods[0].start : goods[0].end] if goods else None
    return Words(text, tokens, amounts, named, parts, years, frozenset(known), vague, void)


def _whole(quantity: Quantity, tokens: list[Token], named: list[Mention]) -> Quantity:
    """An amount with the country whose dollars they are, and endings written apart."""
    if quantity.unit != "USD":
        return quantity
    for mention in named:
        if mention.iso3 == _DOLLARS and 0 <= mention.start - quantity.end <= _PUNCTUATION:
            return Quantity(quantity.value, "USD", quantity.start, tokens[mention.last].end)
    return quantity


def _parts(
    text: str, tokens: list[Token], lang: str, taken: set[int]
) -> tuple[list[ClaimPhrase], ClaimPhrase | None]:
    """The phrases, the longest first where they overlap; and the first that voids the claim."""
    spans: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for hit in _index(lang).find(tokens):
        row, span = hit.payload, (hit.first, hit.last)
        # A plan is one whatever else its word may be: in a country's name or an amount as well.
        if row.kind == "void" or taken.isdisjoint(range(hit.first, hit.last + 1)):
            spans[span].setdefault(row.kind, row.value)
    parts: list[ClaimPhrase] = []
    used: set[int] = set()
    for (first, last), values in sorted(spans.items(), key=lambda s: (s[0][0] - s[0][1], s[0][0])):
        places = range(first, last + 1)
        if used.isdisjoint(places):
            used.update(places)
            start, end = tokens[first].start, tokens[last].end
            parts.append(ClaimPhrase(values, first, last, start, end, text[start:end]))
    parts.sort(key=lambda part: part.first)
    void = next((part for part in parts if "void" in part.values), None)
    return [part for part in parts if "void" not in part.values], void
