"""Sectors in which one of the two is strong and the other buys, by chapters of the totals."""

from __future__ import annotations

from dataclasses import dataclass

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.standing import pair_trade
from sinergi.brief.gather.thresholds import thresholds
from sinergi.brief.model import Sentence
from sinergi.brief.numbers import figure_text
from sinergi.evidence.sector_answers import exports_of, imports_of
from sinergi.opportunities.sector_fits import counted, expected
from sinergi.vocabulary.sectors import Sector, sectors


@dataclass(frozen=True)
class Fit:
    """A sector one way: ``worth`` is what shares, demand and ease would give, US dollars a year."""

    sector: Sector
    seller: str
    buyer: str
    worth: float


def fits(context: Context) -> list[Fit]:
    """The fits both ways, the largest first; none where broad measures restrict trade."""
    if "fits" not in context.memo:
        context.memo["fits"] = (
            [] if context.dataset.complete or context.restricted else _fits(context)
        )
    found: list[Fit] = context.memo["fits"]
    return found


def _fits(context: Context) -> list[Fit]:
    given = thresholds()
    least = max(given["strong"], given["strong-part"] * pair_trade(context))
    found = []
    for sector in filter(None, map(counted, sectors().values())):
        for seller, buyer in context.pairs:
            worth = expected(sector, seller, buyer) or 0.0
            if worth >= least and _strong(sector, seller) and not _supplied(sector, buyer):
                found.append(Fit(sector, seller, buyer, worth))
    return sorted(found, key=lambda one: (-one.worth, one.sector.code))


def none_of_size(context: Context) -> list[Sentence]:
    """That no sector comes to the least: said where it is known, and goods may be spoken of."""
    if context.dataset.complete or context.restricted or fits(context):
        return []
    pairs = [
        (one, seller, buyer)
        for one in filter(None, map(counted, sectors().values()))
        for seller, buyer in context.pairs
    ]
    if not any(expected(*one) is not None for one in pairs):
        return []
    given = thresholds()
    least = max(given["strong"], given["strong-part"] * pair_trade(context))
    return [
        context.translator.sentence(
            "No sector in which one of the two is strong and the other buys comes to {least} a "
            "year, by shares of exports, imports and ease of trade.",
            least=figure_text(least, "USD", context.lang),
        )
    ]


def _strong(sector: Sector, seller: str) -> bool:
    """Whether it sells more of the sector than its share of the world's exports."""
    sells = exports_of(sector, seller)
    return sells is not None and (sells.advantage.value or 0.0) >= 1.0


def _supplied(sector: Sector, buyer: str) -> bool:
    """Whether the buyer sells the sector many times over and needs none: Brazil and food."""
    own, buys = exports_of(sector, buyer), imports_of(sector, buyer, limit=0)
    if buys is None or not buys.value.value:
        return True
    sells = own.value.value if own else None
    return (sells or 0.0) > thresholds()["sector-sells"] * buys.value.value


def strongest(context: Context) -> list[Sentence]:
    """The strongest fit each way, in one sentence."""
    _ = context.translator
    chosen = fits(context)[:1]
    for first in chosen[:]:
        # The other way another sector: the same both ways says little.
        back = [fit for fit in fits(context) if fit.seller == first.buyer]
        chosen += [fit for fit in back if fit.sector != first.sector][:1]
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
