"""Where the trade in a group of products stands between the two, and what each does with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sinergi.brief.gather.context import Context
from sinergi.brief.model import Figure
from sinergi.cooperation.lines import TopicState
from sinergi.evidence import ALL, WORLD
from sinergi.evidence.histories import FlowHistory, pair_history
from sinergi.opportunities import most_traded
from sinergi.opportunities.controls import controls
from sinergi.trade import catalogue
from sinergi.vocabulary.events import PolicyEvent, export_ban

NOTABLE = 100_000.0
"""US dollars, all years together, below which a flow is too small to be told."""
MATERIAL = 1_000_000.0
"""US dollars a year that one must sell and the other buy for an untried product to be told."""
_CONSIDERED = 200
_STATES: dict[str, TopicState] = {
    "traded": "traded",
    "resumed": "traded",
    "small": "traded",
    "stopped": "stopped",
    "never": "never",
    "unknown": "unknown",
}


FADED = 0.05
"""Part of its largest year below which a flow that still goes has all but stopped."""
GOES = 50_000.0
"""US dollars, mean of the window or last year, below which a flow is too small to be said to go."""


PART = 0.001
"""Part of the trade of the pair in all goods that a flow's largest year must have reached."""


WORTH = 1_000_000.0
"""US dollars that the largest year of what stopped must have reached to be asked about."""
WORTH_PAIR, WORTH_WAY = 0.05, 0.01
"""Part of the pair's trade that serves where it is less; part of the trade that way at least."""
RECENT = 15
"""Years since its last within which one asks why a trade stopped."""
SELLS = 5.0
"""Times what it buys of a product that an importer sells, from which it needs none of it."""


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
    least = PART * pair_trade(context)
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
            small = flow is not None and flow.peak < least
            idle = (
                flow is not None
                and state == "stopped"
                and not _worth_asking(context, exporter, importer, flow)
            )
            own = known.sold[importer].get(product, 0.0)
            supplied = state != "traded" and own > SELLS * known.bought[importer].get(product, 0.0)
            if (
                not (small or idle or supplied)
                and _told(context, state, flow, could)
                and not controls(product, context.dataset.nomenclature, exporter)
            ):
                found.append(Standing(product, exporter, importer, state, flow, could, faded))
    return sorted(found, key=lambda one: (*one.weight, one.product), reverse=True)


def _worth_asking(context: Context, exporter: str, importer: str, flow: FlowHistory) -> bool:
    """Whether what stopped was large enough, and not too long ago, to be asked about."""
    worth = max(
        min(WORTH, WORTH_PAIR * pair_trade(context)),
        WORTH_WAY * trade_of(context, exporter, importer),
    )
    return flow.peak >= worth and flow.last >= context.last - RECENT


def flows_of_note(context: Context) -> int:
    """How many products have ever gone between the two in amounts that could be told."""
    histories = (pair_history(context.dataset.id, i, j) for i, j in context.pairs)
    return sum(flow.total >= NOTABLE for history in histories for flow in history.flows)


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
    return context.ledger.value(
        "trade-value", exporter, importer, ALL, held.years[1], dataset=held.id
    )


def _faded(context: Context, flow: FlowHistory) -> bool:
    """Whether what goes is next to nothing, by itself and beside what once went.

    What goes again after a pause, or has its largest year at the end, has not faded.
    """
    if flow.state == "resumed" or flow.peak_year == flow.last:
        return False
    window = context.window_years
    inside = (v for year, v in zip(flow.years, flow.values, strict=True) if year in window)
    mean = sum(inside) / len(window)
    # One large year can carry the mean of a flow of which a few dollars are left.
    last = flow.values[-1]
    return min(mean, last) < GOES or mean < FADED * flow.peak


def _told(context: Context, state: TopicState, flow: FlowHistory | None, could: float) -> bool:
    if flow is not None and state == "traded" and flow.last < context.last:
        # Said to go today, yet the last year knows nothing of it.
        return False
    if flow is not None and state == "unknown":
        # It went; whether it still does nobody reported.
        return False
    if flow is not None and state == "traded" and flow.values[-1] < GOES:
        return False
    if flow is not None:
        # What stopped is told where it could go again.
        goes = state == "traded" or could >= MATERIAL / 100
        return flow.total >= NOTABLE and goes
    return state == "never" and could >= MATERIAL


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
