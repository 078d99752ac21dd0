"""For whoever prepares the brief: what would make it better, commands included."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Lines
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """A list, and what was not used of the documents."""
    lines = list(brief.preparer)
    if brief.record_note:
        lines.append([brief.record_note])
    return [Lines(lines, "list")] if lines else []
