"""The facilities of a country: kind, state, capacity, place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from sinergi.facilities.categories import (
    FacilityKind,
    FacilityStatus,
    Industry,
    industry_of,
    kinds,
    only_feeds,
    sectors_of,
    statuses,
    units,
)
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

DATASET = "gem-facilities"
"""The id that evidence of facilities carries."""


CAPTIVE_KIND = "coal-power"
"""The one kind of which the trackers say whether a plant feeds an industry of its own."""


@dataclass(frozen=True, slots=True)
class Facility:
    """One plant, mine or field in one state; parts with other owners or states stand apart.

    Attributes:
        id: Its number in the shipped table; it may change with a new edition.
        countries: ISO3; more than one for a pipeline or field across a border.
        capacity: In the unit of its kind; None where it is not known.
        units: Of how many units the capacity is the sum.
        product: What it makes or burns; of a captive power plant the industry that it feeds.
        url: The publisher's page about it.
        release: The tracker's release.
    """

    id: int
    kind: str
    name: str
    name_local: str | None
    countries: tuple[str, ...]
    province: str | None
    status: str
    capacity: float | None
    units: int
    product: str | None
    lat: float | None
    lon: float | None
    url: str | None
    release: str

    @property
    def kind_row(self) -> FacilityKind:
        """Its kind with names and unit."""
        return kinds()[self.kind]

    @property
    def status_row(self) -> FacilityStatus:
        """Its state with names."""
        return statuses()[self.status]

    @property
    def sectors(self) -> tuple[str, ...]:
        """Codes of the sectors it belongs to."""
        return sectors_of(self.kind, self.product)

    @property
    def feeds(self) -> Industry | None:
        """The industry that a captive power plant feeds; None of all others."""
        return industry_of(self.product) if self.kind == CAPTIVE_KIND else None

    def only_feeds(self, sector: str) -> bool:
        """Whether it is no works of the sector but a power plant that feeds one."""
        return only_feeds(sector, self.kind, self.product)

    @property
    def tonnes(self) -> float:
        """Capacity in tonnes a year where it is a mass, else as it is; 0 where not known."""
        unit = self.kind_row.unit
        factor = units()[unit].tonnes if unit in units() else None
        return (self.capacity or 0.0) * (factor or 1.0)


def facilities_path() -> Path:
    """The table of facilities (its origin record stands beside it)."""
    return data_path("facilities", "facilities.parquet")


def scan(path: Path) -> pl.LazyFrame:
    """A shipped table, lazily.

    Raises:
        DataError: it is missing or damaged.
    """
    return pl.scan_parquet(whole(path))


def facilities(
    country: str,
    *,
    sector: str | None = None,
    kind: str | None = None,
    current: bool = True,
) -> list[Facility]:
    """The facilities of a country, the largest of each kind first.

    Args:
        country: ISO3 code.
        sector: Only those of a sector (``facilities/sectors.csv``).
        kind: Only those of a kind.
        current: Leave out what was cancelled, shelved or retired, and what has no known state.

    Raises:
        DataError: the shipped table is missing or damaged.
    """
    return [
        one
        for one in _of_country(country)
        if (sector is None or sector in one.sectors)
        and kind in (None, one.kind)
        and (not current or one.status_row.counts)
    ]


@lru_cache(maxsize=64)
def facility(number: int) -> Facility | None:
    """The facility with this number in the shipped table, None where none has it.

    Raises:
        DataError: the shipped table is missing or damaged.
    """
    rows = _read(pl.col("id") == number)
    return rows[0] if rows else None


@lru_cache(maxsize=8)
def _of_country(country: str) -> tuple[Facility, ...]:
    made = _read(pl.col("countries").str.contains(country, literal=True))
    order = {code: place for place, code in enumerate(kinds())}
    return tuple(sorted(made, key=lambda f: (order[f.kind], -(f.capacity or 0.0), f.name, f.id)))


def _read(which: pl.Expr) -> list[Facility]:
    rows = scan(facilities_path()).filter(which).collect()
    return [
        Facility(**{**row, "countries": tuple(row["countries"].split())})
        for row in rows.iter_rows(named=True)
    ]
