"""What was promised, and how it stands on the day of the brief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.statements import COURTESY
from sinergi.brief.model import Promise, StatementView
from sinergi.cooperation.periods import first_day, last_day
from sinergi.cooperation.record import CooperationRecord, Kind
from sinergi.cooperation.topics import topics_of
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated


class _Wording(BaseModel):
    """A line of ``promises.csv``: how a promise on a topic is worded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: str
    text: Translated


@cache
def _wordings() -> dict[str, Translated]:
    path = data_path("cooperation", "promises.csv")
    return {row.topic: row.text for row in read_table(path, _Wording, unique="topic")}


def promises(
    context: Context, record: CooperationRecord, said: Sequence[StatementView], today: date
) -> list[Promise]:
    """One row a commitment that is no courtesy, those with a date first."""
    _ = context.translator
    held = first_day(record.meeting.date) if record.meeting.date else None
    found = []
    for view in said:
        things = set(record.statements[view.number - 1].objects) - COURTESY
        empty = not things and not view.sectors and not view.due
        if view.kind != Kind.COMMITMENT or view.folded or empty:
            continue
        due = last_day(view.due, held) if view.due else None
        state, words = "unknown", _("no date was said; ask how it stands")
        if due is not None and due < today:
            state, words = "overdue", _("the date has passed; nothing is known: ask first")
        elif due is not None:
            state, words = "coming", _("still to come")
        found.append(
            Promise.model_validate(
                {
                    "who": view.side_text,
                    "what": _what(context, view),
                    "due_text": view.due_text or _("not said"),
                    "state": state,
                    "state_text": words,
                    "statement": view.number,
                }
            )
        )
    return sorted(found, key=lambda one: one.state == "unknown")


def _what(context: Context, view: StatementView) -> str:
    """What was promised: by its topic, else as the statement is glossed."""
    topic = next((one for one in topics_of(view.sentence) if one in _wordings()), None)
    return _wordings()[topic][context.lang] if topic else view.gloss or view.span
