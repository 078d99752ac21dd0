"""Fits how far the observed ease of a pair is drawn towards gravity, and judges it on later years.

The ease of a pair is ``w observed + (1 - w) gravity`` with ``w = mu / (mu + k)``, ``mu`` the trade
that gravity expects (indicators/shrinkage.py). ``k`` is the number for which ``w v + (1 - w) mu``
foretells the trade of the five years that follow best: the Poisson deviance, in which a prediction
of zero is as wrong as it is when trade comes. It is fitted on windows that end in 2000 and 2004,
with outcomes up to 2009; pairs whose mean flow reaches a million are left out, since they tell
nothing about zero.

    python -m benchmarks.backtest_shrinkage [--write | --check]
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from benchmarks import pages
from sinergi.evidence.worlds import world
from sinergi.indicators.potential import factors, gravity_ease
from sinergi.indicators.potential_scan import exporter_potential
from sinergi.opportunities.judging import Tally, judge_exporter, judge_pairs, measures
from sinergi.opportunities.moments import moment
from sinergi.opportunities.opportunity import SMALL
from sinergi.trade import catalogue
from sinergi.trade.catalogue import EMBEDDED_TRADE

FITTED = (2000, 2004)
JUDGED = (2009, 2014, 2019)
GRID = np.geomspace(1e3, 1e8, 51)
LARGE = 1e6
TOP = (10,)
BINS = (1e4, 1e5, 1e6, 1e7, 1e8, 1e9)


def windows(year: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean flows of pairs, gravity's expectation, and the flows of the next window, ``(N,)``.

    The next window is divided by the growth of all trade between the two.
    """
    now = world(EMBEDDED_TRADE, year - 4, year)
    then = world(EMBEDDED_TRADE, year + 1, year + 5)
    v, mu, later = now.flows.pairs, now.gravity[0], then.flows.pairs
    known = np.nan_to_num(mu) > 0
    np.fill_diagonal(known, False)
    return v[known], mu[known], later[known] * v.sum() / later.sum()


def blended(v: np.ndarray, mu: np.ndarray, k: float) -> np.ndarray:
    """The trade foretold, in US dollars a year."""
    w = mu / (mu + k)
    drawn: np.ndarray = w * v + (1 - w) * mu
    return drawn


def loss(later: np.ndarray, foretold: np.ndarray) -> float:
    """Mean Poisson deviance, in US dollars a year."""
    ratio = np.where(later > 0, later, foretold) / foretold
    return float(2 * (later * np.log(ratio) - (later - foretold)).mean())


def _rankings() -> list[str]:
    """Rankings by the potential with gravity only at zero, and with the blend, on the backtest."""
    dataset = catalogue.dataset(EMBEDDED_TRADE)
    names = ("gravity at zero only", "drawn towards gravity")
    shown = ("first pick if any", "AUC in the pair", "precision@10", "average precision")
    lines = [
        "Rankings by the potential, in money: all candidates of the backtest",
        "",
        "| t | ease | " + " | ".join(shown) + " |",
        "| ---: | --- |" + " ---: |" * len(shown),
    ]
    for year in JUDGED:
        at = moment(dataset, year)
        seen = at.known.window
        jump = factors(
            seen.flows,
            distance=seen.distance,
            ease=gravity_ease(seen.flows, seen.gravity[0]),
        )
        tallies = {
            name: Tally(len(measures(TOP)), seen.flows.countries, seen.flows.products)
            for name in names
        }
        for i in at.exporters():
            candidates, true = at.candidates(i, SMALL), at.came_true(i, SMALL)
            for name, table in zip(names, (jump, seen.potential), strict=True):
                scores, lot = exporter_potential(table, i), np.random.default_rng(year)
                judge_pairs(tallies[name], i, scores, candidates & at.listed(i), true)
                judge_exporter(tallies[name], i, scores, candidates, true, TOP, lot)
        for name, tally in tallies.items():
            sums = dict(zip(measures(TOP), tally.sums[:, 0].sum(axis=-1), strict=True))
            means = " | ".join(f"{sums[one][0] / sums[one][1]:.4f}" for one in shown)
            lines.append(f"| {year} | {name} | {means} |")
    return lines


def lines() -> Sequence[str]:
    """The page."""
    parts = [windows(year) for year in FITTED]
    v, mu, later = (np.concatenate(column) for column in zip(*parts, strict=True))
    small = v < LARGE
    losses = [loss(later[small], blended(v[small], mu[small], k)) for k in GRID]
    best = float(GRID[int(np.argmin(losses))])
    text = [
        f"Windows to {', '.join(map(str, FITTED))}: best k = {best:,.0f} US dollars a year (grid "
        f"{GRID[0]:,.0f} to {GRID[-1]:,.0f}).",
        "",
        "Pairs that did not trade in the window: their trade in the next five years over what was "
        "foretold for them, growth of all trade taken out.",
        "",
        "| window to | gravity expects, USD a year | pairs | over gravity alone | over the blend |",
        "| ---: | ---: | ---: | ---: | ---: |",
    ]
    for year in JUDGED:
        v, mu, later = windows(year)
        for low, high in pairwise(BINS):
            chosen = (v == 0) & (mu >= low) & (mu < high)
            blend = mu * best / (mu + best)
            text.append(
                f"| {year} | {low:,.0f} to {high:,.0f} | {chosen.sum():,} | "
                f"{later[chosen].sum() / mu[chosen].sum():.2f} | "
                f"{later[chosen].sum() / blend[chosen].sum():.2f} |"
            )
        text.append(
            f"| {year} | all pairs: deviance | {v.size:,} | "
            f"{loss(later, np.where(v > 0, v, mu)):,.0f} | "
            f"{loss(later, blended(v, mu, best)):,.0f} |"
        )
    return [*text, "", *_rankings()]


if __name__ == "__main__":
    pages.main("shrinkage", lines, "python -m benchmarks.backtest_shrinkage")
