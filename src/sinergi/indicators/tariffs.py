"""Ad-valorem tariffs of a whole world: MFN duties as a table, preferences as exceptions to it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, Index, divide, lines
from sinergi.indicators.flow_arrays import Flows


@dataclass(frozen=True)
class Preferences:
    """The cells where another rate than MFN holds: one row each, all arrays ``(N,)``."""

    exporter: Index
    importer: Index
    product: Index
    rate: Array


@dataclass(frozen=True)
class Tariffs:
    """Ad-valorem equivalents, 0.10 for 10 %.

    Args:
        mfn: What importer ``j`` takes on product ``k`` from everyone, ``(C, P)``; NaN where no
            tariff is known.
        preferences: The exceptions.

    Raises:
        InputError: a rate is negative or infinite, or a preference is no number or stands twice.
    """

    mfn: Array
    preferences: Preferences | None = None
    _key: NDArray[np.int64] = field(init=False, repr=False)
    _rate: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if np.nanmin(self.mfn, initial=0.0) < 0 or np.isinf(self.mfn).any():
            raise InputError("a rate is negative or infinite", where="MFN tariffs")
        key, rate = np.empty(0, dtype=np.int64), np.empty(0)
        if self.preferences is not None:
            key, rate = self._sorted(self.preferences)
        object.__setattr__(self, "_key", key)
        object.__setattr__(self, "_rate", rate)

    def _sorted(self, cells: Preferences) -> tuple[NDArray[np.int64], Array]:
        rate = lines(cells.rate, "preferences")
        countries, products = self.mfn.shape
        for index, limit in (
            (cells.exporter, countries),
            (cells.importer, countries),
            (cells.product, products),
        ):
            if ((index < 0) | (index >= limit)).any():
                raise InputError(f"an index outside 0 to {limit - 1}", where="preferences")
        key = self._cell(cells.exporter, cells.importer, cells.product)
        order = np.argsort(key)
        if (np.diff(key[order]) == 0).any():
            raise InputError("a cell stands twice", where="preferences")
        return key[order], rate[order]

    def _cell(self, exporter: Index, importer: Index, product: Index) -> NDArray[np.int64]:
        countries, products = self.mfn.shape
        pair = exporter.astype(np.int64) * countries + importer.astype(np.int64)
        cell: NDArray[np.int64] = pair * products + product.astype(np.int64)
        return cell

    def rates(self, exporter: Index, importer: Index, product: Index) -> Array:
        """The rate of each cell asked for: the preference, else MFN; NaN where not known."""
        rate = self.mfn[importer, product]
        if self._key.size:
            key = self._cell(exporter, importer, product)
            place = np.minimum(np.searchsorted(self._key, key), self._key.size - 1)
            rate = np.where(self._key[place] == key, self._rate[place], rate)
        return rate


@dataclass(frozen=True)
class MeanTariffs:
    """Tariffs averaged with the flows they are levied on; the factors of export potential.

    ``faced`` by the exporter, ``(C, P)``; ``world`` of the product, ``(P,)``; ``levied`` by the
    importer, ``(C, P)``. NaN where there is no flow with a known tariff. ``unknown`` counts the
    flows whose tariff is not known.
    """

    faced: Array
    world: Array
    levied: Array
    unknown: int


def mean_tariffs(flows: Flows, tariffs: Tariffs) -> MeanTariffs:
    """Flow-weighted means over the rows whose tariff is known."""
    rate = tariffs.rates(flows.exporter, flows.importer, flows.product)
    known = ~np.isnan(rate)
    weight = np.where(known, flows.value, 0.0)
    duty = weight * np.where(known, rate, 0.0)
    duties, weights = flows.by_exporter(duty), flows.by_exporter(weight)
    return MeanTariffs(
        faced=divide(duties, weights),
        world=divide(duties.sum(axis=0), weights.sum(axis=0)),
        levied=divide(flows.by_importer(duty), flows.by_importer(weight)),
        unknown=int(known.size - known.sum()),
    )
