"""A progress bar on standard error, only where a person watches it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_bar() -> Iterator[Callable[[str, float | None], None]]:
    """A function to call with what is being done and the share done (None where unknown)."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from sinergi.terminal import Console

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[percent]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, percent="")

        def report(what: str, share: float | None) -> None:
            total, done = (None, 0.0) if share is None else (1.0, share)
            percent = "" if share is None else f"{share:.0%}"
            bar.update(task, description=what, total=total, completed=done, percent=percent)

        yield report
