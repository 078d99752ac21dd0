"""Page one of pairs nobody prepared: what is said aloud is true, weighty and asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.brief import Brief, brief

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TODAY = date(2025, 5, 9)


def said(made: Brief) -> list[str]:
    """The sentences of page one's first section."""
    return ["".join(p if isinstance(p, str) else p.text for p in s) for s in made.summary]


def decided(made: Brief) -> list[str]:
    """The decisions asked of the reader."""
    return ["".join(p if isinstance(p, str) else p.text for p in s) for s in made.decisions]


@pytest.mark.usefixtures("home")
def test_a_first_meeting_is_told_the_trade_in_all_goods_before_that_in_ores() -> None:
    found = said(brief("DEU", "KEN", today=TODAY))
    assert found[0].startswith("In 2020 goods of all kinds went from Germany to Kenya for USD")
    assert "raw materials" in found[1]


@pytest.mark.usefixtures("home")
def test_nobody_asks_a_minister_about_a_trade_that_was_never_worth_it() -> None:
    # Germany once sold Kenya aluminium for less than a million dollars a year.
    made = brief("DEU", "KEN", today=TODAY)
    assert not any("luminium" in one for one in [*said(made), *decided(made)])


@pytest.mark.usefixtures("home")
def test_a_request_of_the_other_side_is_a_decision_and_nothing_is_asked_twice() -> None:
    made = brief("PAK", "KGZ", documents=[SAMPLES / "islamabad-2025-05-06.txt"], today=TODAY)
    found = decided(made)
    assert any(one.startswith("What to answer to the request of Kyrgyzstan") for one in found)
    assert len(set(found)) == len(found) <= 3
    assert said(made)[-1].startswith("Promises: ")
