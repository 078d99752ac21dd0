"""What became of openings that would have been named: each rule of openings left away in turn.

For every pair the openings are made as opportunities/openings.py makes them, with data up to t:
large enough, not controlled, nothing against them, the likeliest twenty in the order of their size.
An opening came true when its flow of t + 5 reached 100,000 dollars and at least twice that of t;
what came of its worth is how much more went on average in t + 1 to t + 5 than in t - 4 to t. Each
row leaves one rule away; a rule does no harm where without it as much or less comes true.

The openings are made for all pairs of an exporter at once; for pairs drawn by lot they are compared
with those of openings() and the run ends where they differ.

    python -m benchmarks.backtest_openings [--write | --check]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from benchmarks import pages
from sinergi.evidence.chapter_measures import all_goods
from sinergi.evidence.reporting import thin_years
from sinergi.evidence.worlds import World, unknown_ease, world
from sinergi.indicators.potential_scan import exporter_potential, importer_potential
from sinergi.indicators.trade_states import STATES, spells, states
from sinergi.opportunities import openings
from sinergi.opportunities.cells import exporter_cells, exporter_flows
from sinergi.opportunities.controls import controls
from sinergi.opportunities.judging import JudgedCells, Tally
from sinergi.opportunities.moments import Moment, moment
from sinergi.opportunities.openings import FADED, LIMIT, POOL, SOURCES
from sinergi.opportunities.opportunity import SMALL
from sinergi.opportunities.plausibility import Rule, judge, parameters
from sinergi.opportunities.ranking import DEFAULT, ranking_of, score
from sinergi.opportunities.resampling import Interval, draws, interval, resampled
from sinergi.trade import catalogue

YEARS = (2014, 2019)
CHECKED = 40
"""Pairs a year of which the openings are compared with those of the product."""
RESAMPLES, SEED = 1_000, 1


@dataclass(frozen=True)
class Rules:
    """Which of the rules hold."""

    sources: bool = True
    """A trading place or a re-export is no source of a flow that stopped either."""
    silence: bool = True
    """What neither side reported is not known."""
    cap: bool = True
    """Nothing is worth more than the importer buys from others."""
    faded: bool = True
    """What the exporter hardly sold in the last year is none."""
    never: bool = True
    """The rules for what never went."""


VARIANTS = {
    "as it is": Rules(),
    "no hub and re-export rule for stopped flows": Rules(sources=False),
    "silence of reporters is zero": Rules(silence=False),
    "worth without a cap": Rules(cap=False),
    "no rule for what faded": Rules(faded=False),
    "no rule for what never went": Rules(never=False),
}
MEASURES = ("first came true", "of all named", "came of the worth")


@dataclass(frozen=True)
class Exporter:
    """What is known at t of one exporter's cells, ``(C, P)``."""

    score: np.ndarray
    listed: np.ndarray
    flow: np.ndarray
    open: np.ndarray
    back: np.ndarray
    peak: np.ndarray
    total: np.ndarray
    imports: np.ndarray
    exports: np.ndarray
    fading: np.ndarray
    controlled: np.ndarray
    least: np.ndarray
    broken: dict[Rule, np.ndarray]
    state: dict[bool, np.ndarray]
    """By whether silence counts."""


@cache
def yearly(dataset: str, year: int) -> World:
    """One year."""
    return world(dataset, year, year)


def known(at: Moment, i: int) -> Exporter:
    """Everything that the rules look at."""
    window, given = at.known.window, parameters()
    flows, code = window.flows, window.countries[i]
    cells = exporter_cells(at.known, i, ranking_of(DEFAULT).components)
    flow = exporter_flows(window, i)
    years = [year for year in catalogue.dataset(window.dataset).years_held if year <= at.year]
    cube = np.stack([exporter_flows(yearly(window.dataset, year), i) for year in years])
    back = np.zeros_like(flow)
    rows = flows.importer == i
    back[flows.exporter[rows], flows.product[rows]] = flows.value[rows]
    unknown = np.array([unknown_ease(window, i, j) is not None for j in range(flows.countries)])
    reverse = np.array([unknown_ease(window, j, i) is not None for j in range(flows.countries)])
    out = np.maximum(exporter_potential(window.potential, i) - flow, 0.0)
    into = np.maximum(importer_potential(window.potential, i) - back, 0.0)
    exports = flows.exports[i]
    silent = thin_years(window.dataset, code)
    told = max((year for year in window.years if year not in silent), default=None)
    since = [year for year in window.years if told is not None and year >= told]
    sold = [yearly(window.dataset, year).flows.exports[i] for year in since]
    latest = np.max(sold, axis=0) if sold else exports
    controlled = [bool(controls(k, catalogue.dataset(window.dataset).nomenclature, code))
                  for k in window.products]  # fmt: skip
    broken = {name: np.zeros(flow.shape, dtype=np.bool_) for name in judge(window, i, 0).broken}
    for j in range(flows.countries):
        for name, mask in judge(window, i, j).broken.items():
            broken[name][j] = mask
    goes = np.maximum(flow.sum(axis=1), _all_goods(window, i))
    return Exporter(
        score=np.broadcast_to(score(cells, DEFAULT, at.year), flow.shape),
        listed=at.listed(i),
        flow=flow,
        open=np.where(unknown[:, None], 0.0, out),
        back=np.where(reverse[:, None], 0.0, into),
        peak=cube.max(axis=0),
        total=cube.sum(axis=0),
        imports=flows.imports,
        exports=exports,
        fading=latest < FADED * exports,
        controlled=np.array(controlled),
        least=np.maximum(
            max(given["least"], given["least-of-exports"] * float(exports.sum())),
            given["least-of-pair"] * goes,
        ),
        broken=broken,
        state={told: _states(at, i, cube, years, told) for told in (True, False)},
    )


def _all_goods(window: World, i: int) -> np.ndarray:
    """What goes to each importer in all goods, ``(C,)``; 0 where it is not known."""
    goods = all_goods()
    found = np.zeros(len(window.countries))
    if window.countries[i] in goods.country_index:
        row = goods.flows.pairs[goods.country(window.countries[i])]
        for j, other in enumerate(window.countries):
            if other in goods.country_index:
                found[j] = row[goods.country(other)]
    return found


def _states(at: Moment, i: int, cube: np.ndarray, years: list[int], silence: bool) -> np.ndarray:
    """Places in STATES, ``(C, P)``, with the years that neither side reported left out or not."""
    window = at.known.window
    goes = cube > 0
    any_way: np.ndarray = np.asarray(goes.any(axis=2))
    for n, year in enumerate(years):
        flows = yearly(window.dataset, year).flows
        any_way[n, flows.exporter[flows.importer == i]] = True
    thin = thin_years(window.dataset, window.countries[i]) if silence else frozenset()
    found = np.zeros(goes.shape[1:], dtype=np.int8)
    for j, other in enumerate(window.countries):
        silent = thin & thin_years(window.dataset, other) if thin else frozenset()
        held = [y for n, y in enumerate(years) if y not in silent or any_way[n, j]]
        own = spells(goes[:, j], years, held)
        found[j] = states(own.last, until=at.year, held=held, resumed=own.resumed)
    return found


def named(have: Exporter, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """The openings of all pairs, best first, ``(C, LIMIT)`` with -1 for none; and worth."""
    state = have.state[rules.silence]
    stopped = state == STATES.index("stopped")
    absent = np.isin(state, [STATES.index("never"), STATES.index("unknown")])
    unbound = np.where(stopped & (have.peak > have.open), have.peak, have.open)
    worth = np.minimum(unbound, have.imports - have.flow) if rules.cap else unbound
    least = have.least[:, None]
    alive = np.minimum(have.exports, have.imports)
    out = have.controlled | (have.fading if rules.faded else np.zeros_like(have.fading))
    against = np.broadcast_to(out, worth.shape).copy()
    no_longer = (stopped | absent) & (have.total > 0)
    for name, mask in have.broken.items():
        if rules.never:
            against |= mask & (have.total == 0)
        if rules.sources and name in SOURCES:
            against |= mask & no_longer
    against |= absent & (have.back > have.open)
    kept = have.listed & (worth >= least) & (alive >= least) & ~against
    order = np.argsort(np.where(kept, -have.score, np.inf), axis=1, kind="stable")[:, :POOL]
    rows = np.arange(len(order))[:, None]
    sizes = np.where(kept[rows, order], worth[rows, order], -np.inf)
    largest = np.argsort(-sizes, axis=1, kind="stable")[:, :LIMIT]
    places = order[rows, largest]
    return np.where(kept[rows, places], places, -1), worth


def agree(at: Moment, i: int, j: int, places: np.ndarray) -> None:
    """Compare the openings of a pair with those of the product.

    Raises:
        SystemExit: they differ.
    """
    window = at.known.window
    a, b = window.countries[i], window.countries[j]
    told = openings(a, b, dataset=window.dataset, year=at.year).items
    mine = [window.products[k] for k in places if k >= 0]
    if [one.opportunity.product for one in told] != mine:
        raise SystemExit(
            f"{a} to {b}, {at.year}: {mine}, not {[o.opportunity.product for o in told]}"
        )


def judged(at: Moment, i: int, later: World, tallies: dict[str, Tally], counts: dict[str, int],
           checked: set[tuple[int, int]]) -> None:  # fmt: skip
    """Add what became of the openings of one exporter."""
    have = known(at, i)
    true = at.came_true(i, SMALL)
    gained = np.maximum(exporter_flows(later, i) - have.flow, 0.0)
    for name, rules in VARIANTS.items():
        places, worth = named(have, rules)
        if rules == Rules():
            for one, other in checked:
                if one == i and other != i:
                    agree(at, i, other, places[other])
        tally = tallies[name]
        j, first = np.flatnonzero(places[:, 0] >= 0), places[places[:, 0] >= 0, 0]
        counts[name] += first.size
        tally.add(0, i, JudgedCells(true[j, first] * 1.0, np.ones(j.size), j, first))
        rows, columns = np.nonzero(places >= 0)
        k = places[rows, columns]
        tally.add(1, i, JudgedCells(true[rows, k] * 1.0, np.ones(k.size), rows, k))
        size = worth[rows, k]
        tally.add(2, i, JudgedCells(gained[rows, k] / size, size, rows, k))


def lines() -> Sequence[str]:
    """The page."""
    dataset = catalogue.dataset(catalogue.EMBEDDED_TRADE)
    tallies: dict[str, Tally] = {}
    counts = dict.fromkeys(VARIANTS, 0)
    for year in YEARS:
        at = moment(dataset, year)
        flows = at.known.window.flows
        if not tallies:
            drawn = draws(flows.countries, flows.products, RESAMPLES, SEED)
            tallies = {
                name: Tally(len(MEASURES), flows.countries, flows.products) for name in VARIANTS
            }
        lot = np.random.default_rng(year)
        exporters = at.exporters()
        checked = {
            (int(lot.choice(exporters)), int(lot.integers(flows.countries))) for _ in range(CHECKED)
        }
        later = world(dataset.id, year + 1, year + 5)
        for i in exporters:
            judged(at, i, later, tallies, counts, checked)
    means, samples = resampled(np.stack([one.sums for one in tallies.values()]), drawn)
    head = [
        f"Openings of all pairs, years {' and '.join(map(str, YEARS))}; 95% intervals in brackets, "
        "of exporters, importers and products resampled; less: the row less the first row.",
        "",
        "| openings | pairs with any | " + " | ".join(f"{m} | less" for m in MEASURES) + " |",
        "| --- | ---: |" + " ---: | ---: |" * len(MEASURES),
    ]
    for place, name in enumerate(VARIANTS):
        row = [f"{counts[name]:,}"]
        for k in range(len(MEASURES)):
            row.append(_said(interval(means[place, k], samples[:, place, k]), sign=""))
            gain = interval(means[place, k] - means[0, k], samples[:, place, k] - samples[:, 0, k])
            row.append(_said(gain, sign="+") if place else "")
        head.append(f"| {name} | {' | '.join(row)} |")
    return head


def _said(one: Interval, sign: str) -> str:
    low, high = (f"{end:{sign}.3f}" for end in (one.low, one.high))
    return f"{one.mean:{sign}.3f} [{low}, {high}]"


if __name__ == "__main__":
    pages.main("openings", lines, "python -m benchmarks.backtest_openings")
