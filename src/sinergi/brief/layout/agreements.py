"""Agreements mentioned or on file: parties, state, what is missing."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Column, Grid, Line, Row, Span, cell
from sinergi.brief.messages import Translator
from sinergi.brief.model import Agreement, Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table, a row an agreement."""
    if not brief.agreements:
        return []
    columns = [
        Column(_("Agreement"), 3.4),
        Column(_("Parties"), 2),
        Column(_("State"), 2),
        Column(_("Not on file"), 2.4),
    ]
    rows = [
        Row([cell(_title(one)), cell(one.parties), cell(one.state), cell(one.missing)])
        for one in brief.agreements
    ]
    sources = list(dict.fromkeys(one.source for one in brief.agreements if one.source))
    notes = [_("Source: {source}", source=source) for source in sources]
    return [Grid("agreements", _("Agreements between the two"), columns, rows, notes)]


def _title(one: Agreement) -> Line:
    if one.statement is None:
        return [one.title]
    link = Span(str(one.statement), "muted", target=f"statement-{one.statement}")
    return [one.title, " ", link]
