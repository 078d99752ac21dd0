"""By when: deadlines in a clause, as an ISO date, month, year, interval or period."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from sinergi.cooperation.record import Kind
from sinergi.reading.dates import (
    EARLIEST,
    LATEST,
    DateCandidate,
    Written,
    bare_months,
    resolve,
    written_dates,
    years_named,
)
from sinergi.reading.lexicon import Entry
from sinergi.reading.phrases import Hit
from sinergi.reading.scan import Scan
from sinergi.reading.statements import Found
from sinergi.vocabulary.reasons import Reason

_PART = re.compile(r"\{([YMWD])([+-]\d+)?\}")
_PARTS_OF_YEAR = {
    "start": (1, 3),
    "mid": (5, 7),
    "first_quarter": (1, 3),
    "second_quarter": (4, 6),
    "third_quarter": (7, 9),
    "fourth_quarter": (10, 12),
    "first_half": (1, 6),
    "second_half": (7, 12),
}
_UNITS = ("years", "months", "weeks", "days")
_MOST = 120
_REACH = 5
_PLAIN_YEAR = re.compile(r"^\{Y([+-]\d+)?\}$")
_PART_BELOW_YEAR = re.compile(r"\{[MWD]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative deadlines count from: a day, or only a year the text speaks in."""

    day: date | None = None
    year: int | None = None


def due_of(scan: Scan, found: Found, anchor: Anchor) -> tuple[str | None, Reason | None]:
    """The deadline of a statement and the reason, (None, None) without one.

    Facts and agreements that exist have none. Relative periods count from ``anchor``, the day
    of the meeting or of publication.
    """
    clause = found.clause
    if found.kind is Kind.EXISTING_AGREEMENT or found.refused:
        return None, None
    if found.kind is Kind.FACT:
        return _to_come(scan, found, anchor) if found.cue is None else (None, None)
    if scan.has("validity", clause.start, clause.end) or _invited(scan, found):
        # How long an agreement holds is no deadline of a step, nor is the day of a fair.
        return None, None
    hits = scan.within(scan.hits["date"], clause.start, clause.end)
    for hit in sorted(hits, key=lambda h: h.start - h.end):
        if hit.payload.value == "period":
            template = _month_of_year(scan, clause.start, clause.end, hit.payload.text or "")
            template = _year_beside(scan, hit, template, anchor)
            value = _evaluate(template, anchor)
            words = scan.text[hit.start : hit.end]
            if value is None:
                return None, Reason("due-meeting-unknown", words=words)
            return value, Reason("due-counted", words=words, day=str(anchor.day or anchor.year))
    duration = _duration(scan, clause.start, clause.end, anchor)
    if duration is not None:
        return duration
    # What is agreed lies ahead, whether or not another word says so.
    if found.kind is Kind.COMMITMENT or any(h.payload.value == "future" for h in hits):
        return _dated(scan, clause.start, clause.end, anchor)
    return _to_come(scan, found, anchor)


def _to_come(scan: Scan, found: Found, anchor: Anchor) -> tuple[str | None, Reason | None]:
    """A date after the meeting, in a clause no word of which says that it lies ahead.

    "The ban is lifted in the first quarter of 2025": what has a day to come is a step. The year
    must be written: a day without one is as well one of those before.
    """
    if anchor.day is None:
        return None, None
    due, why = _dated(scan, found.clause.start, found.clause.end, anchor)
    begins = (due or "").split("/")[0]
    written = begins[:4] in scan.text[found.clause.start : found.clause.end]
    ahead = begins > anchor.day.isoformat()[: len(begins)]
    return (due, why) if written and ahead else (None, None)


def _invited(scan: Scan, found: Found) -> bool:
    """Whether a clause invites to something that has a day of its own."""
    start, end = found.clause.start, found.clause.end
    invited = scan.within(scan.words("invites"), start, end)
    return bool(invited) and not any(
        hit.start > invited[-1].start for hit in scan.within(scan.words("deadline"), start, end)
    )


def _month_of_year(scan: Scan, start: int, end: int, template: str) -> str:
    """``in March next year``: the month named beside the year is the more exact."""
    match = _PLAIN_YEAR.match(template)
    if match is None:
        return template
    hits = scan.within(scan.hits["date"], start, end)
    months = bare_months(scan.text, hits, [], start, end)
    return f"{template}-{months[0].month:02d}" if len(months) == 1 else template


def _year_beside(scan: Scan, hit: Hit[Entry], template: str, anchor: Anchor) -> str:
    """``2025年年底前``: the year written right beside the period is meant, not this one.

    "To revise the accord of 2016 by the end of the year": a year that is past is not.
    """
    for place in (hit.first - 2, hit.first - 1, hit.last + 1):
        word = scan.tokens[place].text if 0 <= place < len(scan.tokens) else ""
        earliest = anchor.year or EARLIEST
        if word.isdecimal() and len(word) == 4 and earliest <= int(word) <= LATEST:
            return template.replace("{Y}", word)
    return template


def _evaluate(template: str, anchor: Anchor) -> str | None:
    if anchor.year is None or (anchor.day is None and _PART_BELOW_YEAR.search(template)):
        return None
    day = anchor.day or date(anchor.year, 1, 1)

    def part(match: re.Match[str]) -> str:
        step = int(match.group(2) or 0)
        if match.group(1) == "Y":
            return f"{day.year + step:04d}"
        if match.group(1) == "M":
            months = day.year * 12 + day.month - 1 + step
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        if match.group(1) == "D":
            return (day + timedelta(days=step)).isoformat()
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"

    return _PART.sub(part, template)


def _duration(scan: Scan, start: int, end: int, anchor: Anchor) -> tuple[str, Reason] | None:
    """``within five years`` is P5Y; ``within 60 days`` a day, where the meeting's is known."""
    hits = scan.within(scan.hits["date"], start, end)
    units = {h.first: h for h in hits if h.payload.value in _UNITS}
    openers = [h for h in hits if h.payload.value == "within"]
    numbers = {h.first: int(h.payload.text or 0) for h in hits if h.payload.value == "number"}
    for opener in openers:
        for place in range(opener.last + 1, opener.last + 4):
            if place >= len(scan.tokens):
                break
            word = scan.tokens[place].text
            short = word.isdecimal() and len(word) <= 4
            number = int(word) if short else numbers.get(place)
            if number is None or not 0 < number <= _MOST:
                continue
            for unit_place in (place + 1, place + 2):
                unit = units.get(unit_place)
                if unit is not None and unit.end <= end:
                    words = scan.text[opener.start : unit.end]
                    value = _period(number, unit.payload.value, anchor)
                    return (value, Reason("due-written", words=words)) if value else None
    return None


def _period(number: int, unit: str, anchor: Anchor) -> str | None:
    """A period of years or months as such; of days or weeks the day it ends, counted."""
    if unit in ("years", "months"):
        return f"P{number}{unit[0].upper()}"
    if anchor.day is None:
        return None
    return (anchor.day + timedelta(days=number * (7 if unit == "weeks" else 1))).isoformat()


def _dated(scan: Scan, start: int, end: int, anchor: Anchor) -> tuple[str | None, Reason | None]:
    """A date, month or year written in the clause, unless it is how far a plan reaches."""
    hits = scan.within(scan.hits["date"], start, end)
    dates = written_dates(scan.text, scan.tokens, hits, start, end)
    for written in dates:
        found = _resolved(written, anchor)
        iso = found[0].iso if found else _next(written.month, written.day, anchor.day)
        if iso is not None and (anchor.day is None or iso >= anchor.day.isoformat()[: len(iso)]):
            return iso, Reason("due-written", words=scan.text[written.start : written.end])
    for month in bare_months(scan.text, hits, dates, start, end):
        iso = _next_month(month.month, anchor.day)
        if iso is not None:
            return iso, Reason("due-written", words=scan.text[month.start : month.end])
    part = _part_of_year(scan, start, end, anchor)
    if part is not None:
        return part
    years = [
        y
        for y in years_named(scan.text, start, end)
        if (anchor.year is None or y >= anchor.year) and not _of_plan(scan, y, start, end)
    ]
    if years:
        return f"{years[-1]:04d}", Reason("due-in-clause", words=str(years[-1]))
    return None, None


def _of_plan(scan: Scan, year: int, start: int, end: int) -> bool:
    """Whether a year only tells how far a plan reaches: "road map to 2030", "Vision 2045"."""
    place = scan.text.find(str(year), start, end)
    reach = scan.token_at(place)
    return any(
        0 < reach - hit.last <= _REACH
        and not any(token.comma for token in scan.tokens[hit.last + 1 : reach + 1])
        for hit in scan.within(scan.words("horizon"), start, max(place, start))
    )


def _resolved(written: Written, anchor: Anchor) -> list[DateCandidate]:
    """The days a written date can mean; without any year to count from there are none."""
    if written.year is None and anchor.year is None:
        return []
    last = anchor.day or date(anchor.year or LATEST, 12, 31)
    return resolve(written, published=None, years=[], today=last)


def _part_of_year(scan: Scan, start: int, end: int, anchor: Anchor) -> tuple[str, Reason] | None:
    """``early 2026``, ``mid 2026``, ``akhir 2026``: an interval of months."""
    for hit in scan.within(scan.hits["date"], start, end):
        months = _PARTS_OF_YEAR.get(hit.payload.value, ())
        if not months and hit.payload.value != "end":
            continue
        for word in scan.tokens[hit.last + 1 : hit.last + 3]:
            year = int(word.text) if word.text.isdecimal() and len(word.text) == 4 else 0
            if (anchor.year or EARLIEST) <= year <= LATEST and word.end <= end:
                # By the end of a year is by its last day.
                value = "/".join(f"{year}-{month:02d}" for month in months) or f"{year}-12-31"
                return value, Reason("due-written", words=scan.text[hit.start : word.end])
    return None


def _next(month: int | None, day: int | None, anchor: date | None) -> str | None:
    """The first such day after ``anchor``: deadlines lie ahead."""
    if anchor is None or month is None or day is None:
        return None
    for year in (anchor.year, anchor.year + 1):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) > anchor:
            return date(year, month, day).isoformat()
    return None


def _next_month(month: int, anchor: date | None) -> str | None:
    """The first such month from that of ``anchor`` on."""
    if anchor is None:
        return None
    year = anchor.year + (month < anchor.month)
    return f"{year:04d}-{month:02d}"
