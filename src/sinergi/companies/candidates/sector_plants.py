"""A pool of companies in which owners of facilities count by those of one sector alone."""

from __future__ import annotations

import polars as pl

from sinergi.companies.candidates.facility_owners import (
    ELECTRICITY,
    burns,
    field_of,
    owner_records,
    stakes_of,
)
from sinergi.companies.candidates.findings import PLANTS
from sinergi.companies.candidates.plant_goods import plants_of
from sinergi.companies.candidates.shortlist import Pool
from sinergi.facilities.owners import REGISTER as OWNERS


def of_sector(known: Pool, country: str, sector: str) -> Pool:
    """The pool without owners that have no facility of a sector, and without other facilities.

    Who makes electricity of coal alone is no company of green energy, whatever its name says.
    """
    within = [one for one in owner_records(country) if stakes_of(one, sector=sector)]
    owner = pl.col("register") == OWNERS
    among = pl.col("record_id").is_in([one.record_id for one in within])
    owning = known.records.filter(owner)
    barred = set(owning["company"]) - set(owning.filter(among)["company"])
    rows = [
        {"record_id": one.record_id, "code": good.code, "confidence": good.sure}
        | {"field": good.field, "words": good.names}
        for one in within
        for good in plants_of(one, sector)
    ]
    columns = known.findings.schema
    plants = pl.DataFrame(rows, schema={name: columns[name] for name in _TOLD}).join(
        owning.select("record_id", "country", "register", "row", "company"), on="record_id"
    )
    others = known.findings.filter(~(owner & pl.col("field").is_in(PLANTS)))
    findings = pl.concat([others, plants], how="diagonal")
    kept = ~pl.col("company").is_in(list(barred))
    return known._replace(records=known.records.filter(kept), findings=findings.filter(kept))


def of_fuel(known: Pool, country: str, fuel: str) -> Pool:
    """The pool in which electricity tells nothing of owners whose plants do not burn a fuel.

    What turbines of water make is no next stage of coal.
    """
    burning = [
        f"{one.record_id}|{field_of(stake.facility)}"
        for one in owner_records(country)
        for stake in stakes_of(one, ELECTRICITY)
        if burns(stake.facility, fuel)
    ]
    power = (pl.col("register") == OWNERS) & (pl.col("code") == ELECTRICITY)
    told = pl.concat_str(["record_id", "field"], separator="|").is_in(burning)
    return known._replace(findings=known.findings.filter(~power | told))


_TOLD = ("record_id", "code", "confidence", "field", "words")
