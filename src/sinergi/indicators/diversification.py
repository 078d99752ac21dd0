r"""A rank of what a country could begin to sell in a market: our own, not the ITC's.

The International Trade Centre publishes a Product Diversification Indicator whose aggregation is
not public. This one takes its three sides and says how they are put together. Among the products
that the exporter does not export with advantage (RCA below 1) and the market buys:

.. math:: score_{ijk} = (P(density_{ik}) \, P(Demand_{jk}) \, P(Tariff_{ijk}))^{1/3}

``P`` is the percentile rank within the pair, equal values sharing the mean of their ranks. Rank 1
is the highest score; of equal scores the product that comes first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, Mask


@dataclass(frozen=True)
class Diversification:
    """Candidates of one pair, all ``(P,)``: percentiles in (0, 1], NaN for other products.

    ``rank`` counts from 1; 0 for products that are not candidates.
    """

    candidate: Mask
    supply: Array
    demand: Array
    tariff: Array
    score: Array
    rank: NDArray[np.intp]


def diversification(
    rca: ArrayLike, density: ArrayLike, demand: ArrayLike, tariff: ArrayLike
) -> Diversification:
    """Rank the products of one pair; all arguments ``(P,)``.

    Args:
        rca: Of the exporter; NaN for a product nobody exports, which is no candidate.
        density: Of the exporter, around each product.
        demand: Of the market, the demand of export potential.
        tariff: Of the pair, the tariff factor of export potential.

    Raises:
        InputError: the lengths differ.
    """
    index, near, wanted, access = (
        np.asarray(values, dtype=np.float64) for values in (rca, density, demand, tariff)
    )
    if not index.shape == near.shape == wanted.shape == access.shape:
        raise InputError("the arrays differ in length", where="diversification")
    candidate = (index < 1) & ~np.isnan(near) & (wanted > 0) & ~np.isnan(access)
    supply, asked, open_ = (_percentiles(values, candidate) for values in (near, wanted, access))
    score = np.cbrt(supply * asked * open_)
    rank = np.zeros(index.shape, dtype=np.intp)
    chosen = np.flatnonzero(candidate)
    best_first = chosen[np.argsort(-score[chosen], kind="stable")]
    rank[best_first] = np.arange(1, best_first.size + 1)
    return Diversification(candidate, supply, asked, open_, score, rank)


def _percentiles(values: Array, among: Mask) -> Array:
    """Mean rank over the number of candidates, in (0, 1]."""
    result = np.full(values.shape, np.nan)
    _, place, count = np.unique(values[among], return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    result[among] = (last - (count - 1) / 2)[place] / max(int(among.sum()), 1)
    return result
