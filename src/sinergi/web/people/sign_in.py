"""Lines of the timeline for signing in, and for sign-ins that were refused."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from django.contrib.auth.signals import user_login_failed

from sinergi.web.core.audit import note
from sinergi.web.people.models import Person


def listen() -> None:
    """Have the lines written from now on."""
    user_logged_in.connect(_signed_in, dispatch_uid="sinergi-signed-in")
    user_login_failed.connect(_refused, dispatch_uid="sinergi-sign-in-refused")


def _signed_in(*, user: Any, **_: Any) -> None:
    if isinstance(user, Person):
        note(user, "sign_in", of=user)


def _refused(*, credentials: dict[str, Any], **_: Any) -> None:
    name = str(credentials.get("username") or credentials.get("login") or "-")[:150]
    known = Person.objects.filter(username=name).first()
    # What was typed may be a password: only names that exist are written down.
    note(
        None,
        "refused",
        kind="person",
        of=known,
        what=f"sign_in: {known.username}" if known else "sign_in",
    )
