"""What the brief cannot say."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Lines
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """A list."""
    return [Lines(brief.limits, "list")] if brief.limits else []
