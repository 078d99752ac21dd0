"""Dates in a text: what is written, and which days it can mean."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sinergi.reading.lexicon import Entry
from sinergi.reading.phrases import Hit
from sinergi.reading.tokens import Token
from sinergi.vocabulary.reasons import Reason, joined

_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(?P<y1>(?:19|20)\d\d)[-./](?P<m1>\d{1,2})[-./](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s>[./-])(?P<m2>\d{1,2})(?P=s)(?P<y2>(?:19|20)\d\d)"
    r"|(?<=\()(?P<d3>\d{1,2})[/.](?P<m3>\d{1,2})(?=\)))(?![\d/-])"
)
_HAN = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d|[〇零一二三四五六七八九]{4})\s?年)?\s?"
    r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})\s?月(?:\s?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号])?"
)
_HAN_TYPO = re.compile(r"(?<!\d)(?P<m>1[0-2]|[1-9])(?P<d>[0-2]\d|3[01])日")
_HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_YEAR = re.compile(r"(?<![\d.,/\-:])(?:19[5-9]\d|20[0-4]\d)(?![\d.,]\d|[/\-:]\d|\d)")
EARLIEST, LATEST = 1950, 2060
_SENTENCE_ENDS = re.compile(r"\n|[.!?]\s+\w|(?<=\d)[.!?]\s")
_INTERVAL = re.compile(
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s?(?:[-–—]|to|through|until|sampai|hingga|s\.d\.|по|au|то|至|到)\s?$"
)
_INTERVAL_BEFORE = 16
_KEPT = 2
_ABBREVIATED = 4
_ORDINALS = 2
_LOOK_BACK = 15
"""How many years before the anchor a date without a year is looked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it is written: any of its parts may be missing. ``weekday``: 1 is Monday.

    ``ends_interval``: another day stands before it ("from 16 to 20 May"): how long something lasts.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    ends_interval: bool = False

    @property
    def whole(self) -> bool:
        """Whether year, month and day are written."""
        return None not in (self.year, self.month, self.day)

    def iso(self) -> str | None:
        """As exact as it is written; None without a year."""
        if self.year is None:
            return None
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def written_dates(
    text: str, tokens: list[Token], hits: list[Hit[Entry]], start: int, end: int
) -> list[Written]:
    """Every date written in ``text[start:end]``, in order, overlapping ones only once."""
    found = [
        *_numeric(text, start, end),
        *_han(text, start, end),
        *_worded(tokens, hits, text),
    ]
    found.sort(key=lambda w: (w.start, w.start - w.end))
    kept: list[Written] = []
    for date_ in found:
        if kept and date_.start < kept[-1].end:
            if _parts(date_) > _parts(kept[-1]):
                kept[-1] = date_
            continue
        kept.append(date_)
    kept = [replace(w, ends_interval=_ends_interval(text, w.start)) for w in kept]
    return _with_weekdays(text, kept, hits)


def _ends_interval(text: str, start: int) -> bool:
    """Whether a day and a word such as "to" stand right before: "25-29 May", "с 3 по 5 мая"."""
    return _INTERVAL.search(text, max(0, start - _INTERVAL_BEFORE), start) is not None


def _parts(written: Written) -> int:
    return sum(part is not None for part in (written.year, written.month, written.day))


def _numeric(text: str, start: int, end: int) -> Iterator[Written]:
    for m in _NUMERIC.finditer(text, start, end):
        number = (m.group("d1") and 1) or (m.group("d2") and 2) or 3
        day, month = int(m.group(f"d{number}")), int(m.group(f"m{number}"))
        year = int(m.group(f"y{number}")) if number != 3 else None
        if number != 1 and month > 12 >= day:
            day, month = month, day
        if is_day(year or 2024, month, day):
            yield Written(m.start(), m.end(), year, month, day)


def _han_number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0)
    return int("".join(str(_HAN_DIGITS[c]) for c in text))


def _han(text: str, start: int, end: int) -> Iterator[Written]:
    for m in _HAN.finditer(text, start, end):
        year = _han_number(m.group("y")) if m.group("y") else None
        month = _han_number(m.group("m"))
        day = _han_number(m.group("d")) if m.group("d") else None
        if not 1 <= month <= 12 or (year is None and day is None):
            continue
        if day is None or is_day(year or 2024, month, day):
            start = m.start() if year is not None else m.start("m")
            yield Written(start, m.end(), year, month, day)
    for m in _HAN_TYPO.finditer(text, start, end):
        yield Written(m.start(), m.end(), None, int(m.group("m")), int(m.group("d")))


def _worded(tokens: list[Token], hits: list[Hit[Entry]], text: str) -> Iterator[Written]:
    """``22 November 2024``, ``November 22, 2024``, ``12 et 13 mai``, ``mars 2025``."""
    years = {hit.first for hit in hits if hit.payload.value == "years"}
    ordinals = {hit.first for hit in hits if hit.payload.value == "ordinal"}
    for hit in hits:
        if hit.payload.value != "month":
            continue
        month = int(hit.payload.text or 0)
        first, last, year, day = hit.first, hit.last, None, None
        number = _past_ordinals(tokens, ordinals, first)
        if number is not None and _is_day_number(tokens[number].text):
            day, first = int(tokens[number].text), number
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        if after is not None and last + 1 in years and after.joined:
            # "10 ноябри соли 2022": a word for "year" between month and year.
            last, after = last + 1, tokens[last + 2] if last + 2 < len(tokens) else None
        if after is not None and _runs_on(text, tokens[last], after) and after.text.isdecimal():
            if len(after.text) == 4 and EARLIEST <= int(after.text) <= LATEST:
                year, last = int(after.text), last + 1
            elif day is None and _is_day_number(after.text):
                day, last = int(after.text), last + 1
                year, last = _year_after(tokens, last)
        if day is None and year is None:
            continue
        if day is None or is_day(year or 2024, month, day):
            yield Written(tokens[first].start, tokens[last].end, year, month, day)


def _past_ordinals(tokens: list[Token], ordinals: set[int], first: int) -> int | None:
    """The token before a month and before what makes its day an ordinal: "1er avril"."""
    place = first
    while place > 0 and tokens[place].joined and first - place <= _ORDINALS:
        place -= 1
        if place not in ordinals:
            return place
    return None


def _runs_on(text: str, month: Token, following: Token) -> bool:
    """Whether a number belongs to the month before it, also over an abbreviation's dot."""
    if following.joined:
        return True
    dotted = text[month.end : following.start].strip() == "."
    return dotted and month.end - month.start <= _ABBREVIATED


def _year_after(tokens: list[Token], last: int) -> tuple[int | None, int]:
    for step in (1, 2):
        if last + step < len(tokens) and tokens[last + step].joined:
            word = tokens[last + step].text
            if len(word) == 4 and word.isdecimal() and EARLIEST <= int(word) <= LATEST:
                return int(word), last + step
    return None, last


def _is_day_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def _with_weekdays(text: str, dates: list[Written], hits: list[Hit[Entry]]) -> list[Written]:
    """Join a weekday that stands directly before or after a date; keep lone weekdays."""
    days = [h for h in hits if h.payload.value == "weekday"]
    used: set[int] = set()
    joined: list[Written] = []
    for date_ in dates:
        near = [
            d
            for d in days
            if (0 <= date_.start - d.end <= 6 or 0 <= d.start - date_.end <= 6)
            and not _SENTENCE_ENDS.search(text, min(d.end, date_.end), max(d.start, date_.start))
        ]
        if near and date_.day is not None:
            day = near[0]
            used.add(day.start)
            start, end = min(day.start, date_.start), max(day.end, date_.end)
            end += (
                text[start:end].count("(") > text[start:end].count(")")
                and text[end : end + 1] == ")"
            )
            weekday = int(day.payload.text or 0)
            joined.append(replace(date_, start=start, end=end, weekday=weekday))
        else:
            joined.append(date_)
    for day in days:
        if day.start not in used:
            joined.append(Written(day.start, day.end, weekday=int(day.payload.text or 0)))
    return sorted(joined, key=lambda w: w.start)


@dataclass(frozen=True, slots=True)
class Month:
    """A month written without a day or a year: ``by the end of June``, ``今年5月``."""

    start: int
    end: int
    month: int


def bare_months(
    text: str, hits: list[Hit[Entry]], written: list[Written], start: int, end: int
) -> list[Month]:
    """The months in ``text[start:end]`` that are part of no fuller date, in order."""
    found = [
        Month(hit.start, hit.end, int(hit.payload.text or 0))
        for hit in hits
        if hit.payload.value == "month" and start <= hit.start and hit.end <= end
    ]
    for m in _HAN.finditer(text, start, end):
        if m.group("y") is None and m.group("d") is None:
            month = _han_number(m.group("m"))
            if 1 <= month <= 12:
                found.append(Month(m.start(), m.end(), month))
    dated = [(w.start, w.end) for w in written]
    free = [m for m in found if not any(s < m.end and m.start < e for s, e in dated)]
    return sorted(free, key=lambda m: m.start)


def years_named(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Years that stand alone in the text, in order of appearance."""
    return [int(m.group()) for m in _YEAR.finditer(text, start, len(text) if end is None else end)]


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A day a written date can mean, and why."""

    iso: str
    reason: Reason


def resolve(
    written: Written, *, published: date | None, years: list[int], today: date
) -> list[DateCandidate]:
    """The days ``written`` can mean, the best first; empty when nothing tells the year.

    With a year: that. Without: the publication date tells it (the last such day before it);
    else the weekday, among the years near those the text names, or before ``today``.
    """
    if written.year is not None:
        return _with_year(written)
    if written.day is None or written.month is None:
        return _lone_weekday(written, published)
    if published is not None:
        return _before_publication(written, published)
    if written.weekday is None:
        return _by_year_named(written, years, today)
    return _by_weekday(written, years, today)


def _with_year(written: Written) -> list[DateCandidate]:
    iso = written.iso()
    assert iso is not None  # noqa: S101 - a year is there
    found = [DateCandidate(iso, Reason("date-written"))]
    if written.weekday and written.whole:
        day = date.fromisoformat(iso)
        if day.isoweekday() != written.weekday:
            found[0] = DateCandidate(iso, Reason("date-written-weekday-differs"))
            for year in (day.year - 1, day.year + 1):
                if is_day(year, day.month, day.day):
                    other = day.replace(year=year)
                    if other.isoweekday() == written.weekday:
                        found.append(DateCandidate(other.isoformat(), Reason("year-weekday-fits")))
    return found


def _lone_weekday(written: Written, published: date | None) -> list[DateCandidate]:
    if written.weekday is None or published is None:
        return []
    back = (published.isoweekday() - written.weekday) % 7
    day = published - timedelta(days=back)
    return [DateCandidate(day.isoformat(), Reason("weekday-before-publication"))]


def _before_publication(written: Written, published: date) -> list[DateCandidate]:
    assert written.month is not None and written.day is not None  # noqa: S101
    found = []
    for year in (published.year, published.year - 1, published.year + 1):
        if not is_day(year, written.month, written.day):
            continue
        day = date(year, written.month, written.day)
        fits = written.weekday is None or day.isoweekday() == written.weekday
        after = (day - published).days
        rank = (not fits, after > 2, abs(after))
        found.append((rank, day, fits))
    found.sort()
    if written.weekday is not None and found and found[0][2]:
        found = [entry for entry in found if entry[2]]
    return [
        DateCandidate(
            day.isoformat(),
            Reason(
                "year-of-publication"
                if written.weekday is None or fits
                else "year-of-publication-weekday-differs"
            ),
        )
        for _, day, fits in found[:2]
    ]


def _by_year_named(written: Written, years: list[int], today: date) -> list[DateCandidate]:
    """The only year up to today that the text names, where it names just one."""
    named = {year for year in years if year <= today.year}
    if len(named) != 1 or written.month is None or written.day is None:
        return []
    year = named.pop()
    if not is_day(year, written.month, written.day):
        return []
    day = date(year, written.month, written.day)
    return [
        DateCandidate(
            day.isoformat(), joined(Reason("only-year-named", year=year), Reason("not-sure"))
        )
    ]


def _by_weekday(written: Written, years: list[int], today: date) -> list[DateCandidate]:
    assert written.month is not None and written.day is not None  # noqa: S101
    fitting = [
        year
        for year in range(today.year - _LOOK_BACK, today.year + 2)
        if is_day(year, written.month, written.day)
        and date(year, written.month, written.day).isoweekday() == written.weekday
        and date(year, written.month, written.day) <= today + timedelta(days=366)
    ]
    anchors = [year for year in years if year <= today.year + 1]
    if anchors:
        anchor = max(anchors)
        # A report names this year's or last year's figures, seldom those of years to come.
        fitting.sort(key=lambda y: abs(y - anchor) if y >= anchor else anchor - y + 0.5)
        reason = Reason("weekday-fits-year-named", year=anchor)
    else:
        past = [y for y in fitting if date(y, written.month, written.day) <= today]
        fitting = sorted(past, reverse=True)
        reason = joined(Reason("weekday-fits-latest"), Reason("no-year-named"))
    return [
        DateCandidate(
            f"{year:04d}-{written.month:02d}-{written.day:02d}",
            reason if n == 0 else Reason("weekday-fits-too"),
        )
        for n, year in enumerate(fitting[:_KEPT])
    ]
