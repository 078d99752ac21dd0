"""Vocabulary of trade from atlas-common-data: HS names and conversion, distances, WDI, ECI."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scripts.extract import packages
from scripts.extract.output import APACHE, CC_BY, ETALAB, Extract, write_parquet
from sinergi.vocabulary.tables import data_path

ROOT = "atlas_common_data/data"
REVISIONS = ("HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22")


def _csv(cache: Path, name: str) -> pl.DataFrame:
    path = packages.member(packages.ATLAS, f"{ROOT}/{name}", cache)
    return pl.read_csv(path, infer_schema=False)


def make_names(cache: Path, path: Path) -> None:
    """Nomenclature, code (2, 4 or 6 digits), English name and short name."""
    frames = []
    for file in ("hs92", "hs12", "hs22"):
        table = _csv(cache, f"classification/product/{file}.csv")
        table = table.with_columns(pl.col("product_level").cast(pl.Float64).cast(pl.Int64))
        table = table.filter(
            pl.col("product_level").is_in([2, 4, 6]) & pl.col("code").str.contains(r"^\d+$")
        )
        frames.append(
            table.select(
                nomenclature=pl.lit(file.upper()),
                code=pl.col("code").str.zfill(pl.col("product_level")),
                name=pl.col("name_en"),
                short=pl.col("name_short_en"),
            )
        )
    names = pl.concat(frames).unique().sort("nomenclature", "code")
    write_parquet(names, path)


def make_conversion(cache: Path, path: Path) -> None:
    """Weights that share out a product's value between neighbouring HS revisions."""
    frames = []
    for i in range(len(REVISIONS) - 1):
        for old, new in ((i, i + 1), (i + 1, i)):
            table = _csv(cache, f"conversion_weights/conversion_weights_H{old}_to_H{new}.csv")
            frames.append(
                table.select(
                    pl.lit(REVISIONS[old]).alias("from"),
                    pl.lit(REVISIONS[new]).alias("to"),
                    code_from=pl.col(f"H{old}").str.zfill(6),
                    code_to=pl.col(f"H{new}").str.zfill(6),
                    weight=pl.col("weight").cast(pl.Float64),
                )
            )
    weights = pl.concat(frames).filter(pl.col("weight") > 0)
    keys = ["from", "to", "code_from", "code_to"]
    write_parquet(weights.sort(keys), path, split=("weight",))


def make_distances(cache: Path, path: Path) -> None:
    """CEPII's GeoDist: every pair of 224 countries, distances in kilometres."""
    table = _csv(cache, "static/geo_dist.csv")
    flags = ["contig", "comlang_off", "comlang_ethno", "colony", "comcol", "col45", "smctry"]
    lengths = ["dist", "distcap", "distw"]
    number = [pl.col(name).cast(pl.Float64, strict=False) for name in lengths]
    flag = [pl.col(name).cast(pl.Float64, strict=False).cast(pl.Int8) for name in flags]
    # GeoDist keeps codes that ISO has withdrawn (ROM, ZAR, …): the countries they are today.
    areas = pl.read_csv(
        data_path("trade", "area-codes.csv"), comment_prefix="#", infer_schema=False
    )
    today = dict(areas.drop_nulls("iso3").select("code", "iso3").iter_rows())
    sides = pl.col("exporter", "importer").replace(today)
    table = table.select(sides, *flag, *number).sort("exporter", "importer")
    write_parquet(table, path, split=tuple(lengths))


def make_wdi(cache: Path, path: Path) -> None:
    """Country and year: GDP, population, goods exports and imports."""
    source = packages.member(packages.ATLAS, f"{ROOT}/cache/wdi_data.parquet", cache)
    series = [
        "gdp",
        "gdp_const",
        "gdppc",
        "gdppc_ppp",
        "population",
        "exports_goods_bop",
        "imports_goods_bop",
    ]
    table = pl.read_parquet(source).rename({"iso3_code": "country"})
    table = table.select("country", pl.col("year").cast(pl.Int16), *series)
    table = table.filter(pl.any_horizontal(pl.col(series).is_not_null())).sort("country", "year")
    write_parquet(table, path, split=tuple(series))


def make_eci(cache: Path, path: Path) -> None:
    """The Growth Lab's published economic complexity index, 145 countries, 2012-2024."""
    table = _csv(cache, "growth_projections/2024_growth_projections.csv")
    table = table.select(
        country=pl.col("iso3_code"),
        year=pl.col("year").cast(pl.Int16),
        eci=pl.col("eci").cast(pl.Float64),
    )
    write_parquet(table.drop_nulls().sort("country", "year"), path, split=("eci",))


def make_space(cache: Path, path: Path) -> None:
    """Product space: place and cluster of each HS92 heading."""
    table = _csv(cache, "classification/raw/umap_ps.csv")
    table = table.select(
        product=pl.col("product_code").str.zfill(4),
        x=pl.col("x").cast(pl.Float64),
        y=pl.col("y").cast(pl.Float64),
        cluster=pl.col("cluster_name"),
        pci=pl.col("pci").cast(pl.Float64),
    )
    write_parquet(table.sort("product"), path, split=("x", "y", "pci"))


def make_links(cache: Path, path: Path) -> None:
    """Product space: pairs of HS92 headings that are linked."""
    products = _csv(cache, "classification/product/hs92.csv")
    code = dict(products.select("product_id", "code").iter_rows())
    edges = _csv(cache, "classification/product/hs92_ps_edges.csv")
    table = edges.select(
        source=pl.col("source").replace_strict(code).str.zfill(4),
        target=pl.col("target").replace_strict(code).str.zfill(4),
    )
    write_parquet(table.sort("source", "target"), path)


def _extract(name: str, make: object, **texts: object) -> Extract:
    defaults: dict[str, object] = {
        "version": "atlas-common-data 1.1.1",
        "licence": APACHE,
        "producer": "Growth Lab at Harvard University",
        "source": packages.ATLAS.reference,
    }
    return Extract(path=name, make=make, **(defaults | texts))  # type: ignore[arg-type]


EXTRACTS = [
    _extract(
        "vocabulary/hs-names.parquet",
        make_names,
        title="Names of HS92, HS12 and HS22 products, English",
        extraction="Levels 2, 4 and 6 of classification/product/hs*.csv; codes padded with zeros.",
    ),
    _extract(
        "vocabulary/hs-conversion.parquet",
        make_conversion,
        title="Weighted conversion between neighbouring revisions of the HS, HS92 to HS22",
        extraction="conversion_weights_H*_to_H*.csv between neighbours; rows of weight 0 left out.",
    ),
    _extract(
        "vocabulary/product-space.parquet",
        make_space,
        title="Product space of HS92 headings: coordinates, clusters and published PCI",
        extraction="classification/raw/umap_ps.csv: code, x, y, cluster, PCI.",
    ),
    _extract(
        "vocabulary/product-space-links.parquet",
        make_links,
        title="Product space of HS92 headings: links",
        extraction="classification/product/hs92_ps_edges.csv with ids replaced by codes.",
    ),
    _extract(
        "vocabulary/distances.parquet",
        make_distances,
        title="GeoDist: bilateral distances and ties of 224 countries",
        producer="CEPII",
        licence=ETALAB,
        extraction="static/geo_dist.csv, the columns of ties and distances (km), withdrawn country "
        "codes replaced by those of today (trade/area-codes.csv), sorted.",
        notes=("Mayer and Zignago (2011), Notes on CEPII's distances measures: GeoDist.",),
    ),
    _extract(
        "vocabulary/wdi.parquet",
        make_wdi,
        title="World Development Indicators: GDP, population, goods trade, 1960-2024",
        producer="The World Bank",
        licence=CC_BY,
        extraction="cache/wdi_data.parquet: seven series, rows without any value left out.",
        notes=(
            "exports_goods_bop is BX.GSR.MRCH.CD, imports_goods_bop BM.GSR.MRCH.CD (balance of "
            "payments, current USD).",
        ),
    ),
    _extract(
        "vocabulary/eci.parquet",
        make_eci,
        title="Economic complexity index as published, 145 countries, 2012-2024",
        extraction="growth_projections/2024_growth_projections.csv: country, year, ECI.",
        notes=("Levels are not comparable between years; ranks are.",),
    ),
]
