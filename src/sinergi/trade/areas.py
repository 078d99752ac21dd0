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


def find(code: str) -> Area | None:
    """The area a code of a trade table stands for, None when it is not known.

    Takes ISO3, the numeric codes of BACI and Comtrade with or without leading zeros, and the
    letter codes that Comtrade and WITS use for areas that are no country.
    """
    text = code.strip().upper()
    return _by_code().get(text.lstrip("0") or "0" if text.isdigit() else text)
