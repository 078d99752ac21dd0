"""Bad input to the main job: one clear line, the right exit code, nothing half written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sinergi.cli.main import run

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "jakarta-2024-11-22.txt"
pytestmark = pytest.mark.usefixtures("home")


def refused(
    arguments: list[str], out: Path, capsys: pytest.CaptureFixture[str], code: int = 1
) -> str:
    """Run the job, check code, one line and an untouched folder; return the line."""
    assert run(["brief", *arguments, "--out", str(out)]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("sinergi: ")
    assert shown.err.count("\n") == 1
    assert not out.exists() or not list(out.iterdir())
    return shown.err


def test_an_unknown_country_names_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Tajikistan" in refused(["IDN", "Tajikstan"], tmp_path / "out", capsys)


def test_the_same_country_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(["IDN", "Indonesia"], tmp_path / "out", capsys, code=2)
    assert "two different countries" in line


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--lang", "xx"], 2, "en, id, ru, tg"),
        (["--format", "odt"], 2, "html"),
        (["--format", ","], 2, "format"),
        (["--dataset", "nowhere"], 1, "baci-minerals"),
        (["more"], 2, "--from"),
    ],
)
def test_options_that_are_wrong(
    options: list[str],
    code: int,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert words in refused(["IDN", "TJK", *options], tmp_path / "out", capsys, code=code)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n "),
        ("binary.txt", bytes(range(256)) * 40),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        ("broken.docx", b"PK\x03\x04 this is no archive"),
        ("broken.pdf", b"%PDF-1.7 and nothing more"),
        ("broken.json", b'{"text": '),
    ],
)
def test_a_file_that_cannot_be_read(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert name in refused(["IDN", "TJK", "--from", str(path)], tmp_path / "out", capsys)


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["IDN", "TJK", "--from", str(tmp_path / "none.txt")]
    assert "none.txt" in refused(arguments, tmp_path / "out", capsys)


def test_a_folder_as_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(["IDN", "TJK", "--from", str(tmp_path)], tmp_path / "out", capsys)


def test_a_file_of_100_megabytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.write(b"kata " * 100)
        file.truncate(100 * 1024 * 1024)
    assert "large.txt" in refused(["IDN", "TJK", "--from", str(path)], tmp_path / "out", capsys)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    text = (
        "ДУШАНБЕ, 20 мая 2024 г. Министр промышленности Таджикистана встретился с министром "
        "промышленности Азербайджана. Стороны договорились развивать сотрудничество в "
        "горнодобывающей промышленности."
    )
    path.write_bytes(text.encode(encoding))
    out = tmp_path / "out"
    arguments = ["TJK", "AZE", "--from", str(path), "--format", "json", "--out", str(out)]
    assert run(["brief", *arguments]) == 0
    assert "договорились развивать сотрудничество" in (out / "brief.json").read_text("utf-8")


def test_a_file_name_that_is_not_utf_8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / os.fsdecode(b"laporan-\xff.txt")
    path.write_bytes(SAMPLE.read_bytes())
    line = refused(["IDN", "TJK", "--from", str(path)], tmp_path / "out", capsys)
    assert "laporan-?.txt" in line
    assert "Rename it" in line


def test_an_output_whose_encoding_lacks_letters(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sinergi.cli", "brief", "IDN", "TJK", "--lang", "ru"]
    done = subprocess.run(
        [*command, "--format", "json", "--out", str(tmp_path / "out")],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("sinergi: ")
    assert "cannot be written in ascii. Set PYTHONUTF8=1" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_text_about_no_meeting_makes_a_brief_without_a_record(tmp_path: Path) -> None:
    path = tmp_path / "football.txt"
    path.write_text(
        "Tim nasional Indonesia mengalahkan Vietnam 3-0 pada pertandingan persahabatan di Hanoi, "
        "Selasa (26/3). Pelatih memuji para pemainnya setelah pertandingan.",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    arguments = ["IDN", "VNM", "--from", str(path), "--format", "html,json", "--out", str(out)]
    assert run(["brief", *arguments]) == 0
    page = (out / "brief.html").read_text(encoding="utf-8")
    assert "No document reports a meeting of the two countries." in page
    assert "reports no cooperation of two governments" in page
    assert not (out / "plan.ics").exists()


def test_a_meeting_of_other_countries_is_not_used(tmp_path: Path) -> None:
    out = tmp_path / "out"
    formats = ["--format", "html", "--format", "md"]  # given twice, both are written
    arguments = ["USA", "CHN", "--from", str(SAMPLE), *formats, "--out", str(out)]
    assert run(["brief", *arguments]) == 0
    assert (out / "brief.md").is_file()
    page = (out / "brief.html").read_text(encoding="utf-8")
    assert "another meeting (Indonesia, Tajikistan), not used here" in page


def test_a_folder_that_cannot_be_written_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    refused(["IDN", "TJK"], locked / "out", capsys)


def test_a_file_where_the_folder_should_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("here first", encoding="utf-8")
    assert run(["brief", "IDN", "TJK", "--out", str(tmp_path / "out")]) == 1
    assert "not a folder" in capsys.readouterr().err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "here first"


def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    # A limit on the size of files stands in for the full disk: the kernel refuses to write on.
    out = tmp_path / "out"
    command = f"ulimit -f 100; {sys.executable} -m sinergi.cli brief IDN TJK --out {out}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("sinergi: ")
    assert done.stderr.count("\n") == 1
    assert not out.exists() or list(out.iterdir()) == []


@pytest.mark.parametrize("table", ["trade/baci-exports.parquet", "vocabulary/upstreamness.parquet"])
def test_a_damaged_table_of_the_program_is_named(table: str, tmp_path: Path) -> None:
    """A copy of the program with a table cut short: one line, with the file, no traceback."""
    import sinergi

    copy = tmp_path / "sinergi"
    shutil.copytree(Path(sinergi.__file__).parent, copy)
    path = copy / "data" / table
    path.write_bytes(path.read_bytes()[:300])
    code = "import sys; from sinergi.cli.main import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "brief", "IDN", "TJK", "--out", str(tmp_path / "out")]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert path.name in done.stderr
    assert "Install Sinergi again" in done.stderr
    assert "Traceback" not in done.stderr
