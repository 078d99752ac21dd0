"""Results of the packages of the field on the data that ship, kept as scripts/freeze_oracles.py

made them. The slow tests of test_oracles.py run two of the packages anew, on made-up tables.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from sinergi.indicators import compute
from sinergi.indicators.gravity import gravity
from sinergi.indicators.proximity import proximity
from sinergi.indicators.rca import rca
from sinergi.vocabulary.geography import distances_path
from sinergi.vocabulary.tables import data_path

ORACLES = Path(__file__).parent / "oracles"
YEAR = 2019
SINGLE = 5e-6
"""Density and proximity are in single precision here."""


def frozen(name: str) -> pl.DataFrame:
    return pl.read_csv(
        ORACLES / f"{name}.csv", comment_prefix="#", schema_overrides={"product": pl.String}
    )


@pytest.fixture(scope="module")
def exports() -> pl.DataFrame:
    table = pl.scan_parquet(data_path("trade", "baci-exports.parquet"))
    chosen = table.filter(pl.col("year") == YEAR, pl.col("value") > 0)
    return chosen.select("year", pl.col("country", "product").cast(pl.String), "value").collect()


def agree(ours: pl.DataFrame, theirs: pl.DataFrame, key: str, atol: float = 1e-9) -> None:
    both = theirs.join(ours, on=key, suffix="_ours", how="left")
    assert both.height == theirs.height > 90
    for name in theirs.columns:
        if name != key:
            np.testing.assert_allclose(
                both[f"{name}_ours"].cast(pl.Float64).to_numpy(),
                both[name].cast(pl.Float64).to_numpy(),
                atol=SINGLE if name.startswith("mean") or name == "coi" else atol,
                err_msg=name,
            )


def test_ecomplexity(exports: pl.DataFrame) -> None:
    """All defaults are its conventions."""
    cells = compute("complexity", exports, of="all").table
    countries = cells.group_by("country").agg(
        pl.col("diversity", "eci", "coi").first(), pl.col("density").mean().alias("mean_density")
    )
    products = cells.group_by("product").agg(
        pl.col("ubiquity", "pci").first(), pl.col("cog").mean().alias("mean_cog")
    )
    agree(countries, frozen("ecomplexity-countries"), "country")
    agree(products, frozen("ecomplexity-products"), "product")


def test_econcomplex(exports: pl.DataFrame) -> None:
    """PCI by its own scale, no nearness of a product to itself; it has only cells with trade."""
    cells = compute("complexity", exports, of="all", pci_scale="own", diagonal="zero").table
    traded = cells.join(exports, on=["country", "product"], how="semi")
    countries = traded.group_by("country").agg(
        pl.col("diversity", "eci").first(), (100 * pl.col("density").mean()).alias("mean_density")
    )
    theirs = frozen("econcomplex-countries")
    agree(countries.drop("mean_density"), theirs.drop("mean_density"), "country")
    products = traded.group_by("product").agg(pl.col("ubiquity", "pci").first())
    agree(products, frozen("econcomplex-products"), "product")
    both = theirs.join(countries, on="country", suffix="_ours")
    # In per cent.
    np.testing.assert_allclose(both["mean_density"], both["mean_density_ours"], atol=100 * SINGLE)


def test_economic_complexity(exports: pl.DataFrame) -> None:
    """How near each product is to all others."""
    wide = exports.pivot(on="product", index="country", values="value").fill_null(0.0)
    names = wide.columns[1:]
    near = proximity((rca(wide.select(names).to_numpy()) >= 1).astype(float), diagonal="zero")
    ours = pl.DataFrame({"product": names, "proximity": near.sum(axis=1)})
    agree(ours, frozen("economic-complexity-products"), "product", atol=1e-4)


def test_pyfixest() -> None:
    """PPML with fixed effects of exporter and importer, and HC1 standard errors."""
    oracle = frozen("pyfixest-coefficients")
    between = pl.read_parquet(distances_path()).with_columns(
        pl.col("exporter", "importer").cast(pl.String), pl.col("dist").log().alias("log_distance")
    )
    pairs = (
        pl.scan_parquet(data_path("trade", "baci-pairs.parquet"))
        .filter(pl.col("year") == YEAR)
        .select(pl.col("exporter", "importer").cast(pl.String), "value")
        .collect()
    )
    traded = pl.concat(
        [pairs.select(pl.col(side).alias("country"), "value") for side in ("exporter", "importer")]
    )
    known = traded.filter(pl.col("country").is_in(between["exporter"].unique().to_list()))
    names = sorted(
        known.group_by("country").agg(pl.col("value").sum()).top_k(60, by="value")["country"]
    )
    place = {name: n for n, name in enumerate(names)}

    def square(table: pl.DataFrame, column: str) -> np.ndarray:
        cells = np.zeros((60, 60))
        for i, j, value in table.select("exporter", "importer", column).iter_rows():
            if i in place and j in place and i != j:
                cells[place[i], place[j]] = value
        return cells

    z = np.stack([square(between, name) for name in oracle["covariate"]])
    fit = gravity(square(pairs, "value"), z, standard_errors="HC1")
    np.testing.assert_allclose(fit.coefficients, oracle["coefficient"], atol=2e-7)
    np.testing.assert_allclose(fit.standard_errors, oracle["standard_error"], rtol=1e-5)
