"""Dates as records write them: days, months, years, intervals and periods."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_PERIOD = re.compile(r"P(\d+)([DWMY])")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def first_day(text: str) -> date | None:
    """The first day of a date, month, year or interval ``A/B``; None for a period."""
    match = _DATE.fullmatch(text.split("/")[0])
    if match is None:
        return None
    year, month, day = match.groups()
    return date(int(year), int(month or 1), int(day or 1))


def last_day(text: str, start: date | None = None) -> date | None:
    """The last day of a date, month, year or interval; of a period counted from ``start``.

    None when the text is a period and ``start`` is not known, or is none of these.
    """
    period = _PERIOD.fullmatch(text)
    if period is not None:
        return None if start is None else add(start, int(period[1]), period[2])
    match = _DATE.fullmatch(text.split("/")[-1])
    if match is None:
        return None
    year, month, day = match.groups()
    if day:
        return date(int(year), int(month), int(day))
    closing = int(month or 12)
    return date(int(year), closing, calendar.monthrange(int(year), closing)[1])


def add(start: date, number: int, unit: str) -> date:
    """``start`` plus a number of days (D), weeks (W), months (M) or years (Y)."""
    if unit in "DW":
        return start + timedelta(days=number * (7 if unit == "W" else 1))
    months = start.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
