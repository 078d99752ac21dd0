r"""Revealed comparative advantage and its relatives.

Balassa (1965): a country has a revealed advantage in what weighs more in its exports than in the
world's.

.. math:: RCA_{ik} = \frac{x_{ik}/x_i}{w_k/w}

``x`` are exports and ``m`` imports by country (rows) and product (columns), in any one unit of
money. World totals are the sums over the countries of the table, unless ``world`` gives them: a
table of a few countries needs them from outside. A cell may be negative, as reversals in the
balance of payments make some services: so is its RCA then, and what has no meaning there is NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sinergi.indicators.arrays import Array, divide, matrix, shares, vector


def rca(x: ArrayLike, *, world: ArrayLike | None = None) -> Array:
    """Balassa index of exports ``(C, P)``: at least 0, and 1 is the world's average.

    A country without exports is NaN in its row, a product nobody exports is NaN in its column;
    nothing else changes. Weighted by world shares every row and every column averages 1.
    """
    return _balassa(matrix(x, "exports", signed=True), world)


def rma(m: ArrayLike, *, world: ArrayLike | None = None) -> Array:
    """Revealed import advantage ``(C, P)``: the Balassa index of imports.

    In a closed world, where each flow is someone's export and someone's import, the product
    totals of imports are those of exports.
    """
    return _balassa(matrix(m, "imports", signed=True), world)


def _balassa(flows: Array, world: ArrayLike | None) -> Array:
    if world is None:
        totals = flows.sum(axis=0)
    else:
        totals = vector(world, "world totals", size=flows.shape[1])
    return divide(shares(flows, axis=1), shares(totals))


def rsca(x: ArrayLike, *, world: ArrayLike | None = None) -> Array:
    """Symmetric RCA, ``(RCA - 1) / (RCA + 1)`` in [-1, 1) (Laursen 2015); -1 where RCA is 0."""
    index = rca(x, world=world)
    return divide(index - 1, np.where(index < 0, np.nan, index + 1))


def lrca(x: ArrayLike, *, world: ArrayLike | None = None) -> Array:
    """Natural logarithm of RCA; NaN, not minus infinity, where nothing is exported."""
    return _log(rca(x, world=world))


def nrca(x: ArrayLike) -> Array:
    """Normalised RCA (Yu, Cai and Leung 2009), ``x_ik / w - x_i w_k / w**2`` in (-1/4, 1/4).

    Sums to zero over products and over countries, so it compares across both.
    """
    flows = matrix(x, "exports", signed=True)
    cells = divide(flows, flows.sum())
    return cells - np.outer(cells.sum(axis=1), cells.sum(axis=0))


def rta(x: ArrayLike, m: ArrayLike) -> Array:
    """Relative trade advantage (Vollrath 1991), ``RCA - RMA``."""
    return rca(x) - rma(m)


def rc(x: ArrayLike, m: ArrayLike) -> Array:
    """Revealed competitiveness (Vollrath 1991), ``ln RCA - ln RMA``; NaN where either is 0."""
    return _log(rca(x)) - _log(rma(m))


def rpop(x: ArrayLike, population: ArrayLike) -> Array:
    """Exports per head over the world's, ``(x_ik / pop_i) / (w_k / pop)``; ``population`` (C,).

    The presence test of small rich economies in the Atlas of Economic Complexity.
    """
    flows = matrix(x, "exports", signed=True)
    people = vector(population, "population", size=flows.shape[0])
    return divide(divide(flows, people[:, None]), divide(flows.sum(axis=0), people.sum()))


def _log(index: Array) -> Array:
    result = np.full(index.shape, np.nan)
    np.log(index, out=result, where=index > 0)
    return result
