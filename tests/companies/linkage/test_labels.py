"""Precision and recall on pairs of real records, judged by reading them."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.companies import register_store
from sinergi.companies.linkage import DecisionLog, link

pytest.importorskip("splink", reason="needs sinergi[linkage]")

REGISTERS = {
    "kemenperin": "kemenperin_exporters_2020.csv",
    "idx": "idx_profiles_2022.csv",
    "gleif": "gleif_idn_cis.csv",
}
LABELS = Path(__file__).with_name("labels.csv")


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    share, square = hits / total, z * z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = z * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    half /= 1 + square / total
    return middle - half, middle + half


@pytest.mark.slow
def test_precision_and_recall(shared: Path, home: Path) -> None:
    for name, file in REGISTERS.items():
        path = shared / "data" / "companies" / file
        assert run(["companies", "import", str(path), "--register", name, "--yes"]) == 0
    records = (
        one for name in REGISTERS for one in register_store.stored(register_store.register(name))
    )
    linked = link(records, DecisionLog())
    company = dict(linked.records.select("unique_id", "company").iter_rows())
    with LABELS.open(encoding="utf-8", newline="") as labels:
        rows = list(csv.DictReader(line for line in labels if not line.startswith("#")))
    assert len(rows) == 300
    merged = [company[row["left"]] == company[row["right"]] for row in rows]
    same = [row["same"] == "1" for row in rows]
    hits = sum(one and two for one, two in zip(merged, same, strict=True))
    for what, total in (("precision", sum(merged)), ("recall", sum(same))):
        low, high = wilson(hits, total)
        print(f"\n{what} {hits}/{total} {hits / total:.3f}, 95 % interval {low:.3f} to {high:.3f}")
    assert hits / sum(merged) >= 0.98
    assert hits / sum(same) >= 0.95
