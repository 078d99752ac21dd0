"""The brief on one screen of a terminal: what to know before opening the files."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sinergi.brief.layout.blocks import words as plain
from sinergi.brief.messages import Translator, translator
from sinergi.brief.model import Brief, CompanyList, Direction, Figure, Part
from sinergi.terminal import Console

LINES, OPENINGS, WRAPPED, STEPS = 13, 3, 3, 3
"""How many of each; ``LINES`` those of all messages, ``WRAPPED`` those of a country's companies."""
FIRST, TITLE, GAP = 34, 16, 2
"""Letters of a table's first column at least, of a line of a title at most, between columns."""


def show(brief: Brief, files: Sequence[Path], console: Console | None = None) -> None:
    """Print the summary: meeting, messages, openings both ways, companies, steps, files.

    On a terminal of 100 columns it fills one screen of 40 lines at most.
    """
    _ = translator(brief.lang)
    console = console or Console(highlight=False)
    head = _text(brief.title, "bold") + _text(f"  {brief.subtitle}", "dim")
    console.print(head, overflow="fold")
    for title, lines in (
        (_("The meeting"), _meeting(brief, _)),
        (_("Key messages"), _messages(brief, console)),
        *((_way(way), _openings(way, console.width - 2)) for way in brief.directions),
        (_("Companies"), _companies(brief, console.width - 2)),
        (_("Next steps"), _steps(brief)),
        (_("Files"), _files(files)),
    ):
        _block(console, title, list(lines))


def _block(console: Console, title: str, lines: list[RenderableType]) -> None:
    if not lines:
        return
    console.print(Text(title, style="bold cyan"))
    for line in lines:
        # Words are folded, never cut: what is said here is read as a whole or not at all.
        console.print(Padding(line, (0, 0, 0, 2)), overflow="fold")


def _meeting(brief: Brief, _: Translator) -> Iterator[RenderableType]:
    met = brief.meeting
    if met is None:
        yield _text(brief.record_note or _("This brief holds no record of a meeting."))
        return
    place = ", ".join(p for p in (met.place, met.country and met.country.name) if p)
    people = ", ".join(person.name for person in met.people)
    yield _text("; ".join(words for words in (met.date_text, place, people) if words))


def _messages(brief: Brief, console: Console) -> Iterator[RenderableType]:
    """The first messages, each whole: what has no room is left to the files."""
    used = 0
    for sentence in brief.summary:
        words = _text(plain(sentence))
        used += len(words.wrap(console, console.width - 4))
        if used > LINES:
            return
        yield _hanging("•", words)


def _hanging(mark: str | Text, words: Text) -> RenderableType:
    """A mark, and words beside it that fold below their own beginning."""
    line = Grid.grid(padding=(0, 1, 0, 0))
    line.add_column(no_wrap=True)
    line.add_column(overflow="fold")
    line.add_row(mark, words)
    return line


def _way(way: Direction) -> str:
    return f"{way.exporter.name} → {way.importer.name}"


def _openings(way: Direction, width: int) -> Iterator[RenderableType]:
    """Why none is known by product, or the first rows of the table, as many columns as fit."""
    if way.opportunities_reason and not way.opportunities:
        yield Text(way.opportunities_reason)
    if way.opportunities is None:
        return
    columns = way.opportunities.columns
    titles = [_title(column.title) for column in columns]
    rows = [[_cell(cell) for cell in row] for row in way.opportunities.rows[:OPENINGS]]
    lines = [titles, *rows]
    needed = [max(_cells(line[place]) for line in lines) + GAP for place in range(len(columns))]
    shown, room = 1, width - FIRST - GAP
    while shown < len(columns) and needed[shown] <= room:
        room -= needed[shown]
        shown += 1
    grid = Grid.grid(padding=(0, GAP, 0, 0))
    for place, column in enumerate(columns[:shown]):
        side: JustifyMethod = "right" if column.numeric else "left"
        limit = None if place else FIRST + room
        grid.add_column(justify=side, no_wrap=place > 0, overflow="fold", max_width=limit)
    for line in lines:
        grid.add_row(*line[:shown])
    yield grid


def _cells(text: Text) -> int:
    """Width of the longest line."""
    return max((line.cell_len for line in text.split()), default=0)


def _title(words: str) -> Text:
    """A column's title on short lines."""
    return Text("\n".join(textwrap.wrap(words, TITLE)), style="dim")


def _cell(cell: Part | None) -> Text:
    if isinstance(cell, Figure):
        return Text(cell.text, style="dim italic" if cell.value is None else "")
    return _text(cell or "")


def _text(words: str, style: str = "") -> Text:
    """Words of documents and registers on one line, without what steers a terminal."""
    return Text("".join(c if c.isprintable() else " " for c in words), style=style)


def _companies(brief: Brief, width: int) -> Iterator[RenderableType]:
    """Each country's first company of every topic, as many as two lines hold, one at least."""
    countries: dict[str, list[CompanyList]] = {}
    for one in brief.companies:
        if one.candidates:
            countries.setdefault(one.country.name, []).append(one)
    for country, lists in countries.items():
        line = ""
        for one in lists:
            name = f"{one.subject}: {one.candidates[0].name}"
            longer = f"{line}; {name}" if line else f"{country} – {name}"
            if line and len(_text(longer).wrap(Console(), width)) > WRAPPED:
                break
            line = longer
        yield _text(line)
    if not countries and brief.companies_note:
        yield Text(brief.companies_note)


def _steps(brief: Brief) -> Iterator[RenderableType]:
    dated = [step for step in brief.plan if step.deadline is not None]
    for step in dated[:STEPS]:
        yield _hanging(
            _text(step.deadline_text, "bold"), _text(f"{step.owner_text}: {step.action}")
        )
    if not dated and brief.plan_note:
        yield Text(brief.plan_note)


def _files(files: Sequence[Path]) -> Iterator[RenderableType]:
    if files:
        yield Text(str(files[0].parent))
        yield Text(", ".join(file.name for file in files))
