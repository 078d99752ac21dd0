"""Who the two are to each other: total trade, agreements and travel, what stands in each."""

from __future__ import annotations

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.facility_group import facility_group
from sinergi.brief.gather.sector_totals import sector_by_sector
from sinergi.brief.gather.series import line_chart
from sinergi.brief.gather.treaties import agreements_and_travel
from sinergi.brief.model import Chart, Column, Group, Part, Point, Sentence, Series, Table
from sinergi.evidence import ALL
from sinergi.trade import catalogue
from sinergi.trade.catalogue import Dataset
from sinergi.vocabulary.dataset_texts import dataset_text

YEARS = (0, 1, 5, 10, 15)
"""Years back from the last of which the total trade is shown."""


def relations(context: Context) -> list[Group]:
    """The groups that have something to say."""
    groups = [
        total_trade(context),
        sector_by_sector(context),
        agreements_and_travel(context),
        facility_group(context),
    ]
    return [group for group in groups if group is not None]


def total_trade(context: Context) -> Group | None:
    """All goods both ways over the years, and the place of each among the other's partners."""
    held = _totals(context)
    if held is None or held.years is None:
        return None
    _ = context.translator
    return Group(
        title=_("Total trade of the pair"),
        sentences=[
            *(_place(context, held, i, j) for i, j in context.pairs),
            *_gap(context, held),
        ],
        tables=[_years(context, held)],
    )


def total_chart(context: Context) -> list[Chart]:
    """All goods of the pair, both ways, year by year."""
    held = _totals(context)
    if held is None or held.years is None:
        return []
    first, last = held.years
    lines = [
        Series(
            name=f"{context.name(i)} → {context.name(j)}",
            points=[
                Point(
                    x=year,
                    figure=context.ledger.point("trade-value", i, j, ALL, year, dataset=held.id),
                )
                for year in range(first, last + 1)
            ],
        )
        for i, j in context.pairs
    ]
    if not any(point.figure.value for line in lines for point in line.points):
        return []
    title = context.translator(
        "All goods between {a} and {b}", a=context.name(context.a), b=context.name(context.b)
    )
    return [line_chart(context, "pair-totals", title, lines)]


def _totals(context: Context) -> Dataset | None:
    """Trade of pairs in all goods: the user's own where it covers them, else the totals."""
    if context.dataset.complete and context.dataset.kind == "trade":
        return context.dataset
    return catalogue.default_totals("pairs")


def _years(context: Context, held: Dataset) -> Table:
    _, figure = context.translator, context.ledger.figure
    first, last = held.years or (0, 0)
    years = sorted(year for back in YEARS if (year := last - back) >= first)
    rows: list[list[Part | None]] = [
        [
            f"{context.name(i)} → {context.name(j)}",
            *(figure("trade-value", i, j, ALL, year, dataset=held.id) for year in years),
        ]
        for i, j in context.pairs
    ]
    source = f"{held.origin.producer}, {dataset_text(held.origin.version, context.lang)}"
    return Table(
        id="total-trade",
        title=_("All goods, by year"),
        columns=[
            Column(key="way", title=_("way")),
            *(Column(key=str(year), title=str(year), numeric=True) for year in years),
        ],
        rows=rows,
        note=_(
            "{source}. The products of this brief come from another edition of the data.",
            source=source,
        )
        if held.id != context.dataset.id
        else None,
    )


def _place(context: Context, held: Dataset, exporter: str, importer: str) -> Sentence:
    """Where the importer stands among the exporter's markets, and the exporter among suppliers."""
    _, figure = context.translator, context.ledger.figure
    last = (held.years or (0, 0))[1]
    way = (exporter, importer, ALL, last)
    names = {"exporter": context.name(exporter), "importer": context.name(importer)}
    value = figure("trade-value", *way, dataset=held.id)
    if value.value is None:
        return _.sentence("{exporter} → {importer}: total trade is not known.", **names)
    if not value.value:
        return _.sentence(
            "{exporter} → {importer}: no trade is recorded in {year}.", year=str(last), **names
        )
    return _.sentence(
        "{exporter} → {importer}: {value} in {year}, {share} of exports of {exporter:gen}; among "
        "its markets {importer:plain} is {market}, among suppliers of {importer:gen} it is "
        "{supplier}.",
        value=value,
        year=str(last),
        share=figure("destination-share", *way, dataset=held.id),
        market=figure("market-rank", *way, dataset=held.id),
        supplier=figure("supplier-rank", *way, dataset=held.id),
        **names,
    )


def _gap(context: Context, held: Dataset) -> list[Sentence]:
    """That the totals end before the products do."""
    last = (held.years or (0, 0))[1]
    if held.id == context.dataset.id or last >= context.last:
        return []
    return [
        [
            context.translator(
                "These totals end in {last}; what the products of this brief say runs to {until}.",
                last=last,
                until=context.last,
            )
        ]
    ]
