"""The day of publication where the page itself states it: "Published: 23 November 2024"."""

from __future__ import annotations

from datetime import date

from sinergi.reading.dates import is_day, written_dates
from sinergi.reading.lexicon import Lexicon
from sinergi.reading.tokens import tokenise

EDGE = 12
"""Lines at the head and the foot of a page that are looked at: the report lies between."""
_LONGEST = 120
_HEAD = 6
"""Lines at the head of a page among which a bare date is the page's stamp."""
_STAMP, _STAMP_WORDS = 60, 10


def publication_day(text: str, lexicon: Lexicon) -> date | None:
    """The whole date of the first line that begins with a word of role ``published``.

    Without such a line, the whole date that a line at the head of the page consists of, but for
    the hour and a word or two ("Rabu, 23 April 2025 21:14 WIB"). None where there is neither; a
    word in running text is no line of its own. Such lines are page furniture, so they are read
    from the text itself, not from what was kept of it.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    edges = lines if len(lines) <= 2 * EDGE else [*lines[:EDGE], *lines[-EDGE:]]
    for line in edges:
        if len(line) <= _LONGEST and (day := _stated(line, lexicon)) is not None:
            return day
    for line in lines[:_HEAD]:
        if len(line) <= _STAMP and (day := _stamped(line, lexicon)) is not None:
            return day
    return None


def _stamped(line: str, lexicon: Lexicon) -> date | None:
    tokens = tokenise(line)
    for written in written_dates(line, tokens, lexicon.find(tokens)["date"], 0, len(line)):
        if written.year is None or written.month is None or written.day is None:
            continue
        before, after = line[: written.start], line[written.end :]
        letters = sum(c.isalpha() for c in after)
        if not any(c.isalpha() for c in before) and letters <= _STAMP_WORDS:
            return date(written.year, written.month, written.day)
    return None


def _stated(line: str, lexicon: Lexicon) -> date | None:
    tokens = tokenise(line)
    hits = lexicon.find(tokens)
    ends = [hit.end for hit in hits["word"] if hit.start == 0 and hit.payload.value == "published"]
    if not ends:
        return None
    for written in written_dates(line, tokens, hits["date"], max(ends), len(line)):
        if written.year and written.month and written.day:
            day = (written.year, written.month, written.day)
            return date(*day) if is_day(*day) else None
    return None
