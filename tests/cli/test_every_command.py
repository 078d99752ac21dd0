"""Every command meets every kind of bad file, place and word: one line, never a traceback."""

from __future__ import annotations

import io
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click
import pytest

from sinergi.cli.main import run
from tests.cli.every_command import GDP, PRINTS, READS, WRITES, commands, filled

_SECONDS = 60

INDEX = Path("companies/index")
"""Where the store keeps what it has worked out of the registers."""
"""More than any of it takes on a busy machine; a command that waits for ever is stopped then."""

WORDS = ("", "-", "a\0b", "a\udc80b", "\x1b[2J", "x" * 100_000, "1e999", "nan", "-1", "9" * 30, "٣")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Sound files, for what a command needs beside the bad one; and where it writes."""
    folder = tmp_path_factory.mktemp("places")
    files = {
        "register": ("register.csv", "name,city\nPT Satu,Depok\n"),
        "list": ("list.csv", "id,schema,name,aliases\n1,Company,Acme,A;B\n"),
        "pairs": ("pairs.csv", "left,right\nPT A,A PT\n"),
    }
    for name, content in files.values():
        (folder / name).write_text(content, encoding="utf-8")
    samples = Path(__file__).resolve().parents[2] / "samples"
    found = {key: str(folder / name) for key, (name, _) in files.items()}
    found["lines"] = str(samples / "trade/customs-lines.csv")
    assert run(["brief", "IDN", "TJK", "--format", "json", "--out", str(folder / "saved")]) == 0
    return found | {"saved": str(folder / "saved/brief.json"), "out": str(folder / "out")}


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """End a command that waits for ever."""

    def stop(*_: object) -> None:
        raise AssertionError("it waits for ever")

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, old)


def ended(arguments: list[str], capfd: pytest.CaptureFixture[str], *, fails: bool = True) -> str:
    """Run it; a failure is one line of ours, or Click's of the usage. The line."""
    code = run(arguments)
    wrong = capfd.readouterr().err
    assert "fault of the program" not in wrong, (arguments, wrong)
    assert "Traceback" not in wrong, (arguments, wrong)
    if not code:
        assert not fails, (arguments, "said to be done")
        return ""
    line = wrong.strip("\n").rsplit("\n", 1)[-1]
    if code == 2 and wrong.startswith(("Usage: ", "Error: ")):
        assert line.startswith("Error: "), (arguments, wrong)
    else:
        assert line.startswith("sinergi: "), (arguments, wrong)
        assert wrong.count("sinergi: ") == 1, (arguments, wrong)
        assert len(line) > len("sinergi: ."), (arguments, wrong)
    return line


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def bad_files(folder: Path, ending: str) -> Iterator[tuple[str, Path]]:
    """What is no file of any kind, by what it is; the name ends as the command wants it."""
    contents = {
        "empty": b"",
        "blank": b" \n\t\r\n ",
        "nulls": bytes(5_000),
        "noise": bytes(range(256)) * 300,
        "half a zip": b"PK\x03\x04" + bytes(300),
    }
    for name, content in contents.items():
        path = folder / f"{name}{ending}"
        path.write_bytes(content)
        yield name, path
    yield "absent", folder / f"absent{ending}"
    yield "a name too long", folder / ("n" * 300 + ending)
    yield "a name with NUL", Path(f"a\0b{ending}")
    yield "a name that is no text", Path(f"a\udc80b{ending}")
    made: dict[str, Callable[[Path], Any]] = {
        "folder": Path.mkdir,
        "pipe": os.mkfifo,
        "socket": _socket,
        "endless": lambda path: path.symlink_to("/dev/zero"),
        "nothing": lambda path: path.symlink_to(os.devnull),
        "loop": lambda path: path.symlink_to(path.name),
        # Anybody's reading of it ends in an error of the system, the superuser's too.
        "unreadable": lambda path: path.symlink_to("/proc/self/mem"),
    }
    for name, make in made.items():
        path = folder / f"{name}{ending}"
        make(path)
        yield name, path


@pytest.mark.parametrize("name", READS)
def test_a_bad_file(
    name: str,
    places: dict[str, str],
    tmp_path: Path,
    home: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    ending = next(word for word in READS[name] if "FILE" in word).partition("FILE")[2]
    for kind, path in bad_files(tmp_path, ending):
        words = [word.replace(f"FILE{ending}", str(path)) for word in READS[name]]
        line = ended(filled(words, "", places | {"out": str(tmp_path / "out")}), capfd)
        assert not (tmp_path / "out").exists(), kind
        # What the companies point to may have been worked out: it is made again at need.
        kept = [one for one in home.glob("*/[!.]*") if one.relative_to(home) != INDEX]
        assert not kept, kind
        if kind in ("pipe", "socket", "endless", "nothing"):
            assert "not a file" in line, (kind, line)
        if kind == "unreadable":
            assert "cannot write" not in line


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize(
    "kind", ["utf-16", "one line of 10 MB", "lone quotes", "brackets", "arrays"]
)
def test_a_strange_file(
    name: str,
    kind: str,
    places: dict[str, str],
    tmp_path: Path,
    home: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """It may be read; when it is not, then in one line."""
    contents = {
        "utf-16": 'name,"город"\nООО Хлопок,Худжанд\n'.encode("utf-16"),
        "one line of 10 MB": b"kata " * 2_000_000,
        "brackets": b"[" * 300_000,
        "arrays": b"name = " + b"[" * 3000,
        "lone quotes": b'name,city\n"PT Satu,Depok\nPT "Dua,"Bogor"x\n"' * 30,
    }
    ending = next(word for word in READS[name] if "FILE" in word).partition("FILE")[2]
    path = tmp_path / f"strange{ending}"
    path.write_bytes(contents[kind])
    words = [word.replace(f"FILE{ending}", str(path)) for word in READS[name]]
    out = str(tmp_path / "out")
    ended(filled(words, "", places | {"out": out}), capfd, fails=False)


def test_every_file_is_tried() -> None:
    """A command that gets a file to read or write stands in the tables above, and so here."""
    tried = {name.partition(" -")[0] for name in (*READS, *WRITES)}
    for words, command in commands():
        for one in command.params:
            if isinstance(one.type, click.Path):
                known = f"{words}.{one.name}"
                assert any(name == known or name.startswith(f"{known} ") for name in tried), known


def test_every_command_is_tried() -> None:
    assert {words for words, _ in commands()} - {"serve"} == set(PRINTS) - {""}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", WRITES)
def test_a_place_that_cannot_be_written(
    name: str,
    places: dict[str, str],
    tmp_path: Path,
    home: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    ending = next(word for word in WRITES[name] if "FILE" in word).partition("FILE")[2]
    (tmp_path / "file").write_text("mine")
    (tmp_path / f"folder{ending}").mkdir()
    os.mkfifo(tmp_path / f"pipe{ending}")
    # A link, so that a command that takes its place away harms nobody.
    (tmp_path / f"device{ending}").symlink_to("/dev/full")
    for place in ("/proc/self/x", *(str(tmp_path / x) for x in ("device", "file/x", "pipe"))):
        path = place + ending
        words = [word.replace(f"FILE{ending}", path) for word in WRITES[name]]
        ended(filled(words, "", places), capfd)
    if name != "brief.out":
        words = [word.replace("FILE", str(tmp_path / "folder")) for word in WRITES[name]]
        ended(filled(words, "", places), capfd)
    assert (tmp_path / "file").read_text() == "mine"
    assert (tmp_path / f"device{ending}").is_symlink()
    assert (tmp_path / f"pipe{ending}").is_fifo()


@pytest.fixture
def register(places: dict[str, str], home: Path) -> None:
    """A register in the store, for the commands that write what they make of it."""
    words = ("companies", "import", places["register"], "--register", "mine", "--country", "IDN")
    assert run([*words, "--yes"]) == 0


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", sorted(set(WRITES) - {"backtest.out"}))
def test_a_full_disk(
    name: str, places: dict[str, str], tmp_path: Path, home: Path, capfd: Any
) -> None:
    ending = next(word for word in WRITES[name] if "FILE" in word).partition("FILE")[2]
    path = tmp_path / f"new{ending}"
    words = [word.replace(f"FILE{ending}", str(path)) for word in WRITES[name]]
    # What is printed goes to a pipe: a file could not grow either.
    code = "import sys; from tests.cli.test_every_command import full_disk, run\n"
    code += "with full_disk():\n    sys.exit(run(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *filled(words, "", places)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("sinergi: ")
    assert not path.exists()
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


@pytest.mark.parametrize("name", PRINTS)
def test_nobody_takes_what_is_printed(
    name: str, places: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed pipe (`| head`) and a full disk behind standard output."""
    assert run(["data", "add", "gdp", GDP,
                "--id", "mine"]) == 0  # fmt: skip
    words = filled(list(PRINTS[name]), "", places)
    read_end, write_end = os.pipe()
    os.close(read_end)
    full = os.open("/dev/full", os.O_WRONLY)
    for number in (write_end, full):
        wrong = io.StringIO()
        # A buffer that cannot be emptied would be warned of when it is thrown away.
        out = io.TextIOWrapper(io.FileIO(number, "w"), encoding="utf-8", write_through=True)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", wrong)
            # Click and Rich end the process themselves when nobody reads on.
            code = 1
            with suppress(SystemExit):
                code = run(words)
        with suppress(OSError):
            out.close()
        assert "Traceback" not in wrong.getvalue()
        assert "fault of the program" not in wrong.getvalue()
        assert code in (0, 1, 2), wrong.getvalue()


@pytest.mark.parametrize(("words", "command"), list(commands()))
def test_odd_words(
    words: str,
    command: click.Command,
    places: dict[str, str],
    home: Path,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every option and argument of every command with what no person would give it."""
    monkeypatch.chdir(tmp_path)
    if words in ("serve", "manage"):
        pytest.skip("Django's own words")
    here = filled(list(PRINTS[words]), "", places | {"out": str(tmp_path / "out")})
    for one in command.params:
        if isinstance(one, click.Option) and one.is_flag:
            continue
        for odd in WORDS:
            given = [*here, one.opts[0], odd] if isinstance(one, click.Option) else [*here, odd]
            ended(given, capfd, fails=False)
            if not isinstance(one, click.Option):
                given = [*words.split(), *([odd] * max(1, len(command.params) and 1))]
                ended(given, capfd, fails=False)


def test_closed_streams(places: dict[str, str], home: Path) -> None:
    """What is opened first does not take the place of a stream that the caller has closed."""
    program = f"{sys.executable} -m sinergi.cli"
    for words in (f"data add gdp {GDP} --id mine", "data show mine", "read -", "data verify"):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{program} {words} <&- >&- 2>&-"], check=False, timeout=_SECONDS
        )
        assert done.returncode == (1 if words == "read -" else 0), words
    (table,) = (home / "datasets/mine").glob("*.parquet")
    assert table.read_bytes().startswith(b"PAR1")
