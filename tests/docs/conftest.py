"""Follows a page of the documentation as a reader would: command by command."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, blocks, commands

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture
def follow(tmp_path: Path) -> Callable[[Path], int]:
    """Run every command of a page in a folder with the samples; gives how many there were."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SINERGI_HOME": str(tmp_path / "home"),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    for folder in ("samples", "benchmarks", "scripts"):
        (tmp_path / folder).symlink_to(ROOT / folder)

    def run(page: Path) -> int:
        steps = [
            step
            for block in blocks(page)
            if block.runs and block.language == "console"
            for step in commands(block)
        ]
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
