"""Days on which offices of a country are open: the weekend is CLDR's; holidays are not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError

from sinergi.vocabulary.countries import iso3_to_iso2

_USUAL = frozenset({5, 6})
"""Saturday and Sunday (Monday is 0): CLDR's weekend of the world."""


@cache
def weekend(iso3: str) -> frozenset[int]:
    """The days of the weekend in a country, 0 for Monday.

    Source: the supplemental week data of CLDR, by the country's likely locale. A country that
    CLDR has no locale for rests on Saturday and Sunday.
    """
    code = iso3_to_iso2().get(iso3)
    try:
        locale = Locale.parse(f"und_{code}")
    except (UnknownLocaleError, ValueError):
        return _USUAL
    first, last = locale.weekend_start, locale.weekend_end
    return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))


def workday(day: date, countries: Iterable[str], *, step: int = 1) -> date:
    """``day``, or the next (``step`` 1) or last (-1) day that is a weekend in none of these."""
    closed = frozenset[int]().union(*(weekend(one) for one in countries))
    while day.weekday() in closed and len(closed) < 7:
        day += timedelta(days=step)
    return day
