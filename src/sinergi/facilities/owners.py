"""The companies behind facilities: owners, parents and operators, each with its plants."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from sinergi.facilities.plants import Facility, facilities, facilities_path, scan
from sinergi.vocabulary.tables import data_path, read_table

StakeRole = Literal["owner", "operator", "parent"]
REGISTER = "gem"
"""The register that owners of facilities make."""

_SHORT = re.compile(r"\(([^()]{2,20})\)$")
"""A short name in brackets at the end."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What a company has to do with one facility.

    ``share`` is 0 to 1, None where it is not known; ``over`` says that the shares of all owners
    together are over 100 % in the source.
    """

    role: StakeRole
    facility: Facility
    share: float | None
    over: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """A company by its name in the trackers, with its plants in one country.

    Attributes:
        name: As published; of several spellings that of most plants.
        country: ISO3 of the plants.
        home: The country in which the name has most of its plants: the trackers do not say where a
            company is registered, so this is a guess.
        stakes: Its plants there, those that count first.
    """

    name: str
    country: str
    home: str
    stakes: tuple[Stake, ...]

    @property
    def record_id(self) -> str:
        """What the register calls it: country and name, which do not change with an edition."""
        return f"{self.country}:{self.name}"

    @property
    def foreign(self) -> bool:
        """Whether most of its plants lie elsewhere."""
        return self.home != self.country

    @property
    def sectors(self) -> tuple[str, ...]:
        """Codes of the sectors of its plants."""
        return tuple(dict.fromkeys(s for stake in self.stakes for s in stake.facility.sectors))


class _Spelling(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    company: str


@cache
def spelled() -> dict[str, str]:
    """The name that a company goes by here, by its other spellings (``owner-spellings.csv``)."""
    path = data_path("facilities", "owner-spellings.csv")
    return {row.name: row.company for row in read_table(path, _Spelling, unique="name")}


def owners_path() -> Path:
    """The table of who owns, runs or controls each facility (its origin record beside it)."""
    return data_path("facilities", "owners.parquet")


@lru_cache(maxsize=8)
def owners(country: str, *, sector: str | None = None, current: bool = True) -> tuple[Owner, ...]:
    """Who owns, controls or runs the facilities of a country, by number of plants.

    Args:
        country: ISO3 code.
        sector: Only with facilities of a sector.
        current: Without what was cancelled, shelved or retired: that is no reason to name anyone.

    Raises:
        DataError: a shipped table is missing or damaged.
    """
    plants = {one.id: one for one in facilities(country, sector=sector, current=current)}
    rows = scan(owners_path())
    own = rows.filter(pl.col("id").is_in(list(plants))).collect()
    stakes: dict[str, list[Stake]] = defaultdict(list)
    for number, role, name, share, over in own.iter_rows():
        stakes[spelled().get(name, name)].append(Stake(role, plants[number], share, over))
    homes = _homes(tuple(stakes))
    found = [
        Owner(name, country, homes.get(name, country), tuple(_merged(each)))
        for name, each in stakes.items()
    ]
    return tuple(sorted(found, key=lambda o: (-len(o.stakes), o.name)))


@lru_cache(maxsize=8)
def chief_owners(country: str) -> dict[int, str]:
    """Who stands first behind each facility of a country, by the facility's number.

    An owner comes before an operator, both before a parent; the larger share first.
    """
    rank = {"owner": 0, "operator": 1, "parent": 2}
    best: dict[int, tuple[int, float, str]] = {}
    for owner in owners(country):
        for stake in owner.stakes:
            order = (rank[stake.role], -(stake.share or 0.0), owner.name)
            number = stake.facility.id
            best[number] = min(best.get(number, order), order)
    return {number: order[2] for number, order in best.items()}


def _merged(stakes: list[Stake]) -> list[Stake]:
    """One stake a plant: a company that is owner and parent of it is named as its owner."""
    rank = {"owner": 0, "operator": 1, "parent": 2}
    best: dict[int, Stake] = {}
    for stake in sorted(stakes, key=lambda s: (rank[s.role], s.share is None)):
        best.setdefault(stake.facility.id, stake)
    return sorted(best.values(), key=lambda s: (rank[s.role], *_weight(s.facility)))


def _weight(facility: Facility) -> tuple[bool, float]:
    """What is at work before what is planned or idle; the larger first."""
    return facility.status != "operating", -(facility.capacity or 0.0)


def _homes(names: tuple[str, ...]) -> dict[str, str]:
    """The country with most plants of each name, its spellings with a short name taken together.

    ``Rosatom State Nuclear Energy CORP (ROSATOM)`` is also ``Rosatom``, whose plants count too.
    """
    table = _plants_by_name()
    short = {name: found[1].casefold() for name in names if (found := _SHORT.search(name))}
    wanted = pl.DataFrame(
        [
            (name, key)
            for name in names
            for key in {name.casefold(), short.get(name, name.casefold())}
        ],
        schema={"name": pl.String, "key": pl.String},
        orient="row",
    )
    best = (
        wanted.join(table, on="key")
        .group_by("name", "country")
        .agg(pl.col("len").sum())
        .sort(["len", "country"], descending=[True, False])
        .unique("name", keep="first", maintain_order=True)
    )
    return dict(best.select("name", "country").iter_rows())


@cache
def _plants_by_name() -> pl.DataFrame:
    """How many plants each name, in small letters (``key``), has in each country."""
    return (
        scan(owners_path())
        .select("id", pl.col("name").replace(spelled()).str.to_lowercase().alias("key"))
        .unique()
        .join(scan(facilities_path()).select("id", "countries"), on="id")
        .with_columns(pl.col("countries").str.head(3).alias("country"))
        .group_by("key", "country")
        .len()
        .collect()
    )
