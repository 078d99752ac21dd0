"""What a message of the mailbox holds; it is taken apart in a confined process.

Anybody may send a message, and Python's parser breaks down on some (addresses in 3,000 brackets,
parts within parts): one such message must not keep the mailbox from those that come after it.
"""

from __future__ import annotations

import base64
import email
import email.policy
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import PurePath
from typing import Any

from sinergi.confined import Limits, call

LIMITS = Limits(seconds=30, memory=1_500_000_000, answer=100_000_000)


@dataclass(frozen=True)
class MailParts:
    """The sender's address, the subject in one line, and the attached files by name."""

    sender: str
    subject: str
    files: tuple[tuple[str, bytes], ...]


def mail_parts(raw: bytes) -> MailParts:
    """Take a message apart.

    Raises:
        InputError: it is damaged or made to do harm.
    """
    found = call(f"{__name__}:parts", raw, limits=LIMITS, where="the message")
    files = tuple((name, base64.b64decode(data)) for name, data in found["files"])
    return MailParts(found["sender"], found["subject"], files)


def parts(data: bytes, where: str) -> dict[str, Any]:
    """What :func:`mail_parts` calls in the child."""
    del where
    message = email.message_from_bytes(data, policy=email.policy.default)
    files = []
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            name = PurePath(part.get_filename() or "").name
            files.append((name, base64.b64encode(content).decode("ascii")))
    return {
        "sender": parseaddr(str(message.get("from", "")))[1],
        "subject": " ".join(str(message.get("subject", "")).split())[:200],
        "files": files,
    }
