"""The ``data`` command: what people see, exit codes, and one JSON document."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sinergi.cli.main import run

from .conftest import ROWS_2020, WriteZip

pytestmark = pytest.mark.usefixtures("home")

Capture = pytest.CaptureFixture[str]


def test_list_names_the_embedded_data_and_their_licence(capsys: Capture) -> None:
    assert run(["data", "list"]) == 0
    out = capsys.readouterr().out
    assert "baci-minerals *" in out
    assert "Etalab" in out
    assert run(["data", "list", "--json"]) == 0
    (first, *_) = json.loads(capsys.readouterr().out)
    assert first["id"] == "baci-minerals"
    assert first["origin"]["producer"] == "CEPII"
    assert "folder" not in first


def test_add_show_remove(baci_zip: WriteZip, capsys: Capture) -> None:
    rows = (*ROWS_2020, "2020,697,360,260400,1.0,1")
    assert run(["data", "add", "baci", str(baci_zip({2020: rows})), "--id", "mine"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for text in ("Added mine.", "5 rows read, 4 stored, 1 left out, 0 refused", "Etalab"):
        assert text in out
    assert run(["data", "show", "mine", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["coverage"]["years"][0]["value"] == 119845.0
    assert run(["data", "verify"]) == 0
    assert "mine: as it was written" in capsys.readouterr().out
    assert run(["data", "remove", "mine"]) == 0
    assert run(["data", "show", "mine"]) == 1
    assert "dataset 'mine' is not known. Datasets: baci-minerals" in capsys.readouterr().err


def test_refused_rows_are_told_in_one_line(baci_zip: WriteZip, capsys: Capture) -> None:
    path = str(baci_zip({2020: (*ROWS_2020, "2020,360,999,260400,1.0,1")}))
    assert run(["data", "add", "baci", path]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "line 6: j is not a known country code: '999'" in err
    assert "--accept-rejects loads the rest" in err
    assert run(["data", "add", "baci", path, "--accept-rejects"]) == 0
    out = capsys.readouterr().out
    assert "Country codes not known: 999 (1)" in out
    assert "rejects.csv" in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["add", "baci", "absent.zip"], 1, "there is no such file"),
        (["add", "paci", "x"], 2, "paci"),
        (["add", "baci", "absent.zip", "--years", "20"], 2, "is no year"),
        (["add", "baci", "absent.zip", "--years", "2020-2010"], 2, "ends before it begins"),
        (["add", "gdp", "absent.csv", "--prefer", "exporter"], 2, "--prefer does not apply to gdp"),
        (["remove", "baci-minerals"], 2, "ships with Sinergi"),
        (["remove", "nothing"], 1, "is not known"),
        (["fetch", "wits"], 2, "cannot be fetched"),
        (["fetch", "baci", "--revision", "HS93"], 1, "nomenclature 'HS93' is not known"),
        (["mirror", "baci-minerals"], 2, "one figure a flow"),
    ],
)
def test_mistakes_are_one_line(
    arguments: list[str], code: int, message: str, capsys: Capture
) -> None:
    assert run(["data", *arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "Traceback" not in err


def test_verify_fails_on_damage(baci_zip: WriteZip, home: Path, capsys: Capture) -> None:
    run(["data", "add", "baci", str(baci_zip()), "--id", "mine"])
    (home / "datasets/mine/flows-2020.parquet").write_bytes(b"")
    capsys.readouterr()
    assert run(["data", "verify"]) == 1
    out, err = capsys.readouterr()
    assert "mine: flows-2020.parquet has changed" in out
    assert "datasets are damaged: mine" in err


def test_mirror_and_conflicts_screens(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "c.csv"
    path.write_text(
        "refYear,reporterISO,flowCode,partnerISO,classificationCode,cmdCode,primaryValue\n"
        "2020,IDN,X,CHN,H5,260400,50000\n2020,CHN,M,IDN,H5,260400,60000\n"
    )
    assert run(["data", "add", "comtrade", str(path), "--id", "c"]) == 0
    capsys.readouterr()
    assert run(["data", "mirror", "c", "--exporter", "Indonesia", "--product", "26"]) == 0
    out = capsys.readouterr().out
    assert "50,000" in out
    assert "1.20" in out
    assert run(["data", "mirror", "c", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["gap"] == 10000.0
    assert run(["data", "conflicts"]) == 0
    assert "differ by more than 10 %: 0" in capsys.readouterr().out


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_fetch_downloads_and_adds(site: str, baci_zip: WriteZip, capsys: Capture) -> None:
    baci_zip(name="BACI_HS17_V202601.zip", revision="HS17")
    arguments = ["data", "fetch", "baci", "--revision", "HS17", "--base-url", site]
    assert run([*arguments, "--years", "2021", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "baci-hs17-202601-2021"
    assert "The download stays in" in err
    assert run([*arguments, "--version", "209901"]) == 1
    assert "404" in capsys.readouterr().err


def test_what_ships_is_listed_and_verified(capsys: Capture) -> None:
    assert run(["data", "list", "--json"]) == 0
    listed = {entry["id"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert listed["vocabulary/distances.parquet"]["origin"]["licence"]["name"]
    assert run(["data", "verify", "--json"]) == 0
    verdicts = json.loads(capsys.readouterr().out)
    assert {verdict["id"] for verdict in verdicts} == set(listed)
    assert all(verdict["faults"] == [] for verdict in verdicts)
