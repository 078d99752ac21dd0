"""A document to be read: its text exactly as given, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Document:
    """``text`` is never changed: every place in a record counts from its beginning.

    ``published`` is the day of publication where the page or the user gives it; ``lang`` one of
    the document languages, None to have it recognised; ``notes`` what the format reader wants a
    person to know (pages left out, an encoding guessed).
    """

    id: str
    text: str
    url: str | None = None
    published: date | None = None
    lang: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = field(default=())
