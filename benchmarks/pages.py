"""Pages of results: written with the day, the machine and the command, or compared with what is."""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[1] / "docs" / "results"
_MADE = re.compile(r"^Made on .*$", re.MULTILINE)


def compared(text: str) -> str:
    """A page without the line that says when, how long and where."""
    return _MADE.sub("", text)


def main(name: str, lines: Callable[[], Sequence[str]], command: str) -> None:
    """Make ``docs/results/NAME.md``: print it, write it with ``--write``, compare with ``--check``.

    Raises:
        SystemExit: it is not what is stored.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help=f"write docs/results/{name}.md")
    parser.add_argument("--check", action="store_true", help="compare with it, print nothing")
    given = parser.parse_args()
    start = time.process_time()
    body = "\n".join(lines())
    made = (
        f"Made on {date.today().isoformat()} by `{command}` in "
        f"{time.process_time() - start:.0f} s of processor time on a machine of "
        f"{os.cpu_count()} cores."
    )
    text, path = f"{made}\n\n{body}\n", RESULTS / f"{name}.md"
    if given.write:
        path.write_text(text, encoding="utf-8")
    elif given.check:
        if compared(path.read_text(encoding="utf-8")) != compared(text):
            raise SystemExit(f"{path} is not what the data give: run with --write and read it")
    else:
        print(text)
