"""The whole plan: who does what by when, and what closes it."""

from __future__ import annotations

from sinergi.brief.layout.blocks import (
    Block,
    Column,
    Grid,
    Lines,
    Row,
    Span,
    cell,
    statements_line,
)
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, StepView


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table in the order of the dates; a status that all share is said once below it."""
    if not brief.plan:
        return []
    states = {step.status_text for step in brief.plan}
    columns = [
        Column(_("No."), 0.5, numeric=True),
        Column(_("Step"), 4),
        Column(_("Who"), 1.8),
        Column(_("By when"), 2.2),
        Column(_("Closed by"), 2.6),
    ]
    notes = [_("The file plan.ics holds the same steps for calendars.")]
    if len(states) > 1:
        columns.append(Column(_("Status"), 1.5))
    else:
        notes.insert(0, _("Status of all: {status}.", status=brief.plan[0].status_text))
    if any(not step.passed_text for step in brief.plan):
        notes.insert(
            0, _("By rule: so many days after the meeting, or the working day that follows.")
        )
    if any(step.passed for step in brief.plan):
        notes.insert(0, _("In brackets: the date that follows from the meeting and has passed."))
    rows = [_row(step, _, with_status=len(states) > 1) for step in brief.plan]
    found: list[Block] = [Lines([[brief.plan_note]])] if brief.plan_note else []
    found.append(Grid("plan", _("Steps by date"), columns, rows, [" ".join(notes)], small=True))
    return found


def _row(step: StepView, _: Translator, *, with_status: bool) -> Row:
    said = statements_line(step.statements, _)
    when = f"({step.passed_text})" if step.passed_text else step.deadline_reason
    cells = [
        cell(str(step.number)),
        cell(step.action, said if step.statements else None),
        cell(step.office_text or step.owner_text),
        cell(step.deadline_text, [Span(when, "muted")]),
        cell(step.closes_with),
    ]
    return Row([*cells, cell(step.status_text)] if with_status else cells)
