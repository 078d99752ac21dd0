"""What was published after the day of a brief is told, and nothing else."""

from datetime import date

from sinergi.vocabulary.editions import later_than


def _later(*day: int) -> set[str]:
    return {one.dataset for one in later_than(date(*day))}


def test_an_edition_is_later_where_its_day_month_or_year_is() -> None:
    assert "visa-rules" in _later(2025, 1, 11)
    assert "visa-rules" not in _later(2025, 1, 12)
    # Of a month or a year nobody knows the day: on a day within it is not called later.
    assert {"treaties", "usgs-minerals"} <= _later(2025, 3, 31)
    assert "treaties" not in _later(2025, 4, 1)
    assert "usgs-minerals" not in _later(2026, 1, 1)
    assert _later(2026, 2, 1) == set()
