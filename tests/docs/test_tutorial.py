"""Pages of the documentation whose commands must do what the page shows."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["tutorial.md", "own-trade-data.md"]
FENCE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def commands(page: Path) -> list[tuple[str, str]]:
    """The commands of a page, each with the output shown under it."""
    found: list[tuple[str, str]] = []
    for block in FENCE.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown.replace("…", "...")))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_does_what_it_shows(page: str, tmp_path: Path) -> None:
    steps = commands(ROOT / "docs" / page)
    assert len(steps) >= 5
    for folder in ("samples", "benchmarks"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SINERGI_HOME": str(tmp_path / "home"),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    checker = doctest.OutputChecker()
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
        # A line of dots at the start would read as Python's continuation prompt only in doctests.
        assert checker.check_output(shown, done.stdout, FLAGS), (
            f"$ {command}\n--- the page shows\n{shown}\n--- it prints\n{done.stdout}"
        )
