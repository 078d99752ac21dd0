"""Documents that come by mail: an IMAP mailbox is read, each is brought in for who sent it.

Who sent a message is known by its address only, so the mailbox must take mail of the office's own
server alone. What comes in is a document like any other: it is read as proposals.
"""

from __future__ import annotations

import hashlib
import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from sinergi.errors import InputError, SinergiError, StoreError
from sinergi.reading.formats.mail_parts import mail_parts
from sinergi.web.core.permissions import can, visible_pairs
from sinergi.web.environment import Mailbox
from sinergi.web.meetings.actions import bring_file
from sinergi.web.meetings.models import Document
from sinergi.web.meetings.reading import TYPES
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person

TIMEOUT = 30
MOST = 200
"""Messages that are taken in one go."""
LARGEST = 30 * 2**20
"""Bytes of a message: a document of the largest size that is taken, as mail writes it."""
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,18})")
_PAIR = re.compile(r"\b([A-Z]{3})\s*[-–]\s*([A-Z]{3})\b")


@dataclass(frozen=True)
class Outcome:
    """What became of a message: the documents it brought, or why it brought none."""

    subject: str
    documents: tuple[Document, ...] = ()
    refused: str = ""


def take_all(box: Mailbox) -> Iterator[Outcome]:
    """Take every message that is not seen yet; one that brings nothing is flagged for a person.

    A message is marked as seen after its documents are kept: one that is interrupted is taken
    again, and a document that is there already is not kept twice.

    Raises:
        StoreError: the mailbox cannot be reached, or refuses the account.
    """
    with _opened(box) as server:
        _status, found = server.uid("search", "UNSEEN")
        for uid in (found[0] or b"").split()[:MOST]:
            outcome = _fetched(server, uid.decode())
            flags = r"(\Seen \Flagged)" if outcome.refused else r"(\Seen)"
            server.uid("store", uid.decode(), "+FLAGS", flags)
            yield outcome


def _fetched(server: imaplib.IMAP4, uid: str) -> Outcome:
    """One message, if its size is one that can be taken: the server says it before it is sent."""
    _status, told = server.uid("fetch", uid, "(RFC822.SIZE)")
    said = _SIZE.search(b" ".join(part for part in told if isinstance(part, bytes)))
    if said is None or int(said[1]) > LARGEST:
        return Outcome(f"UID {uid}", refused="the message is too large")
    _status, parts = server.uid("fetch", uid, "(BODY.PEEK[])")
    return take(next((p[1] for p in parts if isinstance(p, tuple)), b""))


@contextmanager
def _opened(box: Mailbox) -> Iterator[imaplib.IMAP4]:
    kind = imaplib.IMAP4_SSL if box.tls else imaplib.IMAP4
    try:
        with kind(box.host, box.port, timeout=TIMEOUT) as server:
            server.login(box.user, box.password)
            status, _told = server.select(box.folder)
            if status != "OK":
                raise StoreError(f"the mailbox has no folder '{box.folder}'", where="SINERGI_IMAP")
            yield server
    except (OSError, imaplib.IMAP4.error) as error:
        # A server may say the password back, on several lines.
        said = " ".join(str(error).split())[:200]
        said = said.replace(box.password, "[password]") if box.password else said
        raise StoreError(f"the mailbox does not answer: {said}", where="SINERGI_IMAP") from None


def take(raw: bytes) -> Outcome:
    """Bring in what a message carries: its attached documents, else the message itself."""
    subject = ""
    try:
        message = mail_parts(raw)
        subject = message.subject
        person = _sender(message.sender)
        pair = _pair(person, subject)
        documents = [file for file in message.files if Path(file[0]).suffix.lower() in TYPES]
        files = documents or [(f"{subject[:80] or 'mail'}.eml", raw)]
        return Outcome(subject, tuple(_bring(person, pair, name, data) for name, data in files))
    except SinergiError as error:
        return Outcome(subject, refused=str(error))


def _sender(address: str) -> Person:
    found = list(Person.objects.filter(email__iexact=address, is_active=True)[:2])
    if not address or len(found) != 1:
        raise InputError(f"'{address}' is the address of nobody here, or of several people")
    return found[0]


def _pair(person: Person, subject: str) -> Pair:
    """The pair that the subject names by two codes (``IDN-TJK``), else the only one there is."""
    pairs = visible_pairs(person).filter(archived_at=None)
    for a, b in _PAIR.findall(subject.upper()):
        named = pairs.filter(a__in=(a, b), b__in=(a, b)).exclude(a=b).first()
        if named is not None and can(person, "create", named):
            return named
    held = list(pairs[:2])
    if len(held) != 1 or not can(person, "create", held[0]):
        raise InputError("the subject does not name a pair of the desk", advice="Such as IDN-TJK")
    return held[0]


def _bring(person: Person, pair: Pair, name: str, data: bytes) -> Document:
    digest = hashlib.sha256(data).hexdigest()
    held = Document.objects.filter(pair=pair, sha256=digest, archived_at=None).first()
    return held or bring_file(person, pair, SimpleUploadedFile(name, data))
