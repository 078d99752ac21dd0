r"""Rankings of cells (exporter, importer, product): weighted geometric means of their components.

.. math:: score_{ijk} = \sum_c weight_c \ln(component_{c,ijk} + floor_c)

The weights are data (``opportunities/rankings.csv``). All components but distance are free of
units: multiplying all trade by a number changes no ranking.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from sinergi.errors import DataError, UnknownNameError
from sinergi.indicators.arrays import Array
from sinergi.vocabulary.tables import data_path, read_table

Component = Literal[
    "supply",
    "demand",
    "product",
    "distance",
    "ties",
    "suppliers",
    "current",
    "past",
    "density",
    "potential",
    "unrealised",
]

DEFAULT = "default"
SHARE_FLOOR = 1e-6
"""Added to shares of world trade before the logarithm: a millionth, so that none is not never."""

_FLOORS: dict[Component, float] = {
    "supply": SHARE_FLOOR,
    "demand": SHARE_FLOOR,
    "product": SHARE_FLOOR,
    "current": SHARE_FLOOR,
    "past": SHARE_FLOOR,
    "density": SHARE_FLOOR,
    "potential": 1e-12,
    "unrealised": 1e-12,
}
HALF_A_TIE = 0.5
"""Added to counts before they are divided, for the same reason."""


@dataclass(frozen=True)
class Cells:
    """The components of cells; the arrays broadcast to one another.

    ``supply`` is the exporter's share in world exports of the product, ``demand`` the importer's in
    world imports, ``product`` the product's share in world trade. ``distance`` is in km (NaN where
    it is not known). ``ties`` is the share of all products that the exporter sells to the importer,
    ``suppliers`` the share of all countries that sell the product to the importer (half a tie is
    added to both counts). ``current`` and ``past`` are the flow's share in world trade of the
    product, in the window and in all years up to its end. ``density`` is that of the product space;
    ``potential`` and ``unrealised`` are the export potential and its open part over world trade of
    the product. These three are None where no weight asks for them.
    """

    supply: Array
    demand: Array
    product: Array
    distance: Array
    ties: Array
    suppliers: Array
    current: Array
    past: Array
    density: Array | None = None
    potential: Array | None = None
    unrealised: Array | None = None

    def log(self, component: Component) -> Array:
        """Natural logarithm of a component and its floor; an unknown distance is the mean one's."""
        values = getattr(self, component)
        if values is None:
            raise DataError(f"the component '{component}' was not computed", where="ranking")
        logs: Array = np.log(np.asarray(values) + _FLOORS.get(component, 0.0))
        if component == "distance" and np.isnan(logs).any():
            logs = np.where(np.isnan(logs), MEAN_LOG_DISTANCE, logs)
        return logs


MEAN_LOG_DISTANCE = float(np.log(6_830))
"""Stands in for a distance that is not known: the geometric mean of all pairs of GeoDist, km."""


class _Weight(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ranking: str
    component: Component
    weight: float


@cache
def rankings() -> dict[str, dict[Component, float]]:
    """Weights of each ranking by component, in the order of the file.

    Raises:
        DataError: the file breaks its rules; it says in which line.
    """
    path = data_path("opportunities", "rankings.csv")
    found: dict[str, dict[Component, float]] = {}
    for row in read_table(path, _Weight):
        weights = found.setdefault(row.ranking, {})
        if row.component in weights:
            raise DataError(f"'{row.ranking}' weighs '{row.component}' twice", where=str(path))
        weights[row.component] = row.weight
    if DEFAULT not in found:
        raise DataError(f"there is no ranking '{DEFAULT}'", where=str(path))
    return found


def weights_of(ranking: str) -> dict[Component, float]:
    """The weights of a ranking.

    Raises:
        UnknownNameError: there is none of this name; the message lists them.
    """
    try:
        return rankings()[ranking]
    except KeyError:
        raise UnknownNameError(
            f"ranking '{ranking}' is not known", advice=f"Rankings: {', '.join(rankings())}"
        ) from None


def contributions(cells: Cells, ranking: str) -> dict[Component, Array]:
    """What each component adds to the score: weight times logarithm."""
    return {name: weight * cells.log(name) for name, weight in weights_of(ranking).items()}


def score(cells: Cells, ranking: str = DEFAULT) -> Array:
    """The score of each cell; larger is better, and only differences have a meaning.

    Raises:
        UnknownNameError: there is no such ranking.
    """
    parts = iter(contributions(cells, ranking).values())
    total = next(parts)
    for part in parts:
        total = total + part
    return total
