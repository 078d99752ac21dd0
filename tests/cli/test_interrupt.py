"""Ctrl-C at any moment: one line, no traceback, nothing half written.

Each moment is an event (a module is looked for, a file is synced), never a time, so that a slow
machine meets the same ones.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "samples" / "jakarta-2024-11-22.txt"

AT_MODULE = """
import os, signal, sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
from sinergi.cli import main
main()
"""

AT_SYNC = """
import os, signal, sys
synced, sync = 0, os.fsync
def interrupt(descriptor):
    global synced
    synced += 1
    if synced == {count}:
        os.kill(os.getpid(), signal.SIGINT)
    sync(descriptor)
os.fsync = interrupt
from sinergi.cli import main
main()
"""

AT_EXIT = """
import atexit, os, signal, sys
atexit.register(os.kill, os.getpid(), signal.SIGINT)
from sinergi.cli import main
main()
"""


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _brief(program: str, out: Path) -> subprocess.CompletedProcess[str]:
    return _run(program, "brief", "IDN", "TJK", "--from", str(SAMPLE), "--out", str(out))


@pytest.mark.parametrize("name", ["sinergi.cli.main", "click", "sinergi.errors"])
def test_while_the_program_starts(name: str) -> None:
    done = _run(AT_MODULE.format(name=name), "--help")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "sinergi: Stopped; nothing was left half written.\n"


@pytest.mark.parametrize("name", ["sinergi.cli.brief", "polars", "sinergi.brief.model", "docx"])
def test_while_a_command_loads(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = _brief(AT_MODULE.format(name=name), out)
    _stopped(done, out)


@pytest.mark.parametrize("count", [1, 4])
def test_while_the_files_are_written(count: int, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _stopped(_brief(AT_SYNC.format(count=count), out), out)


def _stopped(done: subprocess.CompletedProcess[str], out: Path) -> None:
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip("\n") == "sinergi: Stopped; nothing was left half written."
    assert not out.exists() or list(out.iterdir()) == []


def test_when_all_is_done() -> None:
    done = _run(AT_EXIT, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: sinergi" in done.stdout
