r"""Trade intensity: trade of a pair over what the sizes of the two let expect.

.. math:: T_{ij} = \frac{v_{ij}/x_i}{m_j/w}

1 is as expected. The three denominators in use differ in what they take for the world that ``j``
buys from; WITS and the ESCAP handbook use the first.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sinergi.indicators.arrays import Array, choice, divide, matrix

DENOMINATORS = ("world", "rest", "kojima")


def intensity(v: ArrayLike, *, denominator: str = "world") -> Array:
    """Trade intensity index of all pairs ``(C, C)``.

    Args:
        v: Flows between countries ``(C, C)``: exporters in rows, importers in columns, in any one
            unit of money.
        denominator: ``"world"`` (WITS): ``m_j / w``. ``"rest"``: ``(m_j - v_ij) / (w - x_i)``,
            the share of ``j`` in what the others sell. ``"kojima"`` (Kojima 1964, Drysdale and
            Garnaut 1982): ``m_j / (w - m_i)``, since ``i`` cannot sell to itself.

    Returns:
        Numbers of at least 0; NaN on the diagonal, where the exporter exports or the importer
        imports nothing, and for ``"rest"`` where nobody else sells to the importer.
    """
    flows = matrix(v, "flows")
    if flows.shape[0] != flows.shape[1]:
        flows = matrix(v, "flows", shape=(flows.shape[0], flows.shape[0]))
    x, m, w = flows.sum(axis=1), flows.sum(axis=0), flows.sum()
    choice(denominator, DENOMINATORS, "denominator")
    if denominator == "world":
        expected = divide(m, w)[None, :]
    elif denominator == "rest":
        others = m[None, :] - flows
        others[others < 1e-12 * m] = 0  # dust of a difference between equal sums
        expected = divide(others, (w - x)[:, None])
    else:
        expected = divide(m[None, :], (w - m)[:, None])
    index = divide(divide(flows, x[:, None]), expected)
    np.fill_diagonal(index, np.nan)
    return index


def symmetric(index: ArrayLike) -> Array:
    """``(T - 1) / (T + 1)`` in [-1, 1): 0 is as expected, -1 no trade."""
    values = np.asarray(index, dtype=np.float64)
    return (values - 1) / (values + 1)
