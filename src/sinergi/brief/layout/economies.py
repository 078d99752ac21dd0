"""The two economies beside one another."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Heading, Lines, grid_of
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """Key figures side by side, then what each sells and buys."""
    found: list[Block] = []
    if brief.side_by_side:
        found.append(grid_of(brief.side_by_side))
    for profile in brief.profiles:
        found.append(Heading(profile.country.name))
        if profile.facts:
            found.append(Lines(profile.facts, "list"))
        found += [grid_of(profile.exports), grid_of(profile.imports)]
    return found
