"""The place of a company by its words: BM25 of its goods and line of business.

Words find what no code tells, and codes find what no word says; so the place by words is one addend
beside what is known by codes. A place, not a score, is added: scores of BM25 are of no scale that
two products share (Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion", SIGIR 2009).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl

from sinergi.companies.candidates.wording import WORDS, beginnings, names_of, weight_of
from sinergi.companies.classification.retrieval import K1, B

PLACES = 30
"""Companies that get a place by their words."""

HALF = 10
"""The place at which half of the weight is left, counted from 0."""

PART_OF_BEST = 0.5
"""Words alone name a company when they score so much of the best one's at least..."""

LEAST_WEIGHT = 8.0
"""...and share words of this weight: two that not many headings have in their names."""

SCHEMA = pl.Schema({"company": pl.String, "place": pl.Int64, "alone": pl.Boolean})


def counted(texts: Iterable[str]) -> Counter[str]:
    """How often each beginning of a word stands in texts."""
    return Counter(one for text in texts for one in beginnings(text))


def part_of(place: int) -> float:
    """What a place (the first is 1) leaves of the weight, 0 to 1."""
    return HALF / (HALF + place - 1)


def word_places(said: pl.LazyFrame, records: pl.DataFrame, code: str) -> pl.DataFrame:
    """The first companies by the words of the heading's names.

    Args:
        said: Columns ``register``, ``record_id``, ``beginning``, ``times``.
        records: Columns ``register``, ``record_id``, ``company``, ``said`` (number of words).
        code: HS code of the product; a chapter has no names that would tell.

    Returns:
        ``company``, ``place`` (from 1) and ``alone``: whether words alone are reason to name it.
    """
    whole, own = names_of(code)
    sought = list(whole | own)
    if len(code) < 4 or not sought:
        return pl.DataFrame(schema=SCHEMA)
    sizes = records.group_by("company").agg(length=pl.col("said").sum())
    sizes = sizes.filter(pl.col("length") > 0)
    keys = ["register", "record_id"]
    hits = (
        said.filter(pl.col("beginning").is_in(sought))
        .collect()
        .join(records.select(*keys, "company"), on=keys)
        .group_by("company", "beginning")
        .agg(times=pl.col("times").sum())
        .join(sizes, on="company")
    )
    if hits.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    weight = pl.col("beginning").replace_strict({one: weight_of(one) for one in sought})
    holders = pl.len().over("beginning")
    rarity = ((sizes.height - holders + 0.5) / (holders + 0.5)).log1p()
    mean = float(sizes.select(pl.col("length").mean()).item())
    norm = K1 * (1 - B + B * pl.col("length") / mean)
    table = (
        hits.with_columns(
            worth=rarity * pl.col("times") * (K1 + 1) / (pl.col("times") + norm),
            weight=weight.cast(pl.Float64),
        )
        .group_by("company")
        .agg(pl.col("worth").sum(), pl.col("weight").sum(), shared=pl.len())
        .with_columns(pl.col("worth").round(9))
        .sort("worth", "company", descending=[True, False])
        .head(PLACES)
    )
    alone = (
        (pl.col("worth") >= PART_OF_BEST * pl.col("worth").max())
        & (pl.col("weight") >= LEAST_WEIGHT)
        & (pl.col("shared") >= WORDS)
    )
    return table.select(
        "company", place=pl.int_range(1, table.height + 1, dtype=pl.Int64, eager=True), alone=alone
    )
