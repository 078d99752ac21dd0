"""The reader made of rules and lexicons: offline, the same answer every time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sinergi.cooperation.record import (
    CooperationRecord,
    Kind,
    Meeting,
    OfficeNamed,
    Statement,
)
from sinergi.reading.clauses import Clause, clauses
from sinergi.reading.dates import years_named
from sinergi.reading.document import Document
from sinergi.reading.due import Anchor, due_of
from sinergi.reading.gate import GateVerdict, reports_cooperation
from sinergi.reading.kinds import kind_of
from sinergi.reading.lexicon import lexicon
from sinergi.reading.meeting import find_meeting
from sinergi.reading.participants import find_participants
from sinergi.reading.parties import Parties, find_parties
from sinergi.reading.people import People, find_people
from sinergi.reading.publication import publication_day
from sinergi.reading.recognise import recognise
from sinergi.reading.scan import Scan, scan
from sinergi.reading.sides import side_of
from sinergi.reading.slips import slips
from sinergi.reading.speakers import Speakers
from sinergi.reading.statements import Found, find_statements
from sinergi.reading.topics import objects_in, sectors_in
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
        empty, work = self.work(document)
        return empty if work is None else record_of(empty, work)

    def work(
        self, document: Document, parties: list[str] | None = None
    ) -> tuple[CooperationRecord, Workings | None]:
        """A record without content, and what was found in the document; None where nothing is read.

        Args:
            document: The document.
            parties: Whose cooperation it reports, where that is known already; then it is a record
                whatever the rules make of it.
        """
        notes = [Reason("text", text=note) for note in document.notes]
        if len(document.text) > LONGEST:
            notes.append(Reason("note-cut", n=LONGEST))
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
            return empty, None
        page = scan(document, lexicon(lang))
        if (
            document.published is None
            and (day := publication_day(page.text, page.lexicon)) is not None
        ):
            page.document = replace(document, published=day)
            empty.published = day.isoformat()
        return empty, self._look(page, parties)

    def _look(self, page: Scan, given: list[str] | None) -> Workings:
        people = find_people(page)
        parties = find_parties(page, people)
        if given is not None:
            parties = replace(parties, iso3=given)
        today = self._today or date.today()
        meeting = find_meeting(page, people, parties, today)
        speakers = Speakers(page, people, parties, meeting.country)
        found = find_statements(page, speakers, clauses(page, speakers))
        verdict = reports_cooperation(page, people, parties, found)
        if given is not None:
            verdict = GateVerdict(True, verdict.reason)
        anchor = _anchor(page, meeting, today)
        return Workings(page, people, parties, speakers, found, meeting, anchor, verdict)


@dataclass(frozen=True)
class Workings:
    """Everything found in one document, from which its record is made."""

    page: Scan
    people: People
    parties: Parties
    speakers: Speakers
    found: list[Found]
    meeting: Meeting
    anchor: Anchor
    verdict: GateVerdict

    def statement(self, item: Found) -> Statement:
        """The statement of a clause that states something."""
        page, clause = self.page, item.clause
        side, why = side_of(page, self.speakers, item)
        due, due_reason = due_of(page, item, self.anchor) if not item.hedged else (None, None)
        return Statement(
            side=side,
            kind=kind_of(page, self.speakers, item, side, due),
            sector=item.sectors[0] if item.sectors else None,
            sectors_all=list(item.sectors),
            objects=objects_in(page, clause.start, clause.end),
            denied=item.refused,
            due=due,
            due_reason=due_reason,
            span=page.text[clause.start : clause.end],
            start=clause.start,
            end=clause.end,
            sentence=page.text[clause.sentence.start : clause.sentence.end],
            document=page.document.id,
            confidence=item.confidence,
            reason=_reason(page, item, why),
        )

    def at(self, start: int, end: int, kind: Kind) -> Found | None:
        """``text[start:end]`` as a clause of this kind; None outside the report's sentences."""
        sentence = self.page.sentence_at(start)
        if sentence is None:
            return None
        head, tail = (sentence.start, start), (end, max(end, sentence.end))
        quoted = self.speakers.quote_at(start, end)
        clause = Clause(start, end, sentence, head, tail, quoted)
        return Found(clause, kind, None, 0.3, sectors_in(self.page, start, end))


def record_of(empty: CooperationRecord, work: Workings) -> CooperationRecord:
    """The record of what was found; with the reason alone where it is none."""
    if not work.verdict.is_record:
        return empty.model_copy(update={"why": work.verdict.reason})
    statements = [work.statement(item) for item in work.found]
    sectors = dict.fromkeys(s for statement in statements for s in statement.sectors_all)
    parties = work.parties.iso3
    return empty.model_copy(
        update={
            "is_record": True,
            "why": work.verdict.reason,
            "parties": parties,
            "meeting": work.meeting,
            "participants": find_participants(work.page, work.people, parties, work.meeting),
            "offices": _offices(work.people, parties),
            "sectors": list(sectors),
            "statements": statements,
            "notes": [*empty.notes, *_slips(work.page)],
        }
    )


def _offices(people: People, parties: list[str]) -> list[OfficeNamed]:
    """The offices of the parties that nobody's name stands beside, each once."""
    held = {(person.role, person.country) for person in people.persons}
    found = dict.fromkeys(
        (one.role, one.country)
        for one in people.unnamed
        if one.role and one.country in parties and (one.role, one.country) not in held
    )
    return [OfficeNamed(role=role, country=country) for role, country in found if role and country]


def _slips(page: Scan) -> list[Reason]:
    """What does not add up within a sentence of the report."""
    found: list[Reason] = []
    for sentence in page.sentences:
        words = page.text[sentence.start : sentence.end]
        if not any(c.isdecimal() for c in words):
            continue
        found.extend(slips(words, page.lexicon.lang))
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


def _reason(page: Scan, item: Found, side: Reason) -> Reason:
    """Which words told the kind, and what told the side."""
    cue: str = (
        " ".join(page.text[item.cue.start : item.cue.end].split())
        if item.cue
        else Reason("sectors-without-verb")
    )
    return joined(
        Reason(f"read-{item.kind.value.replace('_', '-')}", words=cue),
        Reason("side", reason=side),
    )
