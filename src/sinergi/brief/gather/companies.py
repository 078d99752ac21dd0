"""Candidate companies of both sides for the goods that were spoken of, or that fit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.energy import GREEN, users
from sinergi.brief.gather.facility_group import plant_sentence
from sinergi.brief.gather.sought import Sought
from sinergi.brief.model import CompanyList, CompanyPair, CompanyView, Sentence
from sinergi.brief.numbers import decimal_text
from sinergi.companies import Candidate, Seek, candidates
from sinergi.facilities import DATASET as FACILITIES
from sinergi.facilities import facilities, owners, plant_words
from sinergi.facilities.owners import REGISTER
from sinergi.opportunities import fixed_link

SHOWN = 5
"""Candidates a list shows."""
FLOOR = 0.2
"""Score below which the evidence is too weak to name anybody."""
PAIRS = 3
"""Pairs of companies a topic shows."""
LEAST = 0.1
"""Part of the best candidate's score below which a company is too weak a hint to be shown."""


def company_lists(context: Context, sought: Sequence[Sought]) -> list[CompanyList]:
    """Two lists a topic, ours and theirs; an empty list says what would fill it."""
    pairs = ((context.a, context.b), (context.b, context.a))
    return [
        _users(context, country, partner, one)
        if one.users and one.seek(country) == Seek.BUYERS
        else _list(context, country, partner, one)
        for one in sought
        for country, partner in pairs
    ]


def _users(context: Context, country: str, partner: str, sought: Sought) -> CompanyList:
    """Who could use the energy that the other side offers, in place of who makes it here."""
    _ = context.translator
    found = [one for one in users(context, country, partner, SHOWN) if one.score >= FLOOR]
    return CompanyList(
        country=context.country(country),
        subject=sought.subject,
        product=_("goods that take much energy"),
        candidates=_views(context, country, found),
        note=_("They could use the energy offered by {country:gen}.", country=context.name(partner))
        if found
        else _("none known with evidence enough: ask the chamber of commerce."),
    )


def _list(context: Context, country: str, partner: str, sought: Sought) -> CompanyList:
    _ = context.translator
    green = sought.sector is not None and sought.sector.code == GREEN
    ranked = candidates(
        country,
        sought.product,
        partner=partner,
        seek=sought.seek(country),
        limit=SHOWN,
        lang=context.lang,
        agreements=[context.record] if context.record else (),
        # Who makes electricity of coal or gas alone is no company of green energy.
        sector=GREEN if green else None,
    )
    found = [one for one in ranked if one.score >= max(FLOOR, LEAST * ranked[0].score)]
    note = (
        _("Found by their names and by what their register says of them.")
        if found
        else _("none known with evidence enough: ask the chamber of commerce.")
    )
    return CompanyList(
        country=context.country(country),
        subject=sought.subject,
        product=sought.label,
        candidates=_views(context, country, found),
        note=note,
    )


def company_pairs(
    context: Context, sought: Sequence[Sought], lists: Sequence[CompanyList]
) -> list[CompanyPair]:
    """For each topic the first companies of each side's list: a seller and a buyer.

    ``lists`` are those of :func:`company_lists` for the same topics.
    Where neither side is known to sell, both lists hold makers, and two makers of one thing are no
    pair; nor are those of goods that go by a line only.
    """
    found: list[CompanyPair] = []
    ours, theirs = lists[0::2], lists[1::2]
    for one, mine, others in zip(sought, ours, theirs, strict=True):
        if one.seller is None or fixed_link(one.product):
            continue
        sellers, buyers = (mine, others) if one.seller == context.a else (others, mine)
        found += [
            CompanyPair(
                topic=one.subject,
                product=one.label,
                seller=sells,
                seller_country=sellers.country,
                buyer=buys,
                buyer_country=buyers.country,
            )
            for sells, buys in zip(
                sellers.candidates[:PAIRS], buyers.candidates[:PAIRS], strict=False
            )
        ]
    return found


def _views(context: Context, country: str, found: Sequence[Candidate]) -> list[CompanyView]:
    said = "\n".join(reason.text for one in found for reason in one.reasons)
    # Only those that are spoken of: to word all plants of a large country takes seconds.
    spoken = [
        one for one in facilities(country) if one.kind_row.unit == "MW" and f"{one.name} (" in said
    ]
    # With its state: a plant at work and one of its size beside it may have one name.
    plants = [
        (before + capacity + after.removesuffix(")"), one.id)
        for one in spoken
        for before, capacity, after in [plant_words(one, context.lang)]
        if capacity is not None
    ]
    return [_view(context, n, one, plants) for n, one in enumerate(found, start=1)]


def _view(
    context: Context, rank: int, candidate: Candidate, plants: Sequence[tuple[str, int]]
) -> CompanyView:
    reasons = [reason.text for reason in candidate.reasons]
    words = "; ".join(reasons)
    named = {
        found.start(): number
        for text, number in plants
        if text in words
        for found in re.finditer(re.escape(text), words)
    }
    return CompanyView(
        rank=rank,
        name=candidate.name,
        register_name=candidate.register,
        record_id=candidate.record_id,
        score_text=decimal_text(candidate.score, context.lang),
        reasons=reasons,
        unknown=list(candidate.unknown),
        screening=candidate.screening,
        capacities=[
            context.ledger.figure("plant-capacity", named[place], dataset=FACILITIES)
            for place in sorted(named)
        ],
        plant=_plant(context, candidate),
    )


def _plant(context: Context, candidate: Candidate) -> Sentence:
    """The first of its plants in words, where the company is in the register of owners."""
    if candidate.register != REGISTER:
        return []
    stakes = next(
        (one.stakes for one in owners(candidate.country) if one.record_id == candidate.record_id),
        (),
    )
    return plant_sentence(context, stakes[0].facility) if stakes else []
