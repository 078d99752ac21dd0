"""Topic by topic: what they and we bring, where it stands, and the line to take."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Column, Grid, Row, Span, cell, statement_links
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table, a row a topic."""
    if not brief.topics:
        return []
    columns = [
        Column(_("Topic"), 1.3),
        Column(brief.b.name, 2.2),
        Column(brief.a.name, 2.2),
        Column(_("Status"), 2.2),
        Column(_("Line to take"), 2.6),
    ]
    rows = [
        Row(
            [
                cell(topic.name, [*statement_links(topic.statements)]),
                cell(topic.they),
                cell(topic.we),
                cell(topic.status),
                cell(
                    [Span(part, "strong") if isinstance(part, str) else part for part in topic.line]
                ),
            ]
        )
        for topic in brief.topics
    ]
    return [Grid("topics", _("Topics and lines to take"), columns, rows)]
