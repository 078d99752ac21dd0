"""``link`` and ``review`` in the terminal, from the registers of a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sinergi.cli.companies.review import review
from sinergi.cli.main import run
from sinergi.companies.linkage import DecisionLog

pytest.importorskip("splink", reason="needs sinergi[linkage]")

ONE = """\
name,address,phone,province
"Bintoro Karsawan, PT",Jl. Melati 1,0361 555123,bali
"Wirasena Gunadarmo, PT",Jl. Kenanga Raya 52 Kelurahan Pandanwangi Utara,,bali
"=Vesatama, CV",Jl. Anggrek 9,,bali
"""
TWO = """\
name,address,phone,province
PT Bintoro Karsawan Tbk,Jl. Melati 1,0361555123,bali
"Wirasena Gunadarmo Sentosa, PT",Jalan Kenanga Raya No. 52 Pandanwangi Utara,,bali
"""


@pytest.fixture
def imported(home: Path, tmp_path: Path) -> Path:
    for name, text in (("one", ONE), ("two", TWO)):
        file = tmp_path / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        args = ["companies", "import", str(file), "--register", name, "--country", "IDN", "--yes"]
        assert run(args) == 0
    return home


def test_link_without_a_register(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["companies", "link"]) == 1
    assert "no register was imported" in capsys.readouterr().err
    assert run(["companies", "link", "--register", "nowhere"]) == 1
    assert run(["companies", "review", "--list"]) == 1
    assert "nothing was linked yet" in capsys.readouterr().err


def test_thresholds_the_wrong_way_round(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["companies", "link", "--ask-from", "0.9", "--same-from", "0.5"]) == 2
    assert "above" in capsys.readouterr().err


def test_link_review_link(
    imported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    out = tmp_path / "companies.csv"
    assert run(["companies", "link", "--json", "--out", str(out)]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["records"] == 5
    assert summary["companies"] == 4
    assert summary["pairs_to_ask"] == 1
    assert "'=Vesatama" in out.read_text(encoding="utf-8")
    assert run(["companies", "review", "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert pair["reasons"]
    result = CliRunner().invoke(review, ["--who", "ana"], input="s\nthe same seal\n")
    assert result.exit_code == 0, result.output
    assert "1 decided, 0 left" in result.output
    (entry,) = DecisionLog().entries()
    assert (entry.who, entry.why) == ("ana", "the same seal")
    assert run(["companies", "link"]) == 0
    assert "5 records are 3 companies" in capsys.readouterr().out
    assert run(["companies", "review", "--undo", "1", "--who", "ben", "--why", "no"]) == 0
    assert run(["companies", "review", "--decisions"]) == 0
    assert "undoes 1" in capsys.readouterr().out
    assert run(["companies", "link", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["companies"] == 4


def test_deciding_by_name(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["companies", "link"]) == 0
    assert run(["companies", "review", "--list"]) == 0
    left, right = capsys.readouterr().out.splitlines()[-1].split()
    base = ["companies", "review", "--who", "ana", "--decide"]
    assert run([*base, left, right, "perhaps"]) == 2
    assert run([*base, left, "one:nowhere", "same"]) == 1
    assert "not among the linked ones" in capsys.readouterr().err
    assert run([*base, left, right, "different"]) == 0
    assert run(["companies", "review", "--list"]) == 0
    assert "0 pairs wait" in capsys.readouterr().out


def test_undo_while_reviewing(imported: Path) -> None:
    assert run(["companies", "link"]) == 0
    result = CliRunner().invoke(review, ["--who", "ana"], input="u\nk\n")
    assert "Nothing was decided in this sitting" in result.output
    assert "0 decided, 1 left" in result.output
