"""Of any record: sharing, archive, history; the search for companies."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Schema

from sinergi.web.api.base import ERRORS, OK, Id, Short, Why, Word, api, done, person_of
from sinergi.web.companies.queries import named
from sinergi.web.core import actions, sharing
from sinergi.web.core.kinds import find
from sinergi.web.core.models import Entry, Shareable
from sinergi.web.core.permissions import require


@api.post("/record/{kind}/{pk}/share/{step}", response=OK, tags=["sharing"])
def share(request: HttpRequest, kind: Word, pk: Id, step: Word) -> Any:
    """Ask for the approval of a text, approve it, withdraw it."""
    person = person_of(request)
    record = find(person, kind, pk)
    does = {"ask": sharing.ask, "approve": sharing.approve, "withdraw": sharing.withdraw}
    if step not in does or not isinstance(record, Shareable):
        raise Http404("no such thing to share")
    return done(does[step](person, record))


@api.post("/record/{kind}/{pk}/archive", response=OK, tags=["records"])
def archive(request: HttpRequest, kind: Word, pk: Id, payload: Why) -> Any:
    """Archive a record with a reason."""
    person = person_of(request)
    return done(actions.archive(person, find(person, kind, pk), payload.reason))


@api.post("/record/{kind}/{pk}/bring-back", response=OK, tags=["records"])
def bring_back(request: HttpRequest, kind: Word, pk: Id) -> Any:
    """Bring an archived record back."""
    person = person_of(request)
    return done(actions.bring_back(person, find(person, kind, pk)))


class Line(Schema):
    """A line of the timeline."""

    id: int
    at: Any
    actor_name: str
    action: str
    kind: str
    object_id: int | None
    label: str
    changes: dict[str, Any]
    reason: str


@api.get("/record/{kind}/{pk}/history", response={200: list[Line], **ERRORS}, tags=["records"])
def history(request: HttpRequest, kind: Word, pk: Id) -> Any:
    """All lines of a record."""
    find(person_of(request), kind, pk)
    return list(Entry.objects.filter(kind=kind, object_id=pk)[:500])


class Found(Schema):
    """A company that was found."""

    id: int
    name: str
    country: str
    register_name: str


@api.get("/search/companies", response={200: list[Found], **ERRORS}, tags=["companies"])
def search_companies(request: HttpRequest, q: Short, country: Short = "") -> Any:
    """Companies by name, in any script and spelling."""
    require(person_of(request), "view")
    return [
        {"id": c.pk, "name": c.name, "country": c.country, "register_name": c.register}
        for c in named(q, country)
    ]
