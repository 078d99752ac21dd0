"""What was promised, and how it stands."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Column, Grid, Line, Row, Span, cell
from sinergi.brief.layout.text import quote_language
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, Promise


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table, a row a promise."""
    if not brief.promises:
        return []
    columns = [
        Column(_("Who"), 1.3),
        Column(_("What"), 3.2),
        Column(_("By when"), 1.6),
        Column(_("State"), 3.6),
    ]
    rows = [
        Row(
            [
                cell(one.who),
                cell(one.what, _quoted(brief, one)),
                cell(one.due_text),
                cell(one.state_text),
            ]
        )
        for one in brief.promises
    ]
    return [Grid("promises", _("Promises"), columns, rows)]


def _quoted(brief: Brief, one: Promise) -> Line | None:
    if one.quoted is None:
        return None
    (said,) = (view for view in brief.statements if view.number == one.statement)
    return [Span(one.quoted, "muted", quote_language(brief, said.document))]
