r"""Trade balance indices: which way trade in a product runs.

``x`` are exports and ``m`` imports by country and product ``(C, P)``, in any one unit of money.
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from sinergi.indicators.arrays import Array, divide, matrix, vector


def trade_balance_index(x: ArrayLike, m: ArrayLike) -> Array:
    """``(x - m) / (x + m)`` in [-1, 1]: -1 only bought, 1 only sold; NaN where neither."""
    exports, imports = _both(x, m)
    return divide(exports - imports, exports + imports)


def lafay(x: ArrayLike, m: ArrayLike) -> Array:
    r"""Lafay's index of specialisation (Lafay 1992), in percentage points.

    .. math:: LFI_{ik} = 100 \left[ \frac{x_{ik}-m_{ik}}{x_{ik}+m_{ik}} - \frac{X_i-M_i}{X_i+M_i}
              \right] \frac{x_{ik}+m_{ik}}{X_i+M_i}

    Sums to zero over products; 0 where the product is not traded; NaN for a country without trade.
    """
    exports, imports = _both(x, m)
    return 100 * divide(_against_average(exports, imports), _turnover(exports, imports))


def lafay_gdp(x: ArrayLike, m: ArrayLike, gdp: ArrayLike) -> Array:
    r"""CEPII's contribution to the trade balance, in thousandths of GDP; not the same number.

    .. math:: f_{ik} = \frac{1000}{GDP_i} \left[ (x-m)_{ik} - (X-M)_i \frac{(x+m)_{ik}}{(X+M)_i}
              \right]

    Args:
        x: Exports ``(C, P)``.
        m: Imports ``(C, P)``.
        gdp: In the same unit of money, ``(C,)``.
    """
    exports, imports = _both(x, m)
    product = vector(gdp, "gdp", size=exports.shape[0])
    return 1000 * divide(_against_average(exports, imports), product[:, None])


def _against_average(exports: Array, imports: Array) -> Array:
    """The balance of a product less what the country's overall balance lets expect."""
    turnover = _turnover(exports, imports)
    balance = (exports - imports).sum(axis=1, keepdims=True)
    return (exports - imports) - divide(balance, turnover) * (exports + imports)


def _turnover(exports: Array, imports: Array) -> Array:
    total: Array = (exports + imports).sum(axis=1, keepdims=True)
    return total


def _both(x: ArrayLike, m: ArrayLike) -> tuple[Array, Array]:
    exports = matrix(x, "exports")
    return exports, matrix(m, "imports", shape=(exports.shape[0], exports.shape[1]))
