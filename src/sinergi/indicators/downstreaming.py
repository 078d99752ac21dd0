r"""How far down a chain a country sells: measures of downstreaming (hilirisasi), our own.

No standard formula was found; these are defined here and named as ours. A chain has stages ``s = 0
... S``; ``X_s`` are a country's exports and ``Q_s`` its tonnes in stage ``s``.

.. math::
    DI = \frac{\sum_s (s / S) X_s}{\sum_s X_s}, \qquad
    processed = \frac{\sum_{s \ge 1} X_s}{\sum_s X_s}, \qquad
    capture = 1 - \frac{Q_0 g_0}{\sum_s Q_s g_s}

``g_s`` is the content of the material, so that capture compares tonnes of metal, not of ore with
tonnes of steel.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, Index, divide, lines, totals

LEAST_FLOWS = 3
WINSOR = (0.01, 0.99)


def stage_index(x: ArrayLike) -> Array:
    """``DI`` in [0, 1] from exports by stage ``(..., S + 1)``; NaN without exports."""
    exports = lines(x, "exports by stage")
    weight = np.linspace(0, 1, exports.shape[-1])
    return divide(exports @ weight, exports.sum(axis=-1))


def processed_share(x: ArrayLike) -> Array:
    """Share of all stages but the first, in [0, 1]; NaN without exports."""
    exports = lines(x, "exports by stage")
    return divide(exports[..., 1:].sum(axis=-1), exports.sum(axis=-1))


def capture(material: ArrayLike) -> Array:
    """Share of the exported material that leaves processed, in [0, 1].

    Args:
        material: Tonnes of the material exported by stage ``(..., S + 1)``: tonnes times content.
    """
    tonnes = lines(material, "material by stage")
    return 1 - divide(tonnes[..., 0], tonnes.sum(axis=-1))


def winsorised_unit_values(value: ArrayLike, quantity: ArrayLike, product: Index) -> Array:
    """Money a tonne of each flow ``(R,)``, drawn in to the world's 1st and 99th percentile.

    The percentiles are those of the flows of a product, so this needs the flows of the world. NaN
    where the quantity is zero or not known, or the product has fewer than three flows with one.
    """
    unit = divide(np.asarray(value, dtype=np.float64), quantity)
    unit[~(unit > 0)] = np.nan
    result = np.full(unit.shape, np.nan)
    known = np.flatnonzero(~np.isnan(unit))
    order = known[np.argsort(product[known], kind="stable")]
    starts = np.flatnonzero(np.diff(product[order], prepend=-1))
    for rows in np.split(order, starts[1:]):
        if rows.size >= LEAST_FLOWS:
            low, high = np.quantile(unit[rows], WINSOR)
            result[rows] = np.clip(unit[rows], low, high)
    return result


def mean_unit_value(unit: ArrayLike, quantity: ArrayLike, group: Index, groups: int) -> Array:
    """Mean of unit values weighted by tonnes, by group ``(G,)``; NaN for a group without any."""
    prices = np.asarray(unit, dtype=np.float64)
    known = ~np.isnan(prices)
    tonnes = np.asarray(quantity, dtype=np.float64)[known]
    money = totals(group[known], prices[known] * tonnes, groups)
    return divide(money, totals(group[known], tonnes, groups))


class Upgrading(NamedTuple):
    """Change of a chain's unit value: ``total = price + shift``, exactly.

    ``price`` is what dearer tonnes within the stages gave, ``shift`` what the move of tonnes
    between stages gave.
    """

    total: float
    price: float
    shift: float


def upgrading(
    value_before: ArrayLike,
    tonnes_before: ArrayLike,
    value_after: ArrayLike,
    tonnes_after: ArrayLike,
) -> Upgrading:
    r"""Split the change of the unit value of all stages together; all arguments ``(S + 1,)``.

    .. math:: \Delta UV = \sum_s \bar w_s \Delta UV_s + \sum_s \overline{UV}_s \Delta w_s

    with ``w`` the share of a stage in tonnes and bars for the mean of both years. A stage without
    tonnes in one year takes the unit value of the other, so that its coming or going is a shift.

    Raises:
        InputError: there are no tonnes at all in one of the years.
    """
    before, after = lines(tonnes_before, "tonnes before"), lines(tonnes_after, "tonnes after")
    if before.sum() == 0 or after.sum() == 0:
        raise InputError("a year has no tonnes", where="upgrading")
    uv_before = divide(lines(value_before, "value before"), before)
    uv_after = divide(lines(value_after, "value after"), after)
    uv_before, uv_after = (
        np.nan_to_num(np.where(np.isnan(one), other, one))
        for one, other in ((uv_before, uv_after), (uv_after, uv_before))
    )
    w_before, w_after = before / before.sum(), after / after.sum()
    price = float(((w_before + w_after) / 2 * (uv_after - uv_before)).sum())
    shift = float(((uv_before + uv_after) / 2 * (w_after - w_before)).sum())
    return Upgrading(price + shift, price, shift)
