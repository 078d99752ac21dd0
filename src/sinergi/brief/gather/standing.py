"""Where the trade in a group of products stands between the two, and what each does with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.thresholds import thresholds
from sinergi.brief.model import Figure
from sinergi.cooperation.lines import TopicState
from sinergi.evidence import ALL, WORLD
from sinergi.evidence.histories import FlowHistory, pair_history
from sinergi.opportunities import most_traded
from sinergi.opportunities.controls import controls
from sinergi.opportunities.plausibility import hub_good
from sinergi.trade import catalogue
from sinergi.vocabulary.events import PolicyEvent, export_ban

_CONSIDERED = 200
_STATES: dict[str, TopicState] = {
    "traded": "traded",
    "resumed": "traded",
    "small": "traded",
    "stopped": "stopped",
    "never": "never",
    "unknown": "unknown",
}


@dataclass(frozen=True)
class Standing:
    """One product one way: its state, its history if it ever went, and what it could reach.

    ``could`` is the smaller of what the exporter sells to the world and the importer buys, a
    year, US dollars.
    """

    product: str
    exporter: str
    importer: str
    state: TopicState
    flow: FlowHistory | None
    could: float
    faded: bool = False
    """Whether it still goes, but has all but stopped: told as what stopped."""

    @property
    def weight(self) -> tuple[int, float]:
        """What is told first: trade that goes, trade that stopped, trade that could be."""
        if self.state == "traded":
            return 2, self.flow.values[-1] if self.flow else 0.0
        if self.state == "stopped" and self.flow:
            return 1, min(self.flow.peak, self.could)
        return 0, self.could


@dataclass(frozen=True)
class Sides:
    """What each country sells and buys of some products, a year, by product."""

    sold: dict[str, dict[str, float]]
    bought: dict[str, dict[str, float]]


def sides(context: Context, covers: Callable[[str], bool]) -> Sides:
    """Exports and imports of both countries in the window, products that are covered."""
    years = range(context.window_years[0], context.window_years[-1] + 1)
    sold: dict[str, dict[str, float]] = {}
    bought: dict[str, dict[str, float]] = {}
    for country in (context.a, context.b):
        found = most_traded(
            context.dataset.id, (country,), covers=covers, years=years, limit=_CONSIDERED
        )
        sold[country] = {one.product: one.exports / len(years) for one in found}
        bought[country] = {one.product: one.imports / len(years) for one in found}
    return Sides(sold, bought)


def all_standings(context: Context) -> list[Standing]:
    """The products of the whole dataset that are worth telling, found once a brief."""
    if "standings" not in context.memo:
        context.memo["standings"] = standings(context, lambda _: True)
    found: list[Standing] = context.memo["standings"]
    return found


def standings(context: Context, covers: Callable[[str], bool]) -> list[Standing]:
    """The products worth telling, both ways, the most telling first."""
    known = sides(context, covers)
    found: list[Standing] = []
    for exporter, importer in context.pairs:
        history = pair_history(context.dataset.id, exporter, importer)
        for product, sold in known.sold[exporter].items():
            could = min(sold, known.bought[importer].get(product, 0.0))
            flow = history.by_product.get(product)
            state = _STATES[history.state(product)]
            faded = state == "traded" and flow is not None and _faded(context, flow)
            if faded:
                state = "stopped"
            one = Standing(product, exporter, importer, state, flow, could, faded)
            if _told(context, one) and (state == "traded" or not _supplied(known, one)):
                found.append(one)
    return sorted(found, key=lambda one: (*one.weight, one.product), reverse=True)


def _supplied(known: Sides, one: Standing) -> bool:
    """Whether the importer sells many times over what it buys of it: it needs none."""
    own = known.sold[one.importer].get(one.product, 0.0)
    return own > thresholds()["sells"] * known.bought[one.importer].get(one.product, 0.0)


def _worth_asking(context: Context, one: Standing, flow: FlowHistory) -> bool:
    """Whether what stopped was a trade: of some size, for some years, and not too long ago.

    What goes through trading places comes and goes without either side's doing.
    """
    given = thresholds()
    worth = max(
        min(given["worth"], given["worth-pair"] * pair_trade(context)),
        given["worth-way"] * trade_of(context, one.exporter, one.importer),
    )
    return (
        flow.peak >= worth
        and flow.last >= context.last - given["recent"]
        and len(flow.years) >= given["tried"]
        and one.could >= given["material"] / 100
        and not hub_good(one.product)
    )


def flows_of_note(context: Context) -> int:
    """How many products have ever gone between the two in amounts that could be told."""
    histories = (pair_history(context.dataset.id, i, j) for i, j in context.pairs)
    return sum(
        flow.total >= thresholds()["notable"] for history in histories for flow in history.flows
    )


def largest_once(context: Context) -> tuple[str, str, FlowHistory] | None:
    """The flow that came to most over all years, with who sold and who bought; None without any."""
    found = [
        (exporter, importer, flow)
        for exporter, importer in context.pairs
        for flow in pair_history(context.dataset.id, exporter, importer).flows
    ]
    return max(found, key=lambda one: one[2].total, default=None)


def largest_in(context: Context, year: int) -> float:
    """The largest flow between the two in a year, US dollars; 0 without any."""
    histories = (pair_history(context.dataset.id, i, j) for i, j in context.pairs)
    every = (dict(zip(f.years, f.values, strict=True)) for h in histories for f in h.flows)
    return max((values.get(year, 0.0) for values in every), default=0.0)


def pair_trade(context: Context) -> float:
    """All goods both ways in the last year known, US dollars; 0 where it is not known."""
    return sum(trade_of(context, exporter, importer) for exporter, importer in context.pairs)


def trade_of(context: Context, exporter: str, importer: str) -> float:
    """All goods one way in the last year known, US dollars; 0 where it is not known."""
    held = catalogue.default_totals("pairs")
    if held is None or held.years is None:
        return 0.0
    key = f"all goods {exporter} {importer}"
    if key not in context.memo:
        context.memo[key] = context.ledger.value(
            "trade-value", exporter, importer, ALL, held.years[1], dataset=held.id
        )
    return float(context.memo[key])


def _faded(context: Context, flow: FlowHistory) -> bool:
    """Whether what goes is next to nothing, by itself and beside what once went.

    What goes again after a pause, or has its largest year at the end, has not faded.
    """
    if flow.state == "resumed" or flow.peak_year == flow.last:
        return False
    given, window = thresholds(), context.window_years
    inside = (v for year, v in zip(flow.years, flow.values, strict=True) if year in window)
    mean = sum(inside) / len(window)
    # One large year can carry the mean of a flow of which a few dollars are left.
    last = flow.values[-1]
    return (
        min(mean, last) < given["goes"]
        or mean < given["faded"] * flow.peak
        or last < given["faded-last"] * flow.peak
    )


def _told(context: Context, one: Standing) -> bool:
    if controls(one.product, context.dataset.nomenclature, one.exporter):
        return False
    given, flow = thresholds(), one.flow
    if flow is None:
        return one.state == "never" and one.could >= given["material"]
    least = given["part"] * pair_trade(context)
    if one.state == "traded":
        # What the last year knows nothing of is not said to go today.
        now = flow.values[-1] if flow.last == context.last else 0.0
        return now >= max(given["goes"], least)
    if one.state == "stopped":
        large = flow.total >= given["notable"] and flow.peak >= least
        return large and _worth_asking(context, one, flow)
    # It went; whether it still does nobody reported.
    return False


def bans(context: Context, products: list[str]) -> list[PolicyEvent]:
    """The bans on exports of these products that are in force on either side."""
    found = [
        export_ban(country, product) for country in (context.a, context.b) for product in products
    ]
    return list(dict.fromkeys(act for act in found if act is not None))


def sold(context: Context, country: str, product: str) -> Figure:
    """What a country sells of a product to the world, a year."""
    return context.ledger.figure("trade-value", country, WORLD, product, context.window)


def bought(context: Context, country: str, product: str) -> Figure:
    """What a country buys of a product from the world, a year."""
    return context.ledger.figure("trade-value", WORLD, country, product, context.window)
