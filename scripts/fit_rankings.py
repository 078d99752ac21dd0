"""Fits the rankings of src/sinergi/data/opportunities/fitted.csv by logistic regression.

What is explained is whether a flow that is absent or small in year t appears or at least doubles in
five years; what explains it are the logarithms of the components, on the embedded raw materials.
Each ranking is fitted for several years ``until``, on the years t whose outcomes lie at or before
it, so that a backtest of the year ``until`` uses nothing that came later. ``default`` is fitted for
the cells with a flow in the window, with an earlier one, and without any apart; its score is the
logarithm of the odds, the three are comparable. ``gravity-fitted`` is the baseline with the same
data and no state. All cells that came true are used and a part of the others, weighed up.

    python scripts/fit_rankings.py [--check]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sinergi.opportunities.cells import exporter_cells
from sinergi.opportunities.moments import HORIZON, moment
from sinergi.opportunities.opportunity import SMALL
from sinergi.opportunities.ranking import STATES, Component
from sinergi.trade import catalogue
from sinergi.vocabulary.tables import data_path

VINTAGES = {
    2009: (2000, 2002, 2004),
    2014: (2005, 2007, 2009),
    2019: (2010, 2012, 2014),
    2024: (2015, 2017, 2019),
}
"""The years t of each vintage; the last outcome of each is its name."""
COMPONENTS: tuple[Component, ...] = (
    "constant",
    "supply",
    "demand",
    "product",
    "distance",
    "ties",
    "suppliers",
    "current",
    "past",
    "latest",
    "like_exporters",
    "like_importers",
    "near_importers",
)
ABSENT: dict[str, frozenset[Component]] = {
    "now": frozenset(),
    "before": frozenset({"current", "latest"}),
    "never": frozenset({"current", "latest", "past"}),
}
"""Components that are the same for all cells of a state and tell nothing."""
GRAVITY: tuple[Component, ...] = ("constant", "supply", "demand", "product", "distance")
KEPT = 0.05
"""Part of the cells without any flow, and not coming true, that is used."""
RIDGE = 1.0
"""Prior precision of the standardised coefficients: nothing against this much data, but it keeps
the weights of components that say nearly the same from running apart."""


@dataclass(frozen=True)
class Observations:
    """Logarithms of the components ``(N, K)``, outcomes, weights and states ``(N,)``."""

    x: np.ndarray
    true: np.ndarray
    weight: np.ndarray
    state: np.ndarray

    def of(self, state: str) -> Observations:
        """Those of one state."""
        rows = self.state == STATES.index(state)
        return Observations(self.x[rows], self.true[rows], self.weight[rows], self.state[rows])


def observations(year: int) -> Observations:
    """The cells of one year t, sampled with a seed of its own."""
    generator = np.random.default_rng(year)
    at = moment(catalogue.dataset(catalogue.EMBEDDED_TRADE), year, HORIZON)
    parts: list[tuple[np.ndarray, ...]] = []
    for i in at.exporters():
        cells = exporter_cells(at.known, i, COMPONENTS)
        candidates, true = at.candidates(i, SMALL), at.came_true(i, SMALL)
        state = np.select([cells.within(name) for name in STATES], range(len(STATES)))
        rare = true | (state != STATES.index("never"))
        kept = candidates & (rare | (generator.random(true.shape) < KEPT))
        logs = [np.broadcast_to(cells.log(name), kept.shape)[kept] for name in COMPONENTS]
        weight = np.where(rare[kept], 1.0, 1 / KEPT)
        parts.append((np.stack(logs, axis=1), true[kept], weight, state[kept]))
    return Observations(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, steps: int = 50) -> np.ndarray:
    """Coefficients ``(1 + K,)`` of a weighted logistic regression, the intercept first.

    Newton's method, each step halved until it gains; the coefficients of the standardised columns
    have a Gaussian prior of precision :data:`RIDGE`.
    """
    mean = np.average(x, axis=0, weights=weight)
    deviation = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=weight))
    z = np.column_stack([np.ones(len(x)), (x - mean) / deviation])
    prior = np.diag([0.0] + [RIDGE] * x.shape[1])
    share = np.average(y, weights=weight)
    beta = np.zeros(z.shape[1])
    beta[0] = np.log(share / (1 - share))

    def loss(b: np.ndarray) -> float:
        linear = z @ b
        return float((weight * (np.logaddexp(0, linear) - y * linear)).sum() + b @ prior @ b / 2)

    now = loss(beta)
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        hessian = (z * (weight * p * (1 - p))[:, None]).T @ z + prior
        step = np.linalg.solve(hessian, z.T @ (weight * (y - p)) - prior @ beta)
        size = 1.0
        while loss(beta + size * step) > now and size > 1e-6:
            size /= 2
        beta = beta + size * step
        before, now = now, loss(beta)
        if before - now < 1e-8 * abs(now):
            break
    slopes = beta[1:] / deviation
    return np.concatenate([[beta[0] - slopes @ mean], slopes])


def fitted(found: Observations, names: Sequence[Component]) -> dict[Component, float]:
    """Weights of the components; the first is the constant."""
    columns = [COMPONENTS.index(name) for name in names[1:]]
    weights = logistic(found.x[:, columns], found.true.astype(float), found.weight)
    return {name: round(float(value), 3) for name, value in zip(names, weights, strict=True)}


def rows() -> Iterator[str]:
    """The lines of the file, without its head."""
    held: dict[int, Observations] = {}
    for until, years in VINTAGES.items():
        for year in years:
            if year not in held:
                held[year] = observations(year)
                print(f"{year}: {len(held[year].true)} cells", file=sys.stderr)
        every = Observations(
            *(
                np.concatenate([getattr(held[year], name) for year in years])
                for name in ("x", "true", "weight", "state")
            )
        )
        for state in STATES:
            names = [name for name in COMPONENTS if name not in ABSENT[state]]
            for name, weight in fitted(every.of(state), names).items():
                yield f"default,{until},{state},{name},{weight:g}"
        for name, weight in fitted(every, GRAVITY).items():
            yield f"gravity-fitted,{until},all,{name},{weight:g}"


HEAD = """\
# Weights of the rankings that are fitted, written by scripts/fit_rankings.py (docs/backtest.md).
# until: the last year of the outcomes they know; a ranking of a year takes the newest that know
# none after it. state: of the flow (now: in the window; before: in an earlier year; never).
ranking,until,state,component,weight
"""


def main() -> None:
    """Write the file, or compare it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare with the file, write nothing")
    given = parser.parse_args()
    text = HEAD + "\n".join(rows()) + "\n"
    path = data_path("opportunities", "fitted.csv")
    if not given.check:
        path.write_text(text, encoding="utf-8")
    elif path.read_text(encoding="utf-8") != text:
        raise SystemExit(f"{path} is not what the data give: run without --check and look at it")


if __name__ == "__main__":
    main()
