"""`sinergi opportunities`, `partners` and `backtest`: output in each form, and bad input."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.opportunities.backtest import SUBSETS

pytestmark = pytest.mark.usefixtures("home")


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    return shown.out


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str], code: int) -> str:
    assert run(arguments) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    return shown.err


def wide(monkeypatch: pytest.MonkeyPatch, columns: int = 100) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))


def test_the_table_fits_a_hundred_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wide(monkeypatch)
    text = printed(["opportunities", "TJK", "IDN"], capsys)
    assert max(len(line) for line in text.splitlines()) <= 100
    first = next(line for line in text.splitlines() if line.lstrip().startswith("1 "))
    assert "760110 Unwrought aluminium" in first
    assert "stopped" in first
    assert "7.59m 2012" in first
    assert "gravity" in text
    assert "does not cover all goods" in text


def test_names_of_countries_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    by_name = printed(["opportunities", "Таджикистан", "Indonesia", "--json"], capsys)
    assert by_name == printed(["opportunities", "TJK", "IDN", "--json"], capsys)


@pytest.mark.parametrize("width", [60, 160])
def test_explain_shows_every_component_with_its_id_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    wide(monkeypatch, width)
    text = printed(["opportunities", "TJK", "IDN", "--explain", "HS92:760110"], capsys)
    for expected in (
        "status stopped",
        "export-potential/TJK/IDN/760110/2020-2024@baci-minerals",
        "last-year/TJK/IDN/760110@baci-minerals",
        "tariff/TJK/IDN/760110/HS92@idn-mfn",
        "Australia",
        "chain aluminium",
        "suppliers",
    ):
        assert expected in text


def test_json_is_one_document_with_all_components(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(["opportunities", "TJK", "IDN", "--json"], capsys))
    assert len(found["items"]) == found["considered"] == 22
    item = found["items"][0]
    assert item["peak"]["evidence"] == "trade-value/TJK/IDN/760110/2012@baci-minerals"
    assert item["rca"]["value"] is None
    assert item["rca"]["unknown"]


def test_csv_leaves_unknown_cells_empty(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(["opportunities", "TJK", "IDN", "--csv", "--limit", "3"], capsys)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["product"] == "760110"
    assert rows[0]["peak_year"] == "2012"
    assert rows[0]["rca"] == ""
    assert "rca: " in rows[0]["unknown"]
    assert rows[0]["current_usd"] == "0.0"


@pytest.mark.parametrize("ranking", ["unrealised", "market-size", "gravity", "density"])
def test_other_rankings(ranking: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(["opportunities", "TJK", "IDN", "--ranking", ranking, "--json"], capsys)
    scores = [item["score"] for item in json.loads(text)["items"]]
    assert scores == sorted(scores, reverse=True)


def test_a_pair_without_any_product(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(["opportunities", "NRU", "TKL", "--year", "1995", "--json"], capsys)
    assert json.loads(text)["items"] == []
    printed(["opportunities", "NRU", "TKL", "--year", "1995"], capsys)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["TJK", "Indonesien"], 1, "country 'Indonesien' is not known. Did you mean IDN"),
        (["TJK", "TJK"], 2, "same country"),
        (["TJK", "VAT"], 1, "VAT has no trade in dataset 'baci-minerals'"),
        (["TJK", "IDN", "--dataset", "mine"], 1, "dataset 'mine' is not known"),
        (["TJK", "IDN", "--year", "2031"], 2, "covers 1995 to 2024, not 2031"),
        (["TJK", "IDN", "--year", "soon"], 2, "'soon' is not a valid integer"),
        (["TJK", "IDN", "--ranking", "best"], 1, "Rankings: default, gravity-fitted"),
        (["TJK", "IDN", "--limit", "0"], 2, "limit of 0"),
        (["TJK", "IDN", "--small", "-5"], 2, "threshold"),
        (["TJK", "IDN", "--json", "--csv"], 2, "not both"),
        (["TJK", "IDN", "--explain", "847130"], 1, "847130 is not among the 22"),
        (["TJK", "IDN", "--explain", "260300", "--json"], 2, "--explain is for the screen"),
        (["TJK", "IDN", "--explain", "nickel"], 1, "not a code of 2, 4 or 6 digits"),
        (["TJK"], 2, "Missing argument 'IMPORTER'"),
    ],
)
def test_bad_input_to_opportunities(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in refused(["opportunities", *arguments], capsys, code)


def test_partners_on_the_screen_and_as_documents(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wide(monkeypatch)
    text = printed(["partners", "TJK"], capsys)
    assert max(len(line) for line in text.splitlines()) <= 100
    first_words = [line.split()[0] for line in text.splitlines() if line.strip()]
    assert [word for word in first_words if word.isdigit()] == [str(n) for n in range(1, 26)]
    found = json.loads(printed(["partners", "TJK", "--json"], capsys))
    assert found["considered"] == len(found["items"]) > 200
    assert sum(found["weights"].values()) == pytest.approx(1)
    rows = list(csv.DictReader(io.StringIO(printed(["partners", "TJK", "--csv"], capsys))))
    assert len(rows) == found["considered"]
    assert {"unrealised_out_usd", "chains", "dependence_usd", "exports_usd"} <= rows[0].keys()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["Atlantis"], 1, "country 'Atlantis' is not known"),
        (["VAT"], 1, "VAT has no trade"),
        (["TJK", "--dataset", "mine"], 1, "dataset 'mine' is not known"),
        (["TJK", "--year", "1950"], 2, "covers 1995 to 2024"),
        (["TJK", "--limit", "-1"], 2, "limit of -1"),
        (["TJK", "--json", "--csv"], 2, "not both"),
    ],
)
def test_bad_input_to_partners(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in refused(["partners", *arguments], capsys, code)


def test_openings_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    out = " ".join(printed(["opportunities", "TJK", "IDN", "--openings"], capsys).split())
    assert "760110" in out
    assert "stopped, to revive" in out
    back = " ".join(printed(["opportunities", "IDN", "TJK", "--openings"], capsys).split())
    assert "Indonesia sells and Tajikistan buys no product" in back
    assert "None of these has gone from Indonesia to Tajikistan on record" in back
    assert "of such lists the first pick came true in 0.2%" in back
    # Madagascar sells Georgia what Georgia does not sell it: the two do trade.
    one_way = " ".join(printed(["opportunities", "GEO", "MDG", "--openings"], capsys).split())
    assert "None of these has gone from Georgia to Madagascar on record" in one_way
    assert "never traded" not in one_way
    careful = " ".join(printed(["opportunities", "KAZ", "UZB", "--openings"], capsys).split())
    assert "careful 252400 (HS92) Asbestos: Rotterdam Convention" in careful
    assert "by chapter" in careful


def test_a_ranked_good_that_a_convention_controls_is_named_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    screen = " ".join(printed(["opportunities", "BRA", "IND"], capsys).split())
    assert "careful 252400 (HS92) Asbestos: Rotterdam Convention" in screen
    assert "careful 260111" not in screen


def test_a_wide_range_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    out = " ".join(printed(["opportunities", "MKD", "KOR", "--openings"], capsys).split())
    assert re.search(r"260700 .* \(\S+ to \S+\)", out)
    explained = printed(["opportunities", "MKD", "KOR", "--explain", "260700"], capsys)
    ends = re.findall(r"at (least|most) +(\S+) USD", explained)
    assert [end for end, _ in ends] == ["least", "most"]
    assert "unrealised-potential-high/MKD/KOR/260700" in explained
    table = printed(["opportunities", "MKD", "KOR"], capsys)
    assert "~" in table
    assert "a wide range, which --explain shows" in " ".join(table.split())


def test_openings_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(["opportunities", "VNM", "PER", "--openings", "--json"], capsys))
    assert found["finding"]["code"] == "openings-none"
    assert {item["known"] for item in found["beyond"]} == {"chapter"}


@pytest.mark.parametrize("other", [["--csv"], ["--explain", "760110"], ["--small", "5"]])
def test_openings_have_their_own_thresholds(
    other: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["opportunities", "TJK", "IDN", "--openings", *other]
    assert "--openings goes with" in refused(arguments, capsys, 2)


QUICK = ["backtest", "--year", "2014", "--baseline", "gravity", "--resamples", "50"]


@pytest.mark.parametrize("ending", ["md", "csv", "json"])
def test_the_backtest_writes_what_it_shows(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"result.{ending}"
    text = printed([*QUICK, "--out", str(out)], capsys)
    assert "default is better on all measures than gravity" in text
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    written = out.read_text(encoding="utf-8")
    if ending == "md":
        assert "| gravity | 0." in written
    elif ending == "csv":
        rows = list(csv.DictReader(io.StringIO(written)))
        assert {row["ranking"] for row in rows} == {"default", "gravity"}
    else:
        assert json.loads(written)["reference"] == "default"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--year", "2023"], 2, "not 2028"),
        (["--small", "0"], 2, "small: 0.0 is out of range. Give US dollars above 0"),
        (["--baseline", "luck"], 1, "ranking 'luck' is not known"),
        (["--dataset", "mine"], 1, "dataset 'mine' is not known"),
        (["--out", "result.xyz"], 2, "End it in .md or .csv or .json"),
        (["--out", "/no/such/folder/result.md"], 1, "the folder is not there"),
    ],
)
def test_bad_input_to_backtest(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in refused(["backtest", *arguments], capsys, code)


def test_the_backtest_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed([*QUICK, "--json"], capsys))
    assert found["years"] == [2014]
    assert found["rankings"] == ["default", "gravity"]
    assert {score["subset"] for score in found["scores"]} == set(SUBSETS)


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "result.md"
    folder.mkdir()
    assert "is a folder" in refused([*QUICK, "--out", str(folder)], capsys, 1)
