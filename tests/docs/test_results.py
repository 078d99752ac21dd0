"""Pages of results: each is made by a script that `make backtest` runs, or compared here."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks import pages
from scripts.score_claims import VERDICTS, coverage, precision, scored

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "docs" / "results"


def test_make_backtest_compares_every_page_of_results() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.search(r"^PAGES := (.+)$", makefile, re.MULTILINE)
    assert named
    made = {path.stem for path in RESULTS.glob("*.md")} - {"backtest", "claims"}
    assert set(named.group(1).split()) == made
    for name in made:
        assert (ROOT / "benchmarks" / f"backtest_{name}.py").is_file()
    recipe = makefile[makefile.index("\nbacktest:") :].split("\n\n")[0]
    assert "scripts.fit_rankings scripts.backtest_results" in recipe
    assert "$(PAGES:%=benchmarks.backtest_%)" in recipe
    assert recipe.endswith("--check")


def test_every_page_of_results_stands_in_the_documentation() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))
    for path in RESULTS.glob("*.md"):
        assert f"results/{path.name}" in text, path.name


def test_a_page_is_compared_without_its_day_and_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "RESULTS", tmp_path)
    monkeypatch.setattr(sys, "argv", ["x", "--write"])
    pages.main("made", lambda: ["one", "two"], "x")
    text = (tmp_path / "made.md").read_text(encoding="utf-8")
    assert text.startswith("Made on ")
    (tmp_path / "made.md").write_text(re.sub(r"on \S+ by", "on 1999-01-01 by", text), "utf-8")
    monkeypatch.setattr(sys, "argv", ["x", "--check"])
    pages.main("made", lambda: ["one", "two"], "x")
    with pytest.raises(SystemExit, match="is not what the data give"):
        pages.main("made", lambda: ["one", "three"], "x")


def test_the_page_of_claims_says_what_is_scored() -> None:
    text = (RESULTS / "claims.md").read_text(encoding="utf-8")
    rows = scored()
    halves = [[one for one in rows if one.half == half] for half in ("tune", "unseen")]
    assert f"tuned on ({len(halves[0])}) | unseen ({len(halves[1])})" in text
    for verdict in VERDICTS:
        numbers = [precision(half, verdict) for half in halves]
        told = " | ".join(f"{right} of {given}" for right, given in numbers)
        assert f"precision of *{verdict}* | {told} |" in text
    told = " | ".join(f"{right} of {all_}" for right, all_ in map(coverage, halves))
    assert f"got their verdict | {told} |" in text
    for lang in ("en", "id", "ru", "tg", "fr", "zh"):
        right, all_ = coverage([one for one in halves[1] if one.lang == lang])
        assert f"{lang} {right} of {all_}" in text
