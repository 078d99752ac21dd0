"""What is done to documents and to what was read in them."""

from __future__ import annotations

import hashlib
import logging
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError as BadRecord

from sinergi.cooperation.life import RuleBrokenError, move
from sinergi.cooperation.periods import first_day
from sinergi.cooperation.record import CooperationRecord
from sinergi.cooperation.record import Participant as ReadPerson
from sinergi.cooperation.record import Statement as ReadStatement
from sinergi.errors import InputError
from sinergi.reading.same_event import same_event
from sinergi.web.core.actions import create, write
from sinergi.web.core.models import Record
from sinergi.web.core.permissions import require
from sinergi.web.meetings.models import Document, Meeting, Participant, Statement
from sinergi.web.meetings.reading import LONGEST, TYPES, Read, read_pasted
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person

Kept = TypeVar("Kept", bound=Record)
_log = logging.getLogger(__name__)


def bring_text(
    person: Person, pair: Pair, text: str, *, name: str = "", published: date | None = None
) -> Document:
    """Keep a pasted text and read it.

    Raises:
        InputError: it is empty or too long.
    """
    if not text.strip():
        raise InputError(_("there is no text"))
    if len(text) > LONGEST:
        raise InputError(_("the text is too long"), advice=_("Paste the part about the meeting"))
    text = text.replace("\r\n", "\n")
    first = next(line.strip() for line in text.splitlines() if line.strip())
    name = (name.strip() or first)[:120]
    require(person, "create", pair)
    read = read_pasted(text, name, published)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(pair=pair, name=name, text=text, sha256=digest, published=published)
    with transaction.atomic():
        return take_reading(person, create(person, document), read)


def bring_file(
    person: Person, pair: Pair, upload: UploadedFile[bytes], *, published: date | None = None
) -> Document:
    """Keep an uploaded file; a worker reads it.

    Raises:
        InputError: its type is none that can be read.
    """
    from sinergi.web.meetings.tasks import read_document

    name = Path(upload.name or "document").name[:200]
    if Path(name).suffix.lower() not in TYPES:
        raise InputError(
            _("files of this type are not taken"),
            advice=_("Types: %(types)s") % {"types": " ".join(t[1:] for t in TYPES)},
        )
    digest = hashlib.sha256(b"".join(upload.chunks())).hexdigest()
    document = Document(pair=pair, name=name, sha256=digest, published=published, file=upload)
    # The name on disk is ours: nothing a person types becomes a path.
    document.file.name = f"{digest[:32]}{Path(name).suffix.lower()}"
    with transaction.atomic():
        made = create(person, document)
        transaction.on_commit(lambda: read_document.enqueue(made.pk, person.pk))
    return made


def take_reading(person: Person, document: Document, read: Read) -> Document:
    """Keep what was read as proposals: a meeting (or more of a known one), people, statements."""
    record = read.record
    with transaction.atomic():
        meeting = _meeting_of(person, document, record) if record.is_record else None
        values: dict[str, Any] = {
            "text": read.text,
            "lang": record.lang or "",
            "reading": record.model_dump(mode="json"),
            "state": "read",
            "meeting": meeting,
        }
        if document.published is None and record.published:
            values["published"] = first_day(record.published)
        document = write(person, "read", document, values, permission="create")
        if meeting is not None:
            _propose(person, meeting, document, record)
    return document


def fail_reading(person: Person, document: Document, why: str) -> Document:
    """Say that a file could not be read."""
    values = {"state": "failed", "failure": why[:500]}
    return write(person, "fail", document, values, permission="create")


def _meeting_of(person: Person, document: Document, record: CooperationRecord) -> Meeting:
    """The meeting the document tells of: one of the pair's, if both tell of the same event."""
    others = (
        Document.objects.filter(pair=document.pair, state="read", archived_at=None)
        .exclude(meeting=None)
        .filter(meeting__archived_at=None)
        .select_related("meeting")
        .order_by("-id")[:50]
    )
    for other in others:
        known = reading_of(other)
        if known is not None and other.meeting is not None and same_event(known, record):
            return other.meeting
    held = record.meeting
    meeting = Meeting(
        pair=document.pair,
        date=held.date or "",
        place=(held.place or "")[:300],
        country=held.country or "",
    )
    return create(person, meeting)


def reading_of(document: Document) -> CooperationRecord | None:
    """The record as it was read; None where there is none, or it is of a shape long past."""
    if document.reading is None:
        return None
    try:
        return CooperationRecord.model_validate(document.reading)
    except BadRecord:
        _log.warning("the reading of document %s has another shape", document.pk)
        return None


def _propose(
    person: Person, meeting: Meeting, document: Document, record: CooperationRecord
) -> None:
    known = {p.name.casefold() for p in meeting.participants.all()}
    for someone in record.participants:
        if someone.name.casefold() not in known:
            create(person, _participant(meeting, someone))
    said = {" ".join(s.span.split()).casefold() for s in meeting.statements.all()}
    for statement in record.statements:
        if " ".join(statement.span.split()).casefold() not in said:
            create(person, _statement(meeting, document, statement))


def _participant(meeting: Meeting, read: ReadPerson) -> Participant:
    return Participant(
        meeting=meeting,
        name=read.name[:200],
        office=(read.role or "")[:300],
        country=read.country or "",
        reason=(read.reason or "")[:500],
        state="proposed",
        proposal={
            "name": read.name,
            "office": read.role,
            "country": read.country,
            "why": read.reason.plain() if read.reason else None,
        },
    )


def _statement(meeting: Meeting, document: Document, read: ReadStatement) -> Statement:
    sectors = read.sectors_all or [s for s in (read.sector,) if s]
    values = {
        "kind": read.kind.value,
        "side": read.side or "",
        "sectors": sectors,
        "due": read.due or "",
        "span": read.span[:4000],
    }
    return Statement(
        meeting=meeting,
        document=document,
        start=read.start,
        end=read.end,
        sentence=(read.sentence or "")[:4000],
        reason=(read.reason or "")[:500],
        confidence=read.confidence,
        state="proposed",
        proposal=values
        | {
            "why": read.reason.plain() if read.reason else None,
            "objects": read.objects,
            "denied": read.denied,
        },
        **values,
    )


def decide(person: Person, record: Kept, action: str) -> Kept:
    """Accept or refuse a proposal, or take the decision back (``undo``).

    Raises:
        RuleBrokenError: the proposal is not in a state for it, or a person wrote the record.
    """
    if getattr(record, "proposal", None) is None and getattr(record, "state", "") != "proposed":
        raise RuleBrokenError("state", "nothing was proposed here")
    state = move("proposal", action, getattr(record, "state", ""))
    open_again = state == "proposed"
    values = {
        "state": state,
        "decided_by": None if open_again else person,
        "decided_at": None if open_again else timezone.now(),
    }
    return write(person, action, record, values, permission="decide")


def decide_rest(person: Person, meeting: Meeting, action: str) -> int:
    """Accept or refuse all proposals of a meeting that are left; returns how many."""
    require(person, "decide", meeting)
    with transaction.atomic():
        left = [
            *meeting.participants.filter(state="proposed", archived_at=None),
            *meeting.statements.filter(state="proposed", archived_at=None),
        ]
        for one in left:
            decide(person, one, action)
    return len(left)


def add_statement(
    person: Person, document: Document, start: int, end: int, kind: str, side: str
) -> Statement:
    """Add what the reader did not see: a part of the text, by its places.

    Raises:
        InputError: the places are not in the text, or the document tells of no meeting.
    """
    if not 0 <= start < end <= len(document.text) or not document.text[start:end].strip():
        raise InputError(_("no part of the text is selected"))
    if document.meeting is None:
        raise RuleBrokenError("state", "the document belongs to no meeting")
    statement = Statement(
        meeting=document.meeting,
        document=document,
        start=start,
        end=end,
        span=document.text[start:end][:4000],
        kind=kind,
        side=side,
    )
    return create(person, statement)


def add_meeting(person: Person, document: Document) -> Document:
    """Make a meeting for a document in which the reader found none."""
    if document.meeting is not None:
        raise RuleBrokenError("state", "the document has a meeting")
    with transaction.atomic():
        meeting = create(person, Meeting(pair=document.pair))
        return write(person, "edit", document, {"meeting": meeting})


def confirm_meeting(person: Person, meeting: Meeting) -> Meeting:
    """Confirm the record of a meeting: nothing is left undecided; steps are proposed from it.

    Raises:
        RuleBrokenError: a proposal is undecided, or the meeting is confirmed already.
    """
    from sinergi.web.agreements.proposing import propose_agreements
    from sinergi.web.followup.proposing import propose_steps

    open_ones = meeting.statements.filter(state="proposed", archived_at=None).exists()
    if open_ones or meeting.participants.filter(state="proposed", archived_at=None).exists():
        raise RuleBrokenError("state", "proposals are undecided")
    if meeting.state == "confirmed":
        raise RuleBrokenError("state", "the meeting is confirmed")
    with transaction.atomic():
        values = {"state": "confirmed", "confirmed_at": timezone.now()}
        meeting = write(person, "confirm_meeting", meeting, values, permission="decide")
        held = first_day(meeting.date) if meeting.date else None
        pair = meeting.pair
        if held is not None and (pair.contact_on is None or pair.contact_on < held):
            write(person, "edit", pair, {"contact_on": held})
        propose_steps(person, meeting)
        propose_agreements(person, meeting)
    return meeting


def merge(person: Person, meeting: Meeting, into: Meeting) -> Meeting:
    """Make one meeting of two: documents, people and statements move, the other is archived.

    Raises:
        RuleBrokenError: they are one already, or of two pairs.
    """
    if meeting.pk == into.pk or meeting.pair_id != into.pair_id:
        raise RuleBrokenError("state", "these meetings cannot be joined")
    with transaction.atomic():
        held = (meeting.documents, meeting.participants, meeting.statements, meeting.steps)
        for one in [record for records in held for record in records.all()]:
            write(person, "merge", one, {"meeting": into}, permission="edit")
        values = {"archived_at": timezone.now(), "archive_reason": str(into)[:500]}
        write(person, "merge", meeting, values, permission="edit")
    return into
