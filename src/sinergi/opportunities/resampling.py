"""Means of tallies and how sure they are: exporters, importers and products drawn anew.

Each of the three is resampled alone, with all years of one together; the outermost ends of the
three percentile intervals are given. A gain is taken sample by sample.
"""

from __future__ import annotations

import numpy as np
from pydantic import BaseModel, ConfigDict

from sinergi.indicators.arrays import Array

CONFIDENCE = 0.95


class Interval(BaseModel):
    """A mean and its confidence interval: the widest of the resampled clusters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mean: float
    low: float
    high: float


def draws(countries: int, products: int, resamples: int, seed: int) -> list[Array]:
    """How often each country or product is drawn in each sample, ``(resamples, size)`` each."""
    generator = np.random.default_rng(seed)
    return [
        generator.multinomial(size, np.full(size, 1 / size), resamples).astype(np.float64)
        for size in (countries, countries, products)
    ]


def resampled(sums: Array, drawn: list[Array]) -> tuple[Array, Array]:
    """Means ``(R, M)``, and of each sample ``(clusters, R, M, resamples)``; NaN without cells.

    Args:
        sums: Those of :class:`~sinergi.opportunities.judging.Tally` by ranking,
            ``(R, M, clusters, 2, size)``.
        drawn: What :func:`draws` gives.
    """
    totals = sums[:, :, 0].sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = totals[:, :, 0] / totals[:, :, 1]
        samples = np.stack(
            [
                np.divide(*(sums[:, :, place, kind, : draw.shape[1]] @ draw.T for kind in (0, 1)))
                for place, draw in enumerate(drawn)
            ]
        )
    return means, samples


def interval(mean: float, samples: Array) -> Interval:
    """A mean with the outer ends of the clusters' percentile intervals, ``(clusters, resamples)``.

    NaN samples, those that drew no cell, are left out.
    """
    edges = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)
    low, high = np.nanquantile(samples, edges, axis=-1)
    return Interval(mean=float(mean), low=float(low.min()), high=float(high.max()))
