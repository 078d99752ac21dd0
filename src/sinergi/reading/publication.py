"""The day of publication where the page itself states it: "Published: 23 November 2024"."""

from __future__ import annotations

from datetime import date

from sinergi.reading.dates import is_day, written_dates
from sinergi.reading.lexicon import Lexicon
from sinergi.reading.tokens import tokenise

EDGE = 12
"""Lines at the head and the foot of a page that are looked at: the report lies between."""
_LONGEST = 120


def publication_day(text: str, lexicon: Lexicon) -> date | None:
    """The whole date of the first line that begins with a word of role ``published``.

    None where there is no such line; a word in running text is no line of its own. Such lines are
    page furniture, so they are read from the text itself, not from what was kept of it.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    edges = lines if len(lines) <= 2 * EDGE else [*lines[:EDGE], *lines[-EDGE:]]
    for line in edges:
        if len(line) <= _LONGEST and (day := _stated(line, lexicon)) is not None:
            return day
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
