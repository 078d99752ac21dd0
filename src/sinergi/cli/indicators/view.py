"""The screens of ``sinergi indicators``: the list, and one indicator described."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from sinergi.indicators.catalogue import Indicator
from sinergi.terminal import Console


def show_all(entries: Sequence[Indicator]) -> None:
    """Print name, title, formula and source of all indicators."""
    console = Console(highlight=False)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column("name", no_wrap=True)
    for title in ("indicator", "formula", "source"):
        table.add_column(title, overflow="fold")
    for entry in entries:
        name = f"{entry.name} *" if entry.all_goods is True else entry.name
        table.add_row(*(Text(text) for text in (name, entry.title, entry.formula, entry.source)))
    console.print(table)
    console.print(
        "* needs a dataset of all goods. Arguments and columns: sinergi indicators NAME --describe",
        style="dim",
    )


def show_one(entry: Indicator) -> None:
    """Print everything about one indicator."""
    console = Console(highlight=False)
    console.print(Text(f"{entry.name}: {entry.title}", style="bold"))
    facts = Table.grid(padding=(0, 2))
    rows = [
        ("formula", entry.formula),
        ("source", entry.source),
        ("unit", entry.unit),
        ("trade", entry.trade),
    ]
    for key, columns in entry.columns.items():
        rows.append((f"columns{f' of {key}' if key else ''}", ", ".join(columns)))
    if entry.needs or entry.uses:
        rows.append(
            ("tables", ", ".join((*entry.needs, *(f"{one} (if given)" for one in entry.uses))))
        )
    for title, text in rows:
        facts.add_row(title, Text(text))
    console.print(facts)
    if not entry.arguments:
        return
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column("argument", no_wrap=True)
    for title in ("default", "choices", "meaning", "agrees with"):
        table.add_column(title, overflow="fold")
    for one in entry.arguments:
        default = "" if one.default is None else str(one.default)
        cells = (one.name, default, ", ".join(one.choices), one.meaning, one.peer)
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
