"""The first steps of the plan."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Column, Grid, Lines, Row, cell
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief

SHOWN = 5
"""Steps on the first pages."""


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """Who does what by when, at most :data:`SHOWN`."""
    if not brief.plan:
        return [Lines([[brief.plan_note]])] if brief.plan_note else []
    columns = [Column(_("Who"), 1.7), Column(_("Step"), 5.6), Column(_("By when"), 1.5)]
    rows = [
        Row(
            [cell(step.office_text or step.owner_text), cell(step.action), cell(step.deadline_text)]
        )
        for step in brief.plan[:SHOWN]
    ]
    return [Grid("steps", _("The next steps"), columns, rows)]
