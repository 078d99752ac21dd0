"""Sectors in which one of the two is strong and the other buys, by chapters of the totals."""

from __future__ import annotations

from dataclasses import dataclass

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.standing import pair_trade
from sinergi.brief.gather.thresholds import thresholds
from sinergi.brief.model import Sentence
from sinergi.evidence.sector_answers import exports_of, imports_of
from sinergi.vocabulary.sectors import Sector, sectors


@dataclass(frozen=True)
class Fit:
    """A sector one way: ``match`` is the smaller of what one sells and the other buys a year."""

    sector: Sector
    seller: str
    buyer: str
    match: float


def fits(context: Context) -> list[Fit]:
    """The fits both ways, the largest first; found once a brief."""
    if "fits" not in context.memo:
        context.memo["fits"] = [] if context.dataset.complete else _fits(context)
    found: list[Fit] = context.memo["fits"]
    return found


def _fits(context: Context) -> list[Fit]:
    given = thresholds()
    least = max(given["strong"], given["strong-part"] * pair_trade(context))
    found = []
    for sector in sectors().values():
        for seller, buyer in context.pairs:
            sells, buys = exports_of(sector, seller), imports_of(sector, buyer, limit=0)
            if sells is None or buys is None or (sells.advantage.value or 0.0) < 1.0:
                continue
            # Who sells the sector many times over needs none of it: Brazil and food.
            own = exports_of(sector, buyer)
            if own and (own.value.value or 0.0) > given["sells"] * (buys.value.value or 0.0):
                continue
            match = min(sells.value.value or 0.0, buys.value.value or 0.0)
            if match >= least:
                found.append(Fit(sector, seller, buyer, match))
    return sorted(found, key=lambda one: (-one.match, one.sector.code))


def strongest(context: Context) -> list[Sentence]:
    """The strongest fit each way, in one sentence."""
    _ = context.translator
    chosen = fits(context)[:1]
    for first in chosen[:]:
        # The other way another sector, where there is one: the same both ways says little.
        back = [fit for fit in fits(context) if fit.seller == first.buyer]
        chosen += sorted(back, key=lambda fit: fit.sector == first.sector)[:1]
    told = [_told(context, one) for one in chosen]
    if not told:
        return []
    if len(told) == 1:
        return [_.sentence("The strongest fit by chapter: {one}.", one=told[0])]
    return [_.sentence("The strongest fits by chapter: {one}; {two}.", one=told[0], two=told[1])]


def _told(context: Context, one: Fit) -> Sentence:
    sells, buys = exports_of(one.sector, one.seller), imports_of(one.sector, one.buyer, limit=0)
    assert sells is not None  # noqa: S101 (a fit has both)
    assert buys is not None  # noqa: S101 (a fit has both)
    name = one.sector.name[context.lang]
    return context.translator.sentence(
        "{sector}, of which {exporter:plain} sells {value} a year and {importer:plain} buys at "
        "least {bought}",
        sector=name,
        exporter=context.name(one.seller),
        importer=context.name(one.buyer),
        value=context.ledger.note(sells.value),
        bought=context.ledger.note(buys.value),
    )
