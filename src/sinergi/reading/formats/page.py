"""What every format reader gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LONGEST_TEXT = 1_000_000
"""Characters kept of one document."""


@dataclass(frozen=True)
class Page:
    """What a format reader found: the text and what the file says of itself."""

    text: str
    published: date | None = None
    url: str | None = None
    id: str | None = None
    lang: str | None = None
    notes: tuple[str, ...] = ()
