"""The command line's frame: help without heavy imports, errors as one line, exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from sinergi.cli.main import COMMANDS, run
from sinergi.cli.shared.lazy import LazyGroup
from sinergi.errors import InputError

HEAVY = ("numpy", "polars", "pydantic", "matplotlib", "duckdb", "babel", "rich", "docx")


def one_line(text: str) -> bool:
    # The terminal library ends the line that ^C interrupted before ours begins.
    return text.strip("\n").startswith("sinergi: ") and text.strip("\n").count("\n") == 0


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom sinergi.cli.main import run\nassert run(['--help']) == 0\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "brief" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert "Usage: sinergi" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert "0.1.0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nothing"], 2),
        (["brief"], 2),
        (["brief", "IDN", "TJK", "--nothing"], 2),
        (["explain", "x"], 2),
        (["explain", "trade-value/TJK/IDN/760110/2011@nowhere"], 1),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert run(arguments) == code


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """A command ``explain`` that raises what the test puts in the list."""
    errors: list[BaseException] = []

    @click.command()
    def explain() -> None:
        raise errors[0]

    monkeypatch.setattr(LazyGroup, "get_command", lambda *_: explain)
    return errors


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (
            InputError("no", where="f.csv, line 3", advice="Mend it"),
            1,
            "f.csv, line 3: no. Mend it",
        ),
        (KeyboardInterrupt(), 1, "Stopped"),
        (OSError(28, "No space left on device"), 1, "No space left"),
        (PermissionError(13, "Permission denied", "/x"), 1, "/x: Permission denied"),
    ],
)
def test_errors_are_one_line(
    failing: list[BaseException],
    error: BaseException,
    code: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    failing.append(error)
    assert run(["explain"]) == code
    shown = capsys.readouterr().err
    assert one_line(shown)
    assert words in shown


def test_a_closed_pipe_is_no_error_to_speak_of(tmp_path: Path) -> None:
    command = f"{sys.executable} -m sinergi.cli --help | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_an_error_is_one_line_whatever_it_quotes() -> None:
    error = InputError("a library says:\nmuch", where="a\nname\u2028.xlsx", advice="Mend\r\nit")
    assert str(error) == "a name .xlsx: a library says: much. Mend it"
