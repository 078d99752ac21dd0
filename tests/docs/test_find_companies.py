"""The page "Find companies" does what it shows, with the registers it names."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from test_tutorial import FLAGS, ROOT, commands


def test_the_page_does_what_it_shows(shared: Path, tmp_path: Path) -> None:
    for file in (shared / "data" / "companies").iterdir():
        (tmp_path / file.name).symlink_to(file)
    steps = commands(ROOT / "docs" / "find-companies.md")
    assert len(steps) >= 12
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
        assert checker.check_output(shown, done.stdout, FLAGS), (
            f"$ {command}\n--- the page shows\n{shown}\n--- it prints\n{done.stdout}"
        )
    assert (tmp_path / "cotton.xlsx").stat().st_size > 5000
