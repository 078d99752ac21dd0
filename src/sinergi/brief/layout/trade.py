"""Trade between the two, product by product, and its openings both ways."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Heading, Lines, Pictures, grid_of
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, Direction


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """The charts of the pair, then each direction."""
    found: list[Block] = [Pictures(brief.pair_charts)] if brief.pair_charts else []
    for way in brief.directions:
        found += _direction(way)
    return found


def _direction(way: Direction) -> list[Block]:
    found: list[Block] = [Heading(f"{way.exporter.name} → {way.importer.name}")]
    if way.findings:
        found.append(Lines(way.findings, "list"))
    if way.opportunities_reason:
        found.append(Lines([[way.opportunities_reason]]))
    if way.opportunities:
        found.append(grid_of(way.opportunities))
    if way.reading:
        found.append(Lines(way.reading, "source"))
    if way.charts:
        found.append(Pictures(way.charts))
    return found
