"""Pages of the documentation do what they show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page", ["tutorial.md", "own-trade-data.md"])
def test_a_page_does_what_it_shows(page: str, follow: Callable[[str], int], tmp_path: Path) -> None:
    for folder in ("samples", "benchmarks"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    assert follow(page) >= 5


def test_companies_are_found_in_the_registers_the_page_names(
    follow: Callable[[str], int], shared: Path, tmp_path: Path
) -> None:
    for file in (shared / "data" / "companies").iterdir():
        (tmp_path / file.name).symlink_to(file)
    assert follow("find-companies.md") >= 12
    assert (tmp_path / "cotton.xlsx").stat().st_size > 5000
