"""Distance of each product to final use, from the input-output tables of the United States."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from scripts.extract.output import Extract, Given, write_parquet
from sinergi.indicators.upstreamness import bridged, domestic_use, upstreamness
from sinergi.origin import Licence, Published
from sinergi.vocabulary import conversion
from sinergi.vocabulary.tables import data_path

_USE = Given(
    "chains/bea2017_detail_use_pro.csv.gz",
    "d352f8fa70d9419d8e188ee157f10a3c9ee30a75cf03f7f87261513b586d71e0",
)
_BRIDGE = Given(
    "chains/hs17_6_to_bea2017_detail.csv.gz",
    "fb0b584a138b9e7bc0ab49e273627174b32f3c00a716de964fef25f9b3206572",
)
_REVISIONS = ("HS92", "HS17", "HS22")


def make(files: Path, path: Path) -> None:
    """Nomenclature, code (2, 4 or 6 digits), upstreamness."""
    six = {"HS17": _products(files)}
    for revision in _REVISIONS:
        six[revision] = six["HS17"] if revision == "HS17" else _converted(six["HS17"], revision)
    bought = (
        pl.read_parquet(data_path("trade", "baci-imports.parquet"))
        .group_by(pl.col("product").alias("code"))
        .agg(pl.col("value").sum())
    )
    parts = []
    for revision, products in six.items():
        parts.append(products.with_columns(pl.lit(revision).alias("nomenclature")))
        trade = (
            conversion.convert(
                bought.rename({"code": "product"}), "HS22", revision, measures=("value",)
            ).frame
            if revision != "HS22"
            else bought.rename({"code": "product"})
        )
        joined = products.join(trade.rename({"product": "code"}), on="code", how="left")
        for digits in (4, 2):
            weight = pl.col("value").fill_null(0.0) + 1.0
            parts.append(
                joined.group_by(pl.col("code").str.head(digits))
                .agg((pl.col("upstreamness") * weight).sum() / weight.sum())
                .select(
                    "code",
                    pl.col("upstreamness"),
                    pl.lit(revision).alias("nomenclature"),
                )
            )
    table = pl.concat([part.select("nomenclature", "code", "upstreamness") for part in parts])
    write_parquet(
        table.with_columns(pl.col("upstreamness").round(4)).sort("nomenclature", "code"), path
    )


def _products(files: Path) -> pl.DataFrame:
    """Upstreamness of the products of HS17 that the bridge leads to a commodity."""
    raw = pl.read_csv(_USE.below(files), infer_schema=False)
    codes = [code for code in raw["rownames"] if code in raw.columns]
    rows = pl.DataFrame({"rownames": codes}).join(
        raw, on="rownames", how="left", maintain_order="left"
    )
    final = [name for name in raw.columns if name.startswith("F")]

    def column(*names: str) -> np.ndarray:
        return rows.select(pl.sum_horizontal(pl.col(names).cast(pl.Float64))).to_numpy()[:, 0]

    use = domestic_use(
        column("T001", *final),
        exports=column("F04000"),
        imports=-column("F05000"),
        inventories=column("F03000"),
    )
    distance = upstreamness(rows.select(codes).cast(pl.Float64).to_numpy(), use)
    bridge = pl.read_csv(_BRIDGE.below(files), infer_schema=False)
    products = sorted(bridge["hs17_6"].unique())
    place = {code: number for number, code in enumerate(codes)}
    members = np.zeros((len(products), len(codes)))
    line = {code: number for number, code in enumerate(products)}
    for product, industry in bridge.iter_rows():
        if industry in place:
            members[line[product], place[industry]] = 1
    value = bridged(distance, members, np.maximum(use, 0))
    table = pl.DataFrame({"code": products, "upstreamness": value})
    return table.filter(pl.col("upstreamness").is_not_nan())


def _converted(products: pl.DataFrame, revision: str) -> pl.DataFrame:
    """The mean of a product's parts in HS17, weighted as its trade is shared out."""
    weights = conversion.weights(revision, "HS17").join(
        products, left_on="code_to", right_on="code", how="inner"
    )
    weight = pl.col("weight")
    return (
        weights.group_by(pl.col("code_from").alias("code"))
        .agg((pl.col("upstreamness") * weight).sum() / weight.sum())
        .sort("code")
    )


EXTRACTS = [
    Extract(
        path="vocabulary/upstreamness.parquet",
        make=make,
        title="Upstreamness of products: distance to final use in production stages",
        producer="computed here from tables of the U.S. Bureau of Economic Analysis",
        version="benchmark input-output tables of 2017, detail level",
        licence=Licence(
            name="public domain (tables); MIT (bridge from the HS)",
            url="https://www.bea.gov/industry/input-output-accounts-data",
            attribution="U.S. Bureau of Economic Analysis",
        ),
        source="https://www.bea.gov/industry/input-output-accounts-data",
        extraction="Antras, Chor, Fally and Hillberry (2012), U = (I - Delta)^-1 1, on 402 "
        "commodities with output less net exports less inventories; carried to HS17 by the bridge, "
        "to HS92 and HS22 by weighted conversion; headings and chapters are means weighted by the "
        "imports of 164 countries in 2022-2023.",
        given=(_USE, _BRIDGE),
        files=(
            Published(
                where="U.S. Bureau of Economic Analysis, use table at producers' prices, 2017",
                path="bea2017_detail_use_pro.csv",
                terms="public domain",
                stated_in="BEA: works of the United States government",
            ),
        ),
        notes=(
            "The chains are those of the United States in 2017; they are taken for the world's, as "
            "in the literature.",
        ),
        gaps=("Products that the bridge leads to no commodity have no number.",),
    )
]
