r"""The product space (Hidalgo, Klinger, Barabasi and Hausmann 2007).

.. math:: \phi_{pq} = \frac{\sum_c M_{cp} M_{cq}}{\max(k_p, k_q)}

the smaller of the two chances that who makes one product makes the other. For 5,000 products phi
is 100 MB in single precision; the counts in it are exact.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, choice, divide, matrix

DIAGONALS = ("natural", "zero")

_TILE = 128


def proximity(
    m: ArrayLike, *, diagonal: str = "natural", dtype: type[np.floating[Any]] = np.float32
) -> NDArray[np.floating[Any]]:
    """Proximity of all products ``(P, P)``, symmetric, in [0, 1].

    Args:
        m: M ``(C, P)``, binary or continuous.
        diagonal: ``"natural"`` leaves what the formula gives: 1 for a binary M (ecomplexity,
            Stata, R). ``"zero"`` takes a product's nearness to itself out (economic-complexity,
            econcomplex); densities change with it.
        dtype: Precision of the result.

    A product that nobody makes is 0 with all others.
    """
    presence = matrix(m, "M")
    choice(diagonal, DIAGONALS, "diagonal")
    made = presence.astype(dtype)
    ubiquity = presence.sum(axis=0).astype(dtype)
    phi: NDArray[np.floating[Any]] = made.T @ made
    floor = np.finfo(dtype).tiny  # two products that nobody makes: 0 / tiny = 0
    for start in range(0, phi.shape[0], _TILE):
        rows = slice(start, start + _TILE)
        larger = np.maximum(ubiquity[rows, None], ubiquity)
        np.maximum(larger, floor, out=larger)
        phi[rows] /= larger
    if diagonal == "zero":
        np.fill_diagonal(phi, 0)
    return phi


def cross_proximity(a: ArrayLike, b: ArrayLike) -> Array:
    """The cross-space (Catalan, Castaldi et al. 2020): nearness of two kinds of activity.

    ``phi_pq = min(C_pq / k_p, C_pq / k_q)`` with ``C = a^T b``, for two presence matrices of the
    same countries, ``(C, P)`` and ``(C, Q)``: exports of one and imports of another product, say.
    """
    left, right = matrix(a, "first M"), matrix(b, "second M")
    if left.shape[0] != right.shape[0]:
        raise InputError(
            f"{left.shape[0]} and {right.shape[0]} countries", where="first and second M"
        )
    together = left.T @ right
    larger = np.maximum(left.sum(axis=0)[:, None], right.sum(axis=0))
    return divide(together, larger, otherwise=0.0)
