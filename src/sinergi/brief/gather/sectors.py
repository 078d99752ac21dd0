"""What the trade data say about each sector that was named."""

from __future__ import annotations

from datetime import date

from sinergi.brief.gather.chains import chain_evidence
from sinergi.brief.gather.context import Context
from sinergi.brief.gather.goods import goods_table, named_goods
from sinergi.brief.gather.sector_totals import totals_evidence
from sinergi.brief.gather.series import line_chart, value_series
from sinergi.brief.model import Chart, Column, Part, SectorEvidence, Sentence, Series, Table
from sinergi.brief.numbers import date_text
from sinergi.evidence import WORLD
from sinergi.opportunities import most_traded
from sinergi.vocabulary.events import PolicyEvent, policy_events
from sinergi.vocabulary.sectors import Sector

PRODUCTS = 3
"""Products of a sector that are put into words."""
ACTS = 3
"""Acts on a product that are told, the newest."""
VISIBLE = 0.02
"""A line is drawn when its largest value reaches this part of the chart's."""


def sector_evidence(context: Context, sector: Sector, statements: list[int]) -> SectorEvidence:
    """Findings and a chart for one sector; ``statements`` are the numbers of those naming it."""
    held = _held(context, sector)
    findings = _findings(context, held) if held else [_not_covered(context, sector)]
    tables = [_table(context, sector, held)] if held else []
    totals, plants = totals_evidence(context, sector)
    if totals or plants:
        findings = [*(findings if held else []), *plants]
    goods = named_goods(context, sector)
    if goods and not context.dataset.complete:
        totals = [goods_table(context, sector, goods), *totals]
    tables = [*totals, *tables]
    if sector.chains:
        held, (tables, findings) = [], chain_evidence(context)
    return SectorEvidence(
        sector=sector.code,
        name=sector.name[context.lang],
        statements=statements,
        covered=bool(held or totals or plants) or sector.chains,
        findings=findings,
        tables=tables,
        charts=_charts(context, sector, held[0]) if held else [],
    )


def _held(context: Context, sector: Sector) -> list[str]:
    """Products of the goods that were named, else of the sector, those the two trade most first."""
    pair = (context.a, context.b)
    codes = tuple(code for good in named_goods(context, sector) for code in good.thing.hs)

    def covers(product: str) -> bool:
        return product.startswith(codes) if codes else sector.covers(product)

    chosen = most_traded(context.dataset.id, pair, covers=covers, limit=PRODUCTS)
    return [one.product for one in chosen]


def _not_covered(context: Context, sector: Sector) -> Sentence:
    _ = context.translator
    if not sector.hs:
        return [
            _(
                "No goods stand for it in trade statistics: it is a skill, a service, a standard "
                "or a policy. What supports it must come from the two sides."
            )
        ]
    if context.dataset.embedded:
        return [_("Not among the raw materials that the data at hand hold.")]
    return [_("The data at hand hold no product of it.")]


def _findings(context: Context, products: list[str]) -> list[Sentence]:
    """The acts that bear on the products, and comparative advantage where it can be computed."""
    found: list[Sentence] = []
    for product in products:
        for country in (context.a, context.b):
            found += _advantage(context, country, product)
            found += _events(context, country, product)
    return found


def _table(context: Context, sector: Sector, products: list[str]) -> Table:
    """What each country sells and buys of each product, today and at most."""
    _ = context.translator
    words = ("product", "country")
    titles = (
        ("product", _("product")),
        ("country", _("country")),
        ("exports", _("exports a year")),
        ("share", _("share of the world's")),
        ("rank", _("place in the world")),
        ("imports", _("imports a year")),
    )
    rows = [
        _row(context, product, country)
        for product in products
        for country in (context.a, context.b)
    ]
    return Table(
        id=f"sector-{sector.code}",
        title=_("{sector}: what each sells and buys", sector=_capital(sector.name[context.lang])),
        columns=[Column(key=key, title=title, numeric=key not in words) for key, title in titles],
        rows=rows,
        note=_("Annual means of {years}.", years=context.window_text),
    )


def _row(context: Context, product: str, country: str) -> list[Part | None]:
    figure = context.ledger.figure
    sells, buys = (country, WORLD, product), (WORLD, country, product)
    sold = figure("trade-value", *sells, context.window)
    ranked = bool(sold.value)
    return [
        context.ledger.product(product),
        context.name(country),
        sold,
        figure("world-export-share", country, product, context.window) if ranked else None,
        figure("exporter-rank", country, product, context.window) if ranked else None,
        figure("trade-value", *buys, context.window),
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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
    return [_event(context, one, product) for one in policy_events(country, product)[-ACTS:]]


def _event(context: Context, event: PolicyEvent, product: str) -> Sentence:
    """An act and the exports of the year before it and the year after it."""
    _, figure = context.translator, context.ledger.figure
    before, after = _around(event.date)
    known = {before, after} <= set(context.held)
    words = {
        "event": event.text(context.lang, context.today),
        "date": date_text(event.date, context.lang),
    }
    if not known:
        return _.sentence("{event} ({date}). Act: {source}.", **words, source=event.source)
    return _.sentence(
        "{event} ({date}): exports {value_before} in {before} ({place} in the world), "
        "{value_after} in {after}. Act: {source}.",
        **words,
        value_before=figure("trade-value", event.country, WORLD, product, before),
        before=str(before),
        place=figure("exporter-rank", event.country, product, before),
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
