"""What is done to agreements: each stage has its date."""

from __future__ import annotations

from typing import Any

from sinergi.cooperation.life import move
from sinergi.web.agreements.models import Agreement
from sinergi.web.core.actions import write
from sinergi.web.people.models import Person

_DATES = ("signed_on", "in_force_on", "expires_on")


def advance(person: Person, agreement: Agreement, action: str, reason: str = "") -> Agreement:
    """Move an agreement to its next stage (sign, enter, renew, expire, end).

    Raises:
        RuleBrokenError: the stage does not allow it, or a date or the reason is missing.
    """
    met: set[str] = {name for name in _DATES if getattr(agreement, name) is not None}
    if reason.strip():
        met.add("reason")
    values: dict[str, Any] = {"stage": move("agreement", action, agreement.stage, met)}
    return write(
        person, action, agreement, values, permission="change_state", reason=reason.strip()
    )
