"""The calendar of a person: own open steps with their deadlines, agreements that end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from sinergi import __version__
from sinergi.web.agreements.models import Agreement
from sinergi.web.core.permissions import visible
from sinergi.web.followup.queries import LIVE, owed
from sinergi.web.people.models import Person


def calendar_of(person: Person) -> bytes:
    """The calendar as an iCalendar file; the events keep their ids when a date moves."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Sinergi//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Sinergi")
    for step in owed(person).exclude(deadline=None):
        summary = f"{step.pair.title(person.language)}: {step.words('text', person.language)}"
        calendar.add_component(_event(f"step-{step.pk}", summary, step.deadline, step.version))
    ending = visible(person, Agreement).filter(LIVE, stage="in_force").exclude(expires_on=None)
    for one in ending.select_related("pair"):
        summary = f"{one.pair.title(person.language)}: {one.title}"
        calendar.add_component(_event(f"agreement-{one.pk}", summary, one.expires_on, one.version))
    written: bytes = calendar.to_ical()
    return written


def _event(uid: str, summary: str, day: object, version: int) -> Event:
    event = Event()
    event.add("uid", f"{uid}@sinergi-workbench")
    event.add("summary", summary[:300])
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))  # type: ignore[operator]
    event.add("dtstamp", datetime.now(UTC))
    event.add("sequence", version)
    return event
