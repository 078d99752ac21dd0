"""What pages ask of meetings: the record as the other packages know it, the text with its spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sinergi.cooperation.record import CooperationRecord, Kind
from sinergi.cooperation.record import Meeting as RecordMeeting
from sinergi.cooperation.record import Participant as RecordPerson
from sinergi.cooperation.record import Statement as RecordStatement
from sinergi.reading import gloss
from sinergi.web.meetings.models import Document, Meeting, Statement

KEPT = ("accepted", "corrected")


def record_of(meetings: Iterable[Meeting], *, shareable: bool = False) -> CooperationRecord | None:
    """The confirmed record of meetings as the brief takes it; the newest gives date and place.

    ``shareable``: only texts that a second person approved stand in it, instead of what was said;
    names and offices are nobody's approved text.
    """
    ordered = sorted(meetings, key=lambda m: m.date, reverse=True)
    if not ordered:
        return None
    newest = ordered[0]
    said = [
        _statement(one, shareable)
        for meeting in ordered
        for one in meeting.statements.filter(state__in=KEPT, archived_at=None)
        if not shareable or one.sharing == "approved"
    ]
    people = [
        RecordPerson(name=p.name, role=p.office or None, country=p.country or None)
        for meeting in ordered
        for p in meeting.participants.filter(state__in=KEPT, archived_at=None)
        if not shareable
    ]
    named = list(dict.fromkeys(code for one in said for code in one.sectors_all))
    return CooperationRecord(
        id=f"meeting-{newest.pk}",
        is_record=True,
        parties=[newest.pair.a, newest.pair.b],
        meeting=RecordMeeting(
            date=newest.date or None,
            place=newest.place or None,
            country=newest.country or None,
        ),
        participants=people,
        sectors=named,
        statements=said,
    )


def _statement(one: Statement, shareable: bool) -> RecordStatement:
    text = one.share_text if shareable else one.span
    # What was read off the words holds as long as they do.
    read = (one.proposal or {}) if (one.proposal or {}).get("span") == one.span else {}
    return RecordStatement(
        side=one.side or None,
        kind=Kind(one.kind),
        sector=one.sectors[0] if one.sectors else None,
        sectors_all=one.sectors,
        objects=[] if shareable else read.get("objects", []),
        denied=read.get("denied", False),
        due=one.due or None,
        span=text,
        start=0,
        end=len(text),
        sentence=text if shareable else one.sentence or text,
        document=None if shareable or one.document is None else one.document.name,
    )


def understood(one: Statement, lang: str) -> str:
    """What a statement was understood to mean, in ``lang``.

    Empty where its document is in that language or in none that is known, and for facts.
    """
    spoken = one.document.lang if one.document is not None else ""
    if spoken in ("", lang) or one.kind == Kind.FACT:
        return ""
    other = one.meeting.pair.other(one.side)
    return gloss(_statement(one, shareable=False), lang, other=other)


@dataclass(frozen=True)
class Piece:
    """A piece of a document's text; ``statement`` is the one it belongs to, or None."""

    text: str
    start: int
    statement: Statement | None


def pieces(document: Document, statements: Iterable[Statement]) -> list[Piece]:
    """The text cut at the spans of its statements, in order; of overlapping spans the first."""
    found: list[Piece] = []
    place = 0
    spans = sorted((s for s in statements if s.start >= 0), key=lambda s: (s.start, -s.end))
    for one in spans:
        if one.start < place or one.end > len(document.text):
            continue
        if one.start > place:
            found.append(Piece(document.text[place : one.start], place, None))
        found.append(Piece(document.text[one.start : one.end], one.start, one))
        place = one.end
    if place < len(document.text):
        found.append(Piece(document.text[place:], place, None))
    return found
