"""Trade between the two, product by product, and its openings both ways."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Heading, Lines, Pictures, grid_of
from sinergi.brief.layout.summary import TOTAL
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, Chart, Direction


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """The charts of the pair, then each direction."""
    charts = [
        chart
        for chart in brief.pair_charts
        if chart.id != TOTAL and not _told(chart, brief.main_chart)
    ]
    found: list[Block] = [Pictures(charts)] if charts else []
    for way in brief.directions:
        found += _direction(way)
    return found


def _told(chart: Chart, main: Chart | None) -> bool:
    """Whether the main chart shows all there is, or there is nothing to show but noughts."""
    shown = main.series if main else []
    told = {p.figure.value for series in shown for p in series.points}
    return all(
        not p.figure.value or p.figure.value in told for line in chart.series for p in line.points
    )


def _direction(way: Direction) -> list[Block]:
    found: list[Block] = [Heading(f"{way.exporter.name} → {way.importer.name}")]
    if way.findings:
        found.append(Lines(way.findings, "list"))
    if way.opportunities_reason and not way.opportunities:
        found.append(Lines([[way.opportunities_reason]]))
    if way.opportunities:
        found.append(grid_of(way.opportunities))
    if way.reading:
        found.append(Lines(way.reading, "source"))
    if way.charts:
        found.append(Pictures(way.charts))
    return found
