from datetime import date, timedelta

import pytest
from icalendar import Calendar

from sinergi.brief.render.ics import ics
from sinergi.vocabulary.languages import LANGUAGES

from .sample import sample


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_deadlines_are_all_day_events_with_a_reminder(lang: str) -> None:
    brief = sample(lang)
    events = Calendar.from_ical(ics(brief)).walk("VEVENT")
    dated = [step for step in brief.plan if step.deadline]
    assert [str(event["uid"]) for event in events] == [step.uid for step in dated]
    for event, step in zip(events, dated, strict=True):
        assert event["dtstart"].dt == step.deadline
        assert not hasattr(event["dtstart"].dt, "hour")
        assert event["dtend"].dt == step.deadline + timedelta(days=1)
        assert str(event["summary"]) == f"{step.owner_text}: {step.action}"
        assert step.closes_with in str(event["description"])
        [alarm] = event.walk("VALARM")
        assert alarm["trigger"].dt == timedelta(days=-7)
        assert alarm["action"] == "DISPLAY"


def test_steps_without_a_deadline_are_tasks_without_a_date(lang: str) -> None:
    [task] = Calendar.from_ical(ics(sample(lang))).walk("VTODO")
    assert str(task["uid"]) == "step-3@sample"
    assert "due" not in task
    assert "dtstart" not in task


def test_the_file_keeps_to_the_format(lang: str) -> None:
    content = ics(sample(lang))
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert not any(b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75
    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    stamps = {entry["dtstamp"].dt.date() for entry in calendar.subcomponents}
    assert stamps == {date(2024, 12, 2)}


def test_the_same_brief_gives_the_same_file() -> None:
    assert ics(sample()) == ics(sample())
