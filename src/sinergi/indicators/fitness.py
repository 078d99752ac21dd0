r"""Fitness and complexity (Tacchella, Cristelli, Caldarelli, Gabrielli and Pietronero 2012).

.. math::
    \tilde F_c^{(n)} = \sum_p M_{cp} Q_p^{(n-1)}, \qquad
    \tilde Q_p^{(n)} = \frac{1}{\sum_c M_{cp} / F_c^{(n-1)}}

each divided by its mean after every step. A product is only as complex as the weakest of those who
make it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import UsageError
from sinergi.indicators.arrays import Array, Mask, matrix


class Fitness(NamedTuple):
    """Fitness of countries ``(C,)`` and complexity of products ``(P,)``, each of mean 1."""

    fitness: Array
    complexity: Array


def fitness(m: ArrayLike, *, iterations: int = 20) -> Fitness:
    """Fitness of countries and complexity of products.

    Args:
        m: M ``(C, P)``, binary or continuous.
        iterations: Steps; 20 as in R's economiccomplexity. In the limit the fitness of some
            countries goes to zero, so the number of steps belongs beside the result.

    Returns:
        NaN for a country that makes nothing and a product that nobody makes.

    Raises:
        UsageError: fewer than one step.
    """
    presence = matrix(m, "M")
    if iterations < 1:
        raise UsageError(f"{iterations} steps", where="iterations", advice="Take at least one")
    rows, columns = np.asarray(presence.any(axis=1)), np.asarray(presence.any(axis=0))
    block = presence[np.ix_(rows, columns)]
    f, q = np.ones(block.shape[0]), np.ones(block.shape[1])
    for _ in range(iterations if block.size else 0):
        # Both from the step before: the original, and R's.
        f_next, q_next = block @ q, 1 / (1 / np.maximum(f, np.finfo(f.dtype).tiny) @ block)
        f, q = f_next / f_next.mean(), q_next / q_next.mean()
    return Fitness(_spread(f, rows), _spread(q, columns))


def _spread(values: Array, where: Mask) -> Array:
    full = np.full(where.shape, np.nan)
    full[where] = values
    return full
