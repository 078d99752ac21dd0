"""In short: what one could say aloud, and the one chart that carries it."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Lines, Pictures, joined
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief

TOTAL = "pair-totals"
"""The chart of all goods between the two over the years."""


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """Sentences, the reach of the data where it is small, and the main chart."""
    found: list[Block] = []
    if brief.summary:
        found.append(Lines(brief.summary, "lead"))
    else:
        found.append(Lines([[_("There is nothing to report.")]]))
    if brief.reach:
        found.append(Lines([joined(brief.reach, " ")], "source"))
    charts = [brief.main_chart] if brief.main_chart else []
    charts += [chart for chart in brief.pair_charts if chart.id == TOTAL]
    if charts:
        found.append(Pictures(charts))
    return found
