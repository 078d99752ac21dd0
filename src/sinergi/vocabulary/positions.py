"""How far products are from final use: upstreamness by HS code, computed once and shipped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

DATASET = "upstreamness"
"""The id that evidence of positions carries."""

NOMENCLATURES = ("HS92", "HS17", "HS22")


def positions_path() -> Path:
    """The shipped table (its origin record stands beside it)."""
    return data_path("vocabulary", "upstreamness.parquet")


def positions(nomenclature: str, digits: int = 6) -> pl.DataFrame:
    """Product and ``value``: stages to final use, at least 1 up to rounding.

    Args:
        nomenclature: One of :data:`NOMENCLATURES`; the table is empty for others.
        digits: 2, 4 or 6.
    """
    return (
        pl.scan_parquet(whole(positions_path()))
        .filter(pl.col("nomenclature") == nomenclature, pl.col("code").str.len_chars() == digits)
        .select(pl.col("code").alias("product"), pl.col("upstreamness").alias("value"))
        .collect()
    )


@cache
def _by_code(nomenclature: str, digits: int) -> dict[str, float]:
    return dict(positions(nomenclature, digits).iter_rows())


def upstreamness_of(code: str, nomenclature: str = "HS92") -> float | None:
    """Stages between a product, heading or chapter and final use; None where it is not known."""
    return _by_code(nomenclature, len(code)).get(code)
