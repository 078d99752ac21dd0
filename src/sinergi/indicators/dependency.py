r"""Supply dependencies after CEPII's GeoDep, the European Commission's criteria for one country.

A country depends on imports of a product if all three hold, strictly:

1. its imports are concentrated: HHI of its suppliers > 0.4;
2. it cannot turn to others: HHI of the world's exporters > 0.4;
3. it cannot turn to itself: imports / exports > 1 (9999 when it exports nothing).

One product in five changes sides from one year to the next, so a dependency counts as lasting if
it holds in at least two of three years (Vicard and Wibaux, CEPII Policy Brief 2023-41). The
Commission's own second criterion, imports from outside over all imports of the union, has no
meaning for one country.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, Mask, divide
from sinergi.indicators.concentration import hhi
from sinergi.indicators.flow_arrays import Flows

CONCENTRATED = 0.4
NO_EXPORTS = 9999.0
WINDOW = 3
HELD = 2


@dataclass(frozen=True)
class Dependency:
    """The criteria by importer and product, ``(C, P)``; ``world_hhi`` by product, ``(P,)``.

    NaN where a product is not imported, or not traded at all. ``leader`` is the index of the
    largest supplier (of equal ones the first), -1 where nothing is imported, ``leader_value`` what
    it supplies, ``suppliers`` the number of suppliers and ``hhi_without_leader`` the concentration
    of the others. What could take the leader's place: ``others_exports`` are the exports to the
    world of all but the leader and the importer, ``selling_exports`` those of the suppliers among
    them; both NaN where nothing is imported.
    """

    import_hhi: Array
    world_hhi: Array
    imports_to_exports: Array
    dependent: Mask
    leader: NDArray[np.intp]
    leader_value: Array
    suppliers: NDArray[np.intp]
    hhi_without_leader: Array
    others_exports: Array
    selling_exports: Array


def dependency(flows: Flows, *, threshold: float = CONCENTRATED) -> Dependency:
    """The three criteria for every importer and product of one year."""
    imports = flows.imports
    squares = flows.by_importer(np.square(flows.value))
    import_hhi = divide(squares, np.square(imports))
    world_hhi = hhi(flows.exports.T)
    ratio = divide(imports, flows.exports, otherwise=NO_EXPORTS)
    ratio[imports == 0] = np.nan
    leader, value = _leaders(flows)
    others = _without_dust(imports - value, imports)
    others_exports, selling_exports = _substitutes(flows, leader)
    return Dependency(
        import_hhi=import_hhi,
        world_hhi=world_hhi,
        imports_to_exports=ratio,
        dependent=(import_hhi > threshold) & (world_hhi > threshold) & (ratio > 1),
        leader=leader,
        leader_value=value,
        suppliers=flows.by_importer((flows.value > 0).astype(np.float64)).astype(np.intp),
        hhi_without_leader=divide(squares - np.square(value), np.square(others)),
        others_exports=others_exports,
        selling_exports=selling_exports,
    )


def persistent(years: Sequence[ArrayLike]) -> Mask:
    """Whether a dependency holds in at least two of the three years given, ``(C, P)``.

    Args:
        years: ``dependent`` of three consecutive years.

    Raises:
        InputError: there are not three.
    """
    if len(years) != WINDOW:
        raise InputError(f"{len(years)} years where {WINDOW} are needed", where="years")
    held = np.sum([np.asarray(year, dtype=np.bool_) for year in years], axis=0)
    return np.asarray(held >= HELD)


def exposure(measured: Dependency, importer: int, supplier: int) -> Mask:
    """Products ``(P,)`` in which ``importer`` depends and ``supplier`` leads."""
    return np.asarray(measured.dependent[importer] & (measured.leader[importer] == supplier))


def _substitutes(flows: Flows, leader: NDArray[np.intp]) -> tuple[Array, Array]:
    """Exports to the world of who is neither leader nor importer, and of suppliers among them."""
    exports = flows.exports
    world = exports.sum(axis=0)
    of_leader = np.where(leader >= 0, exports[leader, np.arange(flows.products)], np.nan)
    sells = np.where(flows.value > 0, exports[flows.exporter, flows.product], 0.0)
    selling = flows.by_importer(sells)
    return (
        _without_dust(world - of_leader - exports, world),
        _without_dust(selling - of_leader, selling),
    )


def _without_dust(difference: Array, of: Array) -> Array:
    """A difference of sums, 0 where only their rounding is left."""
    return np.where(difference < 1e-12 * of, 0.0, difference)


def _leaders(flows: Flows) -> tuple[NDArray[np.intp], Array]:
    """Largest supplier and its value by importer and product; the first of equal ones."""
    cells = flows.countries * flows.products
    value, leader = np.zeros(cells), np.full(cells, -1, dtype=np.intp)
    cell = flows.importer.astype(np.intp) * flows.products + flows.product
    np.maximum.at(value, cell, flows.value)
    top = np.flatnonzero((flows.value == value[cell]) & (flows.value > 0))
    # Written from the last supplier to the first, the first remains.
    top = top[np.argsort(-flows.exporter[top].astype(np.intp), kind="stable")]
    leader[cell[top]] = flows.exporter[top]
    shape = (flows.countries, flows.products)
    return leader.reshape(shape), value.reshape(shape)
