"""How good ranked lists were, cell by cell, so that cells can be resampled by what they share.

A measure is a weighted mean over cells: precision over those picked, AUC and average precision over
those that came true. For each the sums of weight x value and of weight are kept by exporter, by
importer and by product; an interval that resamples one of them then costs no new ranking. Ties
count as if broken by lot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from sinergi.indicators.arrays import Array, Index, Mask, divide

Cluster = Literal["exporter", "importer", "product"]
CLUSTERS: tuple[Cluster, ...] = get_args(Cluster)
PAIR_MEASURES = ("first pick", "first pick if any", "AUC in the pair")


def measures(top: Sequence[int]) -> tuple[str, ...]:
    """Names of the measures: of the lists of pairs, then of those of exporters."""
    return (*PAIR_MEASURES, *(f"precision@{n}" for n in top), "average precision", "AUC")


@dataclass(frozen=True)
class JudgedCells:
    """Cells that a measure averages: values and weights, with importer and product, ``(N,)``."""

    value: Array
    weight: Array
    importer: Index
    product: Index


class Tally:
    """Sums of one ranking by measure and cluster, ``(measures, clusters, 2, size)``."""

    def __init__(self, count: int, countries: int, products: int) -> None:
        self.sums = np.zeros((count, len(CLUSTERS), 2, max(countries, products)))

    def add(self, measure: int, exporter: int, part: JudgedCells) -> None:
        """Add the cells of one exporter."""
        size = self.sums.shape[-1]
        for kind, weights in enumerate((part.weight * part.value, part.weight)):
            self.sums[measure, 0, kind, exporter] += weights.sum()
            self.sums[measure, 1, kind] += np.bincount(part.importer, weights, size)
            self.sums[measure, 2, kind] += np.bincount(part.product, weights, size)


def judge_pairs(tally: Tally, exporter: int, scores: Array, listed: Mask, true: Mask) -> None:
    """Judge the lists of one exporter's pairs, a row each: :data:`PAIR_MEASURES`.

    Args:
        tally: What is added to.
        exporter: Its place.
        scores: Larger is better, ``(C, P)``.
        listed: The cells that are ranked.
        true: Those that came true.
    """
    hits = listed & true
    rows = np.flatnonzero(listed.any(axis=1))
    if not rows.size:
        return
    values = np.where(listed, scores, -np.inf)[rows]
    best: Mask = np.asarray(listed[rows] & (values == values.max(axis=1, keepdims=True)))
    share: Array = best / best.sum(axis=1, keepdims=True)
    won = hits.astype(np.float64)
    every: Mask = np.ones(rows.size, dtype=np.bool_)
    some: Mask = np.asarray(hits[rows].any(axis=1))
    for measure, kept in ((0, every), (1, some)):
        j, k = np.nonzero(best & kept[:, None])
        tally.add(measure, exporter, JudgedCells(won[rows[j], k], share[j, k], rows[j], k))
    judged = rows[(hits[rows].any(axis=1)) & (hits[rows] != listed[rows]).any(axis=1)]
    if judged.size:
        own = np.where(listed[judged], scores[judged], -np.inf)
        tally.add(2, exporter, _area(own, listed[judged], hits[judged], judged))


def _area(scores: Array, listed: Mask, hits: Mask, importers: Index) -> JudgedCells:
    """For each hit the part of the list's misses below it; every list weighs one."""
    places = _places(scores) - (~listed).sum(axis=1, keepdims=True)
    among = _places(np.where(hits, scores, -np.inf)) - (~hits).sum(axis=1, keepdims=True)
    count = hits.sum(axis=1, keepdims=True)
    misses = listed.sum(axis=1, keepdims=True) - count
    below = divide(places - among, misses, otherwise=0.0)
    j, k = np.nonzero(hits)
    weight = np.broadcast_to(1 / count, hits.shape)
    return JudgedCells(below[j, k], weight[j, k], importers[j], k)


def judge_exporter(
    tally: Tally,
    exporter: int,
    scores: Array,
    candidates: Mask,
    true: Mask,
    top: Sequence[int],
    lot: np.random.Generator,
) -> None:
    """Judge the list of all candidates of one exporter: precision, average precision, AUC."""
    j, k = np.nonzero(candidates)
    if not j.size:
        return
    values, hits = scores[j, k], true[j, k]
    won = hits.astype(np.float64)
    # Shuffled first, so that a stable sort breaks ties by lot; the heads are exact all the same.
    order = lot.permutation(values.size)
    order = order[np.argsort(-values[order], kind="stable")]
    first = len(PAIR_MEASURES)
    for place, n in enumerate(top):
        picked = _head(values, order, n)
        weight = picked / min(n, values.size)
        at = np.flatnonzero(weight)
        tally.add(first + place, exporter, JudgedCells(won[at], weight[at], j[at], k[at]))
    count = int(hits.sum())
    if 0 < count < values.size:
        found = np.flatnonzero(hits)
        weight = np.full(count, 1 / count)
        ranked = hits[order]
        precision = np.empty(values.size)
        precision[order] = np.cumsum(ranked) / np.arange(1, values.size + 1)
        tally.add(-2, exporter, JudgedCells(precision[found], weight, j[found], k[found]))
        places, among = (_places(one[None])[0] for one in (values, values[found]))
        below = (places[found] - among) / (values.size - count)
        tally.add(-1, exporter, JudgedCells(below, weight, j[found], k[found]))


def _head(values: Array, order: Index, n: int) -> Array:
    """The chance of each cell to stand among the best ``n``: 1, 0, or a part of the last tie."""
    if n >= values.size:
        return np.ones(values.size)
    last = values[order[n - 1]]
    above, tied = values > last, values == last
    head: Array = above + tied * ((n - above.sum()) / tied.sum())
    return head


def _places(values: Array) -> Array:
    """Places within each row from 1, the smallest first; equal values share their mean."""
    order = np.argsort(values, axis=1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=1)
    new = np.ones(values.shape, dtype=np.bool_)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    group = np.cumsum(new.ravel()) - 1
    starts = np.flatnonzero(new.ravel())
    sizes = np.diff(np.r_[starts, new.size])
    means = (starts % values.shape[1]) + (sizes + 1) / 2
    places = np.empty(values.shape)
    np.put_along_axis(places, order, means[group].reshape(values.shape), axis=1)
    return places
