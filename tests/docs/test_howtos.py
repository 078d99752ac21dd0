"""Each how-to does what it promises, in a copy, with as many files as it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT
from tests.docs.howto import Command, Edit, apply, copy_project, run, steps

PAGES = sorted((ROOT / "docs" / "how-to").glob("add-*.md"))
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
COUNT = re.compile(r"^Files: (\d+)\.", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_names_as_many_files_as_it_touches(page: Path) -> None:
    counted = COUNT.search(page.read_text(encoding="utf-8"))
    assert counted, "the page says 'Files: N.'"
    touched = {step.path for step in steps(page) if isinstance(step, Edit)}
    assert len(touched) == int(counted[1])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_works(page: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    ran = 0
    for step in steps(page):
        if isinstance(step, Edit):
            apply(step, project)
        elif isinstance(step, Command):
            ran += 1
            done = run(step.text, project)
            assert done.returncode == 0, f"$ {step.text}\n{done.stdout}{done.stderr}"
            assert doctest.OutputChecker().check_output(step.shown, done.stdout, FLAGS), (
                f"$ {step.text}\n--- the page shows\n{step.shown}\n--- it prints\n{done.stdout}"
            )
    assert ran, "a page without a command shows nothing"
