"""What to be careful with."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Lines
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """A list."""
    return [Lines(brief.careful, "list")] if brief.careful else []
