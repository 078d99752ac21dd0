"""Country codes of trade statistics, which are not quite ISO's, and the countries they mean."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from sinergi.vocabulary import countries
from sinergi.vocabulary.tables import data_path, read_table


class Area(BaseModel):
    """A code of the source; ``iso3`` is None for an area that no country stands for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    iso3: str | None = None
    name: str
    note: str | None = None


class _AreaName(BaseModel):
    name: str
    code: str


@cache
def numeric() -> dict[str, Area]:
    """Areas by the numeric codes of BACI and UN Comtrade (without leading zeros)."""
    path = data_path("trade", "baci-countries.csv")
    found = {area.code: area for area in read_table(path, Area, unique="code")}
    path = data_path("trade", "comtrade-areas.csv")
    return {area.code: area for area in read_table(path, Area)} | found


@cache
def letter_codes() -> dict[str, Area]:
    """Areas by letter codes that are no ISO 3166-1 code of today."""
    rows = read_table(data_path("trade", "area-codes.csv"), Area, unique="code")
    return {area.code: area for area in rows}


@cache
def _by_code() -> dict[str, Area]:
    iso = {
        iso3: Area(code=iso3, iso3=iso3, name=countries.name(iso3))
        for iso3 in countries.iso3_to_iso2()
    }
    return iso | numeric() | letter_codes()


@cache
def names() -> dict[str, Area]:
    """Areas by the names that statistics give them."""
    found: dict[str, Area] = {}
    for area in (*numeric().values(), *letter_codes().values()):
        found.setdefault(area.name, area)
    for row in read_table(data_path("trade", "area-names.csv"), _AreaName, unique="name"):
        found.setdefault(row.name, letter_codes()[row.code])
    return found


@cache
def _by_name() -> dict[str, Area]:
    folded: dict[str, Area] = {}
    for name, area in names().items():
        folded.setdefault(countries.fold(name), area)
    return folded


def find(code: str) -> Area | None:
    """The area a code or name of a trade table stands for, None when it is not known.

    Takes ISO3, the numeric codes of BACI and Comtrade with or without leading zeros, the letter
    codes that Comtrade and WITS use for areas that are no country, the names in those tables, and
    the names of countries in the four languages.
    """
    text = code.strip().upper()
    known = _by_code().get(text.lstrip("0") or "0" if text.isdigit() else text)
    if known is not None:
        return known
    iso3 = countries.find(code)
    return _by_code()[iso3] if iso3 is not None else _by_name().get(countries.fold(code))
