"""The components of ranked cells, of one pair and of the whole world."""

from __future__ import annotations

import numpy as np

from sinergi.indicators.arrays import Array, divide
from sinergi.opportunities.ranking import HALF_A_TIE, Cells
from sinergi.opportunities.tables import PairTables


def pair_cells(tables: PairTables, *, density: bool) -> Cells:
    """The cells of one exporter and one importer, ``(P,)``."""
    world = tables.world
    i, j = world.country(tables.exporter), world.country(tables.importer)
    total = world.flows.exports.sum(axis=0)
    return Cells(
        supply=divide(tables.exports.value, total, otherwise=0.0),
        demand=divide(tables.imports.value, total, otherwise=0.0),
        product=divide(total, total.sum(), otherwise=0.0),
        distance=world.distance[i, j],
        ties=tie_share(world.ties[i, j], len(world.products)),
        suppliers=tie_share(world.suppliers[j], len(world.countries)),
        current=divide(tables.flow.value, total, otherwise=0.0),
        past=divide(tables.history.total, tables.world_total, otherwise=0.0),
        density=np.nan_to_num(world.density[i]) if density else None,
    )


def tie_share(count: Array, of: int) -> Array:
    """A count of ties as a share of the possible ones, half a tie added."""
    share: Array = (np.asarray(count, dtype=np.float64) + HALF_A_TIE) / of
    return share
