"""Reading for the workbench: pasted text here, uploaded files in a process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

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


def read_upload(path: Path, published: date | None) -> Read:
    """Read a file in a process of its own.

    Raises:
        InputError: it cannot be read, or took too much time or memory.
    """
    command = [
        sys.executable,
        "-m",
        "sinergi.web.meetings.child",
        str(path),
        str(settings.READ_SECONDS),
        str(settings.READ_MEMORY),
        published.isoformat() if published else "",
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, capture_output=True, timeout=settings.READ_SECONDS + 30, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InputError("reading took too long", advice="Paste the text instead") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise InputError(
            "reading took too much time or memory", advice="Paste the text instead"
        ) from error
    if "error" in answer:
        raise InputError(answer["error"], advice="Paste the text instead")
    if len(answer["text"]) > LONGEST:
        raise InputError("the text is too long", advice="Paste the part about the meeting")
    return Read(answer["text"], CooperationRecord.model_validate(answer["record"]))
