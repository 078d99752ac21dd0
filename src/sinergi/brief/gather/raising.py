"""Before a meeting: what to raise, what to expect to be asked, which questions to put."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.standing import Standing
from sinergi.brief.gather.topics import Subject
from sinergi.brief.model import Direction, Group, Sentence
from sinergi.cooperation.lines import TopicState
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

SHOWN = 4
"""Lines of a group at most."""


class _Talk(BaseModel):
    """A line of ``talks.csv``: under which heading, for which trade, and the words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    group: Literal["raise", "expect", "ask"]
    seller: Literal["us", "them"] | None = None
    state: TopicState | None = None
    text: Translated

    def fits(self, context: Context, one: Standing) -> bool:
        seller = "us" if one.exporter == context.a else "them"
        return self.seller in (None, seller) and self.state in (None, one.state)


@cache
def _talks() -> list[_Talk]:
    return read_table(data_path("cooperation", "talks.csv"), _Talk, unique="rule")


def raising(
    context: Context, found: Sequence[Subject], directions: Sequence[Direction]
) -> list[Group]:
    """The groups of lines for the talks, from the trade of the two and the rules of the table."""
    _ = context.translator
    trade = [one.standing for one in found if one.standing is not None]
    groups = (
        ("raise", _("What to raise")),
        ("expect", _("What to expect to be asked")),
        ("ask", _("Questions to put")),
    )
    made = []
    for key, title in groups:
        lines = _lines(context, key, trade)
        if key == "raise":
            lines += _openings(context, directions)
        if lines:
            made.append(Group(title=title, sentences=lines[: SHOWN + 2]))
    return made


def _lines(context: Context, group: str, trade: Sequence[Standing]) -> list[Sentence]:
    lines: list[Sentence] = []
    for talk in _talks():
        if talk.group != group:
            continue
        if talk.state is None and talk.seller is None:
            lines.append([talk.text.format(context.lang, other=context.name(context.b))])
            continue
        names = [
            context.ledger.plain_product(one.product) for one in trade if talk.fits(context, one)
        ]
        if names:
            text = talk.text.format(
                context.lang,
                other=context.name(context.b),
                own=context.name(context.a),
                products=", ".join(list(dict.fromkeys(names))[:SHOWN]),
            )
            lines.append([text])
    return lines


def _openings(context: Context, directions: Sequence[Direction]) -> list[Sentence]:
    """The first opening of each direction."""
    _ = context.translator
    lines: list[Sentence] = []
    for way in directions:
        if way.opportunities and way.opportunities.rows:
            first = way.opportunities.rows[0]
            keys = [column.key for column in way.opportunities.columns]
            kind = first[keys.index("kind")]
            lines.append(
                _.sentence(
                    "Opening from {exporter:gen} to {importer:acc}: {product}.",
                    exporter=context.name(way.exporter.code),
                    importer=context.name(way.importer.code),
                    product=f"{first[0]}, {kind}",
                )
            )
    return lines
