"""What the data say about each topic that was named."""

from __future__ import annotations

from sinergi.brief.layout.blocks import (
    Block,
    Heading,
    Inline,
    Lines,
    Pictures,
    Span,
    grid_of,
    statement_links,
)
from sinergi.brief.layout.text import capital
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, SectorEvidence


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """For each topic a table, sentences and charts; topics without data in one sentence."""
    found: list[Block] = []
    for sector in brief.sectors:
        if sector.covered:
            found.append(Heading(capital(sector.name), _named(sector, _)))
            found += [grid_of(table) for table in sector.tables]
            if sector.findings:
                found.append(Lines(sector.findings, "list"))
            if sector.charts:
                found.append(Pictures(sector.charts))
    found += _uncovered(brief, _)
    return found


def _named(sector: SectorEvidence, _: Translator) -> list[Inline]:
    if not sector.statements:
        return []
    return [Span(_("named in statement") + " ", "muted"), *statement_links(sector.statements)]


def _uncovered(brief: Brief, _: Translator) -> list[Block]:
    """Topics on which the data say nothing, those with the same reason together."""
    reasons: dict[str, list[str]] = {}
    for sector in brief.sectors:
        if not sector.covered:
            for finding in sector.findings:
                text = "".join(p if isinstance(p, str) else p.text for p in finding)
                reasons.setdefault(text, []).append(sector.name)
    if not reasons:
        return []
    lines: list[list[Inline]] = [
        [Span(capital(", ".join(names)) + ". ", "strong"), reason]
        for reason, names in reasons.items()
    ]
    return [Heading(_("Topics on which the trade data say nothing")), Lines(lines, "list")]
