"""The reader made of rules and lexicons: offline, the same answer every time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sinergi.cooperation.record import (
    JOINT,
    CooperationRecord,
    Kind,
    Meeting,
    Statement,
)
from sinergi.reading.clauses import clauses
from sinergi.reading.dates import years_named
from sinergi.reading.document import Document
from sinergi.reading.due import Anchor, due_of
from sinergi.reading.gate import reports_cooperation
from sinergi.reading.lexicon import lexicon
from sinergi.reading.meeting import find_meeting
from sinergi.reading.participants import find_participants
from sinergi.reading.parties import find_parties
from sinergi.reading.people import find_people
from sinergi.reading.publication import publication_day
from sinergi.reading.recognise import recognise
from sinergi.reading.scan import Scan, scan
from sinergi.reading.sides import side_of
from sinergi.reading.slips import slips
from sinergi.reading.speakers import Speakers
from sinergi.reading.statements import Found, find_statements, objects_in
from sinergi.vocabulary.reasons import Reason, joined

LONGEST = 200_000
"""Characters read of one document; the rest is left out, and the record says so."""


class RuleReader:
    """The rule reader.

    Args:
        today: The day that "the most recent year" is counted from; the real one by default.
    """

    name = "rules"

    def __init__(self, today: date | None = None) -> None:
        self._today = today

    def read(self, document: Document) -> CooperationRecord:
        """Propose a record for ``document``."""
        notes = list(document.notes)
        if len(document.text) > LONGEST:
            notes.append(f"only the first {LONGEST:,} characters were read")
            document = replace(document, text=document.text[:LONGEST])
        lang = document.lang or recognise(document.text)
        published = document.published.isoformat() if document.published else None
        empty = CooperationRecord(
            id=document.id,
            url=document.url,
            lang=lang,
            published=published,
            is_record=False,
            documents=[document.id],
            notes=notes,
        )
        if lang is None:
            empty.why = Reason("language-not-read")
            return empty
        page = scan(document, lexicon(lang))
        if (
            document.published is None
            and (day := publication_day(page.text, page.lexicon)) is not None
        ):
            page.document = replace(document, published=day)
            empty.published = day.isoformat()
        return self._propose(page, empty)

    def _propose(self, page: Scan, empty: CooperationRecord) -> CooperationRecord:
        people = find_people(page)
        parties = find_parties(page, people)
        speakers = Speakers(page, people, parties)
        found = find_statements(page, speakers, clauses(page, speakers))
        verdict = reports_cooperation(page, people, parties, found)
        if not verdict.is_record:
            empty.why = verdict.reason
            return empty
        today = self._today or date.today()
        meeting = find_meeting(page, people, parties, today)
        statements = _statements(page, speakers, found, _anchor(page, meeting, today))
        notes = [*empty.notes, *_slips(page)]
        sectors = dict.fromkeys(s for statement in statements for s in statement.sectors_all)
        return empty.model_copy(
            update={
                "is_record": True,
                "why": verdict.reason,
                "parties": parties.iso3,
                "meeting": meeting,
                "participants": find_participants(page, people, parties.iso3, meeting),
                "sectors": list(sectors),
                "statements": statements,
                "notes": notes,
            }
        )


def _slips(page: Scan) -> list[str]:
    """What does not add up within a sentence of the report."""
    found: list[str] = []
    for sentence in page.sentences:
        words = page.text[sentence.start : sentence.end]
        if not any(c.isdecimal() for c in words):
            continue
        found.extend(f"does not add up: {slip}" for slip in slips(words, page.lexicon.lang))
    return found


def _anchor(page: Scan, meeting: Meeting, today: date) -> Anchor:
    """The meeting's day, else that of publication, else the last year the text speaks of."""
    if meeting.date is not None and len(meeting.date) == 10:
        day = date.fromisoformat(meeting.date)
        return Anchor(day, day.year)
    if page.document.published is not None:
        return Anchor(page.document.published, page.document.published.year)
    years = [year for year in years_named(page.text) if year <= today.year]
    return Anchor(None, max(years, default=None))


def _kind(item: Found, side: str | None, due: str | None) -> Kind:
    """A hope with a deadline is a commitment; what both ask of each other is a wish."""
    if item.kind is Kind.INTEREST and due is not None:
        return Kind.COMMITMENT
    return Kind.INTEREST if item.kind is Kind.ASK and side == JOINT else item.kind


def _statements(
    page: Scan, speakers: Speakers, found: list[Found], anchor: Anchor
) -> list[Statement]:
    statements: list[Statement] = []
    for item in found:
        side, why = side_of(page, speakers, item)
        due, due_reason = due_of(page, item, anchor)
        clause = item.clause
        cue: str = (
            " ".join(page.text[item.cue.start : item.cue.end].split())
            if item.cue
            else Reason("sectors-without-verb")
        )
        statements.append(
            Statement(
                side=side,
                kind=_kind(item, side, due),
                sector=item.sectors[0] if item.sectors else None,
                sectors_all=list(item.sectors),
                objects=objects_in(page, clause.start, clause.end),
                due=due,
                due_reason=due_reason,
                span=page.text[clause.start : clause.end],
                start=clause.start,
                end=clause.end,
                sentence=page.text[clause.sentence.start : clause.sentence.end],
                document=page.document.id,
                confidence=item.confidence,
                reason=joined(
                    Reason(f"read-{item.kind.value.replace('_', '-')}", words=cue),
                    Reason("side", reason=why),
                ),
            )
        )
    return statements
