"""A synthetic world of the size and skew of CEPII's BACI. No number in it is real.

    python benchmarks/world.py OUT [--years 2015-2019] [--countries 230] [--products 5000]
                                   [--rows 11300000] [--as flows|exports|baci]

writes one Parquet file a year: flows between countries, ``SYNTHETIC_flows_YYYY.parquet``, or
exports by country and product, ``SYNTHETIC_exports_YYYY.parquet``; or as CEPII publishes them a
zip, ``BACI_HS92_V000000-SYNTHETIC.zip``. Countries and
products carry real codes so that every reader takes them; the trade between them is drawn.

The skew: sizes of countries and products are lognormal; who makes a product follows from know-how
and from what the product needs, so that the matrix of advantages is nested like the real one;
trade falls with distance; and of all cells only the largest exist, as many as BACI has rows.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from babel.core import get_global
from numpy.typing import NDArray

from sinergi.vocabulary.countries import iso3_to_iso2
from sinergi.vocabulary.tables import data_path

ROWS = 11_300_000  # of a year of BACI, HS92
SEED = 20240101
_BINS = np.linspace(-60, 60, 24_001)


@dataclass(frozen=True)
class World:
    """The drawn traits of countries and products; flows follow from them and the seed."""

    countries: list[str]
    products: list[str]
    supply: NDArray[np.float32]
    demand: NDArray[np.float32]
    distance: NDArray[np.float32]
    price: NDArray[np.float32]
    seed: int


def draw(countries: int, products: int, seed: int = SEED) -> World:
    """Draw a world."""
    random = np.random.default_rng(seed)
    size = random.normal(0, 2.0, countries)
    know_how = np.clip(0.5 + 0.18 * size + random.normal(0, 0.18, countries), 0, 1.4)
    needed = random.random(products)
    lacking = np.logaddexp(0, 9 * (needed[None, :] - know_how[:, None] + 0.2))
    taste = random.normal(0, 1.6, (countries, products))
    weight = random.normal(0, 1.8, products)
    place = random.random((countries, 2)) * [180.0, 90.0]
    apart = np.sqrt(((place[:, None] - place[None]) ** 2).sum(axis=2)) * 111 + 150
    return World(
        countries=list(iso3_to_iso2())[:countries],
        products=_codes(products),
        supply=(size[:, None] + weight + taste - lacking).astype(np.float32),
        demand=(0.9 * size[:, None] + random.normal(0, 0.7, (countries, products))).astype("f4"),
        distance=apart.astype(np.float32),
        price=random.normal(1, 1.5, products).astype(np.float32),
        seed=seed,
    )


def _codes(count: int) -> list[str]:
    names = pl.scan_parquet(data_path("vocabulary", "hs-names.parquet"))
    known = names.filter(pl.col("nomenclature") == "HS92", pl.col("code").str.len_chars() == 6)
    codes: list[str] = known.select(pl.col("code").sort()).collect()["code"].to_list()
    if count > len(codes):
        raise SystemExit(f"HS 1992 has {len(codes)} products, not {count}")
    return codes[:count]


def _logs(world: World, exporter: int) -> NDArray[np.float32]:
    """Logarithm of what one exporter could sell to each importer of each product."""
    random = np.random.default_rng([world.seed, exporter])
    logs = random.standard_normal(world.demand.shape, dtype=np.float32)
    logs *= 1.8
    logs += world.supply[exporter]
    logs += world.demand
    logs -= (1.1 * np.log(world.distance[exporter]))[:, None]
    logs[exporter] = -np.inf
    return logs


def cells(world: World, rows: int) -> pl.DataFrame:
    """The ``rows`` largest cells: exporter, importer and product as indices, value in dollars."""
    counts = np.zeros(_BINS.size - 1, dtype=np.int64)
    for exporter in range(len(world.countries)):
        counts += np.histogram(_logs(world, exporter), _BINS)[0]
    above = np.cumsum(counts[::-1])[::-1]
    cut = _BINS[np.searchsorted(-above, -rows)]
    parts = []
    for exporter in range(len(world.countries)):
        logs = _logs(world, exporter)
        importer, product = np.nonzero(logs >= cut)
        value = 1000 * np.exp(logs[importer, product].astype(np.float64) - cut)
        parts.append(
            pl.DataFrame(
                {
                    "exporter": np.full(importer.size, exporter, dtype=np.int16),
                    "importer": importer.astype(np.int16),
                    "product": product.astype(np.int16),
                    "value": value,
                }
            )
        )
    return pl.concat(parts)


def flows(world: World, base: pl.DataFrame, year: int) -> pl.DataFrame:
    """One year: the cells of the world with that year's noise, a tenth of the smallest absent."""
    random = np.random.default_rng([world.seed, year])
    noise = random.normal(0.03 * (year - 2000), 0.35, base.height)
    value = np.round(base["value"].to_numpy() * np.exp(noise)).clip(1000)
    price = world.price[base["product"].to_numpy()] + random.normal(0, 0.4, base.height)
    kept = (value > 1100) | (random.random(base.height) < 0.5)
    return pl.DataFrame(
        {
            "year": pl.repeat(year, base.height, dtype=pl.Int16, eager=True),
            "exporter": pl.Series(world.countries).gather(base["exporter"]),
            "importer": pl.Series(world.countries).gather(base["importer"]),
            "product": pl.Series(world.products).gather(base["product"]),
            "value": value,
            "quantity": np.round(value / 1000 / np.exp(price), 3),
        }
    ).filter(pl.Series(kept))


def distances(world: World) -> pl.DataFrame:
    """Distances of all pairs in kilometres."""
    i, j = np.nonzero(~np.eye(len(world.countries), dtype=bool))
    names = pl.Series(world.countries)
    return pl.DataFrame(
        {
            "exporter": names.gather(i),
            "importer": names.gather(j),
            "distance": world.distance[i, j].astype(np.float64),
        }
    )


def write_parquet(world: World, tables: Iterator[tuple[int, pl.DataFrame]], out: Path) -> None:
    """One file of flows a year, and the distances."""
    for year, table in tables:
        path = out / f"SYNTHETIC_flows_{year}.parquet"
        table.sort("exporter", "importer", "product").write_parquet(path, row_group_size=131_072)
        print(f"{path} {table.height:,} rows", file=sys.stderr)
    distances(world).write_parquet(out / "SYNTHETIC_distances.parquet")


def write_exports(world: World, tables: Iterator[tuple[int, pl.DataFrame]], out: Path) -> None:
    """One file of exports by country and product a year."""
    for year, table in tables:
        path = out / f"SYNTHETIC_exports_{year}.parquet"
        keys = ("year", pl.col("exporter").alias("country"), "product")
        exports = table.group_by(*keys).agg(pl.col("value").sum()).sort("country", "product")
        exports.write_parquet(path)
        print(f"{path} {exports.height:,} rows", file=sys.stderr)


def write_baci(world: World, tables: Iterator[tuple[int, pl.DataFrame]], out: Path) -> None:
    """One zip in the layout of CEPII's, sorted by product as theirs are."""
    numeric = {
        two[0]: code for code, two in get_global("territory_aliases").items() if code.isdigit()
    }
    two = iso3_to_iso2()
    number = {three: int(numeric[two[three]]) for three in world.countries if two[three] in numeric}
    for place, three in enumerate(world.countries):
        number.setdefault(three, 9000 + place)
    path = out / "BACI_HS92_V000000-SYNTHETIC.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            "country_codes_V000000.csv",
            "country_code,country_name,country_iso2,country_iso3\n"
            + "".join(f"{number[c]},Synthetic {c},{two[c]},{c}\n" for c in world.countries),
        )
        archive.writestr(
            "product_codes_HS92_V000000.csv",
            "code,description\n" + "".join(f"{code},Synthetic\n" for code in world.products),
        )
        for year, table in tables:
            lines = table.sort("product", "exporter", "importer").select(
                pl.col("year").alias("t"),
                pl.col("exporter").replace_strict(number, return_dtype=pl.Int32).alias("i"),
                pl.col("importer").replace_strict(number, return_dtype=pl.Int32).alias("j"),
                pl.col("product").alias("k"),
                (pl.col("value") / 1000).round(3).alias("v"),
                pl.col("quantity").alias("q"),
            )
            with archive.open(f"BACI_HS92_Y{year}_V000000.csv", "w", force_zip64=True) as file:
                shutil.copyfileobj(io.BytesIO(lines.write_csv().encode()), file)
            print(f"{path} {year} {table.height:,} rows", file=sys.stderr)


FORMS = {"flows": write_parquet, "exports": write_exports, "baci": write_baci}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--years", default="2019-2019", help="first and last: 1995-2022")
    parser.add_argument("--countries", type=int, default=230)
    parser.add_argument("--products", type=int, default=5000)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--as", dest="form", choices=list(FORMS), default="flows")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    first, _, last = given.years.partition("-")
    world = draw(given.countries, given.products)
    base = cells(world, given.rows)
    tables = (
        (year, flows(world, base, year)) for year in range(int(first), int(last or first) + 1)
    )
    FORMS[given.form](world, tables, given.out)


if __name__ == "__main__":
    main()
