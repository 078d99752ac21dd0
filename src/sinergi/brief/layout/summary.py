"""In short: what one could say aloud, and the one chart that carries it."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Lines, Pictures
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """Sentences, the reach of the data where it is small, and the main chart."""
    found: list[Block] = []
    if brief.summary:
        found.append(Lines(brief.summary, "lead"))
    else:
        found.append(Lines([[_("There is nothing to report.")]]))
    if brief.reach:
        found.append(Lines(brief.reach, "source"))
    if brief.main_chart:
        found.append(Pictures([brief.main_chart]))
    return found
