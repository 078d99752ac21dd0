"""The proposed steps in words."""

from __future__ import annotations

from datetime import date

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.statements import side_name
from sinergi.brief.model import StepView
from sinergi.brief.numbers import date_text
from sinergi.cooperation.plan import Step, plan
from sinergi.cooperation.record import CooperationRecord
from sinergi.vocabulary.sectors import sector


def steps(context: Context, record: CooperationRecord, today: date) -> list[StepView]:
    """The plan of a record, numbered from 1 in the order of the deadlines."""
    proposed = plan(record, context.a)
    return [_view(context, number, step, today) for number, step in enumerate(proposed, start=1)]


def _view(context: Context, number: int, step: Step, today: date) -> StepView:
    _ = context.translator
    words = {
        "own": side_name(context, step.owner),
        "other": side_name(context, step.other) if step.other else _("the other side"),
        "sector": sector(step.sector).name[context.lang] if step.sector else "",
    }
    overdue = step.deadline is not None and step.deadline < today
    return StepView(
        number=number,
        uid=step.uid,
        action=step.rule.action.format(context.lang, **words),
        owner=step.owner or "",
        owner_text=_("to be decided") if step.owner is None else side_name(context, step.owner),
        deadline=step.deadline,
        deadline_text=date_text(step.deadline, context.lang) if step.deadline else _("to be set"),
        deadline_reason=_reason(context, step),
        closes_with=step.rule.closes.format(context.lang, **words),
        statements=[position + 1 for position in step.statements],
        status_text=_("proposed; the date has passed") if overdue else _("proposed"),
    )


def _reason(context: Context, step: Step) -> str:
    _, source = context.translator, step.source
    due = date_text(source.due, context.lang) if source.due else ""
    if source.kind == "said":
        return _("as said: {due}", due=due)
    if source.kind == "before":
        return _("must be done before the beginning promised for {due}", due=due)
    if source.kind == "rule":
        return _("{days} days after the meeting, a working rule", days=source.days)
    return _("no date was said")
