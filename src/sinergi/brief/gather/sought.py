"""What companies are sought for: the sectors that were spoken of, or before a meeting the topics.

Before a meeting nobody has named a sector: the goods of the first page and the first openings of
each direction stand for it, and who sells them is known from the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.energy import SECTORS as ENERGY
from sinergi.brief.gather.goods import NamedGood, named_goods
from sinergi.brief.gather.openings import OpeningsTable
from sinergi.brief.gather.topics import Subject
from sinergi.companies import Seek
from sinergi.cooperation.record import Kind
from sinergi.evidence.chapter_measures import chapter_years, totals_of
from sinergi.evidence.country_totals import country_totals
from sinergi.evidence.cuts import years_of
from sinergi.evidence.sector_answers import chapters_of
from sinergi.opportunities import most_traded
from sinergi.vocabulary import products
from sinergi.vocabulary.sectors import Sector

BEFORE = 6
"""Topics before a meeting of which companies are sought."""
GOODS = 2
"""Goods of a sector that companies are sought for."""
OPENINGS = 2
"""Openings of each direction among them, at most."""


@dataclass(frozen=True)
class Sought:
    """A topic and the goods whose companies are sought.

    ``product`` is what the ranking of companies reads, ``label`` its name for the reader.
    ``seller`` is the one country that sells the goods, None where either may. ``users`` says that
    the buyers sought are those who could use an energy that was offered.
    """

    subject: str
    product: str
    label: str
    seller: str | None
    sector: Sector | None = None
    users: bool = False

    def seek(self, country: str) -> Seek:
        """As what the companies of a country are sought."""
        if self.seller is None:
            return Seek.EITHER
        return Seek.SUPPLIERS if country == self.seller else Seek.BUYERS


def of_statements(context: Context, named: Sequence[Sector]) -> list[Sought]:
    """The goods that were spoken of, else their sectors; the side that alone offers them sells."""
    found = []
    for sector in named:
        if not sector.hs:
            continue
        goods = [] if sector.code in ENERGY else named_goods(context, sector)
        found += [_good(context, sector, one) for one in goods[:GOODS]]
        if goods:
            continue
        product, seller = subject_product(context, sector), _offering(context, sector)
        found.append(
            Sought(
                subject=sector.name[context.lang],
                product=product,
                label=context.ledger.product(product),
                seller=seller,
                sector=sector,
                users=seller is not None and sector.code in ENERGY,
            )
        )
    return found


def _good(context: Context, sector: Sector, good: NamedGood) -> Sought:
    code = good.thing.hs[0]
    name = good.thing.text[context.lang]
    return Sought(
        subject=f"{sector.name[context.lang]}: {name}",
        product=code,
        label=f"{products.name(code, context.lang)} (HS {code})",
        # An offer of another good of the sector says nothing of who sells this one.
        seller=good.seller,
        sector=sector,
    )


def of_topics(
    context: Context, found: Sequence[Subject], opened: Sequence[OpeningsTable]
) -> list[Sought]:
    """The first topics before a meeting and the first openings each way, each product once."""
    wanted = [_topic(context, one) for one in found]
    for (exporter, _importer), table in zip(context.pairs, opened, strict=True):
        wanted += [
            Sought(one.label, one.code, one.label, exporter) for one in table.products[:OPENINGS]
        ]
    once = {(one.label, one.seller): one for one in reversed(wanted) if one is not None}
    return list(reversed(once.values()))[:BEFORE]


def subject_product(context: Context, sector: Sector) -> str:
    """The product a sector's companies are sought for.

    The one of the sector that the two countries trade most with the world; where the dataset
    holds none, the sector's first code.
    """
    years = years_of(context.window)
    pair = (context.a, context.b)
    held = most_traded(context.dataset.id, pair, covers=sector.covers, years=years, limit=1)
    return held[0].product if held else sector.hs[0]


def _offering(context: Context, sector: Sector) -> str | None:
    said = context.record.statements if context.record else []
    offering = {
        statement.side
        for statement in said
        if statement.kind == Kind.OFFER and sector.code in (statement.sectors_all or [])
    } & {context.a, context.b}
    return offering.pop() if len(offering) == 1 else None


def _topic(context: Context, subject: Subject) -> Sought | None:
    if subject.sector is None:
        one = subject.standing
        return Sought(subject.name, one.product, subject.name, one.exporter) if one else None
    if subject.seller is None:
        return None
    buyer = context.b if subject.seller == context.a else context.a
    product, nomenclature = _product_of(subject.sector, subject.seller, buyer)
    label = f"{products.name(product, context.lang, nomenclature)} (HS {product})"
    return Sought(subject.name, product, label, subject.seller, subject.sector)


def _product_of(sector: Sector, seller: str, buyer: str) -> tuple[str, str]:
    """What the buyer buys most of, in the chapter of the sector of which the seller sells most.

    A chapter is too wide to seek companies for: its makers and users are of every trade. The
    product comes with its nomenclature.
    """
    first, _, last = chapter_years().partition("-")
    sold = country_totals(totals_of("exports").id, "exporter", int(first), int(last or first))
    worth = {code: sold.of([code]).get(seller, 0.0) for code in chapters_of(sector)}
    chapter = max(worth, key=worth.__getitem__)
    held = totals_of("imports")
    bought = country_totals(held.id, "importer", held.years_held[0], held.years_held[-1])
    imports = bought.value[bought.countries.index(buyer)]
    within = {
        code: float(value)
        for code, value in zip(bought.products, imports, strict=True)
        if code.startswith(chapter)
    }
    return max(within, key=within.__getitem__), held.nomenclature or "HS22"
