"""Pairs, documents, meetings, decisions on proposals, briefs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, Schema
from ninja.errors import HttpError
from pydantic import StringConstraints

from sinergi.web.api.base import (
    ERRORS,
    LARGEST_ID,
    OK,
    Id,
    Long,
    Short,
    Word,
    api,
    done,
    person_of,
)
from sinergi.web.briefs import actions as briefs
from sinergi.web.core.audit import note
from sinergi.web.core.kinds import find
from sinergi.web.core.permissions import require
from sinergi.web.meetings import actions as meetings
from sinergi.web.pairs import actions as pairs
from sinergi.web.pairs import exchange


class Who(Schema):
    """Who a token belongs to."""

    name: str
    role: str
    desk: str | None
    language: str


@api.get("/me", response={200: Who, **ERRORS}, tags=["me"])
def me(request: HttpRequest) -> Any:
    """Who the token belongs to."""
    person = person_of(request)
    desk = str(person.desk) if person.desk else None
    return {"name": str(person), "role": person.role, "desk": desk, "language": person.language}


class NewPair(Schema):
    """Two countries, ISO 3166-1 alpha-3."""

    a: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    b: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


@api.post("/pairs", response=OK, tags=["pairs"])
def add_pair(request: HttpRequest, payload: NewPair) -> Any:
    """Take up a pair."""
    from sinergi.vocabulary.countries import is_country

    if not (is_country(payload.a) and is_country(payload.b)):
        raise HttpError(400, "this is no country")
    return done(pairs.take_up(person_of(request), payload.a, payload.b))


@api.get("/pairs/{pk}/export", response={200: dict[str, Any], **ERRORS}, tags=["pairs"])
def export_pair(request: HttpRequest, pk: Id) -> Any:
    """A pair whole, as it can be loaded elsewhere."""
    person = person_of(request)
    held = find(person, "pair", pk)
    require(person, "export", held)
    note(person, "export", of=held, what=f"{held} (JSON)")
    return exchange.dump(held)


class Text(Schema):
    """A text about a meeting."""

    text: Long
    name: Short = ""
    published: date | None = None


@api.post("/pairs/{pk}/documents", response=OK, tags=["documents"])
def bring_text(request: HttpRequest, pk: Id, payload: Text) -> Any:
    """Bring a text in; it is read at once, and what is read is proposed."""
    person = person_of(request)
    pair = find(person, "pair", pk)
    made = meetings.bring_text(
        person, pair, payload.text, name=payload.name, published=payload.published
    )
    return done(made)


@api.post("/meetings/{pk}/confirm", response=OK, tags=["meetings"])
def confirm_meeting(request: HttpRequest, pk: Id) -> Any:
    """Confirm a meeting whose proposals are all decided; steps are proposed from it."""
    person = person_of(request)
    return done(meetings.confirm_meeting(person, find(person, "meeting", pk)))


@api.post("/decide/{kind}/{pk}/{action}", response=OK, tags=["decisions"])
def decide(request: HttpRequest, kind: Word, pk: Id, action: Word) -> Any:
    """Accept or refuse a proposal, or ``undo`` it: participant, statement, step, agreement."""
    person = person_of(request)
    if kind not in ("participant", "statement", "step", "agreement") or action not in (
        "accept",
        "refuse",
        "undo",
    ):
        raise Http404("no such decision")
    return done(meetings.decide(person, find(person, kind, pk), action))


class NewBrief(Schema):
    """What a brief is to be."""

    lang: Annotated[str, StringConstraints(pattern="^(en|id|ru|tg)$")] = "en"
    edition: Annotated[str, StringConstraints(pattern="^(internal|shareable)$")] = "internal"
    formats: list[Short] = Field(["docx"], min_length=1, max_length=7)
    meetings: list[int] = Field([], max_length=50)


@api.post("/pairs/{pk}/briefs", response=OK, tags=["briefs"])
def ask_brief(request: HttpRequest, pk: Id, payload: NewBrief) -> Any:
    """Ask for a brief; look at it until it is ready."""
    person = person_of(request)
    pair = find(person, "pair", pk)
    chosen = list(pair.meetings.filter(pk__in=[m for m in payload.meetings if 0 < m < LARGEST_ID]))
    made = briefs.ask(
        person,
        pair,
        lang=payload.lang,
        edition=payload.edition,
        formats=payload.formats,
        meetings=chosen,
    )
    return done(made)
