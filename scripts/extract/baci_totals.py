"""BACI summed: exports by chapter, imports by product with China's part, totals of every pair."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scripts.extract.output import ETALAB, Extract, Given, write_parquet
from sinergi.origin import Licence, Published

_EXPORTS = Given(
    "embed/baci_hs92_2_exports_2011_2020.parquet",
    "4b37208791a2ec663951d51cc5366e35393ca23f4124c289199b320327815a7f",
)
_IMPORTS = Given(
    "embed/baci_hs22_imports_world_china_mean2022_2023.parquet",
    "e7d6d52458ba9eb8e4ec9670416ae9e39b02bb93a3a794ff133adad001a13802",
)
_PAIRS = Given(
    "embed/baci_bilateral_totals_2000_2020.parquet",
    "9c925d7725bf10c664c90a219f9371c57571eece0613ee05d854a1bb2e98185b",
)
_ROWS = 1 << 16
_ETALAB_ATLAS = Licence(
    name=ETALAB.name,
    url=ETALAB.url,
    attribution="CEPII, BACI HS22 V202601 (Gaulier and Zignago 2010); sums by importer and product "
    "taken from I. Helfrich, Import Localization Atlas (2026)",
)


def exports(files: Path, path: Path) -> None:
    """Year, country (ISO3), product (chapter), value in USD, quantity in kilograms."""
    table = pl.read_parquet(_EXPORTS.below(files)).select(
        "year",
        # The Antilles before their end count as the largest of their parts, as elsewhere.
        pl.col("exporter").replace("ANT", "CUW").alias("country"),
        pl.col("chapter").alias("product"),
        pl.col("value_usd").alias("value"),
        (pl.col("tonnes") * 1000).round().cast(pl.Int64).alias("quantity"),
    )
    table = table.group_by("year", "country", "product").agg(pl.col("value", "quantity").sum())
    write_parquet(table.sort("country", "product", "year"), path, split=("value", "quantity"))


def imports(files: Path, path: Path) -> None:
    """Country (ISO3), product, value from the world and from China (``CHN``), USD a year."""
    table = pl.read_parquet(_IMPORTS.below(files)).select(
        pl.col("importer").replace("S19", "TWN").alias("country"),
        pl.col("hs6").alias("product"),
        pl.col("world_usd").alias("value"),
        pl.col("china_usd").alias("CHN"),
    )
    write_parquet(table.sort("country", "product"), path, split=("value", "CHN"), rows=_ROWS)


def pairs(files: Path, path: Path) -> None:
    """Year, exporter, importer (ISO3), value in USD."""
    table = pl.read_parquet(_PAIRS.below(files)).rename({"value_usd": "value"})
    table = table.select("year", "exporter", "importer", "value")
    write_parquet(table.sort("exporter", "importer", "year"), path, split=("value",), rows=_ROWS)


EXTRACTS = [
    Extract(
        path="trade/baci-exports.parquet",
        make=exports,
        title="BACI: exports of each country by HS92 chapter, 2011-2020",
        producer="CEPII",
        version="BACI HS92, edition 2022 (to 2020)",
        licence=ETALAB,
        source="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        extraction="BACI's flows summed by exporter and chapter by the publisher of the stored "
        "file; codes, names and order of the columns changed, tonnes to kilograms; the "
        "Netherlands Antilles counted as Curaçao; no value changed.",
        given=(_EXPORTS,),
        files=(
            Published(
                where="github.com/piyayut-ch/2022-10_R",
                commit="372a9e35b7cc0980976d28272c49b9dd34ddb424",
                path="data/baci_extra_i.rds",
                sha256="1b62fd1065dae2014c64b9ba94edb7337297a6695d0ef2684553f3c18ee0f4ac",
                terms="MIT",
                stated_in="LICENSE of the repository; BACI's own terms by CEPII",
            ),
        ),
        notes=(
            "All goods of each country, but by chapter: an advantage in a chapter says nothing of "
            "a single product in it.",
            "BACI reconciles what exporters and importers report; re-exports are not removed.",
        ),
        gaps=("No partners and no products below the chapter.", "Nothing after 2020."),
    ),
    Extract(
        path="trade/baci-imports.parquet",
        make=imports,
        title="BACI: imports of each country by HS22 product, from the world and from China, mean "
        "of 2022 and 2023",
        producer="CEPII",
        version="BACI HS22 V202601",
        licence=_ETALAB_ATLAS,
        source="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        extraction="Fields 12 and 14 (imports from the world and from China, million USD, mean of "
        "the years of 2022 and 2023 with a flow) of the records of 164 countries, to USD; no other "
        "field taken, no value changed; Taiwan's code S19 to TWN.",
        given=(_IMPORTS,),
        files=(
            Published(
                where="github.com/ihelfrich/import-localization-atlas",
                commit="d69bc3f8e67330fceab02ac3a6d21a9bb0306fae",
                path="docs/data/<ISO3>.json, 164 files; IDN.json",
                sha256="f9783296d73cb02a46597d7560fa2186ecdc7280b0fa4f49729213bf09cca438",
                terms="BACI under Etalab 2.0; no licence for the compiler's own work",
                stated_in="README of the repository",
            ),
            Published(
                where="github.com/ihelfrich/import-localization-atlas",
                commit="d69bc3f8e67330fceab02ac3a6d21a9bb0306fae",
                path="docs/data/TJK.json",
                sha256="182d9fca616f956115247f19fe70c8d9ca92e9212fbbd180feec13d720193580",
            ),
        ),
        notes=(
            "A product is in it where the country buys it from China also: imports of a chapter or "
            "of all goods are a lower bound, and a product that is not there is unknown, not zero.",
            "Against the same sums of the raw materials that ship: 3,196 cells, median ratio "
            "1.0000, 77 % (China) and 57 % (world) within 5 %.",
        ),
        gaps=(
            "China itself is no importer in it.",
            "Countries that bought less than 200 million USD from China are missing.",
            "No exporter but China, no quantities, no single years.",
        ),
    ),
    Extract(
        path="trade/baci-pairs.parquet",
        make=pairs,
        title="BACI: total goods trade of every pair of countries, 2000-2020",
        producer="CEPII",
        version="BACI HS92, edition 2022 (to 2020)",
        licence=ETALAB,
        source="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        extraction="MatriceEx of the stored file (210 x 210 x 22, thousand USD, BACI summed over "
        "all products), country codes from its variable PaesiBaci; 2021, which is empty, left "
        "out; to USD; no value changed.",
        given=(_PAIRS,),
        files=(
            Published(
                where="github.com/AlessandroSpike/An-Optimal-Transport-approach-to-model-the-"
                "community-structure-of-the-International-Trade-Network",
                commit="1c0aa82479ca19a4a447283dffe53557b45ab4f0",
                path="Data/DatiProcessati.mat",
                sha256="7bde63d4a534acac62069d756b9faa4ad8f5d2d484c1cb8e59548dcc8e66929e",
                terms="BACI under Etalab 2.0; the repository states no licence of its own",
                stated_in="CEPII's page on BACI",
            ),
        ),
        notes=(
            "Another edition of BACI than that of the products: the two are never subtracted from "
            "one another.",
            "Against the exports by chapter (2,059 exporters and years): median 0.997, 94 % within "
            "5 %.",
        ),
        gaps=(
            "Taiwan and 20 small territories are not in it.",
            "No products.",
            "Nothing after 2020.",
        ),
    ),
]
