"""Follows a page of the documentation as a reader would: command by command."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def _commands(page: Path) -> list[tuple[str, str]]:
    """The commands of a page, each with the output shown under it; … stands for anything."""
    found: list[tuple[str, str]] = []
    for block in FENCE.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown.replace("…", "...")))
    return found


@pytest.fixture
def follow(tmp_path: Path) -> Callable[[str], int]:
    """Run every command of a page in an empty folder; gives how many there were."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SINERGI_HOME": str(tmp_path / "home"),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }

    def run(page: str) -> int:
        steps = _commands(ROOT / "docs" / page)
        for command, shown in steps:
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{command}\n{done.stderr}"
            assert doctest.OutputChecker().check_output(shown, done.stdout, FLAGS), (
                f"$ {command}\n--- the page shows\n{shown}\n--- it prints\n{done.stdout}"
            )
        return len(steps)

    return run
