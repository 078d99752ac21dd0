"""The six slides: nothing falls off, nothing overlaps, what is left out is said."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from sinergi.brief.layout.blocks import Column, Grid, Row, Span, cell
from sinergi.brief.render.pictures import Pictures
from sinergi.brief.render.pptx import SLIDES, pptx
from sinergi.brief.render.pptx_table import Table
from sinergi.vocabulary.languages import LANGUAGES

from .sample import bare, sample


def _bottom(shape: Any) -> int:
    if shape.has_table:
        return int(shape.top) + sum(int(row.height) for row in shape.table.rows)
    return int(shape.top + shape.height)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_overlaps_or_falls_off(lang: str) -> None:
    deck = Presentation(BytesIO(pptx(sample(lang), Pictures(lang))))
    assert len(deck.slides) == len(SLIDES)
    for slide in deck.slides:
        shapes = sorted(slide.shapes, key=lambda one: (one.top, one.left))
        for one in shapes:
            assert one.left >= 0
            assert one.left + one.width <= deck.slide_width
            assert _bottom(one) <= deck.slide_height
        for n, one in enumerate(shapes):
            for other in shapes[n + 1 :]:
                apart = other.left >= one.left + one.width or one.left >= other.left + other.width
                assert apart or other.top >= _bottom(one) - 12700, (one.name, other.name)


def test_a_table_says_how_many_rows_it_leaves_out() -> None:
    words = "word " * 40
    grid = Grid("topics", "Topics", [Column("Topic"), Column("Line")],
                [Row([cell(f"Topic {n}", [Span("see", target="statement-1")]), cell(words)])
                 for n in range(12)])  # fmt: skip
    table = Table(grid, 8, 9_000_000, 12)
    room = table.height // 2
    assert table.fit(room) == 12 - len(table.rows) > 4
    assert 0 < table.height <= room
    # A link leads nowhere on a slide.
    assert [len(cells[0]) for cells in table.rows] == [1] * len(table.rows)


def test_a_brief_with_nothing_in_it_has_six_slides() -> None:
    assert len(Presentation(BytesIO(pptx(bare(), Pictures("en")))).slides) == len(SLIDES)
