"""Every data file of third parties has an origin record, and is the file it speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.errors import DataError
from sinergi.origin import SUFFIX, read_origin, sha256
from sinergi.vocabulary.tables import data_path

ROOT = data_path()
RECORDS = sorted(ROOT.rglob(f"*{SUFFIX}"))
LIMIT = 23_000_000
"""Bytes of the data that leave the wheel under 25 MB."""


def test_there_are_records() -> None:
    assert len(RECORDS) >= 10


@pytest.mark.parametrize("record", RECORDS, ids=lambda p: p.name)
def test_the_record_speaks_of_the_file_beside_it(record: Path) -> None:
    path = record.with_name(record.name.removesuffix(SUFFIX))
    origin = read_origin(path)
    assert origin.sha256 == sha256(path)
    assert origin.licence.name
    assert origin.script is not None
    assert (ROOT.parents[2] / origin.script).is_file()


def test_no_binary_file_is_without_a_record() -> None:
    binary = [p for s in ("*.parquet", "*.db", "*.gz", "*.npz") for p in ROOT.rglob(s)]
    assert binary
    for path in binary:
        read_origin(path)


def test_all_data_fit_the_wheel() -> None:
    assert sum(p.stat().st_size for p in ROOT.rglob("*") if p.is_file()) < LIMIT


def test_a_missing_or_broken_record_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(b"x")
    with pytest.raises(DataError, match="missing"):
        read_origin(path)
    path.with_name(path.name + SUFFIX).write_text('{"title": 1}', encoding="utf-8")
    with pytest.raises(DataError, match="field"):
        read_origin(path)
