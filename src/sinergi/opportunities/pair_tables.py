"""What a pair's opportunities are read from: tables by product, in the order of the world's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from sinergi.evidence.cuts import of_product
from sinergi.evidence.histories import PairHistory, pair_history
from sinergi.evidence.measures import ALL, WORLD
from sinergi.evidence.reporting import thin_years
from sinergi.evidence.worlds import World
from sinergi.indicators.arrays import Array, divide
from sinergi.trade import queries
from sinergi.trade.catalogue import Dataset

COMPETITORS = 5


@dataclass(frozen=True)
class Sums:
    """Trade by product in the window: US dollars a year, and US dollars a tonne (NaN unknown)."""

    value: Array
    unit_value: Array


@dataclass(frozen=True)
class History:
    """A pair's trade by product in all years up to the window's end, ``(P,)``.

    ``total`` in US dollars; ``peak`` the largest year's value; years are 0 without trade.
    """

    total: Array
    peak: Array
    peak_year: Array
    last_year: Array


@dataclass(frozen=True)
class SupplierSums:
    """A supplier of one product to the importer: US dollars a year and a tonne (NaN unknown)."""

    country: str
    value: float
    unit_value: float


@dataclass(frozen=True)
class PairTables:
    """One direction of a pair in a window, beside the world it belongs to."""

    dataset: Dataset
    world: World
    exporter: str
    importer: str
    exports: Sums
    imports: Sums
    flow: Sums
    latest: Array
    """The flow in the window's last year, ``(P,)``, US dollars."""
    exports_latest: Array
    """The exporter's largest exports of a year from ``exports_year`` on, ``(P,)``, US dollars."""
    exports_year: int | None
    """The window's last year that the exporter reported; None where it reported none."""
    imports_before: Array | None
    before: range
    history: History
    states: PairHistory
    world_total: Array
    """World trade of each product in all years up to the window's end, US dollars."""

    @property
    def importer_exports(self) -> Array:
        """What the importer sells to the world, ``(P,)``, US dollars a year."""
        exports: Array = self.world.flows.exports[self.world.country(self.importer)]
        return exports


def pair_tables(dataset: Dataset, world: World, exporter: str, importer: str) -> PairTables:
    """Read the tables of one direction of a pair: a few queries, none of all flows."""
    years = world.years
    before = range(years[0] - len(years), years[0])
    first = dataset.years[0] if dataset.years else years[0]
    states = pair_history(dataset.id, exporter, importer, years[-1])
    reaches_back = set(before) <= set(dataset.years_held)
    all_years = range(first, years[-1] + 1)
    both = range(before[0], years[-1] + 1) if reaches_back else years
    exports = queries.exports_by_product(dataset, exporter, years)
    imports = queries.imports_by_product(dataset, importer, both)
    flow = queries.flows(dataset, exporter, importer, years=all_years).collect()
    silent = thin_years(dataset.id, exporter, years)
    reported = max((year for year in years if year not in silent), default=None)
    earlier = imports.filter(pl.col("year").is_in(list(before)))
    return PairTables(
        dataset=dataset,
        world=world,
        exporter=exporter,
        importer=importer,
        exports=_sums(world, exports),
        imports=_sums(world, imports.filter(pl.col("year").is_in(list(years)))),
        flow=_sums(world, _quantified(flow.filter(pl.col("year").is_in(list(years))))),
        latest=_by_product(world, flow.filter(pl.col("year") == years[-1]), "value"),
        exports_latest=_by_product(world, _largest(exports, reported), "value"),
        exports_year=reported,
        imports_before=_by_product(world, earlier, "value") / len(before) if reaches_back else None,
        before=before,
        history=_history(world, states),
        states=states,
        world_total=_world_total(world, all_years),
    )


def _world_total(world: World, years: range) -> Array:
    rows = of_product(world.dataset, WORLD, WORLD, ALL)
    return _by_product(world, rows.filter(pl.col("year").is_between(years[0], years[-1])), "value")


def _quantified(rows: pl.DataFrame) -> pl.DataFrame:
    """Flow rows with the column that sums carry."""
    known = pl.when(pl.col("quantity").is_not_null()).then(pl.col("value")).otherwise(0.0)
    return rows.with_columns(known.alias("value_quantified"))


def _sums(world: World, rows: pl.DataFrame) -> Sums:
    quantity = _by_product(world, rows, "quantity")
    quantified = _by_product(world, rows, "value_quantified")
    return Sums(
        value=_by_product(world, rows, "value") / len(world.years),
        unit_value=divide(quantified, quantity),
    )


def _largest(exports: pl.DataFrame, since: int | None) -> pl.DataFrame:
    """The largest year of each product from a year on; nothing without one."""
    later = exports.filter(pl.col("year") >= since)
    return later.group_by("product", maintain_order=True).agg(pl.col("value").max())


def _by_product(world: World, rows: pl.DataFrame, column: str) -> Array:
    values = rows[column].fill_null(0.0).to_numpy()
    return np.bincount(_places(world, rows), values, len(world.products)).astype(np.float64)


def _places(world: World, rows: pl.DataFrame) -> np.ndarray:
    index = pl.Series(world.products)
    return (
        rows["product"]
        .replace_strict(index, pl.Series(range(index.len())), return_dtype=pl.Int64)
        .to_numpy()
    )


def _history(world: World, states: PairHistory) -> History:
    history = History(*(np.zeros(len(world.products)) for _ in range(4)))
    for flow in states.flows:
        k = world.product_index[flow.product]
        history.total[k], history.peak[k] = flow.total, flow.peak
        history.peak_year[k], history.last_year[k] = flow.peak_year, flow.last
    return history


def competitors(tables: PairTables, products: list[str]) -> dict[str, list[SupplierSums]]:
    """The largest other suppliers of these products to the importer, by value, then by code."""
    years = tables.world.years
    quantified = pl.col("quantity").is_not_null()
    rows = (
        queries.flows(tables.dataset, importer=tables.importer, products=products, years=years)
        .filter(pl.col("exporter") != tables.exporter)
        .group_by("product", "exporter")
        .agg(
            pl.col("value").sum() / len(years),
            pl.when(quantified).then("value").otherwise(0.0).sum().alias("value_quantified"),
            pl.col("quantity").sum(),
        )
        .sort(["product", "value", "exporter"], descending=[False, True, False])
        .group_by("product", maintain_order=True)
        .head(COMPETITORS)
        .with_columns(
            pl.when(pl.col("quantity") > 0)
            .then(pl.col("value_quantified") / pl.col("quantity"))
            .otherwise(float("nan"))
            .alias("unit_value")
        )
        .select("product", "exporter", "value", "unit_value")
        .collect()
    )
    found: dict[str, list[SupplierSums]] = {}
    for product, country, value, unit_value in rows.iter_rows():
        found.setdefault(product, []).append(SupplierSums(country, value, unit_value))
    return found
