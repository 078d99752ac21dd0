"""What the plants of an owner tell of its goods, and how sure that is.

An owner of plants at work makes their goods; one of plants that are planned, being built or idle
may (``makes`` in ``facilities/statuses.csv``). Who has the larger plants comes first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sinergi.companies.candidates.facility_owners import SHOWN, field_of, goods_of, stakes_of
from sinergi.companies.company import CompanyRecord
from sinergi.facilities import Stake, owners, statuses

CAPTIVE = 0.5
"""How sure a power plant that feeds an industry tells a good of it."""

AT_WORK = "operating"

SMALLEST = 0.8
"""Part that is left to an owner whose plants are small beside the country's largest of the good."""
UNKNOWN_SIZE = 0.25
"""Part of the largest that an owner counts for whose capacities are not known."""


class PlantGood(NamedTuple):
    """A good that an owner's facilities tell of: how sure that is, and the first few by name.

    ``field`` is ``facility``, or ``captive`` where power plants feed an industry of the good: they
    tell the industry, not what exactly is made there.
    """

    code: str
    field: str
    sure: float
    names: str


def plants_of(record: CompanyRecord, sector: str | None = None) -> list[PlantGood]:
    """The goods of an owner's facilities, or of those of a sector; one row a good and field."""
    found: dict[tuple[str, str], list[Stake]] = {}
    for stake in stakes_of(record, sector=sector):
        for code in goods_of(stake.facility):
            found.setdefault((code, field_of(stake.facility)), []).append(stake)
    return [_good(record.country, code, field, held) for (code, field), held in found.items()]


def at_work(stakes: Sequence[Stake]) -> bool:
    """Whether one of the plants is at work."""
    return any(stake.facility.status == AT_WORK for stake in stakes)


def _good(country: str, code: str, field: str, stakes: list[Stake]) -> PlantGood:
    sure = CAPTIVE if field == "captive" else 1.0
    sure *= max(statuses()[stake.facility.status].makes for stake in stakes)
    sure *= SMALLEST + (1.0 - SMALLEST) * math.sqrt(_part_of_largest(country, code, stakes))
    names = dict.fromkeys(stake.facility.name for stake in stakes)
    return PlantGood(code, field, sure, "; ".join(list(names)[:SHOWN]))


def _part_of_largest(country: str, code: str, stakes: Sequence[Stake]) -> float:
    """Its capacity at work against that of the country's largest owner for the good, 0 to 1."""
    known = _capacities(stakes)
    largest = _largest(country)
    parts = [value / largest[code, unit] for unit, value in known.items()]
    return max(parts, default=UNKNOWN_SIZE)


@lru_cache(maxsize=8)
def _largest(country: str) -> dict[tuple[str, str], float]:
    """The largest capacity at work that one owner of a country has, by good and unit."""
    found: dict[tuple[str, str], float] = {}
    for owner in owners(country):
        of_good: dict[str, list[Stake]] = {}
        for stake in owner.stakes:
            for code in goods_of(stake.facility):
                of_good.setdefault(code, []).append(stake)
        for code, stakes in of_good.items():
            for unit, value in _capacities(stakes).items():
                found[code, unit] = max(found.get((code, unit), 0.0), value)
    return found


def _capacities(stakes: Sequence[Stake]) -> dict[str, float]:
    """Capacity at work by unit, by shares; a plant of which the share is not said counts whole."""
    plants: dict[int, tuple[str, float]] = {}
    for stake in stakes:
        plant = stake.facility
        if plant.status == AT_WORK and plant.capacity:
            own = plant.capacity * (1.0 if stake.share is None else stake.share)
            before = plants.get(plant.id, ("", 0.0))[1]
            plants[plant.id] = (plant.kind_row.unit or "", max(own, before))
    found: dict[str, float] = {}
    for unit, value in plants.values():
        found[unit] = found.get(unit, 0.0) + value
    return {unit: value for unit, value in found.items() if value > 0}
