"""Writes flow tables as CEPII publishes BACI: one CSV a year in a zip, with code tables.

``python -m benchmarks.trade_zip OUT.zip [--rows N] [--years N]`` writes a synthetic one.
"""

from __future__ import annotations

import argparse
import csv
import io
import zipfile
from pathlib import Path

import numpy as np
import polars as pl

from sinergi.vocabulary.tables import data_path

BLOCK = 1_000_000


def write_baci_zip(
    path: Path, years: dict[int, pl.DataFrame], *, revision: str = "HS92", version: str = "202601"
) -> Path:
    """Write frames with columns t, i, j, k (digits), v, q (null = NA) as CEPII's zip.

    CEPII pads numbers with spaces, writes NA for unknown quantities and product codes with
    their leading zeros.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for year, frame in years.items():
            with archive.open(f"BACI_{revision}_Y{year}_V{version}.csv", "w") as member:
                member.write(b"t,i,j,k,v,q\n")
                for start in range(0, frame.height, BLOCK):
                    block = frame.slice(start, BLOCK).select(
                        "t",
                        "i",
                        "j",
                        pl.col("k").cast(pl.String).str.zfill(6),
                        _padded("v"),
                        _padded("q"),
                    )
                    buffer = io.BytesIO()
                    block.write_csv(buffer, include_header=False)
                    member.write(buffer.getvalue())
        archive.writestr(f"country_codes_V{version}.csv", _countries())
        codes = sorted({c for f in years.values() for c in f["k"].unique().to_list()})
        lines = "".join(f'{str(code).zfill(6)},"product {code}"\n' for code in codes)
        archive.writestr(f"product_codes_{revision}_V{version}.csv", f"code,description\n{lines}")
        archive.writestr("Readme.txt", f"BACI {version}, written for a test; not CEPII's data.\n")
    return path


def _padded(column: str) -> pl.Expr:
    number = pl.col(column).round(3).cast(pl.String)
    return number.fill_null("NA").str.pad_start(12).alias(column)


def _countries() -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["country_code", "country_name", "country_iso2", "country_iso3"])
    for code, iso3, name in _codes().select("code", "iso3", "name").iter_rows():
        writer.writerow([code, name, (iso3 or "")[:2], iso3 or ""])
    return out.getvalue()


def _codes() -> pl.DataFrame:
    return pl.read_csv(data_path("trade", "baci-countries.csv"), comment_prefix="#")


def synthetic_year(year: int, rows: int, seed: int = 0) -> pl.DataFrame:
    """Random flows of BACI's size: 230 countries, 5,000 products, skewed as trade is."""
    random = np.random.default_rng([seed, year])
    countries = _codes().filter(pl.col("note").is_null())["code"].to_numpy()
    products = np.sort(random.choice(np.arange(10_000, 980_000), 5_000, replace=False))
    weight = 1 / np.arange(1, len(countries) + 1) ** 0.7
    weight /= weight.sum()
    draw = int(rows * 1.6)
    frame = pl.DataFrame(
        {
            "i": random.choice(countries, draw, p=weight),
            "j": random.choice(countries, draw, p=weight),
            "k": random.choice(products, draw),
        }
    )
    frame = frame.filter(pl.col("i") != pl.col("j")).unique(maintain_order=True).head(rows)
    value = random.lognormal(2, 3, frame.height).round(3)
    quantity = (value / random.lognormal(1, 1, frame.height)).round(3)
    known = random.random(frame.height) > 0.04
    return (
        frame.with_columns(
            t=pl.lit(year, dtype=pl.Int32),
            v=pl.Series(np.maximum(value, 0.001)),
            q=pl.Series(np.where(known, np.maximum(quantity, 0.001), np.nan)).fill_nan(None),
        )
        .select("t", "i", "j", "k", "v", "q")
        .sort("i", "j", "k")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a synthetic BACI zip.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=11_000_000, help="rows a year")
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--revision", default="HS92")
    options = parser.parse_args()
    years = {y: synthetic_year(y, options.rows) for y in range(2025 - options.years, 2025)}
    write_baci_zip(options.path, years, revision=options.revision)


if __name__ == "__main__":
    main()
