"""Kinds and states of facilities, units, industries fed, and which sector each belongs to."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field, field_validator

from sinergi.errors import DataError
from sinergi.vocabulary.sectors import sectors
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FacilityKind(_Row):
    """A kind of facility: ``name`` of one, ``names`` of several, ``unit`` of its capacity.

    ``most``: the capacity of a unit above which a published number is an error.
    """

    code: str
    source: str
    unit: str | None = None
    most: float | None = None
    name: Translated
    names: Translated


class FacilityStatus(_Row):
    """A state; ``counts`` says whether a facility in it is a reason to name its owner.

    ``makes`` is how sure it is, 0 to 1, that such an owner makes the goods of the facility now.
    """

    code: str
    source: tuple[str, ...]
    counts: bool
    makes: float = Field(ge=0, le=1)
    name: Translated

    @field_validator("source", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split("|")) if isinstance(value, str) else value


class Correction(_Row):
    """A state that other published sources contradict, and the one shown in its place."""

    kind: str
    name: str
    country: str
    status: str
    why: str
    sources: tuple[str, ...]

    @field_validator("sources", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split("|")) if isinstance(value, str) else value


class UnitRow(_Row):
    """A unit of capacity: how a number in it is written, and how many tonnes a year one is."""

    code: str
    shown: float
    tonnes: float | None = None
    name: Translated


class Industry(_Row):
    """An industry that a captive power plant feeds, by a word of the publisher's for it."""

    source: str
    name: Translated


class Membership(_Row):
    """Facilities of a sector: a kind, narrowed by the industry fed or by a product."""

    sector: str
    kind: str
    feeds: str | None = None
    product: str | None = None

    def holds(self, kind: str, product: str | None) -> bool:
        """Whether a facility with this kind and product belongs to the sector."""
        wanted = self.feeds or self.product
        return kind == self.kind and (wanted is None or wanted in (product or "").lower())


@cache
def kinds() -> dict[str, FacilityKind]:
    """All kinds by code, in the order of the file."""
    path = data_path("facilities", "kinds.csv")
    return {row.code: row for row in read_table(path, FacilityKind, unique="code")}


@cache
def statuses() -> dict[str, FacilityStatus]:
    """All states by code."""
    path = data_path("facilities", "statuses.csv")
    return {row.code: row for row in read_table(path, FacilityStatus, unique="code")}


@cache
def corrections() -> tuple[Correction, ...]:
    """The corrected states, in the order of the table."""
    path = data_path("facilities", "corrections.csv")
    rows = tuple(read_table(path, Correction))
    for row in rows:
        if row.status not in statuses() or row.kind not in kinds():
            raise DataError(
                f"the correction of {row.name} names a kind or state that is not known",
                where=str(path),
                advice=f"Kinds: {', '.join(kinds())}. States: {', '.join(statuses())}",
            )
    return rows


@cache
def units() -> dict[str, UnitRow]:
    """All units by code."""
    path = data_path("facilities", "units.csv")
    return {row.code: row for row in read_table(path, UnitRow, unique="code")}


@cache
def industries() -> tuple[Industry, ...]:
    """All industries fed, in the order in which they are looked for."""
    path = data_path("facilities", "industries.csv")
    return tuple(read_table(path, Industry, unique="source"))


@cache
def industry_of(product: str | None) -> Industry | None:
    """The industry that the publisher's words for what a plant feeds name."""
    words = (product or "").lower()
    return next((row for row in industries() if row.source in words), None)


@cache
def memberships() -> tuple[Membership, ...]:
    """Which facilities belong to which sector.

    Raises:
        DataError: a row names a sector or kind that there is not.
    """
    path = data_path("facilities", "sectors.csv")
    rows = read_table(path, Membership)
    for row in rows:
        if row.sector not in sectors() or row.kind not in kinds():
            raise DataError(
                f"there is no sector '{row.sector}' or no kind '{row.kind}'", where=str(path)
            )
    return tuple(rows)


def only_feeds(sector: str, kind: str, product: str | None) -> bool:
    """Whether a facility belongs to the sector only as a power plant that feeds its industry."""
    rows = [row for row in memberships() if row.sector == sector and row.holds(kind, product)]
    return bool(rows) and all(row.feeds for row in rows)


@cache
def sectors_of(kind: str, product: str | None) -> tuple[str, ...]:
    """Codes of the sectors that a facility with this kind and product belongs to."""
    return tuple(dict.fromkeys(row.sector for row in memberships() if row.holds(kind, product)))
