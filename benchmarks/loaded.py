"""Stores with a loaded world: synthetic BACI of two years (``benchmarks/world.py``), or of 28.

The further years are copies of the loaded ones with another year, written as the loader writes them
and named in the dataset's description. What was made is kept in the folder and used again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl

DATASET = "world"
FIRST, LAST = 2021, 2022
MOST = 28
ROWS = 11_300_000
TABLES = ("flows", "exports", "imports")


def loaded_home(folder: Path, years: int, rows: int = ROWS) -> Path:
    """The home of a store with 2 or 28 loaded years; made where it is missing (some minutes)."""
    home = folder / f"home-{years}"
    if home.is_dir():
        return home
    if years == LAST - FIRST + 1:
        _load(folder, home, rows)
    else:
        made = folder / f"making-{years}"
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(loaded_home(folder, LAST - FIRST + 1, rows), made)
        multiply(made / "datasets" / DATASET, years)
        made.rename(home)
    return home


def _load(folder: Path, home: Path, rows: int) -> None:
    archive = folder / "BACI_HS92_V000000-SYNTHETIC.zip"
    if not archive.exists():
        world = [sys.executable, str(Path(__file__).parent / "world.py"), str(folder)]
        window = f"{FIRST}-{LAST}"
        subprocess.run([*world, "--years", window, "--rows", str(rows), "--as", "baci"], check=True)
    made = folder / "making"
    shutil.rmtree(made, ignore_errors=True)
    start = "from sinergi.cli import main; main()"
    command = [sys.executable, "-c", start, "data", "add", "baci", str(archive), "--id", DATASET]
    environment = {**os.environ, "SINERGI_HOME": str(made)}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    made.rename(home)


def multiply(dataset: Path, years: int) -> None:
    """Copy the last year's tables to the years before it, until there are so many."""
    last = max(int(path.stem[-4:]) for path in dataset.glob("flows-*.parquet"))
    held = range(last - years + 1, last + 1)
    for name in TABLES:
        frame = pl.read_parquet(dataset / f"{name}-{last}.parquet")
        for year in held:
            path = dataset / f"{name}-{year}.parquet"
            if not path.exists():
                frame.with_columns(pl.lit(year, dtype=pl.Int16).alias("year")).write_parquet(
                    path, compression="zstd", row_group_size=131_072
                )
    description = json.loads((dataset / "dataset.json").read_text("utf-8"))
    told = description["coverage"]["years"][-1]
    description["years"] = [held[0], held[-1]]
    description["coverage"]["years"] = [{**told, "year": year} for year in held]
    (dataset / "dataset.json").write_text(json.dumps(description), "utf-8")
