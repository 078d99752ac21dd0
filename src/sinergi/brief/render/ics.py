"""The plan as a calendar (RFC 5545): an all-day event a deadline, a task for a step without one."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Todo

from sinergi.brief.messages import Translator, translator
from sinergi.brief.model import Brief, StepView

REMIND = timedelta(days=7)
"""How long before a deadline the calendar reminds."""


def ics(brief: Brief) -> bytes:
    """The calendar as bytes; each step keeps its id, so that a later file updates the entries.

    The brief must have steps: RFC 5545 allows no empty calendar.
    """
    _ = translator(brief.lang)
    stamp = datetime.combine(brief.prepared, time(), tzinfo=UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//Sinergi//Country pair brief//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", brief.title)
    for step in brief.plan:
        calendar.add_component(_entry(step, stamp, brief, _))
    made: bytes = calendar.to_ical()
    return made


def _entry(step: StepView, stamp: datetime, brief: Brief, _: Translator) -> Event | Todo:
    entry: Event | Todo
    if step.deadline is None:
        entry = Todo()
        entry.add("status", "NEEDS-ACTION")
    else:
        entry = Event()
        entry.add("dtstart", step.deadline)
        entry.add("dtend", step.deadline + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
        entry.add("status", "TENTATIVE")
        entry.add_component(_alarm(step))
    entry.add("uid", step.uid)
    entry.add("dtstamp", stamp)
    entry.add("summary", f"{step.owner_text}: {step.action}")
    entry.add("description", _description(step, _))
    entry.add("categories", [brief.title])
    return entry


def _description(step: StepView, _: Translator) -> str:
    lines = [
        _("By when") + f": {step.deadline_text} ({step.deadline_reason})",
        _("Closed by") + f": {step.closes_with}",
        _("Status") + f": {step.status_text}",
    ]
    return "\n".join(lines)


def _alarm(step: StepView) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMIND)
    alarm.add("description", step.action)
    return alarm
