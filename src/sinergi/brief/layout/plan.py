"""The whole plan: who does what by when, and what closes it."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Column, Grid, Lines, Row, Span, cell, statement_links
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table in the order of the dates."""
    if not brief.plan:
        return []
    columns = [
        Column(_("No."), 0.5, numeric=True),
        Column(_("Step"), 3.4),
        Column(_("Who"), 1.6),
        Column(_("By when"), 1.9),
        Column(_("Closed by"), 2.2),
        Column(_("Statement"), 1),
        Column(_("Status"), 1.5),
    ]
    rows = [
        Row(
            [
                cell(str(step.number)),
                cell(step.action),
                cell(step.office_text or step.owner_text),
                cell(step.deadline_text, [Span(step.deadline_reason, "muted")]),
                cell(step.closes_with),
                cell(statement_links(step.statements)),
                cell(step.status_text),
            ]
        )
        for step in brief.plan
    ]
    found: list[Block] = [Lines([[brief.plan_note]])] if brief.plan_note else []
    note = _("The file plan.ics holds the same steps for calendars.")
    found.append(Grid("plan", _("Steps by date"), columns, rows, [note], small=True))
    return found
