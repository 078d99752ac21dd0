"""Owners of mines, plants and fields as companies, each with what its facilities make."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from sinergi.companies.company import CompanyRecord
from sinergi.facilities import Facility, Owner, owners
from sinergi.facilities.owners import REGISTER
from sinergi.facilities.plants import facilities_path
from sinergi.origin import Origin, read_origin
from sinergi.vocabulary.cells import HsCodes
from sinergi.vocabulary.tables import data_path, read_table

CAPTIVE = 0.5
"""How sure a power plant that feeds an industry tells a good of it."""

SHOWN = 3
"""Facilities of an owner that are named."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    product: str | None = None
    hs: HsCodes


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(read_table(data_path("companies", "candidates", "facility-goods.csv"), _Row))


def goods_of(facility: Facility) -> tuple[str, ...]:
    """HS codes of what a facility makes, digs or (a captive power plant) feeds; may be empty."""
    made = (facility.product or "").casefold()
    return next(
        (
            row.hs
            for row in _rows()
            if row.kind == facility.kind and (row.product or "").casefold() in made
        ),
        (),
    )


def plants_of(record: CompanyRecord) -> dict[str, tuple[str, float]]:
    """By HS code the owner's facilities that make it, the first few, and how sure that is.

    A captive power plant tells the industry it feeds, not what exactly is made there.
    """
    owner = _by_id(record.country)[record.record_id]
    found: dict[str, dict[str, None]] = {}
    sure: dict[str, float] = {}
    for facility in (stake.facility for stake in owner.stakes):
        captive = facility.kind.endswith("-power") and facility.kind.startswith("coal")
        feeds = facility.product if captive else None
        for code in goods_of(facility):
            name = f"{facility.name} ({feeds})" if feeds else facility.name
            found.setdefault(code, {})[name] = None
            sure[code] = max(sure.get(code, 0.0), CAPTIVE if feeds else 1.0)
    return {code: ("; ".join(list(names)[:SHOWN]), sure[code]) for code, names in found.items()}


@cache
def _by_id(country: str) -> dict[str, Owner]:
    return {owner.record_id: owner for owner in owners(country)}


def owner_records(country: str) -> list[CompanyRecord]:
    """The owners of facilities of a country, as records of the register ``gem``.

    A name that has most of its plants elsewhere is left out: it is no company of the country.
    ``hs`` is what its facilities make, ``activity_text`` names the first of them.
    """
    return [_record(one) for one in owners(country) if not one.foreign]


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
