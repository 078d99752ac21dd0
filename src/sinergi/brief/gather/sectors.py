"""What the trade data say about each sector that was named."""

from __future__ import annotations

from datetime import date

from sinergi.brief.gather.chains import chain_findings
from sinergi.brief.gather.context import Context
from sinergi.brief.gather.series import line_chart, value_series
from sinergi.brief.messages import N_
from sinergi.brief.model import Chart, SectorEvidence, Sentence, Series
from sinergi.brief.numbers import date_text
from sinergi.evidence import WORLD
from sinergi.opportunities import most_traded
from sinergi.vocabulary.events import PolicyEvent, policy_events
from sinergi.vocabulary.sectors import Sector

PRODUCTS = 3
"""Products of a sector that are put into words."""
NEGLIGIBLE = 0.001
"""Part of world trade below which a country's trade in a product is not put into words."""
VISIBLE = 0.02
"""A line is drawn when its largest value reaches this part of the chart's."""


def sector_evidence(context: Context, sector: Sector, statements: list[int]) -> SectorEvidence:
    """Findings and a chart for one sector; ``statements`` are the numbers of those naming it."""
    held = _held(context, sector)
    findings = _findings(context, held) if held else [_not_covered(context, sector)]
    if sector.chains:
        held, findings = [], chain_findings(context)
    return SectorEvidence(
        sector=sector.code,
        name=sector.name[context.lang],
        statements=statements,
        covered=bool(held) or sector.chains,
        findings=findings,
        charts=_charts(context, sector, held[0]) if held else [],
    )


def _held(context: Context, sector: Sector) -> list[str]:
    """Products of the sector that the dataset holds, those the two trade most first."""
    pair = (context.a, context.b)
    chosen = most_traded(context.dataset.id, pair, covers=sector.covers, limit=PRODUCTS)
    return [one.product for one in chosen]


def _not_covered(context: Context, sector: Sector) -> Sentence:
    _ = context.translator
    if not sector.hs:
        return [
            _(
                "No goods stand for this sector in trade statistics: it is a skill, a service, a "
                "standard or a policy. What supports it must come from the two sides."
            )
        ]
    if context.dataset.embedded:
        return [
            _(
                "Not in the embedded basket of raw materials: load world trade with “sinergi data "
                "add baci PATH”, and this brief will show it."
            )
        ]
    return [_("The dataset {dataset} holds no product of this sector.", dataset=context.dataset.id)]


def _findings(context: Context, products: list[str]) -> list[Sentence]:
    _ = context.translator
    found: list[Sentence] = []
    for product in products:
        for country in (context.a, context.b):
            found += _side(context, country, product, "exports")
            found += _advantage(context, country, product)
            found += _events(context, country, product)
            found += _side(context, country, product, "imports")
    found.append([_("Trade that never reached a thousandth of the world's is left out here.")])
    return found


def _side(context: Context, country: str, product: str, side: str) -> list[Sentence]:
    """Exports or imports of one product: today, share, place, and the largest year.

    Nothing is said of trade that never reached :data:`NEGLIGIBLE` of the world's, except that a
    country exports none at all.
    """
    _, ledger = context.translator, context.ledger
    pair = (country, WORLD) if side == "exports" else (WORLD, country)
    share, rank = f"world-{side[:-1]}-share", f"{side[:-1]}er-rank"
    peak = int(ledger.value("peak-year", *pair, product))
    words = {"country": context.name(country), "product": ledger.product(product)}
    if not peak and side == "exports":
        return [_.sentence("{country}, {product}: no exports are recorded.", **words)]
    shares = (ledger.value(share, country, product, when) for when in (context.window, peak))
    if not peak or max(shares) < NEGLIGIBLE:
        return []
    figure = ledger.figure
    today: Sentence = [_("none in {window}", window=context.window_text)]
    if ledger.value("trade-value", *pair, product, context.window):
        today = _.sentence(
            "a mean of {mean} a year in {window}, {share} of the world's, {rank}",
            mean=figure("trade-value", *pair, product, context.window),
            window=context.window_text,
            share=figure(share, country, product, context.window),
            rank=figure(rank, country, product, context.window),
        )
    message = (
        N_("{country}, exports of {product}")
        if side == "exports"
        else N_("{country}, imports of {product}")
    )
    return [
        _.sentence(
            "{what}: {today}; largest year {peak} with {most}, {share} of the world's, {rank}.",
            what=_(message, **words),
            today=today,
            peak=figure("peak-year", *pair, product),
            most=figure("trade-value", *pair, product, peak),
            share=figure(share, country, product, peak),
            rank=figure(rank, country, product, peak),
        )
    ]


def _advantage(context: Context, country: str, product: str) -> list[Sentence]:
    """Comparative advantage, where the dataset holds all products and it can be computed."""
    if not context.dataset.complete:
        return []
    return [
        context.translator.sentence(
            "{country}, {product}: revealed comparative advantage {rca} in {window} (above 1: "
            "a larger share of its exports than of the world's).",
            country=context.name(country),
            product=context.ledger.product(product),
            rca=context.ledger.figure("rca", country, product, context.window),
            window=context.window_text,
        )
    ]


def _events(context: Context, country: str, product: str) -> list[Sentence]:
    return [_event(context, event, product) for event in policy_events(country, product)]


def _event(context: Context, event: PolicyEvent, product: str) -> Sentence:
    """An act and the exports of the year before it and the year after it."""
    _, figure = context.translator, context.ledger.figure
    before, after = _around(event.date)
    known = {before, after} <= set(context.held)
    words = {"event": event.text(context.lang), "date": date_text(event.date, context.lang)}
    if not known:
        return _.sentence("{event} ({date}). Act: {source}.", **words, source=event.source)
    return _.sentence(
        "{event} ({date}): exports {value_before} in {before}, {value_after} in {after}. "
        "Act: {source}.",
        **words,
        value_before=figure("trade-value", event.country, WORLD, product, before),
        before=str(before),
        value_after=figure("trade-value", event.country, WORLD, product, after),
        after=str(after),
        source=event.source,
    )


def _around(day: date) -> tuple[int, int]:
    """The last whole year before an act and the first whole year after it."""
    return day.year - 1, day.year + 1


def _charts(context: Context, sector: Sector, product: str) -> list[Chart]:
    """Exports and imports of both countries, those large enough to be seen."""
    _ = context.translator
    lines: list[Series] = []
    for country in (context.a, context.b):
        name = context.name(country)
        sells = _("{country}, exports", country=name)
        buys = _("{country}, imports", country=name)
        lines.append(value_series(context, sells, country, WORLD, product))
        lines.append(value_series(context, buys, WORLD, country, product))
    largest = max(_peak(line) for line in lines)
    seen = [line for line in lines if largest and _peak(line) >= VISIBLE * largest]
    if not seen:
        return []
    title = context.ledger.product(product)
    return [line_chart(context, f"sector-{sector.code}", title, seen)]


def _peak(series: Series) -> float:
    return max((p.figure.value or 0.0 for p in series.points), default=0.0)
