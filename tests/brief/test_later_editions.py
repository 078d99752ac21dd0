"""A brief of an earlier day says which of its data nobody knew on that day."""

from datetime import date

import pytest

from sinergi.brief import brief
from sinergi.brief.layout.blocks import words
from sinergi.brief.model import Brief


def _said(made: Brief) -> list[str]:
    return [words(line) for line in made.limits] + [
        words(line) for group in made.relations for line in group.sentences
    ]


@pytest.mark.usefixtures("home")
def test_data_of_a_later_day_are_named() -> None:
    said = _said(brief("IDN", "TJK", today=date(2024, 11, 25)))
    (told,) = (one for one in said if one.startswith("Published after the day of this brief"))
    for named in ("visa rules (12 January 2025)", "(April 2025)", "(March 2025)", "(2026)"):
        assert named in told
    visas = [one for one in said if "ordinary passport" in one]
    assert len(visas) == 2
    assert all("as of 12 January 2025, later than this brief;" in one for one in visas)


@pytest.mark.usefixtures("home")
def test_none_is_named_in_a_brief_of_today() -> None:
    said = _said(brief("IDN", "TJK", today=date(2026, 11, 25)))
    assert not any("later than this brief" in one or "Published after" in one for one in said)
