"""Loading a BACI year from its zip, and one pair over 28 years: time and peak memory.

``python -m benchmarks.trade_load [--rows 11300000] [--folder DIR]``. The trade is synthetic
(``benchmarks/world.py``). Each measure is a fresh process; the 27 further years of the second are
copies of the loaded one with another year, written as the loader writes them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks.loaded import multiply

YEARS = 28
LAST = 2022
QUERIES = {
    "one pair, all years": "queries.pair_series(ds, 'IDN', 'TJK')",
    "one pair and product, all years": "queries.pair_series(ds, 'IDN', 'TJK', product)",
    "exports of one country by product, one year": (
        "queries.exports_by_product(ds, 'IDN', [2022])"
    ),
    "exports of all countries by product, one year": "queries.exports_by_product(ds, years=[2022])",
    "exporters of one product, one year": "queries.exporters_of(ds, product, 2022)",
}


def measured(arguments: list[str], home: Path) -> tuple[float, float, str]:
    """Wall seconds, peak memory in MB and standard output of a process."""
    environment = {**os.environ, "SINERGI_HOME": str(home)}
    began = time.perf_counter()
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    return wall, used.ru_maxrss / 1000, out


def query(expression: str, home: Path) -> dict[str, float]:
    """Seconds of a query after the imports, and of the whole process."""
    program = (
        "import json, time\nfrom sinergi.trade import catalogue, queries\n"
        "ds = catalogue.dataset('world')\n"
        "product = queries.products(ds)[2500]\n"
        "began = time.perf_counter()\n"
        f"frame = {expression}\n"
        "print(json.dumps([time.perf_counter() - began, frame.height]))\n"
    )
    wall, peak, out = measured([sys.executable, "-c", program], home)
    seconds, rows = json.loads(out)
    return {"seconds": seconds, "process": wall, "peak_mb": peak, "rows": rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=11_300_000)
    parser.add_argument("--folder", type=Path, help="where to keep the synthetic zip")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="sinergi-bench-"))
    try:
        folder = options.folder or work
        archive = folder / "BACI_HS92_V000000-SYNTHETIC.zip"
        if not archive.exists():
            world = [sys.executable, str(Path(__file__).parent / "world.py"), str(folder)]
            years = f"{LAST}-{LAST}"
            subprocess.run(
                [*world, "--years", years, "--rows", str(options.rows), "--as", "baci"], check=True
            )
        home = work / "home"
        start = "from sinergi.cli import main; main()"
        add = [sys.executable, "-c", start, "data", "add", "baci", str(archive)]
        wall, peak, _ = measured([*add, "--id", "world"], home)
        size = archive.stat().st_size / 1e6
        print(f"load a year from its zip of {size:.0f} MB: {wall:.1f} s, {peak:,.0f} MB")
        dataset = home / "datasets" / "world"
        multiply(dataset, YEARS)
        size = sum(f.stat().st_size for f in dataset.iterdir()) / 1e9
        rows = (
            YEARS
            * pl.scan_parquet(dataset / f"flows-{LAST}.parquet").select(pl.len()).collect().item()
        )
        print(f"{YEARS} years, {rows:,} flows, {size:.1f} GB in the store")
        for name, expression in QUERIES.items():
            found = query(expression, home)
            print(
                f"{name}: {found['seconds']:.3f} s, whole process {found['process']:.2f} s, "
                f"{found['peak_mb']:.0f} MB ({found['rows']:,} rows)"
            )
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
