"""Pages of the documentation do what they show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, ROOT, blocks

NEEDS_REGISTERS = ROOT / "docs" / "find-companies.md"
WITH_COMMANDS = [
    page
    for page in PAGES
    # The how-tos are done in a copy: test_howtos.py.
    if page != NEEDS_REGISTERS
    and page.parent.name != "how-to"
    and any(block.runs and block.language == "console" for block in blocks(page))
]
WITH_PYTHON = [
    page
    for page in PAGES
    if page.parent.name != "how-to"
    and any(block.runs and block.language == "python" for block in blocks(page))
]


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_block_runs_or_says_why_not(page: Path) -> None:
    silent = [
        f"line {block.line}: a block of '{block.language}'"
        for block in blocks(page)
        if not block.runs and block.reason is None and block.language != "text"
    ]
    assert not silent, "make them console or python, or write <!-- not run: why --> above"


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=_name)
def test_a_page_does_what_it_shows(page: Path, follow: Callable[[Path], int]) -> None:
    assert follow(page) > 0


@pytest.mark.slow  # it links real registers
def test_companies_are_found_in_the_registers_the_page_names(
    follow: Callable[[Path], int], shared: Path, tmp_path: Path
) -> None:
    for file in (shared / "data" / "companies").iterdir():
        (tmp_path / file.name).symlink_to(file)
    assert follow(NEEDS_REGISTERS) >= 12
    assert (tmp_path / "cotton.xlsx").stat().st_size > 5000


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("page", WITH_PYTHON, ids=_name)
def test_the_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for block in blocks(page):
        if block.runs and block.language == "python":
            exec(compile(block.text, page.name, "exec"), {})  # noqa: S102 (our own pages)
