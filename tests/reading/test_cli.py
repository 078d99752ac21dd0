"""The command: JSON for programs, a page for people, one line for mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sinergi.cli.main import run

TEXT = """JAKARTA - Menteri Perdagangan RI Bagus Wirasena bertemu Menteri Industri Kenya Joseph \
Wanderi di Jakarta, Kamis (6/3).
"Kami menawarkan pelatihan vokasi bagi Kenya [mulai April]," kata Bagus.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_is_a_list_in_the_order_given(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "none.txt"
    other.write_text("Timnas menang 2-0 di stadion.", encoding="utf-8")
    assert run(["read", str(other), str(report), "--published", "2025-03-07", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["id"], first["is_record"]) == ("none", False)
    assert first["why"]
    assert (second["id"], second["meeting"]["date"]) == ("report", "2025-03-06")
    statement = second["statements"][0]
    assert TEXT[statement["start"] : statement["end"]] == statement["span"]


def test_the_page_shows_what_was_found(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(report)]) == 0
    shown = capsys.readouterr().out
    for piece in ("IDN, KEN", "Bagus Wirasena", "offer", "hr_training", "[mulai April]"):
        assert piece in shown


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["read"], 2, "Missing argument"),
        (["read", "missing.txt"], 1, "no such file"),
        (["read", "x.txt", "--published", "soon"], 2, "--published"),
        (["read", "x.txt", "--second-opinion", "nowhere"], 2, "no address"),
    ],
)
def test_mistakes_are_one_line(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == code
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
