"""The review queue: pairs that a person must see, those first whose decision changes most."""

from __future__ import annotations

import polars as pl

from sinergi.companies.linkage import results
from sinergi.companies.linkage.pair_decisions import DecisionLog

CERTAIN = 0.05
"""Doubt that every pair has: a decision on a sure pair is worth a little too."""


def queue(log: DecisionLog) -> pl.DataFrame:
    """The pairs of the last linking in the band ``ask`` that nobody has decided yet.

    First come those whose decision changes most: ``records``, the number of records of the two
    companies that it would join or keep apart, times the doubt (1 at probability one half, 0 at
    0 and 1). Equal ones stand by their ids.
    """
    standing = log.standing()
    pairs = results.pairs().filter(pl.col("band") == "ask")
    open_pairs = [pair not in standing for pair in pairs.select("left", "right").iter_rows()]
    pairs = pairs.filter(pl.Series(open_pairs, dtype=pl.Boolean))
    members = results.records().select("unique_id", records=pl.len().over("company"))
    for side in ("left", "right"):
        of_side = members.rename({"unique_id": side, "records": f"records_{side}"})
        pairs = pairs.join(of_side, on=side, how="left", maintain_order="left")
    pairs = pairs.with_columns(records=pl.col("records_left") + pl.col("records_right"))
    doubt = 1 - 2 * (pl.col("probability") - 0.5).abs() + CERTAIN
    change = pl.col("records") * doubt
    return pairs.sort([-change, pl.col("left"), pl.col("right")]).drop(
        "records_left", "records_right"
    )
