"""The first screen of a brief: what happened, what the data add, what comes next."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.direction import notable_stop
from sinergi.brief.gather.statements import COUNTED
from sinergi.brief.messages import N_
from sinergi.brief.model import CompanyList, MeetingView, Sentence, StepView
from sinergi.brief.numbers import date_text
from sinergi.cooperation.record import CooperationRecord
from sinergi.vocabulary.sectors import Sector

LISTED = 3
"""Lists of companies named on the first screen, and companies named of each."""


def summary(
    context: Context,
    record: CooperationRecord | None,
    meeting: MeetingView | None,
    best: list[Sentence],
    companies: list[CompanyList],
    named: list[Sector],
    plan: list[StepView],
    today: date,
) -> list[Sentence]:
    """The key messages in the order of the brief; each repeats what a section holds."""
    messages: list[Sentence] = []
    if record is not None and meeting is not None:
        messages += [_met(context, meeting), _said(context, record)]
    for exporter, importer in context.pairs:
        stop = notable_stop(context, exporter, importer)
        if stop is not None:
            messages.append(stop)
    messages += best
    messages += _named(context, companies, named)
    messages += _next(context, plan, today)
    return messages


def _met(context: Context, meeting: MeetingView) -> Sentence:
    _ = context.translator
    people = ", ".join(f"{p.name} ({p.role})" if p.role else p.name for p in meeting.people)
    place = meeting.place or _("place not known")
    if not people:
        return [f"{meeting.date_text}, {place}."]
    return [_("{date}, {place}: {people}.", date=meeting.date_text, place=place, people=people)]


def _said(context: Context, record: CooperationRecord) -> Sentence:
    _ = context.translator
    counts = Counter(statement.kind for statement in record.statements)
    parts = [_(message, n=counts[kind]) for kind, message in COUNTED.items() if counts[kind]]
    return [_("What was said: {counts}.", counts=", ".join(parts))]


def _named(context: Context, lists: list[CompanyList], named: list[Sector]) -> list[Sentence]:
    _ = context.translator
    # The narrower a sector's codes, the surer its companies: nickel before mining.
    width = {sector.name[context.lang]: min(map(len, sector.hs)) for sector in named if sector.hs}
    ranked = sorted(lists, key=lambda one: -width[one.subject])
    ranked = [one for one in ranked if one.candidates]
    found = [
        f"{one.country.name}, {one.subject}: "
        + ", ".join(company.name for company in one.candidates[:LISTED])
        for one in ranked[:LISTED]
    ]
    if not found:
        return []
    return [[_("Candidate companies: {found}.", found="; ".join(found))]]


def _next(context: Context, plan: list[StepView], today: date) -> list[Sentence]:
    """The first deadline and the last one, and whether all have passed."""
    dated = sorted(step.deadline for step in plan if step.deadline)
    if not dated:
        return []
    message = (
        N_("Proposed steps: {n}; the first is due on {first}, the last on {last}.")
        if dated[-1] >= today
        else N_(
            "Proposed steps: {n}; their dates, {first} to {last}, have all passed: agree on new "
            "ones."
        )
    )
    return [
        [
            context.translator(
                message,
                n=len(plan),
                first=date_text(dated[0], context.lang),
                last=date_text(dated[-1], context.lang),
            )
        ]
    ]
