"""The components of ranked cells: of one pair, and of one exporter with all importers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from sinergi.errors import UsageError
from sinergi.evidence.potential_measures import pair_potential
from sinergi.evidence.worlds import World, unknown_ease
from sinergi.indicators.arrays import Array, divide
from sinergi.indicators.flow_arrays import Flows
from sinergi.indicators.potential_scan import exporter_potential
from sinergi.opportunities.neighbours import exporter_neighbours, pair_neighbours
from sinergi.opportunities.pair_tables import PairTables
from sinergi.opportunities.ranking import HALF_A_TIE, MONEY_UNIT, Cells, Component

_NEIGHBOURS = frozenset({"like_exporters", "like_importers", "near_importers"})


@dataclass(frozen=True)
class Known:
    """What a ranking knows at a year: worlds that share their indices.

    ``window`` holds the means of the years that end in it, ``past`` those of all years up to it,
    ``latest`` the year itself.
    """

    window: World
    past: World
    latest: World


def pair_cells(tables: PairTables, needed: Collection[Component]) -> Cells:
    """The cells of one exporter and one importer, ``(P,)``.

    Args:
        tables: The pair in its window.
        needed: Components that the ranking weighs; costly ones are computed only for it.

    Raises:
        UsageError: the ranking weighs a potential that is not known for the pair.
    """
    world = tables.world
    i, j = world.country(tables.exporter), world.country(tables.importer)
    total = world.flows.exports.sum(axis=0)
    potential = unrealised = None
    if "potential" in needed or "unrealised" in needed:
        reason = unknown_ease(world, i, j)
        if reason is not None:
            raise UsageError(f"the export potential is not known: {reason}", where="ranking")
        pair = pair_potential(tables.dataset.id, tables.exporter, tables.importer, world.period)
        potential = divide(pair.potential, total, otherwise=0.0)
        unrealised = divide(pair.unrealised, total, otherwise=0.0)
    return Cells(
        supply=divide(tables.exports.value, total, otherwise=0.0),
        demand=divide(tables.imports.value, total, otherwise=0.0),
        product=divide(total, total.sum(), otherwise=0.0),
        distance=world.distance[i, j],
        ties=_tie_share(world.ties[i, j], len(world.products)),
        suppliers=_tie_share(world.suppliers[j], len(world.countries)),
        current=divide(tables.flow.value, total, otherwise=0.0),
        past=divide(tables.history.total, tables.world_total, otherwise=0.0),
        flow=divide(tables.flow.value, total.sum(), otherwise=0.0),
        latest=tables.latest / MONEY_UNIT,
        density=np.nan_to_num(world.density[i]) if "density" in needed else None,
        potential=potential,
        unrealised=unrealised,
        **(pair_neighbours(world, i, j) if _NEIGHBOURS & set(needed) else {}),
    )


def exporter_cells(known: Known, exporter: int, needed: Collection[Component]) -> Cells:
    """The cells of one exporter with all importers, arrays that broadcast to ``(C, P)``.

    Args:
        known: The worlds.
        exporter: Place of the exporter, the same in all.
        needed: Components that the rankings weigh.
    """
    world, past = known.window, known.past
    total = world.flows.exports.sum(axis=0)
    current = exporter_flows(world, exporter)
    potential = unrealised = None
    if "potential" in needed or "unrealised" in needed:
        cells = exporter_potential(world.potential, exporter)
        potential = divide(cells, total, otherwise=0.0)
        unrealised = divide(np.maximum(cells - current, 0.0), total, otherwise=0.0)
    return Cells(
        supply=divide(world.flows.exports[exporter], total, otherwise=0.0),
        demand=divide(world.flows.imports, total, otherwise=0.0),
        product=divide(total, total.sum(), otherwise=0.0),
        distance=world.distance[exporter][:, None],
        ties=_tie_share(world.ties[exporter], len(world.products))[:, None],
        suppliers=_tie_share(world.suppliers, len(world.countries)),
        current=divide(current, total, otherwise=0.0),
        past=divide(exporter_flows(past, exporter), past.flows.exports.sum(axis=0), otherwise=0.0),
        flow=divide(current, total.sum(), otherwise=0.0),
        latest=exporter_flows(known.latest, exporter) / MONEY_UNIT,
        density=np.nan_to_num(world.density[exporter]) if "density" in needed else None,
        potential=potential,
        unrealised=unrealised,
        **(exporter_neighbours(world, exporter) if _NEIGHBOURS & set(needed) else {}),
    )


def exporter_flows(world: World, exporter: int) -> Array:
    """What one country sells to each, by product, ``(C, P)``, US dollars a year."""
    return exporter_values(world.flows, exporter)


def exporter_values(flows: Flows, exporter: int) -> Array:
    """The values of one exporter's rows, ``(C, P)``, 0 where there is none; rows are sorted."""
    sold = flows.sold_by(exporter)
    cells = np.zeros((flows.countries, flows.products))
    cells[flows.importer[sold], flows.product[sold]] = flows.value[sold]
    return cells


def _tie_share(count: Array, of: int) -> Array:
    """A count of ties as a share of the possible ones, half a tie added."""
    share: Array = (np.asarray(count, dtype=np.float64) + HALF_A_TIE) / of
    return share
