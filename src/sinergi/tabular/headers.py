"""Which row of a table is its header, and what the columns are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sinergi.errors import InputError
from sinergi.vocabulary.words import tokens

HEADER_WITHIN = 20
"""The header is sought among so many first rows (titles and notes may stand above it)."""

MOST_COLUMNS = 2_000
"""Columns of the widest table that is read; customs and register tables have at most hundreds."""

_SHOWN = 30


def header_row(rows: Sequence[Sequence[str | None]]) -> int:
    """The place of the header among the first rows: the first that is as full as most are."""
    filled = [sum(1 for cell in row if cell and cell.strip()) for row in rows]
    if not any(filled):
        return 0
    usual = Counter(len(row) for row, full in zip(rows, filled, strict=True) if full)
    # Of widths that are as frequent the first one counts.
    width = max(usual, key=usual.__getitem__)
    for place, (row, full) in enumerate(zip(rows, filled, strict=True)):
        if len(row) == width and full >= max(1, max(filled) * 2 // 3):
            return place
    return filled.index(max(filled))


def unique_names(cells: Sequence[str | None], where: str) -> tuple[str, ...]:
    """Column names from a header: empty ones numbered, repeated ones told apart.

    Raises:
        InputError: there are more columns than any table has.
    """
    if len(cells) > MOST_COLUMNS:
        raise InputError(
            f"has {len(cells):,} columns, more than the {MOST_COLUMNS:,} that are read",
            where=where,
            advice="Keep the columns that are needed and save the table again",
        )
    names: list[str] = []
    seen: Counter[str] = Counter()
    for place, cell in enumerate(cells, start=1):
        base = " ".join((cell or "").split()) or f"column {place}"
        seen[base] += 1
        names.append(base if seen[base] == 1 else f"{base} ({seen[base]})")
    return tuple(names)


def fold(header: str) -> str:
    """A header in folded letters and digits only: 'Trade Value (US$)' is 'tradevalueus'."""
    return "".join(tokens(header))


def columns_there(columns: Sequence[str]) -> str:
    """Advice that lists the columns of a table in which one is missed."""
    shown = ", ".join(columns[:_SHOWN])
    more = len(columns) - _SHOWN
    return f"Columns there: {shown}" + (f" and {more} more" if more > 0 else "")
