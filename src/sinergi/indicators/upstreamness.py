r"""Position in production chains from an input-output table.

Upstreamness (Antras, Chor, Fally and Hillberry 2012), the distance to final use, and downstreamness
(Antras and Chor 2018; Fally 2012), the distance to primary factors:

.. math:: U = (I - \Delta)^{-1} 1, \quad \Delta_{rs} = Z_{rs} / Y_r \qquad
          D = (I - A^T)^{-1} 1, \quad A_{rs} = \frac{Z_{rs}}{Y_s} \frac{Y_r}{Y_r - N_r}

``Z`` is what industry ``s`` uses of industry ``r``'s output ``Y``. What is added to inventories,
``N``, is taken to be used like the rest of the output (the net inventory correction of Antras and
Chor 2018): in ``U`` it leaves the denominator, in ``D`` it raises the use. In an open economy
without a table of its partners, exports and imports are treated so in ``U`` too: ``Y_r`` is then
output less net exports less additions to inventories.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, divide, matrix, shares, vector


def domestic_use(
    output: ArrayLike,
    *,
    exports: ArrayLike = 0.0,
    imports: ArrayLike = 0.0,
    inventories: ArrayLike = 0.0,
) -> Array:
    """The denominator of an open economy, ``(S,)``: output + imports - exports - inventories.

    Args:
        output: Gross output by industry ``(S,)``.
        exports: By industry, positive.
        imports: By industry, positive.
        inventories: Additions to inventories; negative where stocks were drawn down.
    """
    use: Array = (
        np.asarray(output, dtype=np.float64)
        + np.asarray(imports, dtype=np.float64)
        - np.asarray(exports, dtype=np.float64)
        - np.asarray(inventories, dtype=np.float64)
    )
    return use


def upstreamness(z: ArrayLike, use: ArrayLike) -> Array:
    """Upstreamness of industries ``(S,)``, at least 1; 1 if all output goes to final use.

    Args:
        z: Intermediate use ``(S, S)``: rows are sold by, columns are used by.
        use: Gross output ``(S,)`` of a closed economy, ``domestic_use`` of an open one.

    Returns:
        NaN for an industry without output.

    Raises:
        InputError: an industry sells more for intermediate use than there is of its output along
            its whole chain, so that no distance exists.
    """
    return _distance(z, use, sold=True)


def downstreamness(z: ArrayLike, output: ArrayLike, inventories: ArrayLike = 0.0) -> Array:
    """Downstreamness of industries ``(S,)``, at least 1; 1 if nothing intermediate is used.

    Args:
        z: Intermediate use ``(S, S)``: rows are sold by, columns are used by.
        output: Gross output ``(S,)``.
        inventories: Additions to inventories by industry that made the goods, ``(S,)``; negative
            where stocks were drawn down.

    Returns:
        NaN for an industry without output.

    Raises:
        InputError: an industry's inputs exceed its output along its whole chain, or all that it
            made went into inventories.
    """
    made = np.asarray(output, dtype=np.float64)
    stocked = np.broadcast_to(np.asarray(inventories, dtype=np.float64), made.shape)
    if not np.isfinite(stocked).all() or (stocked[made > 0] >= made[made > 0]).any():
        raise InputError(
            "additions to inventories are no number, or as large as the output",
            where="inventories",
            advice=_ADVICE,
        )
    used = divide(made, made - stocked, otherwise=1.0)
    return _distance(np.asarray(z, dtype=np.float64) * used[:, None], made, sold=False)


def _distance(z: ArrayLike, total: ArrayLike, *, sold: bool) -> Array:
    size = np.shape(z)[0]
    inputs = matrix(z, "intermediate use", shape=(size, size), signed=True)
    totals = np.asarray(total, dtype=np.float64)
    if totals.shape != (size,) or not np.isfinite(totals).all():
        raise InputError(f"not {size} finite numbers", where="output")
    produced = totals > 0
    flows = inputs if sold else inputs.T
    coefficients = divide(flows, np.where(produced, totals, 0.0)[:, None], otherwise=0.0)
    try:
        distance = np.linalg.solve(np.eye(size) - coefficients, np.ones(size))
    except np.linalg.LinAlgError as error:
        raise InputError(
            "the system has no solution", where="intermediate use", advice=_ADVICE
        ) from error
    if not (distance > _LEAST).all():
        worst = int(np.argmin(distance))
        raise InputError(
            f"the distance of industry {worst} would be {distance[worst]:.3g}",
            where="intermediate use",
            advice=_ADVICE,
        )
    result: Array = np.where(produced, distance, np.nan)
    return result


# Small negative entries, adjustments in most published tables, may bring a distance below 1.
_LEAST = 0.9
_ADVICE = "Check that intermediate use, output and inventories come from the same table"


def bridged(
    values: ArrayLike, industry_of_product: ArrayLike, weights: ArrayLike | None = None
) -> Array:
    """A number of industries carried to products by a bridge ``(P, S)``, weighted, ``(P,)``.

    Args:
        values: Of industries ``(S,)``; NaN is left out.
        industry_of_product: ``(P, S)``: 1 or a weight where the product belongs to the industry.
        weights: Of industries ``(S,)``, output say; equal if not given.
    """
    number = np.asarray(values, dtype=np.float64)
    bridge = matrix(industry_of_product, "bridge")
    weight = np.ones(number.shape) if weights is None else vector(weights, "weights")
    weight = np.where(np.isnan(number), 0.0, weight)
    return divide(bridge @ (weight * np.nan_to_num(number)), bridge @ weight)


def of_exports(x: ArrayLike, product_values: ArrayLike) -> Array:
    """Mean of a number of products in each country's exports ``(C,)``.

    Products without the number are left out of the weights.
    """
    exports = matrix(x, "exports")
    number = np.asarray(product_values, dtype=np.float64)
    known = ~np.isnan(number)
    mean: Array = shares(exports[:, known], axis=1) @ number[known]
    return mean
