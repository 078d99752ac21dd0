"""The table of pairs and the two commands: nothing lost, cells neutralised, errors told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.companies.names.scored_pairs import score_file
from sinergi.errors import InputError


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def scored(path: Path) -> list[dict[str, str]]:
    out = io.StringIO()
    score_file(path, out, left="left", right="right")
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_every_row_keeps_its_place_and_columns(tmp_path: Path) -> None:
    file = write(tmp_path / "p.csv", "id,left,right\n1,Sitora LLC,ООО Ситора\n2,Sitora,\n3,A,B\n")
    rows = scored(file)
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert float(rows[0]["score"]) > 0.5
    assert rows[1]["score"] == ""


def test_another_delimiter_and_encoding(tmp_path: Path) -> None:
    text = "left;right\n" + "Ситора Нур;Sitora Nur\n" * 20
    rows = scored(write(tmp_path / "p.csv", text, "cp1251"))
    assert len(rows) == 20
    assert float(rows[0]["score"]) > 0.9


def test_formulas_are_neutralised(tmp_path: Path) -> None:
    rows = scored(write(tmp_path / "p.csv", "left,right\n=cmd|x,@Sitora\n"))
    assert rows[0]["left"] == "'=cmd|x"
    assert rows[0]["right"] == "'@Sitora"


def test_a_score_column_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="column 'score' already"):
        scored(write(tmp_path / "p.csv", "left,right,score\na,b,1\n"))


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no column 'right'.*Columns: left, other"):
        scored(write(tmp_path / "p.csv", "left,other\na,b\n"))


def test_compare_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["companies", "compare", "ҶДММ «Ситора»", "Sitora LLC", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["probability"] > 0.5
    assert {"text", "contribution"} == set(result["reasons"][0])
    assert run(["companies", "compare", "PTPN III", "PTPN IV"]) == 0
    out = capsys.readouterr().out
    assert "different companies" in out
    assert "the numbers differ: 3 / 4" in out


def test_compare_command_without_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["companies", "compare", "", "Sitora"]) == 2
    assert "holds no letter or digit" in capsys.readouterr().err


def test_score_pairs_writes_whole_files_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write(tmp_path / "p.csv", "left,right\nSitora,Ситора\nx,\n")
    out = tmp_path / "out.csv"
    assert run(["companies", "score-pairs", str(good), "--out", str(out)]) == 0
    assert "line 3: no score, a name is empty" in capsys.readouterr().err
    before = out.read_text(encoding="utf-8")
    bad = write(tmp_path / "q.csv", "a,b\n1,2\n")
    assert run(["companies", "score-pairs", str(bad), "--out", str(out)]) == 1
    assert out.read_text(encoding="utf-8") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "p.csv", "q.csv"]


def test_score_pairs_on_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["companies", "score-pairs", "nowhere.csv"]) == 1
    assert "no such file" in capsys.readouterr().err
