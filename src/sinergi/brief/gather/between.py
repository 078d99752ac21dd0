"""Trade between the two countries, product by product: what goes now, what went and stopped."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from sinergi.brief.gather.context import Context
from sinergi.trade import queries

STOPPED_AFTER = 3
"""Years without trade after which a flow counts as stopped."""


@dataclass(frozen=True)
class Flow:
    """One product that went from one country to the other, and in which years."""

    product: str
    years: list[int]
    value: float
    """All years together, US dollars: for ordering only."""

    def stopped(self, last: int) -> bool:
        """Whether nothing of it has gone for :data:`STOPPED_AFTER` years."""
        return self.years[-1] <= last - STOPPED_AFTER


def flows_between(context: Context, exporter: str, importer: str) -> list[Flow]:
    """Every product ever traded this way, the largest in all years together first."""
    frame = (
        queries.flows(context.dataset, exporter, importer)
        .filter(pl.col("value") > 0)
        .group_by("product")
        .agg(pl.col("year").sort(), pl.col("value").sum())
        .sort(["value", "product"], descending=[True, False])
        .collect()
    )
    return [Flow(product, list(years), value) for product, years, value in frame.iter_rows()]
