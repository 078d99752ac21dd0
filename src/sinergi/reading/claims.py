"""Figures and ranks in statements, typed so that the data can support or contradict them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from sinergi.cooperation.record import CooperationRecord, Statement
from sinergi.reading.dates import years_named
from sinergi.reading.phrases import Hit, longest
from sinergi.reading.quantities import Measure, Quantity, measures, quantities
from sinergi.reading.tokens import tokenise

_MONEY = frozenset({"USD", "EUR", "IDR", "RUB", "CNY", "TJS", "GBP", "JPY"})


class Claim(BaseModel):
    """One figure or rank that a text states.

    ``subject`` is the ISO3 code it is about (``JOINT``: both sides' trade with each other);
    ``measure`` trade, exports, imports, balance, investment, reserves, production, supply or None;
    ``sectors`` what it is about; ``value`` with ``unit`` (``USD``, ``t``, ``MW``, ``percent`` …);
    ``change`` +1 or -1 where the figure is a rise or fall; ``year`` it is about; ``rank`` 1 for
    "the world's largest". ``span`` is ``document_text[start:end]``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    statement: int
    subject: str | None
    parties: tuple[str, ...]
    measure: str | None
    sectors: tuple[str, ...] = ()
    value: float | None = None
    unit: str | None = None
    change: int | None = None
    year: int | None = None
    rank: int | None = None
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
        found.extend(_of_statement(record, number, statement, record.lang))
    return found


def _of_statement(
    record: CooperationRecord, number: int, statement: Statement, lang: str
) -> list[Claim]:
    span = statement.span
    hits = longest(measures(lang).find(tokenise(span)))
    named = [h.payload.value for h in hits if h.payload.kind == "measure"]
    ranks = [h for h in hits if h.payload.kind == "rank"]
    bare = Claim(
        document=statement.document or record.id,
        statement=number,
        subject=statement.side,
        parties=tuple(record.parties),
        measure=named[0] if named else None,
        sectors=tuple(statement.sectors_all),
        year=next(iter(years_named(span)), None),
        span=span,
        start=statement.start,
        end=statement.end,
    )
    found = []
    for quantity in quantities(span, lang):
        if quantity.unit in (None, "years", "times") and not named:
            continue
        measure = _nearest(hits, quantity) or ("trade" if quantity.unit in _MONEY else None)
        figure = {
            "measure": measure,
            "value": quantity.value,
            "unit": quantity.unit,
            "change": _change(hits, quantity),
        }
        found.append(_placed(bare, quantity.start, quantity.end, figure))
    for rank in ranks[:1]:
        found.append(_placed(bare, rank.start, rank.end, {"rank": int(rank.payload.value)}))
    return found


def _placed(bare: Claim, start: int, end: int, update: Mapping[str, object]) -> Claim:
    """``bare`` narrowed to a piece of the statement."""
    place = {
        "span": bare.span[start:end],
        "start": bare.start + start,
        "end": bare.start + end,
    }
    return bare.model_copy(update={**update, **place})


def _nearest(hits: list[Hit[Measure]], quantity: Quantity) -> str | None:
    """The measure named last before the figure, else the first after it."""
    before = [h for h in hits if h.payload.kind == "measure" and h.end <= quantity.start]
    after = [h for h in hits if h.payload.kind == "measure" and h.start >= quantity.end]
    if before:
        return before[-1].payload.value
    return after[0].payload.value if after else None


def _change(hits: list[Hit[Measure]], quantity: Quantity) -> int | None:
    if quantity.unit != "percent":
        return None
    for hit in hits:
        if hit.payload.kind in ("rise", "fall") and abs(hit.start - quantity.start) < 60:
            return 1 if hit.payload.kind == "rise" else -1
    return None
