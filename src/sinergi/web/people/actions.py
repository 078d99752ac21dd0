"""What is done to people: accounts, roles, tokens, calendar addresses. Each leaves a line."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from sinergi.cooperation.life import RuleBrokenError
from sinergi.cooperation.roles import Role
from sinergi.web.core.audit import note
from sinergi.web.core.permissions import require
from sinergi.web.followup.actions import digest_of
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import CalendarAddress, Desk, Person, Token


def first_administrator(
    *, username: str, password: str, name: str, desk: str, country: str, language: str
) -> Person:
    """Make the first desk and its administrator on an empty workbench.

    Raises:
        RuleBrokenError: somebody is there already.
    """
    with transaction.atomic():
        if Person.objects.exists():
            raise RuleBrokenError("state", "the workbench is set up")
        person = Person(
            username=username,
            name=name,
            role=Role.ADMINISTRATOR,
            language=language,
            desk=Desk.objects.create(name=desk, country=country),
        )
        validate_password(password, person)
        person.set_password(password)
        person.full_clean()
        person.save()
        note(person, "create", of=person)
    return person


def add_person(by: Person, values: dict[str, Any], password: str, pairs: list[Pair]) -> Person:
    """Give somebody an account.

    Raises:
        ValidationError: the user name is taken, or the password too weak.
    """
    require(by, "manage_people")
    person = Person(**values)
    validate_password(password, person)
    person.set_password(password)
    with transaction.atomic():
        person.full_clean()
        person.save()
        person.shared_pairs.set(pairs if person.role == Role.COUNTERPART else [])
        note(by, "create", of=person, what=f"{person} ({person.role})")
    return person


def change_person(
    by: Person, person: Person, values: dict[str, Any], password: str, pairs: list[Pair]
) -> Person:
    """Change a role, a desk, a name; give a new password; let in or keep out.

    Another role or password ends the person's keys to the API.

    Raises:
        RuleBrokenError: it would leave nobody to administer the workbench.
    """
    require(by, "manage_people")
    was = {name: getattr(person, name) for name in values}
    for name, value in values.items():
        setattr(person, name, value)
    if password:
        validate_password(password, person)
        person.set_password(password)
    with transaction.atomic():
        person.full_clean()
        person.save()
        left = Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
        if not left.exists():
            raise RuleBrokenError("state", "nobody would be left to administer the workbench")
        person.shared_pairs.set(pairs if person.role == Role.COUNTERPART else [])
        if password or was.get("role") != person.role or not person.is_active:
            person.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
        changed = [name for name, old in was.items() if old != values[name]]
        note(by, "edit", of=person, what=f"{person}: {', '.join(changed)}")
    return person


def settle(person: Person, *, language: str, digest: bool, email: str) -> Person:
    """A person's own settings."""
    person.language, person.digest, person.email = language, digest, email
    person.full_clean()
    person.save(update_fields=["language", "digest", "email"])
    return person


def seen(person: Person) -> None:
    """The person has looked at the desk's page."""
    person.seen_at = timezone.now()
    person.save(update_fields=["seen_at"])


def give_token(person: Person, name: str, scope: str) -> tuple[Token, str]:
    """A key to the API; the key is shown once."""
    key = f"sinergi_{secrets.token_urlsafe(32)}"
    token = Token(person=person, name=name.strip()[:80], scope=scope, digest=digest_of(key))
    token.full_clean()
    with transaction.atomic():
        token.save()
        note(person, "create", of=token)
    return token, key


def revoke_token(person: Person, token: Token) -> None:
    """Take a key back, at once."""
    with transaction.atomic():
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        note(person, "revoke", of=token)


def give_calendar(person: Person) -> str:
    """A new secret address of the person's calendar; earlier ones no longer work."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        revoke_calendar(person)
        made = CalendarAddress.objects.create(person=person, digest=digest_of(secret))
        note(person, "create", of=made)
    return secret


def revoke_calendar(person: Person) -> None:
    """Take the address back."""
    held = CalendarAddress.objects.filter(person=person, revoked_at=None)
    if held.update(revoked_at=timezone.now()):
        note(person, "revoke", kind="calendar", what=str(person))
