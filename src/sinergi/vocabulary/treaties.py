"""Investment agreements between two countries: in force, ended, or signed and never in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, model_validator

from sinergi.vocabulary import countries
from sinergi.vocabulary.cells import Spaced
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path, read_table

TreatyStatus = Literal["in-force", "signed", "terminated"]
Type = Literal["investment", "provisions"]
DATASET = "unctad-agreements"
"""The id under which the list is cited."""


@dataclass(frozen=True, slots=True)
class Treaty:
    """One agreement as UNCTAD lists it.

    Attributes:
        id: UNCTAD's number.
        title: Its short title, in English.
        type: ``investment`` for a bilateral investment treaty, ``provisions`` for another treaty,
            such as one on trade, with provisions on investment.
        status: ``signed`` is signed and not in force.
        parties: ISO3 codes, and codes of blocs such as ``EU``.
        signed: Day of signature, None where the list has none.
        in_force: Day of entry into force.
        ended: Day of termination.
    """

    id: int
    title: str
    type: Type
    status: TreatyStatus
    parties: tuple[str, ...]
    signed: date | None
    in_force: date | None
    ended: date | None

    @property
    def pending(self) -> bool:
        """Whether it was signed and never entered into force."""
        return self.status == "signed"

    @property
    def blocs(self) -> tuple[str, ...]:
        """The parties that are blocs."""
        return tuple(code for code in self.parties if code in blocs())


class PartyName(BaseModel):
    """A party by UNCTAD's name: a country, or a bloc with a code and members.

    ``members`` are those of the day ``as_of``, after ``source``; a bloc has both. ``among``: a
    treaty that the bloc signed with others binds its members to one another as well. ``checked``
    is the published list that the members were compared with, None where they were with none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    code: str | None = None
    members: Spaced[str] = ()
    among: bool = False
    source: str | None = None
    as_of: date | None = None
    checked: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> PartyName:
        unknown = [code for code in self.members if not countries.is_country(code)]
        if unknown:
            raise ValueError(f"no country has the code '{unknown[0]}'")
        if self.code and self.members and not (self.source and self.as_of):
            raise ValueError("a bloc with members needs 'source' and 'as_of'")
        return self


@cache
def party_names() -> dict[str, PartyName]:
    """Names that are not countries' usual ones (``treaty-parties.csv``)."""
    path = data_path("vocabulary", "treaty-parties.csv")
    return {row.name: row for row in read_table(path, PartyName, unique="name")}


@cache
def blocs() -> dict[str, frozenset[str]]:
    """Members of each bloc by its code."""
    return {row.code: frozenset(row.members) for row in party_names().values() if row.code}


@cache
def unchecked() -> frozenset[str]:
    """Codes of the blocs whose members were compared with no published list."""
    named = [row for row in party_names().values() if row.code and row.members]
    return frozenset(str(row.code) for row in named if row.checked is None)


def treaties_path() -> Path:
    """The shipped list (its origin record stands beside it)."""
    return data_path("vocabulary", "treaties.parquet")


@lru_cache(maxsize=64)
def treaties_between(a: str, b: str) -> tuple[Treaty, ...]:
    """Agreements that bind, bound or would bind ``a`` and ``b`` (ISO3).

    Those in force come first, then those signed and not in force, then those terminated; the
    newest of each first. An agreement among the members of one bloc counts for two of them.

    Raises:
        DataError: the shipped list is missing or damaged.
    """
    order = {"in-force": 0, "signed": 1, "terminated": 2}
    names = {a, *(code for code, members in blocs().items() if a in members)}
    found = [
        one for one in _all() if not names.isdisjoint(one.parties) and _binds(one.parties, a, b)
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (order[one.status], -(one.signed or date.min).toordinal(), one.id),
        )
    )


def _binds(parties: tuple[str, ...], a: str, b: str) -> bool:
    sides = [blocs().get(party, frozenset({party})) for party in parties]
    binding = [
        members
        for party, members in zip(parties, sides, strict=True)
        if len(sides) == 1 or party in _among()
    ]
    return any({a, b} <= members for members in binding) or any(
        a in one and b in other for one in sides for other in sides if one is not other
    )


@cache
def _among() -> frozenset[str]:
    return frozenset(row.code for row in party_names().values() if row.code and row.among)


@cache
def _all() -> tuple[Treaty, ...]:
    rows = pl.read_parquet(whole(treaties_path()))
    return tuple(
        Treaty(**{**row, "parties": tuple(row["parties"].split())})
        for row in rows.iter_rows(named=True)
    )
