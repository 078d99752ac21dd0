"""Many briefs in one run: all are made, a stopped run goes on, one failure stops nobody."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from sinergi.brief.many import Wanted, all_pairs, briefs, partners_of
from sinergi.brief.saved import load_brief
from sinergi.cli.brief import many as command
from sinergi.cli.main import run
from sinergi.errors import SinergiError

WANTED = Wanted(["json"], "en", None, date(2025, 1, 9))


def test_partners_and_pairs() -> None:
    partners = partners_of("TJK")
    assert ("TJK", "IDN") in partners
    assert ("TJK", "TJK") not in partners
    pairs = all_pairs()
    assert len(pairs) == len(set(map(frozenset, pairs))) == len(partners) * (len(partners) + 1) // 2


def test_a_second_run_makes_only_what_is_missing(tmp_path: Path) -> None:
    first = list(briefs([("TJK", "IDN")], tmp_path, WANTED, workers=1))
    assert [(one.pair, one.made) for one in first] == [(("TJK", "IDN"), True)]
    (tmp_path / "TJK-PER").mkdir()
    (tmp_path / "TJK-PER" / "brief.json").write_text('{"half": ')
    again = briefs([("TJK", "IDN"), ("TJK", "PER")], tmp_path, WANTED, workers=1)
    assert {one.pair: one.made for one in again} == {("TJK", "IDN"): False, ("TJK", "PER"): True}
    later = Wanted(["json"], "en", None, date(2025, 1, 10))
    assert [one.made for one in briefs([("TJK", "IDN")], tmp_path, later, workers=1)] == [True]


def test_one_that_fails_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "TJK-IDN").write_text("a file where the folder should be")
    monkeypatch.setattr(command, "partners_of", lambda *_: [("TJK", "IDN"), ("TJK", "PER")])
    with pytest.raises(SinergiError, match=r"1 of 2 briefs .* TJK-IDN: .*not a folder"):
        command.make_many("TJK", WANTED, tmp_path, 1)
    assert "1 briefs made, 0 kept" in capsys.readouterr().out
    with (tmp_path / command.INDEX).open(encoding="utf-8", newline="") as file:
        rows = {row["b"]: row["outcome"] for row in csv.DictReader(file)}
    assert rows == {"IDN": "failed", "PER": "made"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "no country is named"),
        (["IDN"], "one country is named"),
        (["IDN", "TJK", "--all-partners"], "two countries are named"),
        (["IDN", "--all-pairs"], "one country is named"),
        (["IDN", "--all-partners", "--all-pairs"], "exclude each other"),
        (["IDN", "--again", "brief.json"], "one country is named"),
        (["IDN", "--all-partners", "--from", "report.txt"], "--from goes with two countries"),
    ],
)
def test_what_contradicts_itself_is_refused(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["brief", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_the_same_brief_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = Path(__file__).parents[2] / "samples" / "jakarta-2024-11-22.txt"
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    made = ["brief", "IDN", "TJK", "--from", str(sample), "--format", "json"]
    assert run([*made, "--date", "2024-11-25", "--out", old]) == 0
    capsys.readouterr()
    again = ["brief", "--again", old, "--format", "json", "--out", new]
    assert run([*again, "--date", "2026-11-24"]) == 0
    shown = capsys.readouterr().out
    assert "what changed from 25 November 2024 to 24 November 2026" in shown
    assert "Figures" not in shown
    earlier, later = (load_brief(Path(folder)) for folder in (old, new))
    assert later.record == earlier.record
    assert later.sources == earlier.sources
    assert later.prepared == date(2026, 11, 24)
