"""Export potential of one exporter, of one importer, and of all pairs of the world in one pass.

For 230 countries and 5,000 products the world has 264 million cells. The pass goes through them in
tiles that stay in the processor's cache and keeps only the sums by pair. Since ``max(E - a, 0) =
E - min(E, a)`` and ``min(E, a)`` is zero where nothing is traded, the realised part needs the
traded cells only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sinergi.indicators.arrays import Array, Index, Mask, totals
from sinergi.indicators.potential import Factors, nearness

_TILE_ROWS = 16  # exporters a tile: 16 x 5,000 float32 are 320 kB


@dataclass(frozen=True)
class WorldPotential:
    """Sums over products by exporter and importer, each ``(C, C)``, in the unit of the flows.

    ``potential = realised + unrealised``; ``ease_predicted`` marks the pairs whose ease is a
    gravity prediction.
    """

    potential: Array
    actual: Array
    realised: Array
    ease_predicted: Mask

    @property
    def unrealised(self) -> Array:
        """Sum of the open parts of the cells; not the open part of the sum."""
        return self.potential - self.realised


def exporter_potential(table: Factors, exporter: int) -> Array:
    """Potential of one exporter by importer and product, ``(C, P)``; its own row is 0."""
    importers = np.arange(table.flows.countries)[:, None]
    products = np.arange(table.flows.products)[None, :]
    cells: Array = (
        table.supply[exporter]
        * table.demand
        * table.tariff(exporter, importers, products)
        * table.ease[exporter][:, None]
        * nearness(table.distance[exporter][:, None], table.usual_distance)
    )
    cells[exporter] = 0.0
    return cells


def importer_potential(table: Factors, importer: int) -> Array:
    """Potential of one market by exporter and product, ``(C, P)``; its own row is 0."""
    exporters = np.arange(table.flows.countries)[:, None]
    products = np.arange(table.flows.products)[None, :]
    cells: Array = (
        table.supply
        * table.demand[importer]
        * table.tariff(exporters, importer, products)
        * table.ease[:, importer][:, None]
        * nearness(table.distance[:, importer][:, None], table.usual_distance[importer])
    )
    cells[importer] = 0.0
    return cells


def world_potential(table: Factors) -> WorldPotential:
    """Potential of all pairs, in single precision within a tile: sums are right to about 1e-6."""
    potential = _mfn_potential(table) + _preference_gain(table)
    np.fill_diagonal(potential, 0.0)
    return WorldPotential(
        potential=potential,
        actual=table.flows.pairs,
        realised=np.minimum(_realised(table), potential),
        ease_predicted=table.ease_predicted,
    )


def _mfn_potential(table: Factors) -> Array:
    """Sums by pair as if every exporter paid the MFN tariff, ``(C, C)``."""
    supply = table.supply.astype(np.float32)
    countries = supply.shape[0]
    sums = np.empty((countries, countries))
    tile = np.empty((_TILE_ROWS, supply.shape[1]), dtype=np.float32)
    other = np.empty_like(tile)
    for j in range(countries):
        usual, demand = table.usual_distance[j], _mfn_demand(table, j)
        # An unknown distance on either side makes the factor 1: no product then has a usual one.
        usual = np.where(np.isnan(usual), 1.0, usual).astype(np.float32)
        neutral = np.flatnonzero(np.isnan(table.usual_distance[j]) & (demand > 0))
        for start in range(0, countries, _TILE_ROWS):
            rows = slice(start, min(start + _TILE_ROWS, countries))
            length = table.distance[rows, j].astype(np.float32)
            near, far = tile[: length.size], other[: length.size]
            _nearness_tile(length, usual, near, far)
            near[:, neutral] = 1.0
            near *= supply[rows]
            sums[rows, j] = near @ demand
    return sums * table.ease


def _nearness_tile(
    length: NDArray[np.float32],
    usual: NDArray[np.float32],
    out: NDArray[np.float32],
    work: NDArray[np.float32],
) -> None:
    """``nearness`` of all exporters of a tile and all products, without a temporary."""
    np.multiply(1 / length[:, None], usual, out=out)
    np.divide(1, out, out=work)
    np.minimum(out, work, out=out)
    out[np.isnan(length)] = 1.0


def _mfn_demand(table: Factors, importer: int) -> NDArray[np.float32]:
    """Demand of one market times its tariff factor for MFN exporters, ``(P,)``."""
    demand = table.demand[importer]
    if table.tariffs is not None:
        factor = table.tariff_base[importer] / (1 + table.tariffs.mfn[importer])
        demand = demand * np.where(np.isnan(factor), 1.0, factor)
    single: NDArray[np.float32] = demand.astype(np.float32)
    return single


def _preference_gain(table: Factors) -> Array:
    """What the preferences add to the sums by pair, ``(C, C)``."""
    countries = table.flows.countries
    if table.tariffs is None or table.tariffs.preferences is None:
        return np.zeros((countries, countries))
    cells = table.tariffs.preferences
    i, j, k = cells.exporter, cells.importer, cells.product
    base, mfn = table.tariff_base[j, k], table.tariffs.mfn[j, k]
    usual = base / (1 + mfn)
    gain = table.tariff(i, j, k) - np.where(np.isnan(usual), 1.0, usual)
    gain = gain * _untaxed(table, i, j, k)
    sums = totals(i * countries + j, gain, countries**2)
    return sums.reshape(countries, countries)


def _realised(table: Factors) -> Array:
    """Sums by pair of the smaller of potential and trade, over the traded cells, ``(C, C)``."""
    flows = table.flows
    sums = np.zeros((flows.countries, flows.countries))
    for part in flows.chunks():
        i, j, k = part.exporter, part.importer, part.product
        cells = _untaxed(table, i, j, k)
        if table.tariffs is not None:
            cells *= table.tariff(i, j, k)
        sums += part.by_pair(np.minimum(cells, part.value))
    return sums


def _untaxed(
    table: Factors,
    i: Index,
    j: Index,
    k: Index,
) -> Array:
    """Potential of the cells asked for, without the tariff factor."""
    cells = nearness(table.distance[i, j], table.usual_distance[j, k])
    cells *= table.supply[i, k]
    cells *= table.demand[j, k]
    cells *= table.ease[i, j]
    return cells
