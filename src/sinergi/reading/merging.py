"""One event's record from the records of several documents; where they differ, both stay."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz

from sinergi.cooperation.record import (
    Alternative,
    CooperationRecord,
    Meeting,
    Participant,
    Statement,
)
from sinergi.errors import InputError
from sinergi.reading.same_event import is_han, same_name
from sinergi.vocabulary import countries
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.reasons import Reason, joined

_SAME_WORDS = 75


def merge_event(records: list[CooperationRecord]) -> CooperationRecord:
    """The record of one event.

    The date most documents give is kept, the others as alternatives with their documents; a
    person's other spellings become variants; statements keep the document they stand in.

    Raises:
        InputError: no record was given, or none reports cooperation.
    """
    told = [r for r in records if r.is_record]
    if not told:
        raise InputError(
            "none of the documents reports cooperation between two governments",
            advice="Run `sinergi read` on each to see why",
        )
    if len(told) == 1:
        return told[0]
    first = max(told, key=lambda r: len(r.statements))
    cluster = {r.event_cluster for r in told}
    parties = Counter(p for r in told for p in r.parties)
    return CooperationRecord(
        id=first.event_cluster or first.id,
        lang=first.lang,
        url=first.url,
        published=min((r.published for r in told if r.published), default=None),
        is_record=True,
        why=Reason("told-by-documents", n=len(told)),
        event_cluster=cluster.pop() if len(cluster) == 1 else None,
        documents=list(dict.fromkeys(d for r in told for d in r.documents)),
        parties=[p for p in parties if parties[p] * 2 >= len(told)] or first.parties,
        meeting=_meeting(told),
        participants=_participants(told),
        offices=list({(o.role, o.country): o for r in told for o in r.offices}.values()),
        sectors=list(dict.fromkeys(s for r in [first, *told] for s in r.sectors)),
        statements=_statements([first, *(t for t in told if t is not first)]),
        notes=[
            *(Reason("note-of-document", document=r.id, reason=n) for r in told for n in r.notes),
            *_differences(told),
        ],
    )


def _most_common(values: list[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    if not counted:
        return None
    best = max(counted.values())
    fullest = [v for v in counted if counted[v] == best]
    return max(fullest, key=len)


def _meeting(told: list[CooperationRecord]) -> Meeting:
    chosen = _most_common([r.meeting.date for r in told])
    source = next((r for r in told if r.meeting.date == chosen), told[0])
    alternatives: list[Alternative] = []
    for record in told:
        if record.meeting.date is not None and record.meeting.date != chosen:
            alternatives.append(
                Alternative(
                    value=record.meeting.date,
                    reason=record.meeting.date_reason or Reason("other-documents-date"),
                    source=record.id,
                )
            )
        alternatives.extend(
            a.model_copy(update={"source": a.source or record.id})
            for a in record.meeting.date_alternatives
            if a.value != chosen
        )
    kept: dict[str | None, Alternative] = {}
    for alternative in alternatives:
        kept.setdefault(alternative.value, alternative)
    country = _most_common([r.meeting.country for r in told])
    placed = [r for r in told if r.meeting.place and r.meeting.country == country]
    place = max(placed, key=lambda r: len(r.meeting.place or ""), default=None)
    return Meeting(
        date=chosen,
        place=place.meeting.place if place else None,
        country=country,
        date_span=source.meeting.date_span,
        date_reason=source.meeting.date_reason,
        place_span=place.meeting.place_span if place else None,
        date_alternatives=list(kept.values()),
    )


def _participants(told: list[CooperationRecord]) -> list[Participant]:
    merged: list[Participant] = []
    for record in told:
        for person in record.participants:
            known = _known(merged, person, record)
            if known is None:
                merged.append(person.model_copy(update={"variants": list(person.variants)}))
            elif person.name != known.name:
                known.variants.append(
                    Alternative(value=person.name, reason=Reason("spelled-so"), source=record.id)
                )
    return merged


def _known(
    merged: list[Participant], person: Participant, record: CooperationRecord
) -> Participant | None:
    """The same person among those already there.

    Names in Chinese characters cannot be compared with others by letters: there the only person
    of a country is taken for the only person of that country.
    """
    fellows = [m for m in merged if m.country == person.country]
    for fellow in fellows:
        if same_name(fellow.name, person.name):
            return fellow
    own = [p for p in record.participants if p.country == person.country]
    if len(fellows) == len(own) == 1 and is_han(fellows[0].name) != is_han(person.name):
        return fellows[0]
    return None


def _statements(told: list[CooperationRecord]) -> list[Statement]:
    """All statements; what another document repeats is named with the first that says it."""
    kept: list[Statement] = []
    for record in told:
        new: list[Statement] = []
        for statement in record.statements:
            place = next((i for i, k in enumerate(kept) if _repeats(k, statement)), None)
            if place is None:
                new.append(statement)
            else:
                reason = joined(kept[place].reason, Reason("also-in", document=record.id))
                kept[place] = kept[place].model_copy(update={"reason": reason})
        kept.extend(new)
    return kept


def _repeats(one: Statement, other: Statement) -> bool:
    """Whether two documents' statements say the same: side, kind, and sectors, date or words."""
    if (one.side, one.kind) != (other.side, other.kind):
        return False
    if one.sectors_all or other.sectors_all:
        return set(one.sectors_all) == set(other.sectors_all) and one.due == other.due
    if one.due is not None:
        return one.due == other.due
    return fuzz.token_set_ratio(one.span.lower(), other.span.lower()) >= _SAME_WORDS


def _differences(told: list[CooperationRecord]) -> list[Reason]:
    dates = {r.meeting.date for r in told if r.meeting.date}
    notes = []
    if len(dates) > 1:
        notes.append(Reason("event-dates", dates=", ".join(sorted(dates))))
    where = sorted({r.meeting.country for r in told if r.meeting.country})
    if len(where) > 1:
        named = {lang: ", ".join(countries.name(c, lang) for c in where) for lang in LANGUAGES}
        notes.append(Reason("event-countries", countries=named))
    return notes
