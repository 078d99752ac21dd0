"""The topics of the first page: what they and we bring, where it stands, what to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.energy import SECTORS as ENERGY
from sinergi.brief.gather.fits import fits
from sinergi.brief.gather.goods import NamedGood, named_goods
from sinergi.brief.gather.standing import (
    Standing,
    all_standings,
    bans,
    sides,
    standings,
)
from sinergi.brief.gather.thresholds import thresholds
from sinergi.brief.messages import N_
from sinergi.brief.model import Sentence, StatementView
from sinergi.cooperation.lines import Case, LineRule, line_for
from sinergi.cooperation.record import JOINT, CooperationRecord, Kind
from sinergi.cooperation.step_rules import By
from sinergi.cooperation.topics import topics_of
from sinergi.evidence import ALL
from sinergi.trade import catalogue, queries
from sinergi.vocabulary.events import PolicyEvent
from sinergi.vocabulary.sectors import Sector, sectors
from sinergi.vocabulary.translated import Translated

TRADED, SECTORS = 5, 3
"""Before a meeting: topics of products that went, and of sectors by chapter."""
NAMED = 2
"""Goods that stand behind a sector's name."""
DECIDED = 3
"""Topics that one decision names."""
MOST = 16
"""Topics that are looked at."""
INCENTIVES = "investment_terms"
STRENGTH = (Kind.COMMITMENT, Kind.OFFER, Kind.ASK, Kind.INTEREST, Kind.EXISTING_AGREEMENT)
SAID = {
    Kind.OFFER: N_("offer"),
    Kind.ASK: N_("request"),
    Kind.INTEREST: N_("interest"),
    Kind.COMMITMENT: N_("commitment"),
    Kind.EXISTING_AGREEMENT: N_("existing agreement"),
}


@dataclass
class Subject:
    """A topic while it is put together: statements, the trade in it, and the rule that fits."""

    name: str
    code: str
    statements: list[StatementView] = field(default_factory=list)
    sector: Sector | None = None
    standing: Standing | None = None
    own: dict[str, str] = field(default_factory=dict)
    """What each country sells most of the sector to the world, where that is material."""
    held: list[str] = field(default_factory=list)
    """The products of the sector that the dataset holds."""
    goods: list[NamedGood] = field(default_factory=list)
    """The goods of the sector that were named."""
    bans: list[PolicyEvent] = field(default_factory=list)
    seller: str | None = None
    """Who is strong in the sector, of a topic that nobody has spoken of."""
    rule: LineRule | None = None


def subjects(
    context: Context, record: CooperationRecord | None, said: Sequence[StatementView]
) -> list[Subject]:
    """The topics of a meeting, or before one those of the evidence, the weightiest first."""
    found = _of_meeting(context, said) if record else _of_trade(context)
    for subject in found:
        subject.rule = line_for(_case(context, subject))
    return found[:MOST]


def decisions(context: Context, found: Sequence[Subject]) -> list[Sentence]:
    """What the topics ask of the reader: what one rule asks of several is one decision."""
    asked: dict[Translated, list[str]] = {}
    for subject in found:
        rule = subject.rule
        if rule and rule.decision:
            one = subject.standing if subject.sector is None else None
            name = context.ledger.plain_product(one.product) if one else subject.name
            asked.setdefault(rule.decision, []).append(name)
    return [
        [
            _capital(text.format(context.lang, other=context.name(context.b), sector=_few(names)))
            + "."
        ]
        for text, names in asked.items()
    ]


def _few(names: Sequence[str]) -> str:
    """The first names of a decision."""
    return "; ".join(names[:DECIDED])


def _of_meeting(context: Context, said: Sequence[StatementView]) -> list[Subject]:
    _ = context.translator
    found: dict[str, Subject] = {}
    for view in said:
        if view.kind == Kind.FACT or view.folded:
            continue
        terms = view.kind == Kind.OFFER and INCENTIVES in topics_of(view.span)
        if terms:
            found.setdefault(
                "incentives", Subject(_("incentives and guarantees"), "incentives")
            ).statements.append(view)
        if view.kind == Kind.EXISTING_AGREEMENT:
            found.setdefault(
                "agreements", Subject(_("agreements"), "agreements")
            ).statements.append(view)
            continue
        for code in view.sectors:
            sector = sectors().get(code)
            if sector is not None:
                key = f"{code}-offer" if terms and code in ENERGY else code
                subject = Subject(sector.name[context.lang], key, sector=sector)
                found.setdefault(key, subject).statements.append(view)
    for subject in found.values():
        _add_goods(context, subject)
        _add_trade(context, subject)
    return sorted(found.values(), key=_weight)


def _add_goods(context: Context, subject: Subject) -> None:
    """The goods of the sector that were spoken of; they stand behind its name."""
    if subject.sector is None or subject.code.endswith("-offer"):
        return
    subject.goods = named_goods(context, subject.sector)[:NAMED]
    if subject.goods:
        names = ", ".join(one.thing.text[context.lang] for one in subject.goods)
        subject.name += f": {names}"


def _weight(subject: Subject) -> tuple[int, int, int]:
    """Topics of goods with trade first, then by what was said of them and how often."""
    traded = subject.standing is not None
    kinds = [STRENGTH.index(Kind(view.kind)) for view in subject.statements]
    return (0 if traded else 1, min(kinds, default=9), -len(subject.statements))


def _add_trade(context: Context, subject: Subject) -> None:
    sector = subject.sector
    if sector is None or not sector.hs:
        return
    codes = tuple(code for good in subject.goods for code in good.thing.hs) or sector.hs

    def covers(product: str) -> bool:
        return product.startswith(codes)

    subject.held = [one for one in queries.products(context.dataset) if covers(one)]
    found = standings(context, covers) if subject.held else []
    # Of what is offered or asked for: trade the other way is no answer to it.
    found = [one for one in found if _seller_of(context, subject, one) in (one.exporter, None)]
    goes = [one for one in found if one.state != "never"]
    subject.standing = next(iter(goes or found), None)
    for country, products in sides(context, covers).sold.items():
        best = max(products, key=products.__getitem__, default=None)
        if best is not None and products[best] >= thresholds()["material"]:
            subject.own[country] = best
    subject.bans = bans(context, [code.ljust(6, "0") for code in codes])
    if not subject.bans:
        subject.bans = bans(context, [one.product for one in found])


def spoken_seller(context: Context, subject: Subject) -> str | None:
    """Who would sell: whoever offers, or the side that whoever asks speaks to; None for both."""
    if not subject.statements:
        return subject.seller
    views = sorted(subject.statements, key=lambda view: STRENGTH.index(Kind(view.kind)))
    sides = {view.side for view in views if view.kind == views[0].kind}
    if len(sides) != 1 or sides & {JOINT, None}:
        return None
    (side,) = sides
    other = context.a if side == context.b else context.b
    return side if views[0].kind in (Kind.OFFER, Kind.COMMITMENT) else other


def _seller_of(context: Context, subject: Subject, one: Standing) -> str | None:
    """Who would sell a product, by what was said of its good, else of its sector."""
    for good in subject.goods:
        if one.product.startswith(good.thing.hs):
            return good.seller
    return spoken_seller(context, subject)


def _of_trade(context: Context) -> list[Subject]:
    """Before a meeting: the products that go, went, or could go between the two."""
    if not all(context.trades(country) for country in (context.a, context.b)):
        return []
    found = [one for one in all_standings(context) if one.state != "never"]
    rows: dict[str, Subject] = {}
    for one in found:
        name = context.ledger.product(one.product)
        rows.setdefault(
            one.product,
            Subject(name, "trade", standing=one, bans=bans(context, [one.product])),
        )
    return [*list(rows.values())[:TRADED], *_of_sectors(context)]


def _of_sectors(context: Context) -> list[Subject]:
    """The largest fits, each sector one way."""
    found: dict[str, Subject] = {}
    for one in fits(context):
        name = one.sector.name[context.lang]
        found.setdefault(
            one.sector.code, Subject(name, "sector", sector=one.sector, seller=one.seller)
        )
    return list(found.values())[:SECTORS]


def _case(context: Context, subject: Subject) -> Case:
    views = sorted(subject.statements, key=lambda view: STRENGTH.index(Kind(view.kind)))
    about = {"any", subject.code}
    if subject.sector is not None:
        about.add(subject.sector.code)
        if subject.sector.hs and not subject.code.endswith("-offer"):
            about.add("goods")
        if subject.code.endswith("-offer"):
            about.add("energy_offer")
    if subject.seller is not None:
        who: By = "us" if subject.seller == context.a else "them"
        return Case(about=frozenset({"sector", "any"}), by=who)
    return Case(
        about=frozenset(about),
        kind=Kind(views[0].kind) if views else None,
        by=_by(context, [view for view in views if view.kind == views[0].kind]) if views else None,
        state=subject.standing.state if subject.standing else None,
        restricted=context.restricted,
        bans=frozenset("us" if one.country == context.a else "them" for one in subject.bans),
    )


def _by(context: Context, views: Sequence[StatementView]) -> By | None:
    said = {view.side for view in views}
    if JOINT in said or {context.a, context.b} <= said:
        return "both"
    if context.b in said:
        return "them"
    return "us" if context.a in said else None


def total_trade(context: Context) -> Sentence:
    """What the dataset holds of trade both ways in its last year, or that it holds none."""
    both = N_(
        "In {year} the goods in the data went from {a:gen} to {b:acc} for {there} and from {b:gen} "
        "to {a:acc} for {back}."
    )
    return _both_ways(context, context.last, both) or context.translator.sentence(
        "The data of {year} hold no trade between {a:ins} and {b:ins}.",
        year=str(context.last),
        a=context.name(context.a),
        b=context.name(context.b),
    )


def all_goods(context: Context) -> list[Sentence]:
    """What went both ways in all goods in the last year of the totals, where data are partial."""
    held = catalogue.default_totals("pairs")
    if context.dataset.complete or held is None or held.years is None:
        return []
    both = N_(
        "In {year} goods of all kinds went from {a:gen} to {b:acc} for {there} and from {b:gen} to "
        "{a:acc} for {back}."
    )
    told = _both_ways(context, held.years[1], both, held.id)
    return [told] if told else []


def _both_ways(context: Context, year: int, both: str, dataset: str | None = None) -> Sentence:
    """The trade of a year both ways, or the one way of which the data have any; empty for none."""
    ways = [
        (exporter, importer, value)
        for exporter, importer in context.pairs
        if (
            value := context.ledger.figure(
                "trade-value", exporter, importer, ALL, year, dataset=dataset
            )
        ).value
    ]
    if not ways:
        return []
    exporter, importer, there = ways[0]
    told = {"year": str(year), "a": context.name(exporter), "b": context.name(importer)}
    if len(ways) == 2:
        return context.translator.sentence(both, **told, there=there, back=ways[1][2])
    return context.translator.sentence(
        "In the data of {year} there is trade one way only, from {a:gen} to {b:acc}: {there}.",
        **told,
        there=there,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
