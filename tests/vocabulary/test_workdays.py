"""Days on which offices are open, by the weekend of each country."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.vocabulary import countries
from sinergi.vocabulary.workdays import weekend, workday


@pytest.mark.parametrize(
    ("iso3", "days"),
    [("IDN", {5, 6}), ("TJK", {5, 6}), ("SAU", {4, 5}), ("IRN", {4}), ("AFG", {3, 4})],
)
def test_weekends(iso3: str, days: set[int]) -> None:
    assert weekend(iso3) == days


def test_every_country_works_on_some_day() -> None:
    assert all(0 < len(weekend(iso3)) <= 3 for iso3 in countries.iso3_to_iso2())


def test_a_day_moves_to_one_on_which_both_work() -> None:
    sunday = date(2024, 12, 22)
    assert workday(sunday, ("IDN", "TJK")) == date(2024, 12, 23)
    assert workday(sunday, ("IDN", "TJK"), step=-1) == date(2024, 12, 20)
    assert workday(date(2024, 12, 20), ("IDN", "SAU")) == date(2024, 12, 23)
    assert workday(date(2024, 12, 23), ("IDN", "TJK")) == date(2024, 12, 23)
