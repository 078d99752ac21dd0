"""Who makes what: the matrix M of economic complexity, and who takes part in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sinergi.indicators.arrays import Array, Mask, choice, matrix

KINDS = ("binary", "continuous")


def presence(index: ArrayLike, *, kind: str = "binary", threshold: float = 1.0) -> Array:
    """M from RCA (or from RPOP, or the larger of both), ``(C, P)``; NaN counts as absent.

    ``"binary"``: 1 where the index is at least ``threshold`` (ecomplexity, econcomplex, R,
    economic-complexity). ``"continuous"``: ``RCA / (1 + RCA)``, the Atlas of Economic Complexity
    since 2026; it needs a filter of countries to be complexity at all.
    """
    values = np.nan_to_num(np.asarray(index, dtype=np.float64), nan=0.0)
    if choice(kind, KINDS, "presence") == "continuous":
        positive = np.maximum(values, 0.0)
        continuous: Array = positive / (1 + positive)
        return continuous
    binary: Array = (values >= threshold).astype(np.float64)
    return binary


def countries_above(
    x: ArrayLike,
    *,
    min_exports: float = 0.0,
    min_share: float = 0.0,
    population: ArrayLike | None = None,
    min_population: float = 0.0,
) -> Mask:
    """The countries that are large enough to be measured, ``(C,)``.

    Args:
        x: Exports ``(C, P)``.
        min_exports: Least exports, in the unit of ``x``.
        min_share: Least share of the world's exports: 0.00005 for 0.005 %.
        population: People, ``(C,)``; NaN is not enough.
        min_population: Least population.
    """
    totals = matrix(x, "exports", signed=True).sum(axis=1)
    large: Mask = (totals >= min_exports) & (totals >= min_share * totals.sum()) & (totals > 0)
    if population is not None:
        people = np.nan_to_num(np.asarray(population, dtype=np.float64), nan=-1.0)
        large &= people >= min_population
    return large
