"""The commands of the companies package, as a user types them."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sinergi.cli.main import run

REGISTER = "Nama Perusahaan,Produk\nPT Satu Aluminium,Aluminium foil\nPT Dua,Cement\n,x\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER)
    return path


Captured = pytest.CaptureFixture[str]


def sinergi(*arguments: object) -> int:
    return run(["companies", *map(str, arguments)])


@pytest.mark.usefixtures("home")
def test_an_unknown_file_is_shown_and_not_taken_unasked(file: Path, capsys: Captured) -> None:
    assert sinergi("import", file, "--register", "r", "--country", "IDN") == 2
    said = capsys.readouterr().err
    assert "Nama Perusahaan" in said
    assert "--yes" in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("home")
def test_columns_confirmed_then_the_saved_mapping_used(
    file: Path, tmp_path: Path, capsys: Captured
) -> None:
    saved = tmp_path / "m.toml"
    assert (
        sinergi("import", file, "--register", "r", "--country", "IDN", "--yes", "--save-map", saved)
        == 0
    )
    report = capsys.readouterr().out
    assert "3 rows in, 2 records taken" in report
    assert "1 × the name is empty" in report
    assert sinergi("import", file, "--register", "again", "--map", saved, "--json") == 0
    assert json.loads(capsys.readouterr().out)["report"]["taken"] == 2


def test_an_import_that_fails_leaves_no_mapping(
    tmp_path: Path, home: Path, capsys: Captured
) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("Nama Perusahaan,Kota\n,Depok\n???,Bogor\n", encoding="utf-8")
    saved = tmp_path / "m.toml"
    common = ("import", empty, "--register", "r", "--country", "IDN", "--yes")
    assert sinergi(*common, "--save-map", saved) == 1
    assert "no row could be taken" in capsys.readouterr().err
    assert sinergi(*common) == 1
    assert not saved.exists()
    assert not list(home.rglob("*.toml"))


@pytest.mark.usefixtures("home")
def test_a_column_corrected(file: Path, capsys: Captured) -> None:
    common = ("import", file, "--register", "r", "--country", "IDN", "--yes", "--replace")
    assert sinergi(*common, "--column", "Produk=activity_text", "--json") == 0
    assert "activity_text" in json.loads(capsys.readouterr().out)["report"]["known"]
    assert sinergi(*common, "--column", "Nope=name") == 2
    assert sinergi(*common, "--column", "Produk=colour") == 1
    assert "colour" in capsys.readouterr().err


class Person(io.StringIO):
    """A person at a terminal who types the lines given."""

    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("home")
def test_a_person_corrects_and_confirms(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("sys.stdin", Person("Nope=name\nProduk=activity_text\n\n"))
    assert sinergi("import", file, "--register", "r", "--country", "IDN", "--json") == 0
    said = capsys.readouterr()
    assert "There is no such column." in said.err
    assert "as you said" in said.err
    assert "activity_text" in json.loads(said.out)["report"]["known"]


@pytest.mark.usefixtures("home")
def test_a_person_who_stops_leaves_nothing(
    file: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("sys.stdin", Person(""))
    assert sinergi("import", file, "--register", "r", "--country", "IDN") == 1
    assert "Stopped" in capsys.readouterr().err
    assert not home.exists()


@pytest.mark.usefixtures("home")
def test_show_imports_nothing(file: Path, home: Path, capsys: Captured) -> None:
    assert sinergi("import", file, "--register", "r", "--show") == 0
    assert "products_text" in capsys.readouterr().err
    assert not home.exists()


@pytest.mark.usefixtures("home")
def test_candidates_on_the_terminal_as_json_and_as_workbook(
    file: Path, tmp_path: Path, capsys: Captured
) -> None:
    sinergi("import", file, "--register", "r", "--country", "IDN", "--yes")
    capsys.readouterr()
    book = tmp_path / "c.xlsx"
    asked = ("candidates", "Indonesia", "--product", "760110", "--partner", "TJK")
    assert sinergi(*asked, "--xlsx", book) == 0
    shown = capsys.readouterr().out
    assert "PT Satu Aluminium" in shown
    assert "not screened" in shown
    assert sinergi(*asked, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found[0]["name"] == "PT Satu Aluminium"
    assert set(found[0]) == {
        "name",
        "country",
        "register",
        "record_id",
        "score",
        "reasons",
        "unknown",
        "screening",
    }
    assert load_workbook(book)["ranking"]["B2"].value == "PT Satu Aluminium"


@pytest.mark.usefixtures("home")
def test_pairs_and_classify(capsys: Captured) -> None:
    assert sinergi("pairs", "KAZ", "IDN", "--product", "760110", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["buyer"]["country"] == "IDN"
    assert sinergi("classify", "Cotton yarn", "zzz", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [answer["code"] for answer in found["headings"]["Cotton yarn"]] == ["5205"]
    assert found["headings"]["zzz"] == []


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("candidates", "Atlantis", "--product", "760110"), 1, "Atlantis"),
        (("candidates", "IDN", "--product", "760110", "--partner", "IDN"), 2, "--partner"),
        (("candidates", "IDN", "--product", "xyzzy"), 1, "xyzzy"),
        (("candidates", "IDN", "--product", "760110", "--limit", "0"), 2, "--limit"),
        (("candidates", "IDN"), 2, "--product"),
        (("candidates", "IDN", "--product", "760110", "--lang", "xx"), 2, "xx"),
        (("candidates", "IDN", "--product", "760110", "--record", "none.json"), 1, "none.json"),
        (("candidates", "IDN", "--product", "760110", "--xlsx", "no/folder.xlsx"), 1, "folder"),
        (("pairs", "IDN", "IDN", "--product", "760110"), 2, "same"),
        (("import", "none.csv", "--register", "r"), 1, "no such file"),
        (("import", "none.csv", "--register", "Bad Name"), 2, "cannot name"),
        (("import", "none.csv"), 2, "--register"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_mistakes_are_one_line(
    arguments: tuple[str, ...], code: int, words: str, capsys: Captured
) -> None:
    assert sinergi(*arguments) == code
    said = capsys.readouterr()
    assert words in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


@pytest.mark.usefixtures("home")
def test_registers_are_listed_and_removed(file: Path, capsys: Captured) -> None:
    assert sinergi("registers") == 0
    assert "No register" in capsys.readouterr().out
    sinergi("import", file, "--register", "r", "--country", "IDN", "--yes")
    capsys.readouterr()
    assert sinergi("registers") == 0
    assert "r" in capsys.readouterr().out
    assert sinergi("registers", "--remove", "none") == 1
    assert sinergi("registers", "--remove", "r", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.usefixtures("home")
def test_a_name_that_is_taken_is_told_before_anything_is_asked(
    file: Path, tmp_path: Path, capsys: Captured
) -> None:
    saved = tmp_path / "m.toml"
    common = ("import", file, "--country", "IDN", "--yes", "--save-map", saved, "--register")
    assert sinergi(*common, "r") == 0
    saved.unlink()
    capsys.readouterr()
    assert sinergi(*common, "r") == 2
    said = capsys.readouterr().err
    assert "a register 'r' is already there" in said
    assert "--replace" in said
    assert not saved.exists()
    assert sinergi(*common, "Not A Name") == 2
    assert "cannot name a register" in capsys.readouterr().err
    assert sinergi(*common, "r", "--replace") == 0


@pytest.mark.usefixtures("home")
def test_a_file_without_a_header_is_noticed(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("PT Satu;kopi\nPT Dua;teh\nCV Tiga;lada\n")
    assert sinergi("import", path, "--register", "r", "--country", "IDN", "--yes") == 0
    assert "'PT Satu' reads like a company" in capsys.readouterr().out


def test_a_failed_import_leaves_no_mapping_behind(home: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("Название;Форма;Телефон\n;ООО;1\n", encoding="utf-8")
    saved = tmp_path / "saved.toml"
    common = ["companies", "import", str(empty), "--country", "TJK", "--yes", "--register"]
    assert run([*common, "one"]) == 1
    assert run([*common, "two", "--save-map", str(saved)]) == 1
    assert not (home / "mappings").exists()
    assert not saved.exists()


def test_forms_and_phones_of_a_russian_file(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tajik.csv"
    text = "Название;Форма;Телефон\nСафед;ООО;нет\nСиёҳ;ҶДММ;+992 372 21 00 00\n"
    file.write_text(text, encoding="utf-8")
    command = ["companies", "import", str(file), "--register", "t", "--country", "TJK", "--yes"]
    assert run([*command, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)["report"]
    assert report["known"]["legal_form"] == 2
    assert report["known"]["phone"] == 1
    assert report["doubts"] == {"phone": 1}
    assert report["unused"] == []
    assert (home / "mappings" / "t.toml").is_file()
