r"""Income of products and of baskets (Hausmann, Hwang and Rodrik 2007).

.. math:: PRODY_p = \frac{\sum_c s_{cp} y_c}{\sum_c s_{cp}}, \qquad
          EXPY_c = \sum_p s_{cp} PRODY_p

``s`` are shares of a product in a country's exports, ``y`` income per head.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, divide, matrix, shares


class Prody(NamedTuple):
    """PRODY of products ``(P,)`` and EXPY of countries ``(C,)``, in the unit of income."""

    prody: Array
    expy: Array


def prody(x: ArrayLike, income: ArrayLike) -> Prody:
    """PRODY and EXPY.

    Args:
        x: Exports ``(C, P)``.
        income: Per head, ``(C,)``, positive; NaN where not known: such a country counts neither
            for PRODY nor gets an EXPY.

    Raises:
        InputError: an income is negative or the number of countries differs.
    """
    exports = matrix(x, "exports")
    y = np.asarray(income, dtype=np.float64)
    if y.shape != (exports.shape[0],):
        raise InputError(f"{y.size} incomes for {exports.shape[0]} countries", where="income")
    if (y < 0).any() or np.isinf(y).any():
        raise InputError("an income is negative or infinite", where="income")
    counted = ~np.isnan(y) & (exports.sum(axis=1) > 0)
    share = shares(exports[counted], axis=1)
    of_products = divide(y[counted] @ share, share.sum(axis=0))
    of_countries = np.full(y.shape, np.nan)
    of_countries[counted] = share @ np.nan_to_num(of_products)
    return Prody(of_products, of_countries)
