"""Mines, power plants, steel plants, oil and gas fields of the world, and who owns them.

``facilities("TJK", sector="green_energy")`` gives the plants of a country, ``owners("TJK")`` the
companies behind them, each with its plants. Persons are not among them.
"""

from sinergi.facilities.categories import FacilityKind, FacilityStatus, kinds, statuses
from sinergi.facilities.owners import Owner, Stake, chief_owners, owners
from sinergi.facilities.plants import DATASET, Facility, facilities, facility
from sinergi.facilities.wording import (
    capacity_text,
    largest,
    plant_text,
    plant_words,
    power_text,
)

__all__ = [
    "DATASET",
    "Facility",
    "FacilityKind",
    "FacilityStatus",
    "Owner",
    "Stake",
    "capacity_text",
    "chief_owners",
    "facilities",
    "facility",
    "kinds",
    "largest",
    "owners",
    "plant_text",
    "plant_words",
    "power_text",
    "statuses",
]
