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

    Records whose names are equal (column ``equal``) are the same. However probable, another pair
    is never merged on telephone, web site and address alone: companies of one owner share them.
    Its names must be nearly the same, or much alike with one of the others the same, or a
    registration number must be the same besides. Equal names that a number or a legal form tells
    apart are left to a person. Records with wholly different names and no number in common are not
    worth a person's time either.
    """
    names = pl.col("level_name")
    number = pl.col("level_identifiers").fill_null("") == "same"
    reached = pl.any_horizontal(
        *(pl.col(f"level_{one}").fill_null("") == "same" for one in ("phone", "domain", "address"))
    )
    alike = (names == "nearly") | ((names == "probably") & reached)
    equal = pl.col("equal").fill_null(value=False)
    merged = equal | (
        (pl.col("probability") >= same_from) & (alike | (number & (names != "other")))
    )
    asked = (pl.col("probability") >= ask_from) & ((names != "other") | number)
    return pairs.with_columns(
        band=pl.when(merged)
        .then(pl.lit("same"))
        .when(asked)
        .then(pl.lit("ask"))
        .otherwise(pl.lit("different"))
    )
