"""Exports or imports of all countries by product in an interval of years, read once and kept."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import polars as pl

from sinergi.evidence.caching import store_cache
from sinergi.evidence.datasets import trade
from sinergi.indicators.arrays import Array
from sinergi.trade import queries
from sinergi.trade.catalogue import Side


@dataclass(frozen=True)
class CountryTotals:
    """Values ``(C, P)`` in US dollars over all years of the interval, 0 where there is no row."""

    countries: tuple[str, ...]
    products: tuple[str, ...]
    value: Array

    def of(self, codes: list[str] | None) -> dict[str, float]:
        """Totals above zero by country, of the products that begin with one of the codes."""
        chosen: slice | list[int] = slice(None)
        if codes is not None:
            chosen = sorted({k for code in codes for k in self._beginning(code)})
        totals = self.value[:, chosen].sum(axis=1)
        return {
            country: float(total)
            for country, total in zip(self.countries, totals, strict=True)
            if total > 0
        }

    def _beginning(self, code: str) -> range:
        """Places of the products that begin with the code: they are sorted, so one interval."""
        start = bisect_left(self.products, code)
        return range(start, bisect_left(self.products, code + "~", start))


# A matrix of 230 countries and 5,000 products is 9 MB.
@store_cache(24)
def country_totals(dataset: str, side: Side, first: int, last: int) -> CountryTotals:
    """The totals of ``exporter`` (exports) or ``importer`` (imports), ``first`` to ``last``.

    Raises:
        UnknownNameError: there is no such trade dataset.
    """
    held = trade(dataset)
    frame = queries.by_country(held, side).filter(pl.col("year").is_between(first, last))
    rows = frame.group_by("country", "product").agg(pl.col("value").sum()).collect()
    countries, products = (sorted(rows[name].unique()) for name in ("country", "product"))
    value = np.zeros((len(countries), len(products)))
    i, k = (
        rows[name].cast(pl.Enum(labels)).to_physical().to_numpy()
        for name, labels in (("country", countries), ("product", products))
    )
    value[i, k] = rows["value"].to_numpy()
    return CountryTotals(tuple(countries), tuple(products), value)
