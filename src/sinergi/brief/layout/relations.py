"""Who the two are to each other: total trade, travel, dependence, routes, and the map."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Pictures
from sinergi.brief.layout.groups import group_blocks
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """The groups, then the map."""
    found = group_blocks(brief.relations)
    if brief.map:
        found.append(Pictures([brief.map]))
    return found
