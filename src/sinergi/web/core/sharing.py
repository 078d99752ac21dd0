"""What leaves the desk: a text is written for sharing, asked for, and approved by another."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from sinergi.cooperation.life import RuleBrokenError, move
from sinergi.web.core.actions import write
from sinergi.web.people.models import Person

Kept = TypeVar("Kept", bound=Any)


def ask(person: Person, record: Kept) -> Kept:
    """Ask for the approval of the record's text.

    Raises:
        RuleBrokenError: there is no text yet, or it is asked for already.
    """
    if not record.share_text.strip():
        raise RuleBrokenError("share_text", "there is no text to share yet")
    values = {
        "sharing": move("sharing", "ask_share", record.sharing),
        "asked_by": person,
        "asked_on": date.today(),
        "approved_by": None,
    }
    return write(person, "ask_share", record, values)


def approve(person: Person, record: Kept) -> Kept:
    """Approve a text that another person asked for.

    Raises:
        RuleBrokenError: the person asked for it, or it is not asked for.
    """
    second = record.asked_by_id is not None and record.asked_by_id != person.pk
    met = {"second_person"} if second else set()
    values = {
        "sharing": move("sharing", "approve_share", record.sharing, met),
        "approved_by": person,
    }
    return write(person, "approve_share", record, values)


def withdraw(person: Person, record: Kept) -> Kept:
    """Take a text back that was asked for or approved."""
    values = {
        "sharing": move("sharing", "withdraw_share", record.sharing),
        "approved_by": None,
    }
    return write(person, "withdraw_share", record, values)


def shared(record: Any) -> str | None:
    """The text that may leave the desk, or None."""
    if record.sharing == "approved" and record.archived_at is None:
        return str(record.share_text)
    return None
