"""Steps, agreements and contacts with companies: what moves them on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import StringConstraints

from sinergi.web.agreements.actions import advance as advance_agreement
from sinergi.web.api.base import LARGEST_ID, OK, Id, Short, Why, Word, api, done, person_of
from sinergi.web.companies import actions as companies
from sinergi.web.core.kinds import find
from sinergi.web.followup import actions as followup


@api.post("/steps/{pk}/complete", response=OK, tags=["steps"])
def complete(request: HttpRequest, pk: Id) -> Any:
    """Close a step that has evidence."""
    person = person_of(request)
    return done(followup.complete(person, find(person, "step", pk)))


@api.post("/steps/{pk}/reopen", response=OK, tags=["steps"])
def reopen(request: HttpRequest, pk: Id, payload: Why) -> Any:
    """Open a step again."""
    person = person_of(request)
    return done(followup.reopen(person, find(person, "step", pk), payload.reason))


class Deadline(Schema):
    """Another deadline."""

    deadline: date | None
    reason: Short = ""


@api.post("/steps/{pk}/deadline", response=OK, tags=["steps"])
def move_deadline(request: HttpRequest, pk: Id, payload: Deadline) -> Any:
    """Move a deadline; it needs a reason."""
    person = person_of(request)
    held = find(person, "step", pk)
    return done(followup.move_deadline(person, held, payload.deadline, payload.reason))


class Progress(Schema):
    """How it goes."""

    colour: Annotated[str, StringConstraints(pattern="^(green|amber|red)$")]
    reason: Short = ""


@api.post("/steps/{pk}/report", response=OK, tags=["steps"])
def report(request: HttpRequest, pk: Id, payload: Progress) -> Any:
    """Report on a step; amber and red need a reason."""
    person = person_of(request)
    return done(followup.report(person, find(person, "step", pk), payload.colour, payload.reason))


class Proof(Schema):
    """Evidence."""

    text: Short = ""
    url: Annotated[str, StringConstraints(max_length=500)] = ""


@api.post("/steps/{pk}/evidence", response=OK, tags=["steps"])
def attach(request: HttpRequest, pk: Id, payload: Proof) -> Any:
    """Attach evidence to a step."""
    person = person_of(request)
    held = find(person, "step", pk)
    return done(followup.attach(person, held, text=payload.text, url=payload.url))


@api.post("/agreements/{pk}/{action}", response=OK, tags=["agreements"])
def agreement_action(request: HttpRequest, pk: Id, action: Word, payload: Why) -> Any:
    """Move an agreement on: sign, enter, renew, expire, end."""
    person = person_of(request)
    held = find(person, "agreement", pk)
    return done(advance_agreement(person, held, action, payload.reason))


class Answer(Schema):
    """What a company answered, and the step it is linked to."""

    answer: Short = ""
    step: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None


@api.post("/approaches/{pk}/{action}", response=OK, tags=["approaches"])
def approach_action(request: HttpRequest, pk: Id, action: Word, payload: Answer) -> Any:
    """Move a contact on: ask, agree, decline, no_answer, link."""
    person = person_of(request)
    step = find(person, "step", payload.step) if payload.step else None
    held = find(person, "approach", pk)
    return done(companies.advance(person, held, action, answer=payload.answer, step=step))
