"""Steps proposed from a confirmed meeting, worded in every language."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from sinergi.cooperation.plan import Step as PlannedStep
from sinergi.cooperation.plan import plan
from sinergi.cooperation.record import CooperationRecord
from sinergi.reading import gloss
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.web.core.actions import create
from sinergi.web.core.templating import day, lang
from sinergi.web.followup.models import Step
from sinergi.web.meetings.models import Meeting
from sinergi.web.meetings.queries import KEPT, record_of
from sinergi.web.people.models import Person


def propose_steps(person: Person, meeting: Meeting) -> list[Step]:
    """Write the steps that the record calls for as proposals; known ones are left out."""
    record = record_of([meeting])
    if record is None:
        return []
    said = list(meeting.statements.filter(state__in=KEPT, archived_at=None))
    known = set(Step.objects.filter(pair=meeting.pair).values_list("uid", flat=True))
    made = []
    pair = meeting.pair
    for planned in plan(record, pair.a, other=pair.b):
        if planned.uid in known:
            continue
        step = create(person, _step(person, meeting, record, planned))
        step.statements.set(said[place] for place in planned.statements)
        made.append(step)
    return made


def _step(
    person: Person, meeting: Meeting, record: CooperationRecord, planned: PlannedStep
) -> Step:
    pair = meeting.pair
    heard_by = {pair.a: pair.b, pair.b: pair.a}
    words = {code: _words(record, planned, code, heard_by) for code in LANGUAGES}
    own = words[lang()]
    return Step(
        pair=meeting.pair,
        meeting=meeting,
        uid=planned.uid,
        side=planned.owner,
        owner=person,
        sector=planned.sector or "",
        deadline=planned.deadline,
        state="proposed",
        proposal={
            "text": own["text"],
            "deadline": planned.deadline and planned.deadline.isoformat(),
            "words": words,
        },
        **own,
    )


def _words(
    record: CooperationRecord, planned: PlannedStep, code: str, heard_by: dict[str, str]
) -> dict[str, str]:
    """The texts of a step in one language; ``heard_by`` is whom a side speaks to."""
    what = record.statements[planned.statements[0]] if planned.statements else None
    with translation.override(code):
        other = _("the other side")
        said = gloss(what, code, other=heard_by.get(what.side or "")) if what is not None else ""
        return {
            "text": planned.action_text(code, said, other)[:1000],
            "closes_with": planned.closes_text(code, other)[:500],
            "deadline_reason": _reason(planned)[:300],
        }


def _reason(planned: PlannedStep) -> str:
    source = planned.source
    if source.kind == "said":
        return _("as said: %(due)s") % {"due": day(source.due)}
    if source.kind == "before":
        return _("before the beginning promised for %(due)s") % {"due": day(source.due)}
    if source.kind == "rule":
        return _("%(days)s days after the meeting, a working rule") % {"days": source.days}
    return _("no date was said")
