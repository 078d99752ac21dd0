"""What is open is told with its two ends where the trade of the pair tells little of it."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.brief import brief
from sinergi.brief.layout.blocks import words
from sinergi.evidence import explain
from sinergi.opportunities import openings

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize("lang", ["en", "tg"])
def test_a_wide_range_is_told_with_figures_that_can_be_asked(lang: str) -> None:
    """North Macedonia never sold Korea its lead ore, and the two trade little."""
    wide = [one for one in openings("MKD", "KOR", dataset="baci-minerals").items if one.spread]
    assert [one.opportunity.product for one in wide] == ["260700"]
    low, high = wide[0].spread.low.value, wide[0].spread.high.value
    assert low < (wide[0].worth.value or 0) <= high
    made = brief("MKD", "KOR", lang=lang, today=date(2026, 11, 24))
    (way,) = [one for one in made.directions if one.exporter.code == "MKD"]
    (told,) = [
        one
        for one in way.reading
        if any(getattr(part, "evidence", "").startswith("unrealised-potential-low") for part in one)
    ]
    numbers = [part for part in told if hasattr(part, "evidence")]
    assert [one.value for one in numbers] == pytest.approx([low, high])
    for one in numbers:
        assert explain(one.evidence).value == pytest.approx(one.value)
    assert "260700" in words(told)
