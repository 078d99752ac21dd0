"""Screening: hits with their reasons, extra words, thresholds, and no word of 'clean'."""

from __future__ import annotations

import csv
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.companies.screening import Screener, read_list
from sinergi.companies.screening.logic_v2 import LogicV2Scorer
from sinergi.errors import MissingDependencyError


@pytest.fixture
def screener(lists: dict[str, Path]) -> Screener:
    return Screener([read_list(lists[shape]) for shape in ("ftm", "eu", "un", "ofac")])


@pytest.mark.parametrize(
    ("name", "matched", "listed"),
    [
        ("Gazvor Bank", "Gazvor Bank JSC", "Gazvorbank"),
        ("АО «Газворбанк»", "Gazvor Bank JSC", "Gazvorbank"),
        ("Gazvorbank Leasing Centre Dushanbe", "Gazvor Bank JSC", "Gazvorbank"),
        ("Kavkazneft", "Кавказнефть", "Kavkazneft Trading"),
        ("PT Talvar Mining Indonesia", "Talvar Mining", "TALVAR MINERALS"),
        ("Ostkhim LLC", "OSTKHIM", "BALTOKHIM"),
    ],
)
def test_hits(screener: Screener, name: str, matched: str, listed: str) -> None:
    result = screener.screen(name)
    assert result.status == "hits"
    hit = result.hits[0]
    assert hit.listed_name == listed
    assert hit.matched == matched
    assert hit.score >= 0.7
    assert hit.why


def test_gazprom_bank_finds_gazprombank(tmp_path: Path) -> None:
    entity = {"id": "1", "schema": "Company", "properties": {"name": ["Gazprombank"]}}
    file = tmp_path / "list.json"
    file.write_text(json.dumps(entity))
    screener = Screener([read_list(file)])
    assert screener.screen("Gazprom Bank").hits[0].score >= 0.9
    assert screener.screen("Gazprom Bank Trading House Ltd").status == "hits"


def test_a_hit_carries_what_the_list_says(screener: Screener) -> None:
    hit = screener.screen("Ordu Steel Works").hits[0]
    assert (hit.entity_id, hit.reason, str(hit.listed_on)) == ("NK-2", "MADE-1", "2023-02-01")
    assert (hit.list_name, str(hit.list_dated), hit.kind) == ("made_list", "2024-05-03", "name")


def test_one_hit_an_entity(screener: Screener) -> None:
    assert [hit.entity_id for hit in screener.screen("Gazvorbank").hits] == ["NK-1"]


@pytest.mark.parametrize(
    "name", ["Sitora LLC", "PT Aneka Tambang Tbk", "Sumatra Steel Works", "State Bank"]
)
def test_others_have_no_hits_and_are_not_called_clean(screener: Screener, name: str) -> None:
    result = screener.screen(name)
    assert result.status == "no hits"
    assert "UN Security Council of 2024-05-09" in result.lists


def test_the_threshold_is_the_users(screener: Screener) -> None:
    name = "Gazvorbank Leasing Centre Dushanbe"
    score = screener.screen(name).hits[0].score
    assert screener.screen(name, threshold=score + 0.001).status == "no hits"
    assert screener.screen(name, threshold=score).status == "hits"


def test_any_of_a_companys_names_counts(screener: Screener) -> None:
    assert screener.screen(["Nothing Alike", "Талвар Минералс"]).status == "hits"


def test_without_a_list_or_a_name_nothing_is_screened(screener: Screener) -> None:
    assert Screener([]).screen("Gazvorbank").status == "not screened"
    assert screener.screen("***").status == "not screened"
    assert screener.screen([]).status == "not screened"


def test_a_second_opinion_can_only_add(lists: dict[str, Path]) -> None:
    class Always:
        name = "always"

        def score(self, left: str, right: str) -> float:
            return 0.95 if "Ordu" in right else 0.0

    screener = Screener([read_list(lists["ftm"])], second=Always())
    result = screener.screen("Ordu Textile")
    assert [(hit.entity_id, hit.score) for hit in result.hits] == [("NK-2", 0.95)]
    assert screener.screen("Gazvorbank").hits[0].score > 0.9


def test_logic_v2() -> None:
    if find_spec("nomenklatura") is None:
        with pytest.raises(MissingDependencyError, match=r"sinergi\[screening\]"):
            LogicV2Scorer()
        pytest.skip("nomenklatura is not installed (extra 'screening')")
    scorer = LogicV2Scorer()
    assert scorer.score("Gazprom Bank", "Gazprombank") > 0.9
    assert scorer.score("Gazprom Bank", "Ordu Steel Works") < 0.5


def test_command_on_a_name(
    lists: dict[str, Path], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["companies", "screen", "Gazvor Bank", "--list", str(lists["ftm"])]
    assert run(args) == 0
    shown = capsys.readouterr()
    assert "1 hits, a person must look" in shown.out
    assert "1 persons are not looked at" in shown.err
    assert run([*args, "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert result["status"] == "hits"
    assert result["hits"][0]["listed_name"] == "Gazvorbank"


def test_command_without_a_list(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["companies", "screen", "Sitora LLC", "--json"]) == 1
    shown = capsys.readouterr()
    assert json.loads(shown.out)[0]["status"] == "not_screened"
    assert "not screened: no sanctions list is loaded" in shown.err
    assert "clean" not in shown.out + shown.err


def test_command_on_a_file(
    lists: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "firms.csv"
    file.write_text("id;company name\n1;Gazvorbank\n2;\n3;=Sitora\n", encoding="utf-8")
    out = tmp_path / "hits.csv"
    args = ["companies", "screen", str(file), "--list", str(lists["ftm"]), "--out", str(out)]
    assert run(args) == 0
    shown = capsys.readouterr()
    assert "line 3: not screened, the name is empty" in shown.err
    with out.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["company"], row["status"]) for row in rows] == [
        ("Gazvorbank", "hits"),
        ("", "not screened"),
        ("'=Sitora", "no hits"),
    ]
    assert run([*args[:-2], "--column", "nowhere"]) == 1
    assert "no column 'nowhere'" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_no_company(
    lists: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["companies", "screen", "firms.csv", "--list", str(lists["un"])]) == 1
    assert "there is no such file" in capsys.readouterr().err
    assert run(["companies", "screen", "A/S Talvar Mining", "--list", str(lists["un"])]) == 0
    assert "a person must look" in capsys.readouterr().out


@pytest.mark.parametrize("threshold", ["0", "1.5", "x"])
def test_thresholds_out_of_range(threshold: str) -> None:
    assert run(["companies", "screen", "A", "--threshold", threshold]) == 2
