"""Visa rules between countries, from the Passport Index data set."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scripts.extract.output import Extract, Given, write_parquet
from sinergi.origin import Licence, Published

_TABLE = Given(
    "embed/visa_passport_index_2025-01-12.csv.gz",
    "00f8d1833dc7527b7e4d1c4e737889710f6f887d96157a2e954485485840130b",
)
_RULES = {
    "visa required": "required",
    "e-visa": "e-visa",
    "visa on arrival": "on-arrival",
    "visa free": "free",
    "eta": "eta",
    "no admission": "refused",
}


def make(files: Path, path: Path) -> None:
    """Passport, destination (ISO3), rule, and days without a visa where they are counted."""
    raw = pl.read_csv(_TABLE.below(files), infer_schema=False)
    days = pl.col("Requirement").cast(pl.Int16, strict=False)
    table = raw.filter(pl.col("Passport") != pl.col("Destination")).select(
        pl.col("Passport").replace("XKX", "XKK").alias("passport"),
        pl.col("Destination").replace("XKX", "XKK").alias("destination"),
        pl.when(days > 0)
        .then(pl.lit("days"))
        .otherwise(pl.col("Requirement").replace_strict(_RULES, default=None))
        .alias("rule"),
        pl.when(days > 0).then(days).alias("days"),
    )
    if table["rule"].null_count():
        raise SystemExit(f"{_TABLE.name}: a rule that is not known")
    write_parquet(table.sort("passport", "destination"), path)


EXTRACTS = [
    Extract(
        path="vocabulary/visa-rules.parquet",
        make=make,
        title="Visa rules for ordinary passports between 199 countries",
        producer="Passport Index Dataset (data of passportindex.org)",
        version="12 January 2025",
        licence=Licence(
            name="MIT",
            url="https://opensource.org/license/mit",
            attribution="Ilya Ilyankou, passport-index-dataset, 12 January 2025",
        ),
        source="https://github.com/ilyankou/passport-index-dataset",
        extraction="Requirements to codes and days; a country's own passport left out.",
        given=(_TABLE,),
        files=(
            Published(
                where="github.com/ilyankou/passport-index-dataset",
                commit="a46dbc872002e01f6465a69071a7ed5b6dc8fc7b",
                path="passport-index-tidy-iso3.csv",
                sha256="8fda21d4075ea39cee1d76a50104fa4b0870cccdbc6fbdfbe98986e18d798b33",
                terms="MIT",
                stated_in="LICENSE of the repository",
            ),
        ),
        notes=("Rules change: verify with the embassy before travel.",),
        gaps=("Ordinary passports only; nothing on diplomatic or service passports.",),
    )
]
