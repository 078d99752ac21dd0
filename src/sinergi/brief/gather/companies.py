"""Candidate companies of both sides for the sectors that were named."""

from __future__ import annotations

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.energy import GREEN, users
from sinergi.brief.gather.energy import SECTORS as ENERGY
from sinergi.brief.model import CompanyList, CompanyPair, CompanyView
from sinergi.brief.numbers import decimal_text
from sinergi.companies import Candidate, Seek, candidates
from sinergi.cooperation.record import Kind
from sinergi.evidence.cuts import years_of
from sinergi.opportunities import fixed_link, most_traded
from sinergi.vocabulary.sectors import Sector

SHOWN = 5
"""Candidates a list shows."""
FLOOR = 0.2
"""Score below which the evidence is too weak to name anybody."""
PAIRS = 3
"""Pairs of companies a topic shows."""
LEAST = 0.1
"""Part of the best candidate's score below which a company is too weak a hint to be shown."""


def company_lists(context: Context, named: list[Sector]) -> list[CompanyList]:
    """One list a country and sector of goods; an empty list says what would fill it."""
    goods = [sector for sector in named if sector.hs]
    pairs = ((context.a, context.b), (context.b, context.a))
    lists: list[CompanyList] = []
    for sector in goods:
        product = subject_product(context, sector)
        for country, partner in pairs:
            if sector.code in ENERGY and _seek(context, country, sector) == Seek.BUYERS:
                lists.append(_users(context, country, partner, sector))
            else:
                lists.append(_list(context, country, partner, sector, product))
    return lists


def _users(context: Context, country: str, partner: str, sector: Sector) -> CompanyList:
    """Who could use the energy that the other side offers, in place of who makes it here."""
    _ = context.translator
    found = [one for one in users(context, country, partner, SHOWN) if one.score >= FLOOR]
    return CompanyList(
        country=context.country(country),
        subject=sector.name[context.lang],
        product=_("goods that take much energy"),
        candidates=[_view(context, n, c) for n, c in enumerate(found, start=1)],
        note=_("They could use the energy offered by {country:gen}.", country=context.name(partner))
        if found
        else _("none known with evidence enough: ask the chamber of commerce."),
    )


def subject_product(context: Context, sector: Sector) -> str:
    """The product a sector's companies are sought for.

    The one of the sector that the two countries trade most with the world; where the dataset
    holds none, the sector's first code.
    """
    years = years_of(context.window)
    pair = (context.a, context.b)
    held = most_traded(context.dataset.id, pair, covers=sector.covers, years=years, limit=1)
    return held[0].product if held else sector.hs[0]


def _list(
    context: Context, country: str, partner: str, sector: Sector, product: str
) -> CompanyList:
    _ = context.translator
    ranked = candidates(
        country,
        product,
        partner=partner,
        seek=_seek(context, country, sector),
        limit=SHOWN,
        lang=context.lang,
        agreements=[context.record] if context.record else (),
        # Who makes electricity of coal or gas alone is no company of green energy.
        sector=sector.code if sector.code == GREEN else None,
    )
    found = [one for one in ranked if one.score >= max(FLOOR, LEAST * ranked[0].score)]
    note = (
        _("Found by their names and by what their register says of them.")
        if found
        else _("none known with evidence enough: ask the chamber of commerce.")
    )
    return CompanyList(
        country=context.country(country),
        subject=sector.name[context.lang],
        product=context.ledger.product(product),
        candidates=[_view(context, n, c) for n, c in enumerate(found, start=1)],
        note=note,
    )


def company_pairs(
    context: Context, named: list[Sector], lists: list[CompanyList]
) -> list[CompanyPair]:
    """For each sector the first companies of each side's list: a seller and a buyer.

    The side that alone offers the sector's goods sells. Where neither or both do, both lists hold
    makers, and two makers of one thing are no pair; nor are those of goods that go by a line only.
    """
    found: list[CompanyPair] = []
    for sector in named:
        seek = _seek(context, context.a, sector)
        product = subject_product(context, sector) if sector.hs else ""
        if seek == Seek.EITHER or not product or fixed_link(product):
            continue
        ours, theirs = (
            next(
                (
                    one.candidates
                    for one in lists
                    if one.subject == sector.name[context.lang] and one.country.code == country
                ),
                [],
            )
            for country in (context.a, context.b)
        )
        sells_ours = seek == Seek.SUPPLIERS
        sellers, buyers = (ours, theirs) if sells_ours else (theirs, ours)
        sides = (context.a, context.b) if sells_ours else (context.b, context.a)
        found += [
            CompanyPair(
                topic=sector.name[context.lang],
                product=context.ledger.product(product),
                seller=seller,
                seller_country=context.country(sides[0]),
                buyer=buyer,
                buyer_country=context.country(sides[1]),
            )
            for seller, buyer in zip(sellers[:PAIRS], buyers[:PAIRS], strict=False)
        ]
    return found


def _seek(context: Context, country: str, sector: Sector) -> Seek:
    """Buyers where only the other side offers the sector's goods, suppliers where only this one."""
    said = context.record.statements if context.record else []
    offering = {
        statement.side
        for statement in said
        if statement.kind == Kind.OFFER and sector.code in (statement.sectors_all or [])
    } & {context.a, context.b}
    if len(offering) != 1:
        return Seek.EITHER
    return Seek.SUPPLIERS if country in offering else Seek.BUYERS


def _view(context: Context, rank: int, candidate: Candidate) -> CompanyView:
    return CompanyView(
        rank=rank,
        name=candidate.name,
        register_name=candidate.register,
        record_id=candidate.record_id,
        score_text=decimal_text(candidate.score, context.lang),
        reasons=[reason.text for reason in candidate.reasons],
        unknown=list(candidate.unknown),
        screening=candidate.screening,
    )
