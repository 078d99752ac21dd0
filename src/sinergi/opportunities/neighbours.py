r"""What countries like the exporter sell to the importer, and what importers like it buy of him.

Countries are alike when their flows are: the similarity of two exporters is the cosine of
:math:`\ln(1 + v)` over all importers and products, of two importers over all exporters and
products.
The :data:`ALIKE` most alike, weighted by it, are a country's neighbours; in space the :data:`NEAR`
nearest, weighted by the inverse of distance. Their flows of a product are averaged as logarithms
(a geometric mean), so that one large flow does not stand for many: a k-nearest-neighbours
prediction of links, as in collaborative filtering.
"""

from __future__ import annotations

import numpy as np

from sinergi.evidence.caching import store_cache
from sinergi.evidence.worlds import World, world
from sinergi.indicators.arrays import Array, Index, divide, totals
from sinergi.opportunities.ranking import MONEY_UNIT
from sinergi.trade.catalogue import Side

ALIKE = 30
"""Countries that stand in for one that is like them."""
NEAR = 10
"""Neighbours in space."""
SHORTEST = 100.0
"""Kilometres below which all distances count the same."""


@store_cache(64)
def alike(dataset: str, first: int, last: int, side: Side, country: int) -> Array:
    """Weights ``(C,)`` of the countries most like one as exporters or importers; they add up to 1.

    All are 0 where the country has no flow on this side.
    """
    flows = world(dataset, first, last).flows
    own = flows.exporter if side == "exporter" else flows.importer
    logs, norms = _logs(dataset, first, last), _norms(dataset, first, last, side)
    cell = _cells(dataset, first, last, side)
    rows = own == country
    mine = np.zeros(flows.countries * flows.products)
    mine[cell[rows]] = logs[rows]
    cosine = divide(totals(own, mine[cell] * logs, flows.countries), norms, otherwise=0.0)
    cosine[country] = 0.0
    return _nearest(cosine, ALIKE)


@store_cache(4)
def _cells(dataset: str, first: int, last: int, side: Side) -> Index:
    """The other country and the product of each flow as one number, exporters' or importers'."""
    flows = world(dataset, first, last).flows
    other = flows.importer if side == "exporter" else flows.exporter
    cells: Index = other.astype(np.int32) * np.int32(flows.products) + flows.product
    return cells


@store_cache(4)
def _logs(dataset: str, first: int, last: int) -> Array:
    """The logarithm of each flow."""
    logs: Array = np.log1p(world(dataset, first, last).flows.value)
    return logs


@store_cache(8)
def _norms(dataset: str, first: int, last: int, side: Side) -> Array:
    """The length of each country's vector of logarithms."""
    flows = world(dataset, first, last).flows
    own = flows.exporter if side == "exporter" else flows.importer
    norms: Array = np.sqrt(totals(own, _logs(dataset, first, last) ** 2, flows.countries))
    return norms


def near(found: World, country: int) -> Array:
    """Weights ``(C,)`` of the nearest countries, unknown distances left out; they add up to 1."""
    distance = np.maximum(found.distance[country], SHORTEST)
    return _nearest(np.where(np.isnan(distance), 0.0, 1 / distance), NEAR)


def _nearest(values: Array, count: int) -> Array:
    """The largest so many values over their sum; all 0 where there is none."""
    kept = np.where(values >= np.sort(values)[-min(count, values.size)], values, 0.0)
    return divide(kept, kept.sum(), otherwise=0.0)


def pair_neighbours(found: World, i: int, j: int) -> dict[str, Array]:
    """The three components of one pair by product, ``(P,)``, in thousands of US dollars."""
    flows, years = found.flows, found.years
    window = found.dataset, years[0], years[-1]
    sold = flows.sold_by(i)
    bought = flows.importer == j
    return {
        "like_exporters": _mean(
            alike(*window, "exporter", i)[flows.exporter[bought]],
            flows.value[bought],
            flows.product[bought],
            flows.products,
        ),
        "like_importers": _mean(
            alike(*window, "importer", j)[flows.importer[sold]],
            flows.value[sold],
            flows.product[sold],
            flows.products,
        ),
        "near_importers": _mean(
            near(found, j)[flows.importer[sold]],
            flows.value[sold],
            flows.product[sold],
            flows.products,
        ),
    }


def _mean(weights: Array, values: Array, product: np.ndarray, products: int) -> Array:
    """Weighted geometric mean of ``1 + value`` by product, less 1; absent flows count as 0."""
    return np.expm1(totals(product, weights * np.log1p(values / MONEY_UNIT), products))


def exporter_neighbours(found: World, i: int) -> dict[str, Array]:
    """The three components of one exporter with all importers, ``(C, P)``."""
    flows, years = found.flows, found.years
    window = found.dataset, years[0], years[-1]
    shape = (flows.countries, flows.products)
    weights = alike(*window, "exporter", i)
    others = np.zeros(shape)
    for country in np.flatnonzero(weights):
        others += weights[country] * _sold(found, int(country))
    own = _sold(found, i)
    like = _importers(found.dataset, years[0], years[-1])
    space = np.stack([near(found, j) for j in range(shape[0])])
    return {
        "like_exporters": np.expm1(others),
        "like_importers": np.expm1(like @ own),
        "near_importers": np.expm1(space @ own),
    }


@store_cache(8)
def _importers(dataset: str, first: int, last: int) -> Array:
    """The weights of all importers, ``(C, C)``."""
    size = world(dataset, first, last).flows.countries
    return np.stack([alike(dataset, first, last, "importer", j) for j in range(size)])


def _sold(found: World, i: int) -> Array:
    """Logarithm of what one country sells, ``(C, P)``."""
    flows = found.flows
    sold = flows.sold_by(i)
    cells = np.zeros((flows.countries, flows.products))
    cells[flows.importer[sold], flows.product[sold]] = np.log1p(flows.value[sold] / MONEY_UNIT)
    return cells
