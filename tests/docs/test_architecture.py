"""The page on the architecture and the front page know every part there is."""

from __future__ import annotations

from pathlib import Path

from sinergi.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "sinergi"


def test_every_part_of_the_package_has_a_row() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    named = {name.strip(" `/") for row in rows for name in row.split(",")}
    parts = {
        path.name
        for path in PACKAGE.iterdir()
        if (path.is_dir() and any(path.iterdir()) and path.name != "__pycache__")
        or (path.suffix == ".py" and path.name != "__init__.py")
    }
    assert named == parts


def test_the_front_page_names_every_command() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    told = {name for name in COMMANDS if f"`sinergi {name}" in page}
    assert told == set(COMMANDS)
