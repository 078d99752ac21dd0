"""Makes the frozen results of other packages that tests/indicators/test_frozen_oracles.py reads.

The packages want other versions of pandas than one another, so each runs in an environment of its
own, on tables that are written first:

    python scripts/freeze_oracles.py inputs FOLDER            # in the project's environment
    pip install ecomplexity==0.5.3 econcomplex==1.0.1 economic-complexity==0.3.0 "pandas<3"
    python scripts/freeze_oracles.py complexity FOLDER        # in one with these
    pip install pyfixest==0.60.0
    python scripts/freeze_oracles.py gravity FOLDER           # in another

All four packages are under the MIT licence; the trade is BACI's (CEPII, Etalab Open Licence 2.0) as
it ships with Sinergi: exports by chapter and totals of pairs, 2019.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import io
import sys
import warnings
from pathlib import Path
from typing import Any

ORACLES = Path(__file__).resolve().parents[1] / "tests" / "indicators" / "oracles"
YEAR = 2019
LARGEST = 60
"""Economies of the gravity model, by all that they trade."""
COVARIATES = ("log_distance", "contig", "comlang_off")


def inputs(folder: Path) -> None:
    """Write exports by chapter, and trade of the largest economies with what is between them."""
    import polars as pl

    from sinergi.vocabulary.geography import distances_path
    from sinergi.vocabulary.tables import data_path

    folder.mkdir(parents=True, exist_ok=True)
    exports = pl.scan_parquet(data_path("trade", "baci-exports.parquet"))
    chosen = exports.filter(pl.col("year") == YEAR, pl.col("value") > 0)
    columns = ("year", pl.col("country", "product").cast(pl.String), "value")
    chosen.select(*columns).sort("country", "product").collect().write_csv(folder / "exports.csv")
    pairs = (
        pl.scan_parquet(data_path("trade", "baci-pairs.parquet"))
        .filter(pl.col("year") == YEAR)
        .select(pl.col("exporter", "importer").cast(pl.String), "value")
        .collect()
    )
    between = pl.read_parquet(distances_path()).select(
        pl.col("exporter", "importer").cast(pl.String),
        pl.col("dist").log().alias("log_distance"),
        pl.col("contig", "comlang_off").cast(pl.Int8),
    )
    traded = pl.concat(
        [pairs.select(pl.col(side).alias("country"), "value") for side in ("exporter", "importer")]
    )
    known = traded.filter(pl.col("country").is_in(between["exporter"].unique().to_list()))
    largest = known.group_by("country").agg(pl.col("value").sum()).top_k(LARGEST, by="value")
    names = sorted(largest["country"])
    cells = between.filter(
        pl.col("exporter").is_in(names),
        pl.col("importer").is_in(names),
        pl.col("exporter") != pl.col("importer"),
    )
    table = cells.join(pairs, on=["exporter", "importer"], how="left").fill_null(0.0)
    table.sort("exporter", "importer").write_csv(folder / "pairs.csv")


def complexity(folder: Path) -> None:
    """Run ecomplexity, econcomplex and economic-complexity."""
    import economic_complexity
    import pandas as pd
    from ecomplexity import ecomplexity
    from econcomplex.pipeline import compute_complexity

    exports = pd.read_csv(folder / "exports.csv", dtype={"product": str})
    names = {"time": "year", "loc": "country", "prod": "product", "val": "value"}
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        first = ecomplexity(exports, names, check_logsupermodularity=False, verbose=False)
        second = compute_complexity(exports, {"loc": "country", "act": "product", "val": "value"})
    _write(
        "ecomplexity", "countries", _of(first, "country", ("diversity", "eci", "coi"), "density")
    )
    _write("ecomplexity", "products", _of(first, "product", ("ubiquity", "pci"), "cog"))
    _write("econcomplex", "countries", _of(second, "country", ("diversity", "eci"), "density"))
    _write("econcomplex", "products", _of(second, "product", ("ubiquity", "pci"), None))
    wide = exports.pivot(index="country", columns="product", values="value").fillna(0.0)
    rca = economic_complexity.rca(wide)
    near = economic_complexity.proximity(rca)
    sums = near.sum(axis=1).rename("proximity").rename_axis("product").reset_index()
    _write("economic-complexity", "products", sums)


def _of(table: Any, key: str, columns: tuple[str, ...], mean: str | None) -> Any:
    """Numbers of a country or product, and the mean of one of cells."""
    grouped = table.groupby(key)
    found = grouped[list(columns)].first()
    if mean is not None:
        found[f"mean_{mean}"] = grouped[mean].mean()
    return found.reset_index()


def gravity(folder: Path) -> None:
    """Run pyfixest."""
    import pandas as pd
    import pyfixest

    pairs = pd.read_csv(folder / "pairs.csv")
    # In units of its mean: a count of dollars is too large for its stopping rule.
    pairs["value"] /= pairs["value"].mean()
    formula = f"value ~ {' + '.join(COVARIATES)} | exporter + importer"
    fit = pyfixest.fepois(formula, pairs, vcov="HC1", fixef_tol=1e-12, iwls_tol=1e-14)
    table = pd.DataFrame({"covariate": list(COVARIATES)})
    table["coefficient"] = fit.coef().loc[list(COVARIATES)].to_numpy()
    table["standard_error"] = fit.se().loc[list(COVARIATES)].to_numpy()
    _write("pyfixest", "coefficients", table)


def _write(package: str, what: str, table: Any) -> None:
    """A table with its origin in its head."""
    mode = "gravity" if package == "pyfixest" else "complexity"
    head = (
        f"# {package} {importlib.metadata.version(package)} (MIT) on BACI {YEAR} (CEPII, Etalab "
        f"Open Licence 2.0),\n# by `python scripts/freeze_oracles.py {mode} FOLDER`.\n"
    )
    text: str = table.to_csv(index=False, float_format="%.12g", lineterminator="\n")
    (ORACLES / f"{package}-{what}.csv").write_text(head + text, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Run one of the three steps."""
    steps = {"inputs": inputs, "complexity": complexity, "gravity": gravity}
    if len(arguments) != 2 or arguments[0] not in steps:
        raise SystemExit(__doc__)
    steps[arguments[0]](Path(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
