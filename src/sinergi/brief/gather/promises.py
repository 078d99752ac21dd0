"""What was promised, and how it stands on the day of the brief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from pydantic import BaseModel, ConfigDict

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.statements import COURTESY, in_own_words, spoken_to
from sinergi.brief.model import Promise, StatementView
from sinergi.cooperation.periods import first_day, last_day
from sinergi.cooperation.record import CooperationRecord, Kind, Statement
from sinergi.cooperation.topics import topics_of
from sinergi.reading import gloss
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

DELIVERY = 366
"""Days after the meeting within which a dated offer counts as a promise."""


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
    """One row a commitment that is no courtesy, in the order of their dates."""
    _ = context.translator
    held = first_day(record.meeting.date) if record.meeting.date else None
    found: list[tuple[date, Promise]] = []
    for view in said:
        statement = record.statements[view.number - 1]
        things = set(statement.objects) - COURTESY
        empty = not things and not view.sectors and not view.due
        due = last_day(view.due, held) if view.due else None
        # Who says until when something will be handed over has promised it.
        dated = view.kind == Kind.OFFER and due is not None and _soon(due, held)
        if not (view.kind == Kind.COMMITMENT or dated) or view.folded or empty:
            continue
        state, words = "unknown", _("no date was said; ask how it stands")
        if due is not None and due < today:
            state, words = "overdue", _("the date has passed; nothing is known: ask first")
        elif due is not None:
            state, words = "coming", _("still to come")
        made = Promise.model_validate(
            {
                "who": view.side_text,
                **_what(context, view, statement),
                "due_text": view.due_text or _("not said"),
                "state": state,
                "state_text": words,
                "statement": view.number,
            }
        )
        found.append((due or date.max, made))
    return [one for _due, one in sorted(found, key=lambda dated: dated[0])]


def _soon(due: date, held: date | None) -> bool:
    """Whether a day is near enough after the meeting to be one of delivery, not of a term."""
    return held is not None and held <= due <= held + timedelta(days=DELIVERY)


def _what(context: Context, view: StatementView, statement: Statement) -> dict[str, object]:
    """What was promised: by its topic, in its own words, else as it is glossed, its date aside.

    Beside a gloss stand the words it was made of.
    """
    topic = next((one for one in topics_of(view.sentence) if one in _wordings()), None)
    if topic:
        return {"what": _wordings()[topic][context.lang]}
    words = in_own_words(context, view)
    if words is not None:
        return {"what": words}
    other = spoken_to(context, statement)
    told = gloss(statement, context.lang, other=other, deadline=False)
    return {"what": told, "quoted": view.span}
