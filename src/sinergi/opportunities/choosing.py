"""Which products are worth a look: chosen from one table of a country, before any evidence is made.

A brief names a handful of the thousands of products of a sector. To choose them by evidence, one
number a product, would read the data thousands of times; here each country's trade with the world
is read once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from sinergi.evidence.caching import refresh, store_cache
from sinergi.evidence.datasets import trade
from sinergi.trade import queries
from sinergi.trade.catalogue import Side


@dataclass(frozen=True)
class Traded:
    """A product and what the countries asked for trade of it with the world, US dollars in all."""

    product: str
    exports: float
    imports: float

    @property
    def total(self) -> float:
        """Exports and imports together."""
        return self.exports + self.imports


def _everything(_product: str) -> bool:
    return True


def most_traded(
    dataset: str,
    countries: Sequence[str],
    *,
    covers: Callable[[str], bool] = _everything,
    years: range | None = None,
    limit: int | None = None,
) -> list[Traded]:
    """The dataset's products by what the countries trade of them with the world, most first.

    Args:
        dataset: Id of a trade dataset.
        countries: ISO3 codes; their trade is added up.
        covers: Which product codes to consider, such as ``Sector.covers``.
        years: The years added up, all of the dataset if None.
        limit: Number of products, all if None.

    Returns:
        Products in the order of their sums, equal ones by code. A product of the dataset that none
        of the countries trades comes last, with zeros.

    Raises:
        UnknownNameError: there is no such trade dataset.
    """
    refresh()
    held = _covered(dataset, covers)
    sold = [_by_product(dataset, "exporter", one, years) for one in countries]
    bought = [_by_product(dataset, "importer", one, years) for one in countries]
    found = [Traded(product, _sum(sold, product), _sum(bought, product)) for product in held]
    return sorted(found, key=lambda one: (-one.total, one.product))[:limit]


def _sum(tables: Sequence[Mapping[str, float]], product: str) -> float:
    return sum(table.get(product, 0.0) for table in tables)


@store_cache(4)
def _products(dataset: str) -> tuple[str, ...]:
    return tuple(queries.products(trade(dataset)))


@store_cache(128)
def _covered(dataset: str, covers: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(product for product in _products(dataset) if covers(product))


@store_cache(64)
def _by_product(dataset: str, side: Side, country: str, years: range | None) -> Mapping[str, float]:
    read = queries.exports_by_product if side == "exporter" else queries.imports_by_product
    rows = read(trade(dataset), country, years).group_by("product").agg(pl.col("value").sum())
    return dict(rows.iter_rows())
