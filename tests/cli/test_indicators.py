"""`sinergi indicators`: the list, tables with their origin, and bad input."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import polars as pl
import pytest

from sinergi.cli.main import run
from sinergi.evidence import evidence
from sinergi.indicators.catalogue import CATALOGUE

pytestmark = pytest.mark.usefixtures("home")
TEXT = {"country": pl.String, "product": pl.String}


def table(text: str) -> pl.DataFrame:
    return pl.read_csv(io.StringIO(text), schema_overrides=TEXT)


def test_the_list_names_every_indicator_with_formula_and_source(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run(["indicators"]) == 0
    text = capsys.readouterr().out
    assert max(len(line) for line in text.splitlines()) <= 100
    for name, entry in CATALOGUE.items():
        assert f"\n {name} " in text
        assert entry.source.split()[0] in text
    assert run(["indicators", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in listed] == list(CATALOGUE)


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_each_is_described(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["indicators", name, "--describe"]) == 0
    text = capsys.readouterr().out
    for argument in CATALOGUE[name].arguments:
        assert argument.name in text
    assert run(["indicators", name, "--describe", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["formula"] == CATALOGUE[name].formula


def test_a_table_on_standard_output_and_notes_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["potential", "--exporter", "TJK", "--importer", "IDN", "--set", "ease=gravity"]
    assert run(["indicators", *arguments]) == 0
    shown = capsys.readouterr()
    found = table(shown.out)
    assert found.columns == list(CATALOGUE["potential"].columns["pair"])
    aluminium = found.filter(pl.col("product") == "760110")
    # Nothing of it went in these years: the upper reading is that of gravity alone.
    asked = ("TJK", "IDN", "760110", "2020-2024")
    one = evidence("unrealised-potential-high", *asked, dataset="baci-minerals")
    assert aluminium["unrealised"].item() == pytest.approx(one.value)
    assert "note: dataset baci-minerals does not cover all goods" in shown.err


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_has_its_origin_beside_it(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"dependency.{ending}"
    arguments = ["--year", "2021-2022", "--year", "2019", "--out", str(out), "--origin"]
    assert run(["indicators", "dependency", *arguments]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    record = json.loads((tmp_path / f"{out.name}.origin.json").read_text(encoding="utf-8"))
    assert json.dumps(record["warnings"])[1:-1] in shown.err
    assert record["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert record["years"] == [2019, 2021, 2022]
    assert record["arguments"] == {"threshold": 0.4, "exporter": None, "importer": None}
    assert record["datasets"][0]["id"] == "baci-minerals"
    assert record["datasets"][0]["licence"] == "Etalab Open Licence 2.0"
    found = pl.read_csv(out, schema_overrides=TEXT) if ending == "csv" else pl.read_parquet(out)
    assert found["product"].str.len_chars().unique().to_list() == [6]
    assert sorted(found["year"].unique()) == [2019, 2021, 2022]
    assert record["rows"] == found.height
    assert len(list(tmp_path.iterdir())) == 2


def test_all_years_and_levels(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["indicators", "trade-balance", "--year", "all", "--digits", "4"]) == 0
    found = table(capsys.readouterr().out)
    assert sorted(found["year"].unique()) == list(range(1995, 2025))
    assert found["product"].str.len_chars().unique().to_list() == [4]


def test_all_years_are_those_of_the_dataset_it_computes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["indicators", "rca", "--year", "all"]) == 0
    found = table(capsys.readouterr().out)
    assert sorted(found["year"].unique()) == list(range(2011, 2021))


def test_a_table_of_the_user(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    distance = tmp_path / "distance.csv"
    distance.write_text("exporter,importer,distance\nTJK,IDN,100\n", encoding="utf-8")
    arguments = ["potential", "--exporter", "TJK", "--importer", "KAZ", "--set", "components=yes"]
    assert run(["indicators", *arguments, "--input", f"distance={distance}"]) == 0
    found = table(capsys.readouterr().out)
    assert found["distance"].unique().to_list() == [1.0]


def test_codes_in_a_table_of_the_user_are_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tariffs = tmp_path / "tariffs.csv"
    lines = [f"KAZ,{product},0.1" for product in ("250100", "760110")]
    tariffs.write_text("\n".join(["importer,product,rate", *lines, ""]), encoding="utf-8")
    arguments = ["potential", "--exporter", "TJK", "--importer", "KAZ", "--set", "components=yes"]
    assert run(["indicators", *arguments, "--input", f"tariffs={tariffs}"]) == 0
    assert table(capsys.readouterr().out).height > 0
    links = tmp_path / "links.csv"
    links.write_text("input,output,weight\n250310,250700,1\n", encoding="utf-8")
    arguments = ["value-chains", "--accept-basket", "--input", f"links={links}"]
    assert run(["indicators", *arguments]) == 0
    assert table(capsys.readouterr().out)["weight"].to_list() == [1.0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["concentration", "--set", "over=partners"],
        ["concentration", "--set", "flow=imports"],
        ["similarity", "--set", "market=CHN", "--exporter", "TJK"],
        ["intra-industry", "--of", "pairs", "--exporter", "TJK"],
        ["gravity", "--of", "coefficients"],
        ["complexity", "--of", "cells", "--accept-basket"],
    ],
)
def test_arguments_that_change_what_is_read(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["indicators", *arguments]) == 0
    assert table(capsys.readouterr().out).height > 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["rcaa"], 1, "the indicator 'rcaa' is not known. Did you mean rca"),
        (
            ["rca", "--dataset", "baci-minerals"],
            2,
            "does not cover all goods: 'rca' has no meaning on it",
        ),
        (["value-chains"], 2, "cover all goods: 'value-chains, of links' has no meaning"),
        (["cross-proximity"], 2, "'cross-proximity' has no meaning on it"),
        (
            ["similarity", "--set", "method=bahar", "--dataset", "baci-minerals"],
            2,
            "'similarity, method bahar' has no meaning",
        ),
        (["intensity", "--dataset", "mine"], 1, "dataset 'mine' is not known"),
        (["intensity", "--year", "2031"], 2, "covers 1995 to 2024, not 2031"),
        (["intensity", "--year", "new"], 2, "neither a year nor an interval"),
        (["intensity", "--set", "form"], 2, "not of the form NAME=VALUE"),
        (["intensity", "--set", "form=round"], 2, "'round' is not known"),
        (["intensity", "--set", "colour=red"], 2, "has no argument 'colour'"),
        (["intensity", "--set", "dataset=x"], 2, "'dataset' is no argument"),
        (["intensity", "--of", "cells"], 2, "has no argument 'of'"),
        (["intensity", "--digits", "3"], 2, "Give 2, 4 or 6"),
        (["intensity", "--input", "gdp=wdi"], 2, "'intensity' takes no table 'gdp'"),
        (["potential", "--input", "distance=baci-minerals"], 2, "holds trade"),
        (["potential", "--input", "distance=/no/file.csv"], 1, "cannot be read"),
        (["potential", "--exporter", "Atlantis"], 1, "country 'Atlantis' is not known"),
        (["potential", "--exporter", "VAT"], 1, "'VAT' is not in the table"),
        (["upstreamness"], 1, "needs a table that was not given"),
        (["downstreaming", "--set", "chain=gold"], 1, "the chain 'gold' is not known"),
        (["intensity", "--out", "table.xlsx"], 2, "End it in .csv or .parquet"),
        (["intensity", "--out", "/no/such/folder/table.csv"], 1, "the folder is not there"),
        (["intensity", "--json"], 2, "--json is for the list"),
    ],
)
def test_bad_input(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["indicators", *arguments]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert message in shown.err
    assert "Traceback" not in shown.err


def test_a_file_that_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "distance.parquet"
    wrong.write_bytes(b"no table")
    assert run(["indicators", "potential", "--input", f"distance={wrong}"]) == 1
    assert "is no parquet table" in capsys.readouterr().err
    empty = tmp_path / "distance.csv"
    empty.write_bytes(b"")
    assert run(["indicators", "potential", "--input", f"distance={empty}"]) == 1
    assert "is no csv table" in capsys.readouterr().err
