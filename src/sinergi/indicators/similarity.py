"""How alike two exporters are: rivals in a market, or models to learn from."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sinergi.indicators.arrays import Array, matrix, overlap, shares
from sinergi.indicators.rca import rca


def finger_kreinin(x: ArrayLike) -> Array:
    """Finger and Kreinin (1979): ``sum_k min(s_ak, s_bk)`` of all pairs of exporters ``(C, C)``.

    Args:
        x: Exports ``(C, P)``: to the world, or to one market for the similarity there.

    Returns:
        Numbers in [0, 1], symmetric; the original prints them times 100. NaN for a country without
        exports.
    """
    share = shares(matrix(x, "exports"), axis=1)
    return overlap(share, share)


def bahar(x: ArrayLike, *, epsilon: float = 0.1) -> Array:
    """Bahar, Hausmann and Hidalgo (2014): correlation of ``ln(RCA + epsilon)``, ``(C, C)``.

    Products that nobody exports are left out. NaN for a country without exports. The default of
    ``epsilon`` is that of ecomplexity and econcomplex.
    """
    index = rca(x)
    index = index[:, ~np.isnan(index).all(axis=0)]
    logs = np.log(index + epsilon)
    logs -= logs.mean(axis=1, keepdims=True)
    length = np.sqrt(np.square(logs).sum(axis=1, keepdims=True))
    length[length == 0] = np.nan
    unit = logs / length
    correlation: Array = unit @ unit.T
    return correlation
