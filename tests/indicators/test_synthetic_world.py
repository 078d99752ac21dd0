"""The generator of the benchmarks' world: labelled, of the size asked for, the same every time."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import polars as pl

from sinergi.indicators import compute

WORLD = Path(__file__).resolve().parents[2] / "benchmarks" / "world.py"
SMALL = ["--countries", "14", "--products", "60", "--rows", "3000", "--years", "2019-2020"]


def draw(out: Path, form: str) -> list[str]:
    subprocess.run(
        [sys.executable, str(WORLD), str(out), "--as", form, *SMALL],
        check=True,
        capture_output=True,
    )
    return sorted(path.name for path in out.iterdir())


def test_flows_are_of_the_size_asked_for_and_of_the_shape_of_the_flow_table(tmp_path: Path) -> None:
    assert draw(tmp_path, "flows") == [
        "SYNTHETIC_distances.parquet",
        "SYNTHETIC_flows_2019.parquet",
        "SYNTHETIC_flows_2020.parquet",
    ]
    table = pl.read_parquet(tmp_path / "SYNTHETIC_flows_2020.parquet")
    assert 2500 < table.height <= 3000
    assert table.filter(pl.col("exporter") == pl.col("importer")).is_empty()
    assert table.select("exporter", "importer", "product").is_unique().all()
    assert table["value"].min() >= 1000
    assert compute("complexity", table).table["eci"].null_count() < 14


def test_the_same_world_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        draw(tmp_path / name, "exports")
    file = "SYNTHETIC_exports_2019.parquet"
    one, two = (pl.read_parquet(tmp_path / name / file) for name in ("one", "two"))
    assert one.equals(two)


def test_the_zip_says_that_it_is_synthetic(tmp_path: Path) -> None:
    (name,) = draw(tmp_path, "baci")
    assert name == "BACI_HS92_V000000-SYNTHETIC.zip"
    with zipfile.ZipFile(tmp_path / name) as archive:
        assert archive.namelist() == [
            "country_codes_V000000.csv",
            "product_codes_HS92_V000000.csv",
            "BACI_HS92_Y2019_V000000.csv",
            "BACI_HS92_Y2020_V000000.csv",
        ]
        assert "Synthetic" in archive.read("country_codes_V000000.csv").decode()
        rows = archive.read("BACI_HS92_Y2019_V000000.csv").decode().splitlines()
    assert rows[0] == "t,i,j,k,v,q"
    assert len(rows) > 2500
