"""The lines that name controlled goods, on both screens of openings."""

from __future__ import annotations

from collections.abc import Iterable

from sinergi.opportunities.controls import Control
from sinergi.terminal import Console


def print_careful(console: Console, goods: Iterable[tuple[str, tuple[Control, ...]]]) -> None:
    """Print one line for each control on each good (its code and name, and what controls it)."""
    for good, controls in goods:
        for control in controls:
            part = " (part of the code)" if control.scope == "part" else ""
            console.print(
                f"[yellow]careful[/] {good}: {control.title('en')}, {control.place('en')}{part}"
            )
