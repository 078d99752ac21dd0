"""Short forms of numbers for tables on a terminal, and tables that fit its width."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from sinergi.opportunities import Number
from sinergi.terminal import Console

UNKNOWN = "?"
_WIDEST = 1_000
"""Characters of a line that is not broken."""
_STEPS = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))


def money(number: Number) -> str:
    """US dollars in three digits: ``187m``, ``4.84m``, ``320``; ``?`` where not known."""
    return UNKNOWN if number.value is None else amount(number.value)


def amount(value: float) -> str:
    """A number in three digits with k, m, bn or tn."""
    if value == 0:
        return "0"
    for size, letter in _STEPS:
        if abs(value) >= size * 0.9995:
            return f"{_three(value / size)}{letter}"
    return _three(value) if abs(value) >= 0.005 else "~0"


def percent(number: Number, *, sign: bool = False) -> str:
    """A fraction as per cent: ``0.51%``, ``12%``, ``+4.1%``; ``?`` where not known."""
    if number.value is None:
        return UNKNOWN
    value = 100 * number.value
    text = _percent(value)
    return f"{'+' if sign and value > 0 else ''}{text}%"


def _percent(value: float) -> str:
    if value == 0:
        return "0"
    digits = 0 if abs(value) >= 9.95 else 1 if abs(value) >= 0.995 else 2
    return f"{value:.{digits}f}"


def plain(number: Number, digits: int = 2) -> str:
    """A bare number; ``?`` where not known."""
    return UNKNOWN if number.value is None else f"{number.value:,.{digits}f}"


def year(number: Number) -> str:
    """A year, an empty text where there is none."""
    return "" if number.value is None else f"{number.value:.0f}"


def years_text(years: tuple[int, int]) -> str:
    """``2020-2024``, or a single year."""
    return str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"


def short(number: Number) -> str:
    """A number with its unit in the shortest form; ``not known`` where it is not."""
    if number.value is None:
        return "not known"
    if number.unit == "USD":
        return f"{amount(number.value)} USD"
    if number.unit in ("share", "change"):
        return percent(number, sign=number.unit == "change")
    if number.unit in ("year", "count", "rank"):
        return f"{number.value:.0f}"
    digits = 0 if number.unit in ("km", "USD/t") else 2
    unit = f" {number.unit}" if number.unit in ("km", "USD/t") else ""
    return plain(number, digits) + unit


def fitted(
    titles: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, words: Sequence[int]
) -> Table:
    """A table of short cells in which the first of the columns of ``words`` gives way.

    Args:
        titles: Of the columns; a line break is allowed.
        rows: The cells.
        width: Of the terminal; the table is wider where the short cells alone need more.
        words: Places of the columns that hold words and stand to the left.
    """
    widths = [
        max((len(cell) for cell in (*titles[n].split("\n"), *(row[n] for row in rows))), default=0)
        for n in range(len(titles))
    ]
    flexible = words[0]
    room = max(12, width - sum(widths) + widths[flexible] - len(widths) - 1)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 0), pad_edge=False)
    for n, title in enumerate(titles):
        left = n in words
        size = min(room, widths[n]) if n == flexible else widths[n]
        table.add_column(title, justify="left" if left else "right", no_wrap=True, width=size)
    for row in rows:
        cells = [Text(cell) for cell in row]
        cells[flexible].truncate(room, overflow="ellipsis")
        table.add_row(*cells)
    return table


def _three(value: float) -> str:
    size = abs(value)
    if size >= 99.95:
        return f"{value:.0f}"
    return f"{value:.1f}" if size >= 9.995 else f"{value:.2f}"


def print_whole(table: Table) -> None:
    """Print a table as wide as it is, so that an evidence id stands whole and can be copied."""
    console = Console(highlight=False)
    wide = console.options.update(width=_WIDEST)
    width = Measurement.get(console, wide, table).maximum
    Console(highlight=False, width=max(width, console.width)).print(table)
