"""Before a meeting: what to raise, what to expect, what to ask."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block
from sinergi.brief.layout.groups import group_blocks
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """A list for each."""
    return group_blocks(brief.raising)
