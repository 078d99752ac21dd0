"""E-mails: the body (plain before HTML), the day of sending as publication date."""

from __future__ import annotations

import re
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from sinergi.errors import InputError
from sinergi.reading.formats.decode import decode
from sinergi.reading.formats.html import read_markup
from sinergi.reading.formats.page import Page

_MOST_NAMES = 5
_LONGEST_HEADER = 50_000
_MOST_ENCODED = 1_000
_HEADER = re.compile(rb"\r?\n(?=[^ \t])")


def read(data: bytes, where: str) -> Page:
    """Read an e-mail; attachments are named in the notes, not read.

    Raises:
        InputError: it has no readable body.
    """
    _check_headers(data, where)
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        body = message.get_body(preferencelist=("plain", "html"))
        attached = [part.get_filename() or "without name" for part in message.iter_attachments()]
        subject = str(message.get("subject") or "").strip()
        sent = _sent(message)
    except Exception as error:  # the parser lets many errors of broken headers through
        raise InputError(
            f"it cannot be read as an e-mail ({type(error).__name__})", where=where
        ) from error
    if body is None or not isinstance(body, EmailMessage):
        raise InputError("the e-mail has no text", where=where, advice="Save its attachment")
    raw = body.get_payload(decode=True)
    text, note = decode(
        raw if isinstance(raw, bytes) else b"", where, declared=body.get_content_charset()
    )
    if body.get_content_type() == "text/html":
        text = read_markup(text, where).text
    notes = [note] if note else []
    if attached:
        names = ", ".join(attached[:_MOST_NAMES])
        notes.append(f"{len(attached)} attachments were not read: {names}")
    return Page(f"{subject}\n\n{text}" if subject else text, published=sent, notes=tuple(notes))


def _check_headers(data: bytes, where: str) -> None:
    """Refuse headers that take the parser ages: its time grows with the square of their words."""
    headers = data[: data.replace(b"\r\n", b"\n").find(b"\n\n") + 1 or len(data)]
    for header in _HEADER.split(headers):
        if len(header) > _LONGEST_HEADER or header.count(b"=?") > _MOST_ENCODED:
            raise InputError(
                f"a header of {len(header):,} bytes is longer than any mail's",
                where=where,
                advice="Save the mail's text as a text file",
            )


def _sent(message: EmailMessage) -> date | None:
    header = message.get("date")
    try:
        return parsedate_to_datetime(str(header)).date() if header else None
    except ValueError:
        return None
