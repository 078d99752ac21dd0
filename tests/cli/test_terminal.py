"""Nothing that a document, an id or a name holds commands the terminal."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.printable import printable

EVIL = "\x1b]0;owned\x07\x1b[8m\x9b2J\u202egnirts\x7f\x08"
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TEXT = (
    "JAKARTA - Menteri Perdagangan RI Bagus Wirasena bertemu Menteri Industri Kenya Joseph Wanderi "
    f'di Jakarta, Kamis (6/3/2025).\n"Kami menawarkan {EVIL}pelatihan vokasi bagi Kenya," kata '
    "Bagus.\n"
)


def _clean(shown: str) -> bool:
    return COMMANDS.search(shown) is None


@pytest.mark.parametrize("as_json", [False, True])
def test_reading(tmp_path: Path, capfd: pytest.CaptureFixture[str], as_json: bool) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": TEXT, "id": f"id-{EVIL}", "url": EVIL}), encoding="utf-8")
    assert run(["read", str(path), *(["--json"] if as_json else [])]) == 0
    shown = capfd.readouterr()
    assert _clean(shown.out + shown.err)
    if as_json:
        (record,) = json.loads(shown.out)
        assert record["id"] == f"id-{EVIL}"


def test_names_of_companies(home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "register.csv"
    rows = f"name,city{EVIL},products\nPT {EVIL}Nikel,Kendari{EVIL},nickel ore\n"
    path.write_text(rows, encoding="utf-8")
    command = ["companies", "import", str(path), "--register", "mine", "--country", "IDN", "--yes"]
    assert run([*command, "--show"]) == 0
    assert run(command) == 0
    assert run(["companies", "candidates", "IDN", "--product", "260400"]) == 0
    assert run(["companies", "compare", f"PT {EVIL}", "PT Nikel"]) == 0
    shown = capfd.readouterr()
    assert "Nikel" in shown.out
    assert _clean(shown.out + shown.err)


def test_errors_and_file_names(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(tmp_path / f"no{EVIL}file.txt")]) == 1
    assert run(["brief", f"{EVIL}", "TJK"]) == 1
    assert run([f"{EVIL}"]) == 2
    shown = capfd.readouterr()
    assert _clean(shown.out + shown.err)


def test_a_fault_of_the_program_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError(EVIL)

    monkeypatch.setattr(import_module("sinergi.cli.main").cli, "main", broken)
    assert run(["read"]) == 1
    shown = capfd.readouterr().err
    assert shown.count("\n") == 1
    assert "a fault of the program (KeyError" in shown
    assert _clean(shown.rstrip("\n"))


def test_half_characters_and_own_colours() -> None:
    assert printable("a\udcffb\n\tc\r\nd\re") == "a\\udcffb\n\tc\r\nd\\u000de"
    assert json.loads(printable(json.dumps(EVIL, ensure_ascii=False))) == EVIL
    assert printable("Тоҷикистон 中国 Réunion") == "Тоҷикистон 中国 Réunion"
