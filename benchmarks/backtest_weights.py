"""Fits the weights of two rankings in src/sinergi/data/opportunities/rankings.csv.

A logistic regression of "the flow appeared or at least doubled" on the logarithms of the
components, on the embedded raw materials, with data up to 2000, 2002 and 2004 and outcomes up to
2009: the years that docs/backtest.md reports on come later. All cells that came true and a tenth of
the others are used. Prints the weights as fitted and rounded to 0.05, as they stand in the file.

    python benchmarks/backtest_weights.py
"""

from __future__ import annotations

import numpy as np

from sinergi.opportunities.backtest import moment
from sinergi.opportunities.cells import exporter_cells
from sinergi.opportunities.pair import SMALL
from sinergi.opportunities.ranking import DEFAULT, weights_of
from sinergi.trade import catalogue

YEARS = (2000, 2002, 2004)
KEPT = 0.1


def observations() -> tuple[np.ndarray, np.ndarray]:
    """Logarithms of the components (N, K) and outcomes (N,)."""
    generator = np.random.default_rng(1)
    dataset = catalogue.dataset(catalogue.EMBEDDED_TRADE)
    names = list(weights_of(DEFAULT))
    x, y = [], []
    for year in YEARS:
        at = moment(dataset, year)
        for i in at.exporters():
            cells = exporter_cells(at.window, at.past, i, names)
            candidates, true = at.candidates(i, SMALL), at.came_true(i, SMALL)
            kept = candidates & (true | (generator.random(true.shape) < KEPT))
            logs = [np.broadcast_to(cells.log(name), kept.shape)[kept] for name in names]
            x.append(np.stack(logs, axis=1))
            y.append(true[kept])
    return np.concatenate(x), np.concatenate(y).astype(float)


def logistic(x: np.ndarray, y: np.ndarray, steps: int = 50) -> np.ndarray:
    """Coefficients (K,) of a logistic regression with intercept, by damped Newton steps."""
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    z = np.column_stack([np.ones(len(x)), (x - mean) / deviation])
    beta = np.zeros(z.shape[1])
    beta[0] = np.log(y.mean() / (1 - y.mean()))

    def loss(b: np.ndarray) -> float:
        linear = z @ b
        return float((np.logaddexp(0, linear) - y * linear).sum())

    now = loss(beta)
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        hessian = (z * (p * (1 - p))[:, None]).T @ z
        step = np.linalg.solve(hessian, z.T @ (y - p))
        size = 1.0
        while loss(beta + size * step) > now and size > 1e-6:
            size /= 2
        beta = beta + size * step
        before, now = now, loss(beta)
        if before - now < 1e-6 * abs(now):
            break
    return beta[1:] / deviation


def main() -> None:
    x, y = observations()
    print(f"{len(y)} cells, {int(y.sum())} came true")
    columns = list(weights_of(DEFAULT))
    for ranking in (DEFAULT, "gravity-fitted"):
        weights = weights_of(ranking)
        fitted = logistic(x[:, [columns.index(name) for name in weights]], y)
        for (name, weight), value in zip(weights.items(), fitted, strict=True):
            rounded = round(value * 20) / 20
            print(f"{ranking:15} {name:10} {value:7.3f}, rounded {rounded:5.2f}, file {weight}")


if __name__ == "__main__":
    main()
