"""Conversion between revisions of the Harmonised System with weighted tables.

The weights between neighbouring revisions are those of the Growth Lab's Atlas of Economic
Complexity, which fits them to the trade of the years around each change (Lukaszuk and Torun
2022, "Harmonizing the Harmonized System"). Revisions further apart are converted step by step:
the weight from ``a`` to ``c`` is the sum over ``b`` of ``w(a, b) w(b, c)``. The weights of one
code add up to 1, so a conversion keeps the total. Where a step on the way has no row for a part
of a code (old subdivisions of petroleum, 2710), the other parts are scaled up to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from sinergi.errors import UnknownNameError
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

REVISIONS = ("HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22")
"""Revisions of the Harmonised System, oldest first (H0 to H6 in UN Comtrade)."""


class Converted(NamedTuple):
    """Rows in the target revision, and the rows whose code the source revision does not have."""

    frame: pl.DataFrame
    unknown: pl.DataFrame


def check_revision(name: str) -> str:
    """``name`` itself when it is one of :data:`REVISIONS`.

    Raises:
        UnknownNameError: it is not; the message lists them.
    """
    if name not in REVISIONS:
        raise UnknownNameError(
            f"nomenclature '{name}' is not known", advice=f"Revisions: {', '.join(REVISIONS)}"
        )
    return name


@cache
def codes(revision: str) -> frozenset[str]:
    """All six-digit codes of a revision."""
    rows = _tables().filter(pl.col("from") == check_revision(revision))
    return frozenset(rows["code_from"].to_list())


@cache
def weights(source: str, target: str) -> pl.DataFrame:
    """Columns ``code_from``, ``code_to``, ``weight``; weights of one ``code_from`` add up to 1.

    Raises:
        UnknownNameError: one of the revisions is not known.
    """
    first = REVISIONS.index(check_revision(source))
    last = REVISIONS.index(check_revision(target))
    if first == last:
        same = sorted(codes(source))
        return pl.DataFrame({"code_from": same, "code_to": same, "weight": [1.0] * len(same)})
    step = 1 if last > first else -1
    chain = [REVISIONS[i] for i in range(first, last + step, step)]
    table = _step(chain[0], chain[1])
    for here, there in pairwise(chain[1:]):
        table = (
            table.join(
                _step(here, there).rename({"code_from": "code_to", "code_to": "next"}),
                on="code_to",
            )
            .group_by("code_from", pl.col("next").alias("code_to"))
            .agg((pl.col("weight") * pl.col("weight_right")).sum())
        )
    whole = pl.col("weight") / pl.col("weight").sum().over("code_from")
    return table.with_columns(whole.alias("weight")).sort("code_from", "code_to")


def convert(
    frame: pl.DataFrame,
    source: str,
    target: str,
    *,
    product: str = "product",
    measures: Sequence[str] = ("value", "quantity"),
) -> Converted:
    """Share out the measures of each product by the weights and add up what falls together.

    Args:
        frame: A table with a column of six-digit codes of ``source``, columns of measures, and
            any others, which stay as keys.
        source: The revision of the codes.
        target: The revision wanted.
        product: The column of codes.
        measures: Columns that add up. A sum with an unknown (null) part is unknown.

    Raises:
        UnknownNameError: one of the revisions is not known.
    """
    table = weights(source, target).rename({"code_from": product})
    keys = [name for name in frame.columns if name not in (product, *measures)]
    unknown = frame.join(table.select(product).unique(), on=product, how="anti")
    shared = _share_out(frame, table, [*keys, product], product, measures)
    return Converted(shared, unknown)


def _share_out(
    frame: pl.DataFrame,
    table: pl.DataFrame,
    keys: list[str],
    product: str,
    measures: Sequence[str],
) -> pl.DataFrame:
    shared = frame.join(table, on=product, how="inner")
    sums = [
        pl.when(pl.col(m).null_count() == 0).then((pl.col(m) * pl.col("weight")).sum()).alias(m)
        for m in measures
    ]
    return (
        shared.drop(product)
        .rename({"code_to": product})
        .group_by(keys)
        .agg(sums)
        .select(frame.columns)
    )


@cache
def _step(source: str, target: str) -> pl.DataFrame:
    return (
        _tables()
        .filter((pl.col("from") == source) & (pl.col("to") == target))
        .select("code_from", "code_to", "weight")
    )


@cache
def _tables() -> pl.DataFrame:
    return pl.read_parquet(whole(data_path("vocabulary", "hs-conversion.parquet")))
