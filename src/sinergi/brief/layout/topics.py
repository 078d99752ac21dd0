"""Topic by topic: what they and we bring, where it stands, and the line to take."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Column, Grid, Row, Span, cell, statements_line
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table, a row a topic."""
    if not brief.topics:
        return []
    columns = [
        Column(_("Topic"), 2.3),
        Column(brief.b.name, 1.6),
        Column(brief.a.name, 1.6),
        Column(_("Status"), 3.1),
        Column(_("Line to take"), 3.8),
    ]
    rows = [
        Row(
            [
                cell(
                    topic.name,
                    statements_line(topic.statements, _) if topic.statements else None,
                ),
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
