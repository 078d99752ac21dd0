"""The decisions asked of the reader."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Lines
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """A numbered list."""
    return [Lines(brief.decisions, "numbered")] if brief.decisions else []
