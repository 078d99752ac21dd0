"""A table that ships is read whole or not at all."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sinergi.errors import DataError
from sinergi.origin import origin_path
from sinergi.trade.catalogue import datasets, tables
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

FILES = sorted([*(one.path for one in tables()), *(one.path for one in datasets() if one.embedded)])
MEETING = Path(__file__).parents[2] / "samples" / "jakarta-2024-11-22.txt"
"""Tells of nickel reserves, of aluminium and of green energy."""
EXAMPLE = data_path("facilities", "owners.parquet")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _another(path: Path) -> None:
    path.write_bytes(data_path("vocabulary", "eci.parquet").read_bytes())


def _flip(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[len(held) // 3] ^= 1
    path.write_bytes(held)


def test_what_ships_is_whole() -> None:
    assert len(FILES) > 20
    assert [whole(path) for path in FILES] == FILES


@pytest.mark.parametrize("harm", [_cut, _another, _flip])
def test_a_damaged_table_is_not_read(harm: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / EXAMPLE.name
    shutil.copy(EXAMPLE, path)
    shutil.copy(origin_path(EXAMPLE), origin_path(path))
    harm(path)
    with pytest.raises(DataError, match=r"owners\.parquet: this file of the program is damaged"):
        whole(path)


def test_a_missing_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"owners\.parquet: this file of the program is missing"):
        whole(tmp_path / "owners.parquet")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program whose files may be harmed."""
    folder = tmp_path_factory.mktemp("program")
    shutil.copytree(data_path().parent, folder / "sinergi")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("harm", [_cut, _another, Path.unlink])
@pytest.mark.parametrize("name", ["facilities/owners.parquet", "trade/usgs-minerals.parquet"])
def test_a_brief_does_not_pass_over_a_damaged_table(
    program: Path, name: str, harm: Callable[[Path], None], tmp_path: Path
) -> None:
    path = program / "sinergi" / "data" / name
    held = path.read_bytes()
    harm(path)
    order = ["brief", "IDN", "TJK", "--from", str(MEETING), "--out", str(tmp_path / "out")]
    try:
        run = subprocess.run(
            [sys.executable, "-m", "sinergi.cli", *order, "--format", "json"],
            env={"PYTHONPATH": str(program), "SINERGI_HOME": str(tmp_path), "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        path.write_bytes(held)
    assert run.returncode == 1
    (line,) = run.stderr.strip().splitlines()
    assert f"{name}: this file of the program is " in line
    assert not (tmp_path / "out" / "brief.json").exists()
