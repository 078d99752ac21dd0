r"""Complementarity: how far what ``i`` exports is what ``j`` imports.

Michaely (1996), the World Bank's trade complementarity index:

.. math:: C_{ij} = 1 - \tfrac12 \sum_k |s^m_{jk} - s^x_{ik}| = \sum_k \min(s^x_{ik}, s^m_{jk})

Drysdale and Garnaut (1982), 1 where the pair is neutral:

.. math:: C_{ij} = \sum_k \frac{x_{ik}}{x_i} \frac{w}{w_k} \frac{m_{jk}}{m_j}

Both are directed and both depend on the level of the product codes: print the level beside them.
WITS prints Michaely's times 100.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sinergi.indicators.arrays import Array, choice, divide, matrix, overlap, shares

REFERENCES = ("world", "rest")


def michaely(x: ArrayLike, m: ArrayLike) -> Array:
    """Michaely's index of all pairs ``(C, C)``: exporters in rows, importers in columns.

    Args:
        x: Exports ``(C, P)``.
        m: Imports ``(C, P)``.

    Returns:
        Numbers in [0, 1]; NaN where the exporter exports or the importer imports nothing.
    """
    exports, imports = _both(x, m)
    return overlap(shares(exports, axis=1), shares(imports, axis=1))


def michaely_contributions(x: ArrayLike, m: ArrayLike, exporter: int, importer: int) -> Array:
    """What each product ``(P,)`` adds to Michaely's index of one pair: the smaller share."""
    exports, imports = _both(x, m)
    return np.minimum(shares(exports[exporter]), shares(imports[importer]))


def drysdale_garnaut(x: ArrayLike, m: ArrayLike, *, reference: str = "world") -> Array:
    """Drysdale and Garnaut's index of all pairs ``(C, C)``.

    Args:
        x: Exports ``(C, P)``.
        m: Imports ``(C, P)``.
        reference: ``"world"`` compares with the exports of all countries, ``"rest"`` with those of
            all but the exporter, as Drysdale wrote it. There, a product that only the exporter
            sells has no reference and adds nothing.

    Returns:
        Numbers of at least 0; NaN where the exporter exports or the importer imports nothing.
    """
    exports, imports = _both(x, m)
    scale = _inverse_world_shares(exports, reference)
    index: Array = (shares(exports, axis=1) * scale) @ shares(imports, axis=1).T
    return index


def drysdale_garnaut_contributions(
    x: ArrayLike, m: ArrayLike, exporter: int, importer: int, *, reference: str = "world"
) -> Array:
    """What each product ``(P,)`` adds: ``RCA_ik RMA_jk w_k / w``; the sum is the pair's index."""
    exports, imports = _both(x, m)
    scale = np.broadcast_to(_inverse_world_shares(exports, reference), exports.shape)
    parts: Array = shares(exports[exporter]) * scale[exporter] * shares(imports[importer])
    return parts


def _inverse_world_shares(exports: Array, reference: str) -> Array:
    """``w / w_k``, ``(1, P)`` for the world and ``(C, P)`` for the rest of it; 0 if undefined."""
    totals = exports.sum(axis=0, keepdims=True)
    if choice(reference, REFERENCES, "reference") == "rest":
        # Sums of floats minus their largest part leave dust where the difference is zero.
        rest = totals - exports
        rest[rest < 1e-12 * totals] = 0
        totals = rest
    return divide(totals.sum(axis=1, keepdims=True), totals, otherwise=0.0)


def _both(x: ArrayLike, m: ArrayLike) -> tuple[Array, Array]:
    exports = matrix(x, "exports")
    imports = matrix(m, "imports", shape=exports.shape)
    return exports, imports
