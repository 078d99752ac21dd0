"""Figures and ranks in statements, typed so that the data can support or contradict them.

A figure becomes a claim only when everything around it is understood: one measure, one figure of
its unit, one year, the countries with their parts (who sells, who buys), and no word between them
that is not in ``data/reading/LANG/claims.csv``. Else the claim says why it was not read
(``unread``) and nothing is compared: a word that is not known may be a product, a part of a year or
a plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.cooperation.record import JOINT, CooperationRecord
from sinergi.reading.claim_words import Words, words_of
from sinergi.reading.quantities import Quantity, quantities
from sinergi.vocabulary.reasons import Reason

WORLD = "WLD"
ClaimKind = Literal["value", "growth", "rank", "share"]
Compare = Literal["about", "more", "less"]
FLOWS = ("trade", "exports", "imports")
MINED = ("reserves", "production")
TONNES = "t"
_MONEY = frozenset({"USD", "EUR", "IDR", "RUB", "CNY", "TJS", "GBP", "JPY"})
_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")


class Claim(BaseModel):
    """One figure or rank that a text states.

    ``measure`` is trade, exports, imports, gdp, reserves or production. ``exporter`` and
    ``importer`` are ISO3 or ``WLD``; of ``trade`` both ways count. ``country`` is whose GDP,
    reserves or production. ``products`` are HS codes, none for all goods; ``mineral`` a commodity
    of mineral statistics. ``party`` is the other country of the report where neither a partner nor
    the world is named. ``value`` is in ``unit`` (``USD``, ``percent``, …), a growth signed;
    ``rank`` 1 is "the world's largest". ``unread`` says why the claim cannot be compared.
    ``span`` is ``document_text[start:end]``, ``statement`` its place in the record.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    statement: int
    kind: ClaimKind
    measure: str | None = None
    exporter: str | None = None
    importer: str | None = None
    party: str | None = None
    country: str | None = None
    products: tuple[str, ...] = ()
    mineral: str | None = None
    value: float | None = None
    unit: str | None = None
    compare: Compare = "about"
    year: int | None = None
    rank: int | None = None
    unread: Reason | None = None
    span: str
    start: int
    end: int


def claims(record: CooperationRecord) -> list[Claim]:
    """The figures and ranks in the statements of ``record``, in order.

    ``statement`` is the place of the statement in ``record.statements``.
    """
    if record.lang is None:
        return []
    found: list[Claim] = []
    for number, statement in enumerate(record.statements):
        of_one = claims_in(
            statement.span, record.lang, side=statement.side, parties=tuple(record.parties)
        )
        found += [
            one.model_copy(
                update={
                    "document": statement.document or record.id,
                    "statement": number,
                    "start": statement.start + one.start,
                    "end": statement.start + one.end,
                }
            )
            for one in of_one
        ]
    return found


def claims_in(
    text: str, lang: str, *, side: str | None = None, parties: tuple[str, ...] = ()
) -> list[Claim]:
    """The figures and ranks that a sentence states.

    Args:
        text: The sentence.
        lang: A language that documents are read in.
        side: Who speaks, ISO3 or ``JOINT``.
        parties: The two countries of the report: what "the two countries" are.
    """
    return _Reading(words_of(_without_repeats(text, lang), lang), side, parties).claims()


def _without_repeats(text: str, lang: str) -> str:
    """The text without brackets that give the amount in another currency; places stay the same."""

    def blank(found: re.Match[str]) -> str:
        repeats = any(q.unit in _MONEY for q in quantities(found.group(), lang))
        return " " * len(found.group()) if repeats else found.group()

    return _BRACKETS.sub(blank, text)


class _Unread(Exception):  # noqa: N818 (no error: a figure that is not understood)
    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class _Reading:
    """One sentence, taken apart."""

    words: Words
    side: str | None
    parties: tuple[str, ...]

    def claims(self) -> list[Claim]:
        """Each figure as a claim, read or with the reason why not."""
        figures = [q for q in self.words.quantities if q.unit not in (None, "years")]
        if not figures:
            return self._rank()
        pieces = self._pieces(figures)
        if pieces:
            return self._in_turn(pieces)
        percents = [q for q in figures if q.unit == "percent"]
        money = [q for q in figures if q.unit == "USD"]
        tonnes = [q for q in figures if q.unit == TONNES]
        kinds = (money, percents, tonnes)
        several = any(len(q) > 1 for q in kinds) or sum(map(len, kinds)) < len(figures)
        # A place in the world is a claim of its own, whatever the figure beside it is.
        places = [c for c in self._rank() if c.unread is None and c.measure in MINED]
        return [*(self._figure(q, several=several) for q in figures), *places]

    def _pieces(self, figures: list[Quantity]) -> list[Words]:
        """The sentence cut before each measure, where each is followed by one amount of its own."""
        named = self.words.of("measure")
        in_turn = len(figures) == len(named) > 1 and all(q.unit == "USD" for q in figures)
        places = [part.start for part in named]
        ends = [*places[1:], len(self.words.text)]
        if not in_turn or not all(
            start < q.start < end for q, start, end in zip(figures, places, ends, strict=True)
        ):
            return []
        starts = [0, *places[1:]]
        return [self.words.cut(start, end) for start, end in zip(starts, ends, strict=True)]

    def _in_turn(self, pieces: list[Words]) -> list[Claim]:
        """Each piece as a claim; later ones that name no country are of those of the first."""
        found: list[Claim] = []
        for words in pieces:
            reading = _Reading(words, self.side, self.parties)
            claim = reading._figure(words.quantities[0], several=False)
            first = found[0] if found else None
            if first is not None and not words.mentions and claim.unread is None:
                claim = claim.model_copy(update=_beside(first, claim))
            found.append(claim)
        return found

    def _figure(self, quantity: Quantity, *, several: bool) -> Claim:
        bare = self._bare(quantity)
        try:
            if several:
                raise _Unread(Reason("claim-several-figures"))
            self._check_words()
            return bare.model_copy(update=self._read(quantity))
        except _Unread as unread:
            return bare.model_copy(update={"unread": unread.reason})

    def _bare(self, quantity: Quantity) -> Claim:
        kind: ClaimKind = "value" if quantity.unit != "percent" else "growth"
        return Claim(
            document="",
            statement=0,
            kind=kind,
            value=quantity.value,
            unit=quantity.unit,
            span=self.words.text[quantity.start : quantity.end],
            start=quantity.start,
            end=quantity.end,
        )

    def _check_words(self) -> None:
        """Refuse a sentence with words that make the figure no statistic, or that are not known."""
        if self.words.void is not None:
            raise _Unread(Reason("claim-not-a-statistic", words=self.words.void.text))
        if (unknown := self.words.unknown() or self.words.goods) is not None:
            raise _Unread(Reason("claim-word-not-known", words=unknown))
        shares = self.words.of("share")
        if shares and (self._moved() is not None or not self._of_the_worlds()):
            # A part of something else than the world's reserves or production is not measured.
            raise _Unread(Reason("claim-not-a-statistic", words=shares[0].text))

    def _of_the_worlds(self) -> bool:
        named = {part.values["measure"] for part in self.words.of("measure")}
        return bool(self.words.of("globe")) and named <= set(MINED)

    def _read(self, quantity: Quantity) -> dict[str, object]:
        measure = self._measure()
        moved = self._moved()
        if quantity.unit == "percent" and moved is None:
            return self._share(measure, quantity)
        if measure in MINED:
            return self._mined(measure, quantity, moved)
        found = {"measure": measure, **self._what(measure), "year": self._year(moved is not None)}
        if quantity.unit == "percent":
            sign = 1 if moved == "rise" else -1
            return {**found, "kind": "growth", "value": sign * quantity.value}
        level = self.words.before(quantity.start, "level") is not None
        if moved is not None and not (level or self.words.after(quantity.end, "level")):
            raise _Unread(Reason("claim-change-of-value"))
        return {**found, "kind": "value", "compare": self._compare(quantity)}

    def _measure(self) -> str:
        named = {part.values["measure"] for part in self.words.of("measure")}
        if not named:
            raise _Unread(Reason("claim-no-measure"))
        if len(named) > 1:
            raise _Unread(Reason("claim-several-measures"))
        return named.pop()

    def _moved(self) -> str | None:
        moved = {kind for kind in ("rise", "fall") if self.words.of(kind)}
        if len(moved) > 1:
            raise _Unread(Reason("claim-several-measures"))
        return moved.pop() if moved else None

    def _year(self, growth: bool, *, optional: bool = False) -> int | None:
        years = sorted(set(self.words.years))
        if growth and len(years) == 2 and years[1] - years[0] == 1:
            return years[1]
        if len(years) > 1:
            raise _Unread(Reason("claim-several-years"))
        if not years and not optional:
            raise _Unread(Reason("claim-no-year"))
        return years[0] if years else None

    def _compare(self, quantity: Quantity) -> Compare:
        if self.words.before(quantity.start, "more") is not None:
            return "more"
        return "less" if self.words.before(quantity.start, "less") is not None else "about"

    def _what(self, measure: str) -> dict[str, object]:
        """Whose and of what: the countries with their parts, and the products."""
        for part in self.words.of("mineral"):
            # Of reserves and production it is known what the word means; as goods it is not.
            if "product" not in part.values:
                raise _Unread(Reason("claim-word-not-known", words=part.text))
        if measure == "gdp":
            return {"country": self._one_country()}
        products = [part.values["product"] for part in self.words.of("product")]
        if len(products) > 1 or (measure == "trade" and products):
            raise _Unread(Reason("claim-several-products"))
        found: dict[str, object] = {"products": tuple(products[0].split("+")) if products else ()}
        exporter, importer = self._pair() if measure == "trade" else self._way(measure)
        found |= {"exporter": exporter, "importer": importer}
        if WORLD in (exporter, importer) and not self.words.of("world"):
            others = [party for party in self.parties if party not in (exporter, importer)]
            found["party"] = others[0] if len(others) == 1 else None
        return found

    def _pair(self) -> tuple[str, str]:
        """The two countries that trade with each other, or one and the world."""
        roles = self._roles()
        if roles["to"] or roles["from"]:
            raise _Unread(Reason("claim-countries-unclear"))
        named = list(dict.fromkeys((*roles["actor"], *roles["with"])))
        joint = bool(self.words.of("pair")) or (not named and self.side == JOINT)
        if len(named) == 2:
            return named[0], named[1]
        if len(named) == 1 and (roles["with"] or joint):
            return self._other(named[0]), named[0]
        if not named and joint and len(self.parties) == 2:
            return self.parties[0], self.parties[1]
        if len(named) == 1:
            return named[0], WORLD
        raise _Unread(Reason("claim-countries-unclear"))

    def _other(self, named: str) -> str:
        """The party that trades with the one named."""
        others = [party for party in self.parties if party != named]
        if named in self.parties and len(others) == 1:
            return others[0]
        if self.side not in (None, JOINT, named):
            return str(self.side)
        raise _Unread(Reason("claim-countries-unclear"))

    def _way(self, measure: str) -> tuple[str, str]:
        """Who sells to whom."""
        roles = self._roles()
        sells = measure == "exports"
        own, other = ("from", "to") if sells else ("to", "from")
        actors = list(dict.fromkeys((*roles["actor"], *([] if roles["actor"] else roles[own]))))
        partners = list(dict.fromkeys(roles[other]))
        stray = roles["with"] or (roles["actor"] and roles[own])
        if stray or len(actors) > 1 or len(partners) > 1:
            raise _Unread(Reason("claim-countries-unclear"))
        if not actors:
            if self.side in (None, JOINT) or partners == [self.side] or self.words.of("pair"):
                raise _Unread(Reason("claim-countries-unclear"))
            actors = [str(self.side)]
        if partners == actors:
            raise _Unread(Reason("claim-countries-unclear"))
        one, two = actors[0], partners[0] if partners else WORLD
        return (one, two) if sells else (two, one)

    def _roles(self) -> dict[str, list[str]]:
        """The countries by the word before each: to, from, with; else actor."""
        roles: dict[str, list[str]] = {"to": [], "from": [], "with": [], "actor": []}
        last: tuple[str, int] | None = None
        for mention in self.words.mentions:
            if mention.how != "name":
                raise _Unread(Reason("claim-countries-unclear"))
            marks = self.words.kinds_before(mention.first)
            role = next((name for name in ("to", "from", "with") if name in marks), "actor")
            if "and" in marks and last is not None and mention.first - last[1] <= _JOINED:
                role = last[0] if role != "with" or last[0] == "with" else "with"
            roles[role].append(mention.iso3)
            last = (role, mention.last)
        return roles

    def _one_country(self) -> str:
        named = {mention.iso3 for mention in self.words.mentions if mention.how == "name"}
        if len(named) != 1 or any(mention.how != "name" for mention in self.words.mentions):
            raise _Unread(Reason("claim-countries-unclear"))
        return named.pop()

    def _share(self, measure: str, quantity: Quantity) -> dict[str, object]:
        """A share of the world's reserves or production; others are not read."""
        mineral = self._mineral()
        if measure not in MINED or mineral is None or not self.words.of("globe"):
            raise _Unread(Reason("claim-not-measured"))
        return {
            "kind": "share",
            "measure": measure,
            "mineral": mineral,
            "country": self._one_country(),
            "year": self._year(growth=False, optional=True),
            "compare": self._compare(quantity),
        }

    def _mined(self, measure: str, quantity: Quantity, moved: str | None) -> dict[str, object]:
        """Tonnes of a mineral that a country has or digs; changes of them are not read."""
        mineral = self._mineral()
        if mineral is None or moved is not None or quantity.unit != TONNES:
            raise _Unread(Reason("claim-not-measured"))
        return {
            "kind": "value",
            "measure": measure,
            "mineral": mineral,
            "country": self._one_country(),
            "year": self._year(growth=False, optional=True),
            "compare": self._compare(quantity),
        }

    def _mineral(self) -> str | None:
        named = {part.values["mineral"] for part in self.words.of("mineral")}
        return named.pop() if len(named) == 1 else None

    def _rank(self) -> list[Claim]:
        """The place in the world that a sentence without a figure states."""
        ranks = self.words.of("rank")
        if not ranks:
            return []
        place = ranks[-1]
        bare = Claim(
            document="",
            statement=0,
            kind="rank",
            rank=int(place.values["rank"]),
            span=place.text,
            start=place.start,
            end=place.end,
        )
        try:
            self._check_words()
            measure = self._measure()
            if not self.words.of("globe") or len({p.values["rank"] for p in ranks}) > 1:
                raise _Unread(Reason("claim-not-measured"))
            mined = measure in MINED
            found: dict[str, object] = {
                "measure": measure,
                "country": self._one_country(),
                "year": self._year(growth=False, optional=mined),
            }
            products = [part.values["product"] for part in self.words.of("product")]
            if mined and (mineral := self._mineral()) is not None:
                return [bare.model_copy(update={**found, "mineral": mineral})]
            if mined or measure not in ("exports", "imports") or len(products) != 1:
                raise _Unread(Reason("claim-not-measured"))
            return [bare.model_copy(update={**found, "products": tuple(products[0].split("+"))})]
        except _Unread as unread:
            return [bare.model_copy(update={"unread": unread.reason})]


def _beside(first: Claim, claim: Claim) -> dict[str, object]:
    """The countries of a claim that stands beside another of the same sentence."""
    if first.unread is not None or claim.measure not in FLOWS or first.measure not in FLOWS:
        return {"unread": first.unread or Reason("claim-countries-unclear")}
    bought = first.measure == "imports"
    own, other = (first.importer, first.exporter) if bought else (first.exporter, first.importer)
    ends = (other, own) if claim.measure == "imports" else (own, other)
    return {"exporter": ends[0], "importer": ends[1], "party": first.party}


_JOINED = 3
"""Tokens between two countries that "and" joins."""

__all__ = ["Claim", "claims", "claims_in"]
