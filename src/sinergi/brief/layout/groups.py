"""Groups of sentences, tables and charts, as relations and preparation have them."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.brief.layout.blocks import Block, Heading, Lines, Pictures, grid_of
from sinergi.brief.model import Group


def group_blocks(groups: Sequence[Group]) -> list[Block]:
    """A heading, a list, the tables and the charts of each."""
    found: list[Block] = []
    for group in groups:
        found.append(Heading(group.title))
        if group.sentences:
            found.append(Lines(group.sentences, "list"))
        found += [grid_of(table) for table in group.tables]
        if group.charts:
            found.append(Pictures(group.charts))
    return found
