"""Distances between countries, and their outlines for maps."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

DISTANCES = "distances.parquet"


def distances_path() -> Path:
    """The file of CEPII's GeoDist (its origin record stands beside it)."""
    return data_path("vocabulary", DISTANCES)


@cache
def _pair(origin: str, destination: str) -> dict[str, float | int | None]:
    table = pl.scan_parquet(whole(distances_path()))
    row = table.filter(pl.col("exporter") == origin, pl.col("importer") == destination).collect()
    return row.row(0, named=True) if row.height else {}


def distance(origin: str, destination: str) -> float | None:
    """Distance in kilometres between the most populous cities, None where GeoDist has no pair.

    Mayer and Zignago (2011), column ``dist``.
    """
    value = _pair(origin, destination).get("dist")
    return None if value is None else float(value)
