"""The jobs that ``benchmarks/indicators.py`` measures, each a process of its own.

    python benchmarks/indicator_jobs.py JOB FILE… [--distances FILE]

Prints one line that says what came out, so that a job that did nothing is seen. The peers' jobs run
in an interpreter of their own and import nothing of ours.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable
from pathlib import Path


def start(files: list[Path], distances: Path | None) -> str:
    """Imports only: what every job pays before it begins."""
    from sinergi.indicators import CATALOGUE

    return f"{len(CATALOGUE)} indicators"


def complexity(files: list[Path], distances: Path | None) -> str:
    """RCA, M, diversity, ubiquity, ECI, PCI, proximity, density, COI and COG, as one table."""
    import polars as pl

    from sinergi.indicators import compute

    result = compute("complexity", pl.scan_parquet(files), of="all")
    return f"{result.table.height} rows, ECI up to {result.table['eci'].max():.4f}"


def complexity_years(files: list[Path], distances: Path | None) -> str:
    """The same of many years, a year at a time; what a year gives is dropped when it is there."""
    from concurrent.futures import ThreadPoolExecutor

    import polars as pl
    from threadpoolctl import threadpool_limits

    from sinergi.indicators import compute

    def one(file: Path) -> int:
        height: int = compute("complexity", pl.scan_parquet(file), of="all").table.height
        return height

    with threadpool_limits(1, "blas"), ThreadPoolExecutor(2) as pool:
        return f"{sum(pool.map(one, files))} rows"


def _given(distances: Path | None) -> Path:
    if distances is None:
        raise SystemExit("this job needs --distances")
    return distances


def potential(files: list[Path], distances: Path | None) -> str:
    """Export potential of all cells of the world, summed by pair."""
    import polars as pl

    from sinergi.indicators import Inputs, compute

    inputs = Inputs(distance=pl.scan_parquet(_given(distances)))
    table = compute("potential", pl.scan_parquet(files), inputs=inputs).table
    return f"{table.height} pairs, potential {table['potential'].sum():.6g}"


def pair(files: list[Path], distances: Path | None) -> str:
    """Export potential of one pair after another, once the factors are there."""
    import polars as pl

    from sinergi.indicators.catalogue.potential_entries import table_of_factors
    from sinergi.indicators.inputs import Inputs
    from sinergi.indicators.panel import Trade

    trade = Trade(pl.scan_parquet(files))
    inputs = Inputs(distance=pl.scan_parquet(_given(distances)))
    table = table_of_factors(trade.panel(trade.years[-1]), inputs, "observed")
    start = time.perf_counter()
    table.pair(0, 1)
    first = time.perf_counter() - start
    start = time.perf_counter()
    for importer in range(1, 101):
        table.pair(0, importer)
    rest = (time.perf_counter() - start) / 100
    return f"first pair {first * 1e3:.1f} ms, then {rest * 1e3:.3f} ms a pair"


def gravity(files: list[Path], distances: Path | None) -> str:
    """PPML with exporter and importer effects on all pairs, once the totals are there."""
    import numpy as np
    import polars as pl
    from threadpoolctl import threadpool_limits

    from sinergi.indicators import gravity as model
    from sinergi.indicators.inputs import Inputs, by_pair
    from sinergi.indicators.panel import Trade

    trade = Trade(pl.scan_parquet(files))
    panel = trade.panel(trade.years[-1])
    length = by_pair(
        Inputs(distance=pl.scan_parquet(_given(distances))), "distance", panel, "distance"
    )
    totals = panel.flows.pairs
    start = time.process_time()
    with threadpool_limits(1, "blas"):
        fit = model.gravity(totals, np.log(length)[None])
    took = time.process_time() - start
    return (
        f"{took:.3f} CPU s, {fit.observations} pairs, distance {fit.coefficients[0]:.6f}, "
        f"totals {fit.adding_up_error:.1e} off"
    )


def ecomplexity(files: list[Path], distances: Path | None) -> str:
    """The same table as ``complexity`` from py-ecomplexity."""
    import pandas as pd
    from ecomplexity import ecomplexity as peer

    frame = pd.read_parquet(files[0])
    names = {"time": "year", "loc": "country", "prod": "product", "val": "value"}
    table = peer(frame, names, check_logsupermodularity=False, verbose=False)
    return f"{len(table)} rows, ECI up to {table['eci'].max():.4f}"


def econcomplex(files: list[Path], distances: Path | None) -> str:
    """The same table from econcomplex."""
    import pandas as pd
    from econcomplex.pipeline import compute_complexity

    frame = pd.read_parquet(files[0])
    table = compute_complexity(frame, {"loc": "country", "act": "product", "val": "value"})
    return f"{len(table)} rows, ECI up to {table['eci'].max():.4f}"


JOBS: dict[str, Callable[[list[Path], Path | None], str]] = {
    "start": start,
    "complexity": complexity,
    "complexity-years": complexity_years,
    "potential": potential,
    "pair": pair,
    "gravity": gravity,
    "ecomplexity": ecomplexity,
    "econcomplex": econcomplex,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("job", choices=JOBS)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--distances", type=Path)
    given = parser.parse_args()
    if given.job in {"ecomplexity", "econcomplex"}:
        warnings.simplefilter("ignore")  # theirs, of pandas
    print(JOBS[given.job](given.files, given.distances))


if __name__ == "__main__":
    main()
