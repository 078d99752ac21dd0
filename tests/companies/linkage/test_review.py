"""Reviewing: sums that can be followed, the order, many pairs at once, merged companies."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.companies.linkage import DecisionLog, results
from sinergi.companies.linkage.merged import merged
from sinergi.companies.linkage.review import queue
from tests.companies.linkage.conftest import record

pytest.importorskip("splink", reason="needs sinergi[linkage]")

ONE = """name,phone,province,goods
"Bintoro Karsawan, PT",0361 555123,bali,cotton yarn
"Wirasena Gunadarmo, PT",,bali,
"Vesatama Karsa, PT",,aceh,
"Lestari Wirabumi, PT",,bali,
"""
TWO = """name,address,province,goods
PT Bintoro Karsawan Tbk,Jl. Melati 1,bali,T-shirts
"Wirasena Gunadarmo Sentosa, PT",,bali,
"Vesatama Karsa Abadi, PT",,aceh,
"""


@pytest.fixture
def linked(home: Path, tmp_path: Path) -> Path:
    for name, text in (("one", ONE), ("two", TWO)):
        file = tmp_path / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        args = ["companies", "import", str(file), "--register", name, "--country", "IDN", "--yes"]
        assert run(args) == 0
    assert run(["companies", "link", "--companies", str(tmp_path / "merged.csv")]) == 0
    return tmp_path


@pytest.mark.usefixtures("linked")
def test_the_reasons_add_up_to_the_weight() -> None:
    pairs = queue(DecisionLog()).to_dicts()
    assert len(pairs) == 2
    for pair in pairs:
        told = results.reasons(pair)
        assert told[-1][0] == results.BEFORE
        assert sum(bits for _, bits in told) == pytest.approx(pair["weight"], abs=0.3)
        assert pair["records"] == 2


@pytest.mark.usefixtures("linked")
def test_many_pairs_are_decided_at_once_and_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    base = ["companies", "review", "--who", "ana"]
    assert run([*base, "--decide-all", "same", "--above", "0.999999"]) == 2
    assert "no open pair" in capsys.readouterr().err
    assert run([*base, "--decide-all", "same", "--above", "0.1", "--why", "read"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"2 pairs: same \(decisions 1 to 2\)", shown)
    assert run(["companies", "link", "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["pairs_to_ask"] == 0
    assert summary["pairs_decided"] == 2
    assert summary["companies"] == 4
    assert run([*base, "--undo", "1-2"]) == 0
    assert "2 decisions are undone" in capsys.readouterr().out
    assert run([*base, "--undo", "1-2"]) == 2
    assert run([*base, "--undo", "x"]) == 2
    assert run(["companies", "link", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pairs_to_ask"] == 2


def test_merged_companies_say_where_each_field_is_from(linked: Path) -> None:
    with (linked / "merged.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert len(rows) == 6
    row = next(row for name, row in rows.items() if "Bintoro" in name)
    assert row["phone"] == "0361 555123"
    assert row["phone_source"].startswith("one:")
    assert row["address_source"].startswith("two:")
    assert {"cotton yarn", "T-shirts"} == set(row["products_text"].split("; "))
    assert row["email"] == row["email_source"] == ""


def test_a_value_of_two_records_names_both() -> None:
    records = [
        record("1", "A", products_text=("yarn", "cloth")),
        record("2", "A", products_text=("yarn",), identifiers={"lei": "X"}),
    ]
    (row,) = merged(records, {"one:1": "c", "one:2": "c"})
    assert row["products_text"] == "yarn; cloth"
    assert row["products_text_source"] == "one:2, one:1; one:1"
    assert row["identifiers"] == "lei X"


def test_the_pair_that_changes_most_comes_first(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f'"Wirasena Gunadarmo, PT",x{n}@a.id,bali\n' for n in range(5))
    file = tmp_path / "one.csv"
    file.write_text(
        f"name,email,province\n{rows}"
        '"Wirasena Gunadarmo Sentosa, PT",,bali\n'
        '"Vesatama Karsa, PT",,aceh\n"Vesatama Karsa Abadi, PT",,aceh\n',
        encoding="utf-8",
    )
    args = ["companies", "import", str(file), "--register", "one", "--country", "IDN", "--yes"]
    assert run(args) == 0
    assert run(["companies", "link"]) == 0
    first = queue(DecisionLog()).to_dicts()[0]
    assert first["records"] == 6
