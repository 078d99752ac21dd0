"""Bands: same, ask a person, different."""

from __future__ import annotations

from typing import Literal, get_args

import polars as pl

Band = Literal["same", "ask", "different"]
BANDS: tuple[Band, ...] = get_args(Band)

SAME_FROM = 0.95
"""Probability from which a pair is merged without asking, when its names are nearly the same."""

ASK_FROM = 0.1
"""Probability from which a person is asked."""


def with_bands(
    pairs: pl.DataFrame, *, same_from: float = SAME_FROM, ask_from: float = ASK_FROM
) -> pl.DataFrame:
    """Scored pairs with a column ``band``.

    However probable, a pair is never merged on telephone, web site and address alone: companies
    of one owner share them. Its names must be nearly the same, or a registration number. Records
    with wholly different names and no number in common are not worth a person's time either.
    """
    names = pl.col("level_name")
    number = pl.col("level_identifiers").fill_null("") == "same"
    alike = names.is_in(["same", "same-common", "nearly"])
    merged = (pl.col("probability") >= same_from) & (alike | number)
    asked = (pl.col("probability") >= ask_from) & ((names != "other") | number)
    return pairs.with_columns(
        band=pl.when(merged)
        .then(pl.lit("same"))
        .when(asked)
        .then(pl.lit("ask"))
        .otherwise(pl.lit("different"))
    )
