"""The register that ships with the package: names and LEI of companies of many countries."""

from __future__ import annotations

from functools import cache

import polars as pl

from sinergi.companies.company import CompanyRecord
from sinergi.origin import Origin, read_origin
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

EMBEDDED = "gleif-extract"
"""The name of the embedded register."""

_PATH = data_path("companies", "gleif-extract.parquet")


def embedded(country: str | None = None) -> list[CompanyRecord]:
    """Records of the embedded extract of the GLEIF golden copy, of one country or of all.

    The extract knows legal name, LEI, country and category only; all else is None.

    Args:
        country: ISO3 code.
    """
    frame = pl.scan_parquet(whole(_PATH))
    if country is not None:
        frame = frame.filter(pl.col("country") == country)
    rows = frame.select("lei", "name", "country", "category").sort("name", "lei").collect()
    return [
        CompanyRecord(
            register=EMBEDDED,
            record_id=lei,
            name=name,
            country=iso3,
            category=category,
            identifiers={"lei": lei},
        )
        for lei, name, iso3, category in rows.iter_rows()
    ]


@cache
def embedded_origin() -> Origin:
    """Producer, version and licence of the extract."""
    return read_origin(_PATH)
