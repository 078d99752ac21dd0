"""The proposed steps in words, with new dates where those that follow from the meeting are past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.people import bodies
from sinergi.brief.gather.statements import in_own_words, side_name
from sinergi.brief.model import StatementView, StepView
from sinergi.brief.numbers import date_text
from sinergi.cooperation.plan import Step, plan
from sinergi.cooperation.record import CooperationRecord
from sinergi.vocabulary.workdays import workday

NAMED = 2
"""Things said that a step names, where it follows from several of one sentence."""
DAYS = 30
"""From today to the new date of a step whose own has passed and that has no working rule."""


def steps(
    context: Context, record: CooperationRecord, said: Sequence[StatementView]
) -> list[StepView]:
    """The plan of a record, numbered from 1 in the order of the dates to work to.

    Statements that are folded call for no step.
    """
    kept = [view.number - 1 for view in said if not view.folded]
    narrowed = record.model_copy(update={"statements": [record.statements[n] for n in kept]})
    proposed = plan(narrowed, context.a, other=context.b, today=context.today)
    offices = bodies(context, record)
    views = [
        _view(context, step, [kept[n] for n in step.statements], said, offices) for step in proposed
    ]
    views.sort(key=lambda one: (one.deadline is None, one.deadline or date.max))
    for number, view in enumerate(views, start=1):
        view.number = number
    return views


def _view(
    context: Context,
    step: Step,
    positions: list[int],
    said: Sequence[StatementView],
    offices: dict[str, str],
) -> StepView:
    _ = context.translator
    words = "; ".join(dict.fromkeys(_words(context, said[one]) for one in positions[:NAMED]))
    other = _("the other side")
    overdue = step.deadline is not None and step.deadline < context.today
    new = step.deadline
    if overdue:
        new = context.today + timedelta(days=step.rule.days or DAYS)
        new = workday(new, (context.a, context.b))
    return StepView(
        number=0,
        uid=step.uid,
        action=step.action_text(context.lang, words, other),
        owner=step.owner,
        owner_text=side_name(context, step.owner),
        office_text=offices.get(step.owner),
        deadline=new,
        deadline_text=date_text(new, context.lang) if new else _("to be set"),
        deadline_reason=_reason(context, step),
        closes_with=step.closes_text(context.lang, other),
        statements=[position + 1 for position in positions],
        status_text=_("status unknown: ask first") if overdue else _("proposed"),
        passed=step.deadline if overdue else None,
        passed_text=date_text(step.deadline, context.lang) if overdue and step.deadline else None,
    )


def _words(context: Context, view: StatementView) -> str:
    return in_own_words(context, view) or view.gloss or view.span


def _reason(context: Context, step: Step) -> str:
    _, source = context.translator, step.source
    if step.deadline is not None and step.deadline < context.today:
        return _("new date; the old one was {date}", date=date_text(step.deadline, context.lang))
    due = date_text(source.due, context.lang) if source.due else ""
    if source.kind == "said":
        return _("as said: {due}", due=due)
    if source.kind == "before":
        return _("before the beginning promised for {due}", due=due)
    if source.kind == "rule":
        return _("by rule: {days} days", days=source.days)
    return _("no date was said")
