"""Measures read off the shipped table of facilities: how many there are, how large they are."""

from __future__ import annotations

from sinergi.errors import UsageError
from sinergi.evidence.measures import Result, measure
from sinergi.evidence.provenance import Input
from sinergi.facilities import DATASET, Facility, facilities, facility, kinds, statuses
from sinergi.vocabulary.reasons import Reason

_SOURCE = "Global Energy Monitor, trackers named under dataset"


def _plants(country: str, kind: str, status: str) -> list[Facility]:
    for given, known, what in ((kind, kinds(), "kind"), (status, statuses(), "state")):
        if given not in known:
            raise UsageError(f"'{given}' is no {what} of facility", advice=", ".join(known))
    found = facilities(country, kind=kind, current=False)
    return [one for one in found if one.status == status]


@measure(
    "facility-count",
    "country kind status",
    unit="count",
    label="Facilities of {country}: {kind}, {status}",
    formula="plants in the tracker with this state; units of one plant with the same owners are "
    "one",
    source=_SOURCE,
    dataset=DATASET,
)
def facility_count(country: str, kind: str, status: str) -> Result:
    """Number of plants, mines or fields; trackers leave out the small ones."""
    found = _plants(country, kind, status)
    return Result(float(len({one.name for one in found})), (Input(name="rows", rows=len(found)),))


@measure(
    "facility-capacity",
    "country kind status",
    unit="MW",
    label="Capacity of {country}: {kind}, {status}",
    formula="sum of the capacities of the units with this state",
    source=_SOURCE,
    dataset=DATASET,
)
def facility_capacity(country: str, kind: str, status: str) -> Result:
    """Megawatts; unknown where there is no power plant of the kind, or a capacity is not known."""
    found = _plants(country, kind, status)
    inputs = (Input(name="rows", rows=len(found)),)
    if kinds()[kind].unit != "MW" or not found:
        return Result(None, inputs, Reason("facility-none"))
    if any(one.capacity is None for one in found):
        return Result(None, inputs, Reason("facility-capacity-unknown"))
    return Result(sum(one.capacity or 0.0 for one in found), inputs)


@measure(
    "plant-capacity",
    "plant",
    unit="MW",
    label="Capacity of {plant}",
    formula="sum of the capacities of its units with the same state and owners",
    source=_SOURCE,
    dataset=DATASET,
)
def plant_capacity(plant: str) -> Result:
    """Megawatts of a power plant, by its number in the shipped table."""
    found = facility(int(plant)) if plant.isdigit() else None
    if found is None or found.kind_row.unit != "MW":
        raise UsageError(f"dataset '{DATASET}' has no power plant of number '{plant}'")
    inputs = (Input(name="units", value=float(found.units), unit="count"),)
    if found.capacity is None:
        return Result(None, inputs, Reason("facility-capacity-unknown"))
    return Result(found.capacity, inputs)
