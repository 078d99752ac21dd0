"""Trade one way: what goes, what went and stopped, and where the openings are."""

from __future__ import annotations

from sinergi.brief.gather.context import Context, year_ranges
from sinergi.brief.gather.openings import OpeningsTable
from sinergi.brief.gather.series import line_chart, value_series
from sinergi.brief.messages import N_
from sinergi.brief.model import Chart, Direction, Sentence
from sinergi.evidence import ALL, WORLD
from sinergi.evidence.histories import FlowHistory, pair_history

SHOWN = 4
"""Flows of each sort that are put into words."""


def direction(context: Context, exporter: str, importer: str, found: OpeningsTable) -> Direction:
    """Findings, opportunities and charts of the trade from ``exporter`` to ``importer``."""
    flows = pair_history(context.dataset.id, exporter, importer).flows
    stopped = [flow for flow in flows if flow.state == "stopped"][:SHOWN]
    running = [flow for flow in flows if flow.goes][:SHOWN]
    return Direction(
        exporter=context.country(exporter),
        importer=context.country(importer),
        findings=[
            _total(context, exporter, importer, flows),
            *(_running(context, exporter, importer, flow) for flow in running),
            *(stopped_sentence(context, exporter, importer, flow) for flow in stopped),
            *found.beyond,
        ],
        opportunities=found.table,
        opportunities_reason=found.reason,
        reading=found.reading,
    )


def pair_chart(context: Context) -> Chart:
    """Everything the dataset holds between the two, both ways, over the years."""
    _ = context.translator
    lines = [
        value_series(context, f"{context.name(i)} → {context.name(j)}", i, j, ALL)
        for i, j in context.pairs
    ]
    title = _(
        "Trade between {a} and {b}, all products of the dataset",
        a=context.name(context.a),
        b=context.name(context.b),
    )
    return line_chart(context, "pair", title, lines)


def _total(
    context: Context, exporter: str, importer: str, flows: tuple[FlowHistory, ...]
) -> Sentence:
    _, figure = context.translator, context.ledger.figure
    way = f"{context.name(exporter)} → {context.name(importer)}"
    if not flows:
        return [
            _(
                "{way}: in {first}–{last} the dataset records no trade at all in its products.",
                way=way,
                first=context.first,
                last=context.last,
            )
        ]
    return _.sentence(
        "{way}, all products of the dataset: {latest} in {last}; largest year {peak} with {most}.",
        way=way,
        latest=figure("trade-value", exporter, importer, ALL, context.last),
        last=str(context.last),
        peak=figure("peak-year", exporter, importer, ALL),
        most=_at_peak(context, exporter, importer, ALL),
    )


def _at_peak(context: Context, exporter: str, importer: str, product: str) -> Sentence:
    peak = context.ledger.value("peak-year", exporter, importer, product)
    return [context.ledger.figure("trade-value", exporter, importer, product, int(peak))]


def _running(context: Context, exporter: str, importer: str, flow: FlowHistory) -> Sentence:
    _, figure = context.translator, context.ledger.figure
    message = (
        N_(
            "{product}: a mean of {mean} a year in {window}, {share} of what {importer} imports of "
            "it."
        )
        if flow.state == "traded"
        else N_(
            "{product}: goes again since {again}, after years without any; a mean of {mean} a year "
            "in {window}, {share} of what {importer} imports of it."
        )
    )
    said = _.sentence(
        message,
        again=str(flow.resumed),
        product=context.ledger.product(flow.product),
        mean=figure("trade-value", exporter, importer, flow.product, context.window),
        window=context.window_text,
        share=figure("market-share", exporter, importer, flow.product, context.window),
        importer=context.name(importer),
    )
    if flow.last == context.last:
        return said
    return _.sentence(
        "{sentence} The last year on record is {last}.", sentence=said, last=str(flow.last)
    )


def stopped_sentence(context: Context, exporter: str, importer: str, flow: FlowHistory) -> Sentence:
    """A flow that stopped: its years, its peak, and what both do with the product today."""
    _, figure = context.translator, context.ledger.figure
    message = (
        N_(
            "{product}: went from {exporter} to {importer} in {years}, most in {peak} ({most}), "
            "and has not since. In {window} {exporter} sold a mean of {sold} a year of it to the "
            "world, and {importer} bought {bought}."
        )
        if len(flow.years) > 1
        else N_(
            "{product}: went from {exporter} to {importer} only in {peak} ({most}), and has not "
            "since. In {window} {exporter} sold a mean of {sold} a year of it to the world, and "
            "{importer} bought {bought}."
        )
    )
    said = _.sentence(
        message,
        product=context.ledger.product(flow.product),
        exporter=context.name(exporter),
        importer=context.name(importer),
        years=year_ranges(list(flow.years)),
        peak=figure("peak-year", exporter, importer, flow.product),
        most=_at_peak(context, exporter, importer, flow.product),
        window=context.window_text,
        sold=figure("trade-value", exporter, WORLD, flow.product, context.window),
        bought=figure("trade-value", WORLD, importer, flow.product, context.window),
    )
    missing = sorted(set(range(flow.last + 1, context.last)) - set(context.held))
    if not missing:
        return said
    return _.sentence(
        "{sentence} The dataset has no data of {years}.", sentence=said, years=year_ranges(missing)
    )


def flow_chart(context: Context, exporter: str, importer: str, product: str) -> Chart:
    """One product one way, year by year."""
    way = f"{context.name(exporter)} → {context.name(importer)}"
    title = f"{way}: {context.ledger.product(product)}"
    lines = [value_series(context, way, exporter, importer, product)]
    return line_chart(context, f"flow-{exporter}-{importer}", title, lines)
