"""What was said stands in the document's words for who reads them; no report is told as none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.brief import brief
from sinergi.brief.layout import laid_out
from sinergi.brief.layout.blocks import Grid, Span

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def _told(document: Path, pair: tuple[str, str], lang: str) -> list[str]:
    made = brief(*pair, documents=[document], lang=lang, today=date(2025, 6, 2))
    blocks = next(one.blocks for one in laid_out(made) if one.key == "statements")
    grid = next(one for one in blocks if isinstance(one, Grid))
    return [
        part.text
        for row in grid.rows
        for line in row.cells[2]
        for part in line
        if isinstance(part, Span) and part.style == "strong"
    ]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("document", "pair", "lang"),
    [
        ("islamabad-2025-05-06.txt", ("PAK", "KGZ"), "en"),
        ("tashkent-2025-03-14.txt", ("KAZ", "UZB"), "ru"),
        ("jakarta-2024-11-22.txt", ("IDN", "TJK"), "id"),
    ],
)
def test_a_statement_stands_in_its_own_words_for_who_reads_them(
    document: str, pair: tuple[str, str], lang: str
) -> None:
    path = SAMPLES / document
    words = " ".join(path.read_text().split()).casefold()

    def own(told: list[str]) -> int:
        return sum(one.casefold() in words for one in told)

    read, glossed = _told(path, pair, lang), _told(path, pair, "tg")
    assert own(read) >= len(read) / 2
    assert own(glossed) == 0


@pytest.mark.usefixtures("home")
def test_the_first_page_says_that_what_was_given_is_no_report(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Great talks in Berlin today! Mongolia has copper and coal.\n")
    said = "report no meeting"
    assert any(said in line for line in brief("DEU", "MNG", documents=[note]).occasion)
    assert not any(said in line for line in brief("DEU", "MNG").occasion)
    report = SAMPLES / "islamabad-2025-05-06.txt"
    before = brief("PAK", "KGZ", documents=[report], purpose="before")
    assert not any(said in line for line in before.occasion)
