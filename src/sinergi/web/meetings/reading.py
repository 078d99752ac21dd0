"""Reading for the workbench: pasted text here, uploaded files by the confined readers of formats.

A file is opened in a process of its own with limits of time and memory (:mod:`sinergi.confined`);
this happens in the worker, never while a page is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from sinergi.cooperation.record import CooperationRecord
from sinergi.errors import InputError

TYPES = (".txt", ".html", ".htm", ".docx", ".pdf", ".eml", ".json")
"""Endings of files that can be uploaded."""
LONGEST = 200_000
"""Characters of a text that is read."""


@dataclass(frozen=True)
class Read:
    """A text and the record that was proposed for it."""

    text: str
    record: CooperationRecord


def read_pasted(text: str, name: str, published: date | None) -> Read:
    """Read a text a person pasted."""
    from sinergi.reading import read_text

    return Read(text, read_text(text, id=name, published=published))


def read_upload(path: Path, name: str, published: date | None) -> Read:
    """Read an uploaded file, which is known to people by ``name``.

    Raises:
        InputError: it cannot be read, took too much time or memory, or its text is too long.
    """
    from sinergi.reading.formats.load import load_bytes
    from sinergi.reading.rules import RuleReader

    document = load_bytes(path.read_bytes(), name=name, where=name, published=published)
    if len(document.text) > LONGEST:
        raise InputError(_("the text is too long"), advice=_("Paste the part about the meeting"))
    return Read(document.text, RuleReader().read(document))
