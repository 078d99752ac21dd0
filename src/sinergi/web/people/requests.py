"""Who sent a request."""

from __future__ import annotations

from django.http import HttpRequest

from sinergi.web.people.models import Person


def actor(request: HttpRequest) -> Person:
    """The person who is signed in; the middleware lets nobody else through."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - the middleware has seen to it
    return person
