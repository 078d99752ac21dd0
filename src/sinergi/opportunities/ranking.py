r"""Rankings of cells (exporter, importer, product): sums of the logarithms of their components.

.. math:: score_{ijk} = \sum_c weight_{c,s(ijk)} \ln(component_{c,ijk} + floor_c)

The weights are data: ``opportunities/rankings.csv`` holds rules and what people add,
``opportunities/fitted.csv`` those of logistic regressions, which ``scripts/fit_rankings.py``
writes. A ranking may weigh by the state ``s`` of the flow (there now, there before, never), since
what tells one that is small from one that grows says nothing of one that never was. A fitted
ranking has weights for several years: those that know no outcome after the year asked for are
taken. The score of ``default`` is the logarithm of the odds that the flow appears in five years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict

from sinergi.errors import DataError, UnknownNameError, UsageError
from sinergi.indicators.arrays import Array, Mask
from sinergi.vocabulary.tables import data_path, read_table

Component = Literal[
    "constant",
    "supply",
    "demand",
    "product",
    "distance",
    "ties",
    "suppliers",
    "current",
    "past",
    "latest",
    "flow",
    "like_exporters",
    "like_importers",
    "near_importers",
    "density",
    "potential",
    "unrealised",
]
FlowState = Literal["now", "before", "never"]
STATES: tuple[FlowState, ...] = get_args(FlowState)

DEFAULT = "default"
SHARE_FLOOR = 1e-6
"""Added to shares of world trade before the logarithm: a millionth, so that none is not never."""
MONEY_UNIT = 1_000.0
"""US dollars in which the components that are money count; 1 is added before the logarithm."""

_FLOORS: dict[Component, float] = {
    "supply": SHARE_FLOOR,
    "demand": SHARE_FLOOR,
    "product": SHARE_FLOOR,
    "current": SHARE_FLOOR,
    "past": SHARE_FLOOR,
    "density": SHARE_FLOOR,
    "latest": 1.0,
    "like_exporters": 1.0,
    "like_importers": 1.0,
    "near_importers": 1.0,
    "flow": 1e-15,
    "potential": 1e-12,
    "unrealised": 1e-12,
}
HALF_A_TIE = 0.5
"""Added to counts before they are divided, for the same reason."""

MEAN_LOG_DISTANCE = float(np.log(6_830))
"""Stands in for a distance that is not known: the geometric mean of all pairs of GeoDist, km."""


@dataclass(frozen=True)
class Cells:
    """The components of cells; the arrays broadcast to one another.

    ``supply`` is the exporter's share in world exports of the product, ``demand`` the importer's in
    world imports, ``product`` the product's share in world trade. ``distance`` is in km (NaN where
    it is not known). ``ties`` is the share of all products that the exporter sells to the importer,
    ``suppliers`` the share of all countries that sell the product to the importer (half a tie is
    added to both counts). ``current`` and ``past`` are the flow's share in world trade of the
    product, in the window and in all years up to its end; ``flow`` is its share in all trade of the
    window. ``latest`` is the flow of the window's last year; ``like_exporters`` what exporters like
    this one sell of the product to the importer, ``like_importers`` what the exporter sells of it
    to importers like this one, and ``near_importers`` to its neighbours in space: geometric means,
    all four in thousands of US dollars (see :mod:`sinergi.opportunities.neighbours`). ``density``
    is that of the product space; ``potential`` and ``unrealised`` are the export potential and its
    open part over world trade of the product.

    All from ``latest`` on are None where no weight asks for them.
    """

    supply: Array
    demand: Array
    product: Array
    distance: Array
    ties: Array
    suppliers: Array
    current: Array
    past: Array
    flow: Array
    latest: Array | None = None
    like_exporters: Array | None = None
    like_importers: Array | None = None
    near_importers: Array | None = None
    density: Array | None = None
    potential: Array | None = None
    unrealised: Array | None = None
    constant: Array = field(default_factory=lambda: np.array(np.e))
    """The base of the logarithm: its weight is the intercept."""

    def log(self, component: Component) -> Array:
        """Natural logarithm of a component and its floor; an unknown distance is the mean one's."""
        values = getattr(self, component)
        if values is None:
            raise DataError(f"the component '{component}' was not computed", where="ranking")
        logs: Array = np.log(np.asarray(values) + _FLOORS.get(component, 0.0))
        if component == "distance" and np.isnan(logs).any():
            logs = np.where(np.isnan(logs), MEAN_LOG_DISTANCE, logs)
        return logs

    def within(self, state: FlowState) -> Mask:
        """Which cells have a flow in the window (now), in an earlier year only (before), never."""
        now, ever = self.current > 0, self.past > 0
        if state == "now":
            return np.asarray(now)
        return np.asarray(~now & ever) if state == "before" else np.asarray(~now & ~ever)


Weights = Mapping[Component, float]


@dataclass(frozen=True)
class Ranking:
    """Weights by the last year of the outcomes that they were fitted on, then by state.

    A rule, which was fitted on nothing, has the year 0; a ranking that weighs all states alike has
    the same weights in each.
    """

    name: str
    vintages: Mapping[int, Mapping[FlowState, Weights]]

    @property
    def components(self) -> tuple[Component, ...]:
        """All that some weight asks for, in the order of the file."""
        found = (
            name
            for states in self.vintages.values()
            for weights in states.values()
            for name in weights
        )
        return tuple(dict.fromkeys(found))

    @property
    def first(self) -> int:
        """The earliest year for which there are weights that know no later outcome."""
        return min(self.vintages)

    def at(self, year: int) -> Mapping[FlowState, Weights]:
        """The newest weights that know no outcome after ``year``.

        Raises:
            UsageError: all weights know later ones.
        """
        known = [until for until in self.vintages if until <= year]
        if not known:
            raise UsageError(
                f"the weights of '{self.name}' know outcomes up to {self.first}, after {year}",
                where="ranking",
                advice=f"Ask for {self.first} or later, or for another ranking",
            )
        return self.vintages[max(known)]


class _Weight(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ranking: str
    component: Component
    weight: float
    until: int = 0
    state: Literal["all", "now", "before", "never"] = "all"


@cache
def rankings() -> dict[str, Ranking]:
    """All rankings by name, in the order of the files.

    Raises:
        DataError: a file breaks its rules; it says in which line.
    """
    found: dict[str, dict[int, dict[FlowState, dict[Component, float]]]] = {}
    for file in ("fitted.csv", "rankings.csv"):
        path = data_path("opportunities", file)
        for row in read_table(path, _Weight):
            states: tuple[FlowState, ...] = STATES if row.state == "all" else (row.state,)
            for state in states:
                weights = found.setdefault(row.ranking, {}).setdefault(row.until, {})
                if row.component in weights.setdefault(state, {}):
                    raise DataError(
                        f"'{row.ranking}' weighs '{row.component}' twice ({state}, {row.until})",
                        where=str(path),
                    )
                weights[state][row.component] = row.weight
    for name, vintages in found.items():
        for until, states_of in vintages.items():
            if missing := set(STATES) - states_of.keys():
                raise DataError(
                    f"'{name}' ({until}) has no weights for '{min(missing)}'",
                    where=str(data_path("opportunities")),
                )
    if DEFAULT not in found:
        raise DataError(f"there is no ranking '{DEFAULT}'", where=str(data_path("opportunities")))
    return {name: Ranking(name, vintages) for name, vintages in found.items()}


def ranking_of(name: str) -> Ranking:
    """The ranking of this name.

    Raises:
        UnknownNameError: there is none; the message lists them.
    """
    try:
        return rankings()[name]
    except KeyError:
        raise UnknownNameError(
            f"ranking '{name}' is not known", advice=f"Rankings: {', '.join(rankings())}"
        ) from None


def weights_by_cell(cells: Cells, ranking: str, year: int) -> dict[Component, Array]:
    """The weight that each component has in each cell; 0 where its state gives it none."""
    states = ranking_of(ranking).at(year)
    masks = {state: cells.within(state) for state in states}
    names = dict.fromkeys(name for weights in states.values() for name in weights)
    return {
        name: np.select(
            list(masks.values()), [states[state].get(name, 0.0) for state in masks], 0.0
        )
        for name in names
    }


def contributions(cells: Cells, ranking: str, year: int) -> dict[Component, Array]:
    """What each component adds to the score: weight times logarithm."""
    by_cell = weights_by_cell(cells, ranking, year)
    return {name: weight * cells.log(name) for name, weight in by_cell.items()}


def score(cells: Cells, ranking: str, year: int) -> Array:
    """The score of each cell; larger is better.

    Args:
        cells: The components.
        ranking: Its name.
        year: The last year that the weights may know outcomes of.

    Raises:
        UnknownNameError: there is no such ranking.
        UsageError: its weights know later outcomes than ``year``.
    """
    parts = iter(contributions(cells, ranking, year).values())
    total = next(parts)
    for part in parts:
        total = total + part
    return total
