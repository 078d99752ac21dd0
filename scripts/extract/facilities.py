"""Facilities of the world from Global Energy Monitor's trackers: plants, and who owns them."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import polars as pl

from scripts.extract.facility_owners import Owner, nobody, person, split
from scripts.extract.output import Extract, Given, write_parquet
from sinergi.facilities.categories import corrections, kinds, statuses
from sinergi.origin import Licence, Published
from sinergi.vocabulary import countries

_ALL = Given(
    "embed/gem_facilities_all.parquet",
    "313d5a137536d0fac015ca48791df36da98a8518609c3a454aa669e55b84accf",
)
_LICENCE = Licence(
    name="CC BY 4.0",
    url="https://creativecommons.org/licenses/by/4.0/",
    attribution="Global Energy Monitor, trackers of 2024 and 2025",
)
_ROLES = ("owner", "parent", "operator")
_UNIT = ["facility", "name", "country", "status", "owner", "parent", "operator", "product"]


def _states() -> dict[str, str]:
    return {word: one.code for one in statuses().values() for word in one.source}


def _plants(files: Path) -> pl.DataFrame:
    """One row a plant and state: units of one plant with the same owners are added up."""
    raw = pl.read_parquet(_ALL.below(files)).filter(pl.col("country").is_not_null())
    number = pl.col("capacity").cast(pl.Float64, strict=False)
    # A capacity of 0 stands where none is given; one that no unit of the kind has is an error.
    most = {one.source: one.most for one in kinds().values() if one.most}
    limit = pl.col("facility").replace_strict(most, default=None, return_dtype=pl.Float64)
    amount = pl.when((number > 0) & (number <= limit.fill_null(float("inf")))).then(number)
    known = amount.is_not_null().all()
    plants = raw.group_by(_UNIT, maintain_order=True).agg(
        pl.when(known).then(amount.sum()).alias("capacity"),
        pl.len().alias("units"),
        *(pl.col(name).drop_nulls().first() for name in ("name_local", "province", "url")),
        *(pl.col(name).cast(pl.Float64, strict=False).first() for name in ("lat", "lon")),
        pl.col("release").first(),
    )
    codes = {one.source: one.code for one in kinds().values()}
    plants = plants.with_columns(
        pl.col("facility").replace_strict(codes).alias("kind"),
        pl.col("status").fill_null("unknown").replace_strict(_states()),
        pl.col("country").map_elements(_countries, return_dtype=pl.String).alias("countries"),
    )
    return (
        _corrected(plants)
        .sort("countries", "kind", "name", "status", "owner", nulls_last=True)
        .with_row_index("id", offset=1)
    )


def _corrected(plants: pl.DataFrame) -> pl.DataFrame:
    """With the states of ``facilities/corrections.csv``; a correction of nothing is an error."""
    for one in corrections():
        here = (
            (pl.col("kind") == one.kind)
            & (pl.col("name") == one.name)
            & (pl.col("countries") == one.country)
            & (pl.col("status") != one.status)
        )
        if plants.filter(here).is_empty():
            raise ValueError(f"facilities/corrections.csv: nothing to correct in {one.name}")
        status = pl.when(here).then(pl.lit(one.status)).otherwise(pl.col("status"))
        plants = plants.with_columns(status.alias("status"))
    return plants


def _countries(text: str) -> str:
    """ISO3 codes, separated by a space: a pipeline crosses borders."""
    whole = countries.find(text)
    if whole:
        return whole
    found = (countries.find(part.strip()) for part in re.split(r",|-(?=[A-Z])", text))
    return " ".join(code for code in found if code)


def facilities(files: Path, path: Path) -> None:
    """One row a plant: id, kind, names, countries, state, capacity, product, place."""
    table = _plants(files).select(
        pl.col("id").cast(pl.Int32),
        "kind",
        "name",
        "name_local",
        "countries",
        # Of coal mines the tracker gives the continent in its place.
        pl.when(pl.col("kind") != "coal-mine").then(pl.col("province")).alias("province"),
        "status",
        "capacity",
        pl.col("units").cast(pl.Int16),
        "product",
        pl.col("lat").round(3),
        pl.col("lon").round(3),
        "url",
        "release",
    )
    write_parquet(table.filter(pl.col("countries") != ""), path)


def owners(files: Path, path: Path) -> None:
    """One row an owner, parent or operator of a plant; persons and nobodies are left out."""
    plants = _plants(files).filter(pl.col("countries") != "")
    rows: list[tuple[int, str, str, float | None, bool]] = []
    for number, *texts in plants.select("id", *_ROLES).iter_rows():
        for role, text in zip(_ROLES, texts, strict=True):
            rows += [(number, role, *one) for one in _kept(split(text))]
    table = pl.DataFrame(
        rows,
        schema={
            "id": pl.Int32,
            "role": pl.String,
            "name": pl.String,
            "share": pl.Float64,
            "over": pl.Boolean,
        },
        orient="row",
    )
    write_parquet(table, path)


def _kept(found: list[Owner]) -> list[tuple[str, float | None, bool]]:
    """Name, share, and whether the shares of all together are over 100 %."""
    total = sum(one.share or 0.0 for one in found)
    over = total > 1.01
    named: dict[str, float | None] = defaultdict(lambda: None)
    for one in found:
        if nobody(one.name) or person(one.name):
            continue
        share = one.share if one.share is not None and one.share <= 1 else None
        named[one.name] = share if named[one.name] is None else named[one.name]
    return [(name, share, over) for name, share in named.items()]


_FILES = tuple(
    Published(
        where="github.com/GlobalEnergyMonitor/maps and testing-maps",
        commit="094c98ba5e883930b2f9f250e6538bbfcba7d124 and "
        "7286c0b9c27544008444ee1115ea5f938a99bffc",
        path=name,
        sha256=digest,
        terms="CC BY 4.0",
        stated_in="map_tracker_class.py, line 275, of maps; the About sheet of the coal plants",
    )
    for name, digest in (
        (
            "iron and steel, March 2025",
            "1d192d0b680b6602093ca3fe9eeb297a8ed9afb745e080d5cc08d073be121a23",
        ),
        (
            "iron ore mines, November 2024",
            "e410452f895cbc51acaa2477b30b411b0a04533955501f1e2514f1b91368c315",
        ),
        ("coal-mine/data.csv", "cf486b899b9a803b93b20440e365ff10a2fba33ab754da93d93653e58c4a03b8"),
        (
            "hydropower, May 2024",
            "92bd5b69dc8a82685b5baa5e3bb704eddccc8c8e9b6a4803dd8fdbc8a2856cb1",
        ),
        (
            "oil and gas plants, August 2024",
            "915b5316b2c59c6be44f8ec7edcac49daf45ac3230ecda98bf2ac5d53452458f",
        ),
        (
            "oil and gas extraction, February 2025",
            "76295a1a411c07aa05d3845c7f89725726cbf94ba1fd3800d6cb52a428d2603c",
        ),
        (
            "gas infrastructure, October 2024",
            "b5ede1f3de341d8874c33a74da714a338a17ddf8dc92f496c46d85936c348e4b",
        ),
        (
            "geothermal, March 2025",
            "4b601e171de6b2ef913ee33d6cf3d0dccd0adc3941480a722bf478547ceda1d8",
        ),
        (
            "bioenergy, September 2024",
            "1730e70a4cd645904e90f8b14010cd74471af57d3260e8f16fef93f77a6211e0",
        ),
        ("nuclear, July 2024", "d83e39449b77549e6ba5fd1fd53f080ed39694900ea3cb826a3a01ca191c628f"),
        (
            "coal plants, July 2024",
            "e0b73d334b154aaa4f89e743bef84f5ce152b21bb9f2958af0eefdd0c81ef34c",
        ),
    )
)
_NOTES = (
    "A state is that of the tracker's release; ask before relying on it.",
    "Ownership as the trackers give it; where a company is registered is not said.",
)
_GAPS = (
    "No tracker of cement plants or of smelters of other metals than iron: smelters of nickel and "
    "aluminium are seen through the power plants that feed them.",
    "Working copies of the trackers behind the publisher's maps, some of 2024.",
    "Places of 3,069 units, capacities of about half the coal mines and of gas transport are "
    "missing; two units without a country are left out.",
    "Owners that are persons are left out by lists of words. All 1,437 names of two to four words "
    "without one of a company, and all of one word or in Chinese characters, were read on 24 "
    "November 2026: 25 more were persons (.09 % of 26,746) and are left out now. What is left "
    "may hold a person whose name has a company's word in it.",
)

EXTRACTS = [
    Extract(
        path="facilities/facilities.parquet",
        make=facilities,
        title="Mines, power plants, steel plants, oil and gas fields of the world",
        producer="Global Energy Monitor",
        version="eleven trackers, releases of May 2024 to March 2025",
        licence=_LICENCE,
        source="https://globalenergymonitor.org",
        extraction="Units of one plant with the same state and owners added up; kinds, states and "
        "countries to codes; capacities of 0, and two biogas plants of more than 1,000 MW, taken "
        "as not given; states that other sources contradict corrected "
        "(facilities/corrections.csv).",
        given=(_ALL,),
        files=_FILES,
        notes=_NOTES,
        gaps=_GAPS,
    ),
    Extract(
        path="facilities/owners.parquet",
        make=owners,
        title="Owners, parents and operators of these facilities",
        producer="Global Energy Monitor",
        version="eleven trackers, releases of May 2024 to March 2025",
        licence=_LICENCE,
        source="https://globalenergymonitor.org",
        extraction="Names and shares separated; persons and entries that name nobody left out "
        "(facilities/given-names.csv, not-owners.csv); a share over 100 % taken as not known.",
        given=(_ALL,),
        files=_FILES,
        notes=(
            *_NOTES,
            "Column 'over': the shares of the plant's owners add up to more than 100 % in the "
            "source.",
        ),
        gaps=_GAPS,
    ),
]
