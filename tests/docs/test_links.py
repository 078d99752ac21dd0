"""Pages point at what is there: relative links, and paths of the project in backticks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, ROOT

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`((?:src|tests|docs|scripts|benchmarks|samples)/[\w./-]+\.\w+)`")
MADE = "docs/_build/"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_points_at_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [page.parent / link for link in LINK.findall(text)]
    # A how-to names files that it makes.
    made = set(re.findall(r":caption: (\S+)", text))
    named = [ROOT / n for n in NAMED.findall(text) if n not in made and "LANG" not in n]
    missing = [
        path.as_posix()
        for path in [*links, *named]
        if not path.exists() and MADE not in path.as_posix()
    ]
    assert not missing
