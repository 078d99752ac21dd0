"""Does in a copy of the project what a how-to says: writes its files, runs its commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from tests.docs.blocks import ROOT

CAPTION = re.compile(r"\A:caption: (?P<path>[^ \n]+)(?: \((?P<how>.+)\))?\n\n?")


@dataclass(frozen=True)
class Edit:
    """A file that a page writes (``how`` None), or adds lines to: at its end, or beside a line."""

    path: str
    how: str | None
    text: str


@dataclass(frozen=True)
class Command:
    """A command that a page runs, and the output it shows."""

    text: str
    shown: str


def steps(page: Path) -> Iterator[Edit | Command]:
    """The edits and commands of a page in their order."""
    from tests.docs.blocks import Block, commands

    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type != "fence":
            continue
        if caption := CAPTION.match(token.content):
            text = token.content[caption.end() :]
            yield Edit(caption["path"], caption["how"], text)
        elif token.info == "console":
            for command, shown in commands(Block("console", token.content, 0)):
                yield Command(command, shown)


def copy_project(folder: Path) -> Path:
    """A copy of what a how-to may touch; what no script writes is a link until it is edited."""
    for name in ("src", "tests", "scripts", "docs"):
        shutil.copytree(
            ROOT / name,
            folder / name,
            copy_function=_copy,
            ignore=shutil.ignore_patterns("__pycache__", "_build", "_generated"),
        )
    for name in ("pyproject.toml", "samples"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def _copy(source: str, target: str) -> None:
    if Path(source).suffix in (".csv", ".po", ".mo"):
        shutil.copyfile(source, target)
    else:
        Path(target).symlink_to(source)


def apply(edit: Edit, project: Path) -> None:
    """Write the edit into the copy.

    Raises:
        AssertionError: the file to add to is not there, the one to write is, or the line beside
            which to write stands there not exactly once.
    """
    path = project / edit.path
    if edit.how is None:
        assert not path.exists(), f"{edit.path} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(edit.text, encoding="utf-8")
        return
    assert path.exists(), f"{edit.path} is not there"
    old = path.read_text(encoding="utf-8")
    path.unlink()
    if edit.how == "add":
        new = old if old.endswith("\n") else old + "\n"
        path.write_text(new + edit.text, encoding="utf-8")
        return
    side, _, beside = edit.how.partition(": ")
    assert side in ("before", "after", "instead of"), f"'{edit.how}' is no place"
    lines = old.splitlines(keepends=True)
    places = [i for i, line in enumerate(lines) if line.strip() == beside.strip("`")]
    assert len(places) == 1, f"{beside} stands {len(places)} times in {edit.path}"
    start = places[0] + (side == "after")
    lines[start : start + (side == "instead of")] = [edit.text]
    path.write_text("".join(lines), encoding="utf-8")


def run(command: str, project: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the page in the copy, with the copy's program."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(project / "src"),
        "SINERGI_HOME": str(project / "home"),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(
        ["bash", "-c", command],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
