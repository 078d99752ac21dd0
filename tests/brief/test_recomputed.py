# ruff: noqa: S608 (queries put together from codes of our own)
"""Every number of three briefs, recomputed by a program that shares no code with the product.

Nothing of sinergi is imported: the briefs are made by the command, the numbers come out of the
Parquet files by DuckDB and NumPy, from the definitions in the literature.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src" / "sinergi" / "data"
TABLES = {
    "flows": DATA / "trade" / "baci-minerals.parquet",
    "wdi": DATA / "vocabulary" / "wdi.parquet",
    "eci": DATA / "vocabulary" / "eci.parquet",
    "geodist": DATA / "vocabulary" / "distances.parquet",
    "minerals": DATA / "trade" / "usgs-minerals.parquet",
}
PAIRS = [("IDN", "TJK"), ("KAZ", "RUS"), ("PER", "VNM")]
CREDIBILITY = 3_000_000.0

pytestmark = pytest.mark.slow


@cache
def files() -> duckdb.DuckDBPyConnection:
    """The files as tables in memory."""
    connection = duckdb.connect()
    for name, path in TABLES.items():
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM '{path}'")
    return connection


def rows_of(query: str, *values: object) -> list[Any]:
    return files().execute(query, values).fetchall()


@cache
def sql(query: str, *values: object) -> Any:
    """The one number that a query gives."""
    rows = rows_of(query, *values)
    return rows[0][0] if rows else None


def product_is(product: str) -> str:
    if product == "all":
        return "TRUE"
    return "(" + " OR ".join(f"product LIKE '{code}%'" for code in product.split("+")) + ")"


def side_is(column: str, country: str) -> str:
    return "TRUE" if country == "WLD" else f"{column} = '{country}'"


def years(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)


def trade_value(exporter: str, importer: str, product: str, when: str) -> float | None:
    first, last = years(when)
    if first < 1995 or last > 2024:
        return None
    known = sql(f"SELECT count(*) FROM flows WHERE {product_is(product)}")
    total = sql(
        f"SELECT sum(value) FROM flows WHERE {side_is('exporter', exporter)} "
        f"AND {side_is('importer', importer)} AND {product_is(product)} "
        "AND year BETWEEN ? AND ?",
        first,
        last,
    )
    if total is None:
        for country in {exporter, importer} - {"WLD"}:
            own = sql(
                "SELECT count(*) FROM flows WHERE (exporter = ? OR importer = ?) "
                "AND year BETWEEN ? AND ?",
                *(country, country, first, last),
            )
            known = known and own
    if not known:
        return None
    return float(total or 0) / (last - first + 1)


def share(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole


def world_export_share(exporter: str, product: str, when: str) -> float | None:
    return share(
        trade_value(exporter, "WLD", product, when), trade_value("WLD", "WLD", product, when)
    )


def world_import_share(importer: str, product: str, when: str) -> float | None:
    return share(
        trade_value("WLD", importer, product, when), trade_value("WLD", "WLD", product, when)
    )


def market_share(exporter: str, importer: str, product: str, when: str) -> float | None:
    return share(
        trade_value(exporter, importer, product, when), trade_value("WLD", importer, product, when)
    )


def rank(side: str, country: str, product: str, when: str) -> float | None:
    first, last = years(when)
    rows = rows_of(
        f"SELECT {side}, sum(value) FROM flows WHERE {product_is(product)} "
        f"AND year BETWEEN ? AND ? GROUP BY {side}",
        first,
        last,
    )
    sums = {str(name): float(total) for name, total in rows}
    if country not in sums:
        return None
    return 1.0 + sum(total > sums[country] for total in sums.values())


def exporter_rank(exporter: str, product: str, when: str) -> float | None:
    return rank("exporter", exporter, product, when)


def importer_rank(importer: str, product: str, when: str) -> float | None:
    return rank("importer", importer, product, when)


def trade_growth(exporter: str, importer: str, product: str, a: str, b: str) -> float | None:
    start = trade_value(exporter, importer, product, a)
    end = trade_value(exporter, importer, product, b)
    if not start or not end:
        return None
    return float((end / start) ** (1 / (np.mean(years(b)) - np.mean(years(a)))) - 1)


def peak_year(exporter: str, importer: str, product: str) -> float | None:
    found = sql(
        f"SELECT year FROM flows WHERE {side_is('exporter', exporter)} "
        f"AND {side_is('importer', importer)} AND {product_is(product)} AND value > 0 "
        "GROUP BY year ORDER BY sum(value) DESC, year LIMIT 1"
    )
    return None if found is None else float(found)


def unit_value(exporter: str, importer: str, product: str, when: str) -> float | None:
    first, last = years(when)
    found = sql(
        f"SELECT sum(value) / (sum(quantity) / 1000) FROM flows WHERE quantity IS NOT NULL "
        f"AND {side_is('exporter', exporter)} AND {side_is('importer', importer)} "
        f"AND {product_is(product)} AND year BETWEEN ? AND ?",
        first,
        last,
    )
    return None if found is None else float(found)


def wdi(column: str, country: str, when: str) -> float | None:
    found = sql(
        f"SELECT {column} FROM wdi WHERE country = ? AND year = ?",
        country,
        int(when),
    )
    return None if found is None else float(found)


def basket_share(country: str, side: str, when: str) -> float | None:
    flow = (country, "WLD") if side == "exports" else ("WLD", country)
    return share(trade_value(*flow, "all", when), wdi(f"{side}_goods_bop", country, when))


def eci(country: str, when: str) -> float | None:
    found = sql(
        "SELECT eci FROM eci WHERE country = ? AND year = ?",
        country,
        int(when),
    )
    return None if found is None else float(found)


def eci_rank(country: str, when: str) -> float | None:
    own = eci(country, when)
    if own is None:
        return None
    above = sql("SELECT count(*) FROM eci WHERE year = ? AND eci > ?", int(when), own)
    return 1.0 + float(above)


def distance(exporter: str, importer: str) -> float | None:
    found = sql(
        "SELECT dist FROM geodist WHERE exporter = ? AND importer = ?",
        exporter,
        importer,
    )
    return None if found is None else float(found)


def mineral_rank(country: str, commodity: str, statistic: str, when: str) -> float | None:
    rows = rows_of(
        "SELECT country, stage, value FROM minerals "
        "WHERE commodity = ? AND statistic = ? AND year = ? AND country IS NOT NULL "
        "AND value IS NOT NULL AND unit LIKE 'tonnes%'",
        commodity,
        statistic,
        int(when),
    )
    stages = {stage for _, stage, _ in rows}
    kept = {stage for stage in stages if "mine" in str(stage)} if len(stages) > 1 else stages
    assert len(kept) == 1, "stages that must not be added"
    sums: dict[str, float] = {}
    for name, stage, value in rows:
        if stage in kept:
            sums[name] = sums.get(name, 0.0) + float(value)
    if country not in sums:
        return None
    return 1.0 + sum(value > sums[country] for value in sums.values())


class World:
    """The mean flows of a window as a cube, and the export potential of Decreux and Spies."""

    def __init__(self, when: str) -> None:
        first, last = years(when)
        span = last - first + 1
        rows = rows_of(
            f"SELECT exporter, importer, product, sum(value) / {span} FROM flows "
            "WHERE year BETWEEN ? AND ? AND exporter <> importer GROUP BY ALL",
            first,
            last,
        )
        self.names = sorted({row[0] for row in rows} | {row[1] for row in rows})
        self.products = sorted({row[2] for row in rows})
        at = {name: place for place, name in enumerate(self.names)}
        of = {name: place for place, name in enumerate(self.products)}
        self.v = np.zeros((len(self.names), len(self.names), len(self.products)))
        for i, j, k, value in rows:
            self.v[at[i], at[j], of[k]] = value
        self.at, self.of = at, of
        ties = rows_of("SELECT exporter, importer, dist, contig, comlang_off, colony FROM geodist")
        self.z = np.full((4, len(self.names), len(self.names)), np.nan)
        for i, j, length, *dummies in ties:
            if i in at and j in at and i != j and length is not None:
                self.z[:, at[i], at[j]] = (np.log(length), *dummies)

    def gravity(self) -> np.ndarray:
        """PPML with a dummy for each exporter and importer, by Newton's method."""
        pair = self.v.sum(axis=2)
        known = ~np.isnan(self.z).any(axis=0)
        while True:
            # A country without trade among the pairs kept is predicted none.
            sells = (pair * known).sum(axis=1) > 0
            buys = (pair * known).sum(axis=0) > 0
            fewer = known & sells[:, None] & buys[None, :]
            if (fewer == known).all():
                break
            known = fewer
        i, j = np.nonzero(known)
        y = pair[i, j] / 1e6
        own, their = np.unique(i), np.unique(j)[1:]
        x = np.hstack(
            [
                self.z[:, i, j].T,
                (i[:, None] == own[None, :]).astype(float),
                (j[:, None] == their[None, :]).astype(float),
            ]
        )
        mu = (y + y.mean()) / 2
        eta = np.log(mu)
        for _ in range(200):
            response = eta + (y - mu) / mu
            weighted = x * mu[:, None]
            beta = np.linalg.lstsq(weighted.T @ x, weighted.T @ response, rcond=None)[0]
            new = np.clip(x @ beta, -60, 60)
            if np.abs(np.exp(new) - mu).max() < 1e-9 * mu.max():
                break
            eta, mu = new, np.exp(new)
        fitted = np.full(pair.shape, np.nan)
        fitted[i, j] = np.exp(new) * 1e6
        return fitted

    def potential(self, exporter: str, importer: str, fitted: np.ndarray) -> np.ndarray:
        """Supply x demand x ease x distance, product by product; no growth, equal tariffs."""
        i, j = self.at[exporter], self.at[importer]
        exports, imports = self.v.sum(axis=1), self.v.sum(axis=0)
        world = exports.sum(axis=0)
        market = np.divide(exports, world, out=np.zeros_like(exports), where=world > 0)
        own = np.ones(len(self.products))
        bought = imports[i] > 0
        own[bought] = np.minimum(1, exports[i, bought] / imports[i, bought])
        expected = float(market[i] @ imports[j])
        observed, mu = float(self.v[i, j].sum()) / expected, float(fitted[i, j])
        weight = mu / (mu + CREDIBILITY)
        ease = weight * observed + (1 - weight) * mu / expected
        logs, flows = self.z[0, :, j], self.v[:, j, :]
        known = ~np.isnan(logs)
        total = flows[known].sum(axis=0)
        usual = np.divide(
            logs[known] @ flows[known], total, out=np.full(total.shape, np.nan), where=total > 0
        )
        near = np.where(np.isnan(usual), 1.0, np.exp(-np.abs(usual - self.z[0, i, j])))
        return np.asarray(market[i] * own * imports[j] * ease * near)


@cache
def fitted_world(when: str) -> tuple[World, np.ndarray]:
    world = World(when)
    return world, world.gravity()


def export_potential(exporter: str, importer: str, product: str, when: str) -> float:
    world, fitted = fitted_world(when)
    cells = world.potential(exporter, importer, fitted)
    return float(cells.sum() if product == "all" else cells[world.of[product]])


def unrealised_potential(exporter: str, importer: str, product: str, when: str) -> float:
    world, fitted = fitted_world(when)
    cells = world.potential(exporter, importer, fitted)
    left = np.maximum(cells - world.v[world.at[exporter], world.at[importer]], 0)
    return float(left.sum() if product == "all" else left[world.of[product]])


MEASURES = {
    "trade-value": trade_value,
    "world-export-share": world_export_share,
    "world-import-share": world_import_share,
    "market-share": market_share,
    "exporter-rank": exporter_rank,
    "importer-rank": importer_rank,
    "trade-growth": trade_growth,
    "peak-year": peak_year,
    "unit-value": unit_value,
    "basket-share": basket_share,
    "distance": distance,
    "eci": eci,
    "eci-rank": eci_rank,
    "gdp": lambda *a: wdi("gdp", *a),
    "gdp-per-head": lambda *a: wdi("gdppc", *a),
    "population": lambda *a: wdi("population", *a),
    "goods-exports": lambda *a: wdi("exports_goods_bop", *a),
    "goods-imports": lambda *a: wdi("imports_goods_bop", *a),
    "mineral-rank": mineral_rank,
    "export-potential": export_potential,
    "unrealised-potential": unrealised_potential,
}
LOOSE = {"export-potential": 1e-4, "unrealised-potential": 1e-4}
"""Relative error allowed where a fit stands behind the number."""


def numbers(part: object) -> Iterator[tuple[str, float | None]]:
    """Every number of a brief with its evidence id, at any depth."""
    if isinstance(part, dict):
        if isinstance(part.get("evidence"), str) and "value" in part:
            yield part["evidence"], part["value"]
        for value in part.values():
            yield from numbers(value)
    elif isinstance(part, list):
        for value in part:
            yield from numbers(value)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_number_is_what_the_files_give(a: str, b: str, tmp_path: Path) -> None:
    sample = ROOT / "samples" / "jakarta-2024-11-22.txt"
    command = [sys.executable, "-m", "sinergi.cli", "brief", a, b, "--from", str(sample)]
    subprocess.run(
        [*command, "--dataset", "baci-minerals", "--format", "json", "--out", str(tmp_path)],
        check=True,
        capture_output=True,
        env={**os.environ, "SINERGI_HOME": str(tmp_path / "home")},
    )
    brief = json.loads((tmp_path / "brief.json").read_text("utf-8"))
    shown = dict(numbers(brief))
    assert len(shown) > 150
    wrong = []
    for identifier, value in shown.items():
        call, _, _ = identifier.partition("@")
        name, *arguments = call.split("/")
        assert name in MEASURES, f"{identifier}: recompute this measure too"
        again = MEASURES[name](*arguments)
        tolerance = LOOSE.get(name, 1e-9)
        same = (
            again is None
            if value is None
            else again is not None and abs(again - value) <= tolerance * max(1e-9, abs(value))
        )
        if not same:
            wrong.append((identifier, value, again))
    assert wrong == []
