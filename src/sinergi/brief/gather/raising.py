"""Before a meeting: what to raise, what to expect to be asked, which questions to put."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.matters import About, Matter, Side, State, matters
from sinergi.brief.gather.topics import Subject
from sinergi.brief.model import Direction, Figure, Group, Sentence
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

NAMED = 4
"""Things that one line names at most."""
SHOWN = 6
"""Lines of a group at most."""
FEW = 3
"""Lines of a group below which those that any two countries could be told fill it."""


class _Talk(BaseModel):
    """A line of ``talks.csv``: under which heading, about what, and the words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    group: Literal["raise", "expect", "ask"]
    about: About
    side: Side | None = None
    state: State | None = None
    text: Translated

    def fits(self, one: Matter) -> bool:
        return (
            self.about == one.about
            and self.side in (None, one.side)
            and self.state in (None, one.state)
        )


@cache
def _talks() -> list[_Talk]:
    return read_table(data_path("cooperation", "talks.csv"), _Talk, unique="rule")


def raising(
    context: Context, found: Sequence[Subject], directions: Sequence[Direction]
) -> list[Group]:
    """The groups of lines for the talks, from what is known of the two and the table's rules."""
    _ = context.translator
    known = matters(context, found, directions)
    groups = (
        ("raise", _("What to raise")),
        ("expect", _("What to expect to be asked")),
        ("ask", _("Questions to put")),
    )
    made = []
    for key, title in groups:
        lines = _lines(context, key, known)
        if lines:
            made.append(Group(title=title, sentences=lines))
    return made


def _lines(context: Context, group: str, known: Sequence[Matter]) -> list[Sentence]:
    lines: list[Sentence] = []
    for talk in _talks():
        if talk.group != group or (talk.about == "any" and len(lines) >= FEW):
            continue
        fitting = [one for one in known if talk.fits(one)]
        # What only has a name stands in one line with others; else each has a line.
        named = [one.name for one in fitting if one.name is not None and not one.words]
        if named:
            lines.append(_line(context, talk, "; ".join(list(dict.fromkeys(named))[:NAMED]), {}))
        lines += [
            _line(context, talk, one.name or "", one.words)
            for one in fitting
            if one.words or one.name is None
        ]
    return lines[:SHOWN]


def _line(
    context: Context, talk: _Talk, names: str, words: dict[str, str | Figure | Sentence]
) -> Sentence:
    return context.translator.fill(
        talk.text[context.lang],
        names=names,
        other=context.name(context.b),
        own=context.name(context.a),
        **words,
    )
