"""What leaving out implausible openings costs: first picks of pairs with and without the rules.

The rules of opportunities/plausibility.py are for cells that never traded, two of them (the source
of the goods) also for flows that stopped. Each rule alone, and all together, puts the cells it
speaks against last in the lists of pairs; the tables say how often such a cell came true, how often
the others did, and what becomes of the first pick, with the interval of the difference.

    python -m benchmarks.backtest_plausibility [--write | --check]
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks import pages
from sinergi.opportunities.cells import exporter_cells
from sinergi.opportunities.judging import PAIR_MEASURES, Tally, judge_pairs
from sinergi.opportunities.moments import Moment, moment
from sinergi.opportunities.openings import SOURCES
from sinergi.opportunities.opportunity import SMALL
from sinergi.opportunities.plausibility import Rule, judge
from sinergi.opportunities.ranking import DEFAULT, FlowState, ranking_of, score
from sinergi.opportunities.resampling import draws, interval, resampled
from sinergi.trade import catalogue

YEARS = (2014, 2019)
LAST = 1_000.0
"""Taken off a score to put its cell behind all others."""
NEVER: tuple[Rule, ...] = ("line", "hub", "route", "reexport", "importer-sells")
VARIANTS: dict[FlowState, dict[str, tuple[Rule, ...]]] = {
    "never": {"no rule": (), **{one: (one,) for one in NEVER}, "all rules": NEVER},
    "before": {"no rule": (), **{one: (one,) for one in SOURCES}, "both rules": SOURCES},
}
TITLES: dict[FlowState, str] = {
    "never": "Cells that never traded",
    "before": "Dead cells: a flow before, none in t-4 to t",
}
RESAMPLES, SEED = 1_000, 1
SHOWN = ("first pick", "first pick if any")


class Tried:
    """One set of rules on the cells of one state: its tally, and how often cells came true."""

    def __init__(self, countries: int, products: int) -> None:
        self.tally = Tally(len(PAIR_MEASURES), countries, products)
        self.counts = np.zeros(4)


def exporter(at: Moment, i: int, tried: dict[FlowState, dict[str, Tried]]) -> None:
    """Judge the lists of one exporter."""
    cells = exporter_cells(at.known, i, ranking_of(DEFAULT).components)
    scores = score(cells, DEFAULT, at.year)
    listed, true = at.candidates(i, SMALL) & at.listed(i), at.came_true(i, SMALL)
    broken = {rule: np.zeros(listed.shape, dtype=np.bool_) for rule in NEVER}
    for j in np.flatnonzero(listed.any(axis=1)):
        for rule, mask in judge(at.known.window, i, int(j)).broken.items():
            broken[rule][j] = mask
    for state, variants in VARIANTS.items():
        among = listed & cells.within(state)
        for name, rules in variants.items():
            out = among & np.any([broken[rule] for rule in rules], axis=0) if rules else among & 0
            out = out.astype(np.bool_)
            rest, one = among & ~out, tried[state][name]
            one.counts += (out.sum(), (out & true).sum(), rest.sum(), (rest & true).sum())
            judge_pairs(one.tally, i, scores - LAST * out, among, true)


def table(state: FlowState, tried: dict[str, Tried], drawn: list[np.ndarray]) -> list[str]:
    """One row a set of rules; the difference is to no rule."""
    sums = np.stack([one.tally.sums for one in tried.values()])
    means, samples = resampled(sums, drawn)
    lines = [
        f"**{TITLES[state]}**",
        "",
        "| put last by | cells | of them came true | others came true | "
        + " | ".join(f"{name} | less no rule" for name in SHOWN)
        + " |",
        "|" + " --- |" + " ---: |" * (3 + 2 * len(SHOWN)),
    ]
    for place, (name, one) in enumerate(tried.items()):
        left, left_true, kept, kept_true = one.counts
        row = [f"{left:,.0f}", f"{left_true / left:.3%}" if left else "", f"{kept_true / kept:.3%}"]
        for measure in SHOWN:
            k = PAIR_MEASURES.index(measure)
            row.append(f"{means[place, k]:.4f}")
            gain = interval(means[place, k] - means[0, k], samples[:, place, k] - samples[:, 0, k])
            row.append(f"{gain.mean:+.4f} [{gain.low:+.4f}, {gain.high:+.4f}]" if place else "")
        lines.append(f"| {name} | {' | '.join(row)} |")
    return [*lines, ""]


def lines() -> Sequence[str]:
    """The page."""
    dataset = catalogue.dataset(catalogue.EMBEDDED_TRADE)
    tried: dict[FlowState, dict[str, Tried]] = {}
    flows = None
    for year in YEARS:
        at = moment(dataset, year)
        flows = at.known.window.flows
        if not tried:
            size = (flows.countries, flows.products)
            tried = {state: {name: Tried(*size) for name in VARIANTS[state]} for state in VARIANTS}
        for i in at.exporters():
            exporter(at, i, tried)
    assert flows is not None
    drawn = draws(flows.countries, flows.products, RESAMPLES, SEED)
    head = [
        f"Lists of pairs as in the backtest, years {' and '.join(map(str, YEARS))}; 95% intervals "
        "in brackets, of exporters, importers and products resampled.",
        "",
    ]
    return head + [line for state in VARIANTS for line in table(state, tried[state], drawn)]


if __name__ == "__main__":
    pages.main("plausibility", lines, "python -m benchmarks.backtest_plausibility")
