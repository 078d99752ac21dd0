"""The meeting: date (and how it was read), place, people of both sides."""

from __future__ import annotations

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.people import people, place_text
from sinergi.brief.model import MeetingView
from sinergi.brief.numbers import date_text
from sinergi.cooperation.record import CooperationRecord


def meeting(context: Context, record: CooperationRecord) -> MeetingView:
    """The meeting of a record, in the brief's language."""
    _ = context.translator
    held = record.meeting
    notes = [
        _(
            "Another date is possible: {date} ({reason}).",
            date=date_text(other.value, context.lang) if other.value else _("none"),
            reason=other.reason.text(context.lang),
        )
        for other in held.date_alternatives
    ]
    return MeetingView(
        date=held.date,
        date_text=date_text(held.date, context.lang) if held.date else _("date not known"),
        date_reason=_date_reason(context, record),
        place=place_text(context, held.place),
        country=context.country(held.country) if held.country else None,
        people=people(context, record),
        notes=notes,
    )


def _date_reason(context: Context, record: CooperationRecord) -> str | None:
    _ = context.translator
    span = record.meeting.date_span
    if span is None:
        reason = record.meeting.date_reason
        return reason.text(context.lang) if reason else None
    read = _("Read from “{span}”", span=span)
    if record.published:
        published = _("published on {date}", date=date_text(record.published, context.lang))
        # A date can end with the stop of an abbreviation, such as the Russian word for year.
        return f"{read}, {published}".removesuffix(".") + "."
    return f"{read}."
