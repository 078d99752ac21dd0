"""The review queue: pairs that a person must see, the most telling first."""

from __future__ import annotations

import polars as pl

from sinergi.companies.linkage import results
from sinergi.companies.linkage.decisions import DecisionLog


def queue(log: DecisionLog) -> pl.DataFrame:
    """The pairs of the last linking in the band ``ask`` that nobody has decided yet.

    Those in doubt come first: probability nearest to one half; equal ones by their ids.
    """
    standing = log.standing()
    pairs = results.pairs().filter(pl.col("band") == "ask")
    open_pairs = [pair not in standing for pair in pairs.select("left", "right").iter_rows()]
    pairs = pairs.filter(pl.Series(open_pairs, dtype=pl.Boolean))
    doubt = (pl.col("probability") - 0.5).abs()
    return pairs.sort([doubt, pl.col("left"), pl.col("right")])
