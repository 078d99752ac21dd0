"""Owners of mines, plants and fields as companies, each with what its facilities make."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from sinergi.companies.company import CompanyRecord
from sinergi.facilities import Facility, Owner, Stake, owners
from sinergi.facilities.owners import REGISTER
from sinergi.facilities.plants import facilities_path
from sinergi.origin import Origin, read_origin
from sinergi.vocabulary import countries
from sinergi.vocabulary.cells import HsCodes
from sinergi.vocabulary.tables import data_path, read_table

ELECTRICITY = "2716"

SHOWN = 3
"""Facilities of an owner that are named."""

_BRACKETS = re.compile(r"\(([^()]{4,})\)")
"""Words in brackets, longer than a country's code: ``(COTL)`` is no country either way."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    product: str | None = None
    name: str | None = None
    hs: HsCodes
    burns: HsCodes = ()


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(read_table(data_path("companies", "candidates", "facility-goods.csv"), _Row))


def goods_of(facility: Facility) -> tuple[str, ...]:
    """HS codes of what a facility makes, digs or (a captive power plant) feeds; may be empty."""
    row = _row_of(facility)
    return row.hs if row is not None else ()


def burns(facility: Facility, code: str) -> bool:
    """Whether a facility burns the fuel with an HS code, as far as its kind tells."""
    row = _row_of(facility)
    return row is not None and any(_alike(code, fuel) for fuel in row.burns)


def is_fuel(code: str) -> bool:
    """Whether a good is what some power plant burns."""
    return any(_alike(code, fuel) for row in _rows() for fuel in row.burns)


def _alike(code: str, other: str) -> bool:
    return code.startswith(other) or other.startswith(code)


def _row_of(facility: Facility) -> _Row | None:
    rows = _by_kind().get(facility.kind, ())
    if not rows:
        return None
    made, name = (facility.product or "").casefold(), facility.name.casefold()
    return next((row for product, part, row in rows if product in made and part in name), None)


@cache
def _by_kind() -> dict[str, list[tuple[str, str, _Row]]]:
    """The rows of each kind in their order, with what their product and name are compared by."""
    found: dict[str, list[tuple[str, str, _Row]]] = {}
    for row in _rows():
        words = (row.product or "").casefold(), (row.name or "").casefold()
        found.setdefault(row.kind, []).append((*words, row))
    return found


def field_of(facility: Facility) -> str:
    """As what a facility tells of a good: a captive power plant only feeds who makes it."""
    return "captive" if facility.feeds is not None else "facility"


def stakes_of(
    record: CompanyRecord, code: str | None = None, field: str = "", sector: str | None = None
) -> list[Stake]:
    """What the company of a record has to do with its facilities.

    Args:
        record: Of the register of owners.
        code: Only of facilities that tell of this good.
        field: Only of those that tell of it as this field.
        sector: Only of those of this sector.
    """
    owner = _by_id(record.country)[record.record_id]
    return [
        stake
        for stake in owner.stakes
        if (code is None or code in goods_of(stake.facility))
        and field in ("", field_of(stake.facility))
        and (sector is None or sector in stake.facility.sectors)
    ]


def power_of(record: CompanyRecord) -> float | None:
    """Megawatts of the company's power plants at work, by its shares; None where it has none.

    A plant of which the share is not said counts whole; those that it only controls or runs do not.
    """
    found = [
        stake.facility.capacity * (1.0 if stake.share is None else stake.share)
        for stake in stakes_of(record)
        if stake.role == "owner"
        and stake.facility.status == "operating"
        and stake.facility.kind_row.unit == "MW"
        and stake.facility.capacity is not None
    ]
    return sum(found) if found else None


@cache
def _by_id(country: str) -> dict[str, Owner]:
    return {owner.record_id: owner for owner in owners(country)}


@lru_cache(maxsize=8)
def owner_records(country: str) -> tuple[CompanyRecord, ...]:
    """The owners of facilities of a country, as records of the register ``gem``.

    A name that has most of its plants elsewhere is left out: it is no company of the country; so
    are names with a legal form of another country (``candidates/foreign-forms.csv``) or with
    another country in brackets, and governments (``candidates/no-companies.csv``).
    ``hs`` is what its facilities make, ``activity_text`` names the first of them.
    """
    return tuple(
        _record(one)
        for one in owners(country)
        if not (one.foreign or one.name.startswith(_no_companies()) or _from_elsewhere(one))
    )


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    ending: str
    country: str


@cache
def _foreign_forms() -> tuple[_Form, ...]:
    path = data_path("companies", "candidates", "foreign-forms.csv")
    return tuple(read_table(path, _Form, unique="ending"))


def _from_elsewhere(owner: Owner) -> bool:
    """Whether the name ends in a legal form that only another country has, or names another.

    ``CNR (Hong Kong) Corp Ltd`` holds a plant in Indonesia: the company there is another one.
    """
    named = {found for words in _BRACKETS.findall(owner.name) if (found := countries.find(words))}
    return (bool(named) and owner.country not in named) or any(
        owner.name.endswith(f" {form.ending}") and form.country != owner.country
        for form in _foreign_forms()
    )


class _Beginning(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    beginning: str


@cache
def _no_companies() -> tuple[str, ...]:
    path = data_path("companies", "candidates", "no-companies.csv")
    return tuple(f"{row.beginning} " for row in read_table(path, _Beginning, unique="beginning"))


def _record(owner: Owner) -> CompanyRecord:
    plants = [stake.facility for stake in owner.stakes]
    codes = dict.fromkeys(code for plant in plants for code in goods_of(plant))
    provinces = {plant.province for plant in plants}
    names = dict.fromkeys(plant.name for plant in plants if goods_of(plant))
    return CompanyRecord(
        register=REGISTER,
        record_id=owner.record_id,
        name=owner.name,
        country=owner.country,
        province=provinces.pop() if len(provinces) == 1 else None,
        activity_text="; ".join(list(names)[:SHOWN]) or None,
        hs=tuple(codes) or None,
    )


@cache
def facilities_origin() -> Origin:
    """Producer, version and licence of the facilities."""
    return read_origin(facilities_path())
