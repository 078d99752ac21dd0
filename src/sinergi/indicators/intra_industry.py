r"""Intra-industry trade after Grubel and Lloyd (1975).

.. math:: GL_k = 1 - \frac{|x_k - m_k|}{x_k + m_k}

``x`` and ``m`` are arrays of one shape with products along the last axis: a country's exports and
imports, or for a pair the flows in both directions. The level of the product codes matters: print
it beside the number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, divide, lines


def grubel_lloyd(x: ArrayLike, m: ArrayLike) -> Array:
    """The index of each product, in [0, 1]; NaN where nothing is traded."""
    exports, imports = _both(x, m)
    return 1 - divide(np.abs(exports - imports), exports + imports)


def aggregate(x: ArrayLike, m: ArrayLike) -> Array:
    """``1 - sum|x - m| / sum(x + m)`` along the last axis: weighted by trade, not a mean."""
    exports, imports = _both(x, m)
    one_way = np.abs(exports - imports).sum(axis=-1)
    return 1 - divide(one_way, (exports + imports).sum(axis=-1))


def adjusted(x: ArrayLike, m: ArrayLike) -> Array:
    """The aggregate adjusted for an overall imbalance, along the last axis.

    ``[sum(x+m) - sum|x-m|] / [sum(x+m) - |sum x - sum m|]``. It misleads where the imbalance is
    large; NaN where trade runs one way only.
    """
    exports, imports = _both(x, m)
    total = (exports + imports).sum(axis=-1)
    one_way = np.abs(exports - imports).sum(axis=-1)
    imbalance = np.abs(exports.sum(axis=-1) - imports.sum(axis=-1))
    return divide(total - one_way, total - imbalance)


def _both(x: ArrayLike, m: ArrayLike) -> tuple[Array, Array]:
    exports, imports = lines(x, "exports"), lines(m, "imports")
    if exports.shape != imports.shape:
        raise InputError(
            f"shapes {exports.shape} and {imports.shape} differ", where="exports and imports"
        )
    return exports, imports
