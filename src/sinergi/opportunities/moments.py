"""A year of the backtest: what was known at its end, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sinergi.evidence.worlds import World, world
from sinergi.indicators.arrays import Array, Mask
from sinergi.opportunities.cells import Known, exporter_flows
from sinergi.trade.catalogue import Dataset
from sinergi.trade.windows import window

HORIZON = 5
"""Years from what is known to the outcome."""


@dataclass(frozen=True)
class Moment:
    """The worlds around one year; all share their indices."""

    year: int
    known: Known
    outcome: World

    def exporters(self) -> list[int]:
        """Countries that export anything in the window."""
        return [int(i) for i in np.flatnonzero(self.known.window.flows.exports.sum(axis=1) > 0)]

    def candidates(self, exporter: int, small: float) -> Mask:
        """Cells ``(C, P)`` absent or small in the year, of importers and products that trade."""
        flows = self.known.window.flows
        mask: Mask = exporter_flows(self.known.latest, exporter) < small
        mask &= (flows.imports.sum(axis=1) > 0)[:, None] & (flows.exports.sum(axis=0) > 0)
        mask[exporter] = False
        return mask

    def came_true(self, exporter: int, appear: float) -> Mask:
        """Cells whose flow reaches ``appear`` and at least doubles by the outcome's year."""
        then = exporter_flows(self.outcome, exporter)
        true: Mask = (then >= appear) & (then >= 2 * exporter_flows(self.known.latest, exporter))
        return true

    def listed(self, exporter: int) -> Mask:
        """Cells that ``opportunities`` lists: sold and bought in the window, or traded once."""
        flows = self.known.window.flows
        both = (flows.exports[exporter] > 0) & (flows.imports > 0)
        return np.asarray(both | (exporter_flows(self.known.past, exporter) > 0))

    def strangers(self, exporter: int) -> Mask:
        """Importers ``(C,)`` that never bought anything of the exporter up to the year."""
        past: Array = exporter_flows(self.known.past, exporter)
        return np.asarray(past.sum(axis=1) == 0)


def moment(dataset: Dataset, year: int, horizon: int = HORIZON) -> Moment:
    """The worlds around one year.

    Raises:
        UsageError: the dataset does not cover the year or the outcome.
    """
    years = window(dataset, year)
    window(dataset, year + horizon)
    first = dataset.years[0] if dataset.years else years[0]
    return Moment(
        year=year,
        known=Known(
            window=world(dataset.id, years[0], years[-1]),
            past=world(dataset.id, first, year),
            latest=world(dataset.id, year, year),
        ),
        outcome=world(dataset.id, year + horizon, year + horizon),
    )
