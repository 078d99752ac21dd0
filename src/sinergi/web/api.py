"""The API: the same actions and permissions as the pages, behind tokens of persons.

Each kind of record has a list, one record, adding and changing; what is more than a change has an
address of its own. ``/api/v1/openapi.json`` describes all of it.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import date
from types import GenericAlias
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError
from ninja.orm import create_schema
from ninja.security import HttpBearer
from pydantic import StringConstraints

from sinergi.errors import SinergiError
from sinergi.web.agreements.actions import advance as advance_agreement
from sinergi.web.briefs import actions as briefs
from sinergi.web.companies import actions as companies
from sinergi.web.companies.queries import named
from sinergi.web.core import actions, sharing
from sinergi.web.core.actions import ConflictError
from sinergi.web.core.audit import note
from sinergi.web.core.forms import RecordForm
from sinergi.web.core.kinds import find, model_of
from sinergi.web.core.messages import in_words
from sinergi.web.core.models import Entry, Record, Shareable
from sinergi.web.core.permissions import RefusedError, require, visible
from sinergi.web.followup import actions as followup
from sinergi.web.meetings import actions as meetings
from sinergi.web.pairs import actions as pairs
from sinergi.web.pairs import exchange
from sinergi.web.people.models import Person, Token

MOST = 200
LARGEST_ID = 2**62
WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})


class PersonToken(HttpBearer):
    """``Authorization: Bearer sinergi_…``: the person the token belongs to."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The person, if the token stands and its scope allows the method."""
        digest = followup.digest_of(token)
        held = Token.objects.filter(digest=digest, revoked_at=None).select_related("person__desk")
        found = held.first()
        if found is None or not hmac.compare_digest(found.digest, digest):
            return None
        if not found.person.is_active:
            return None
        if request.method in WRITES and found.scope != "write":
            raise HttpError(403, "this token may only read")
        now = timezone.now()
        if found.used_at is None or (now - found.used_at).total_seconds() > 60:
            Token.objects.filter(pk=found.pk).update(used_at=now)
        request.user = found.person
        return found.person


api = NinjaAPI(
    title="Sinergi workbench",
    version="1",
    description="Records of pairs of countries; the same rules as the pages.",
    auth=PersonToken(),
    docs_url=None,
    urls_namespace="api",
)


class Problem(Schema):
    """What went wrong, in words."""

    detail: Any


class Conflicting(Schema):
    """Somebody changed the record meanwhile: their values."""

    detail: str
    version: int
    theirs: dict[str, Any]


ERRORS: dict[Any, Any] = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Conflicting,
                          422: Problem}  # fmt: skip


def _answer(status: int) -> Callable[[HttpRequest, Any], HttpResponse]:
    def answer(request: HttpRequest, error: Any) -> HttpResponse:
        if isinstance(error, SinergiError):
            text: Any = in_words(error)
        elif isinstance(error, ValidationError):
            text = error.message_dict if hasattr(error, "error_dict") else error.messages
        else:
            text = str(error) or "not found"
        return api.create_response(request, {"detail": text}, status=status)

    return answer


api.add_exception_handler(RefusedError, _answer(403))
api.add_exception_handler(SinergiError, _answer(400))
api.add_exception_handler(ValidationError, _answer(400))
api.add_exception_handler(IntegrityError, _answer(400))
api.add_exception_handler(Http404, _answer(404))


@api.exception_handler(ConflictError)
def _conflict(request: HttpRequest, error: ConflictError) -> HttpResponse:
    content = {
        "detail": "somebody else changed this record meanwhile",
        "version": error.record.version,
        "theirs": {one.field: one.theirs for one in error.changes},
    }
    return api.create_response(request, content, status=409)


def person_of(request: HttpRequest) -> Person:
    """Who asks."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - the token has said so
    return person


Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Short = Annotated[str, StringConstraints(max_length=300)]
Long = Annotated[str, StringConstraints(max_length=200_000)]


class Page(Schema):
    """A part of a list."""

    limit: int = Field(50, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=1_000_000)
    pair: int | None = Field(None, ge=1, le=LARGEST_ID)


_STATES = ("state", "status", "stage", "sharing", "deadline", "a", "b", "record_id",
           "product", "score", "colour", "proposal", "exporter", "importer", "failure", "lang",
           "edition", "files", "formats", "start", "end", "confidence", "asked_on", "done_on",
           "pair", "meeting", "document", "company", "step")  # fmt: skip
KINDS = ("pair", "meeting", "document", "participant", "statement", "step", "agreement",
         "incentive", "company", "approach", "watch", "brief")  # fmt: skip
CHANGED = frozenset(KINDS) - {"brief", "watch"}
HOLDERS = {"meeting": "pair", "participant": "meeting", "statement": "meeting", "step": "pair",
           "agreement": "pair", "incentive": "pair", "company": ""}  # fmt: skip
"""Kinds that are added directly, and what holds the new record."""


def _shown(model: type[Record]) -> list[str]:
    have = {field.name for field in model._meta.concrete_fields}
    own = ["id", "version", *model.FIELDS, *(n for n in _STATES if n in have), "created_at",
           "changed_at", "archived_at"]  # fmt: skip
    return list(dict.fromkeys(own))


def _register(kind: str) -> None:
    """The addresses of a kind of record."""
    model = model_of(kind)
    title = kind.capitalize()
    out = create_schema(model, name=f"{title}Out", fields=_shown(model))
    listed: Any = type(
        f"{title}List",
        (Schema,),
        {"__annotations__": {"count": int, "items": GenericAlias(list, out)}},
    )

    plural = {"company": "companies", "watch": "watches", "approach": "approaches"}.get(
        kind, f"{kind}s"
    )

    def many(request: HttpRequest, page: Query[Page]) -> Any:
        person = person_of(request)
        require(person, "view")
        rows = visible(person, model).filter(archived_at=None).order_by("pk")
        if page.pair is not None and model.PAIR:
            rows = rows.filter(**{model.PAIR: page.pair})
        return {"count": rows.count(), "items": list(rows[page.offset : page.offset + page.limit])}

    def one(request: HttpRequest, pk: Id) -> Any:
        return find(person_of(request), kind, pk)

    api.get(f"/{plural}", response={200: listed, **ERRORS}, operation_id=f"list_{plural}",
            summary=f"All: {kind}", tags=[plural])(many)  # fmt: skip
    api.get(f"/{plural}/{{pk}}", response={200: out, **ERRORS}, operation_id=f"get_{kind}",
            summary=f"One: {kind}", tags=[plural])(one)  # fmt: skip
    if kind in CHANGED:
        _register_change(kind, model, plural, out)
    if kind in HOLDERS:
        _register_add(kind, model, plural, out)


def _given(model: type[Record], name: str) -> type[Schema]:
    """The fields a person may send, all of them optional; the form behind says what is needed."""
    hints: dict[str, Any] = {}
    for field in model.FIELDS:
        lists = field in ("sectors", "products")
        hints[field] = list[Short] | None if lists else (Long | None)
        if field == "owner":
            hints[field] = Annotated[int, Field(ge=1, le=LARGEST_ID)] | None
    space: dict[str, Any] = {"__annotations__": hints, **dict.fromkeys(hints)}
    return type(name, (Schema,), space)


def _register_change(kind: str, model: type[Record], plural: str, out: Any) -> None:
    given = _given(model, f"{kind.capitalize()}Change")

    def change(request: HttpRequest, pk: Id, payload: Any, version: int | None = None) -> Any:
        person = person_of(request)
        record = find(person, kind, pk)
        require(person, "edit", record)
        start = {name: getattr(record, name) for name in model.FIELDS}
        sent = payload.dict(exclude_unset=True)
        values = _checked(model, record.of_pair, _as_form(start) | _as_form(sent))
        only = {name: values[name] for name in sent}
        return actions.edit(person, record, only, version=version)

    change.__annotations__["payload"] = given
    api.patch(f"/{plural}/{{pk}}", response={200: out, **ERRORS}, operation_id=f"change_{kind}",
              summary=f"Change: {kind}", tags=[plural])(change)  # fmt: skip


def _register_add(kind: str, model: type[Record], plural: str, out: Any) -> None:
    given = _given(model, f"{kind.capitalize()}New")
    holder = HOLDERS[kind]

    def add(request: HttpRequest, payload: Any, **path: int) -> Any:
        person = person_of(request)
        held = find(person, holder, path["pk"]) if holder else None
        require(person, "create", held)
        pair = held.of_pair if held is not None else None
        values = _checked(model, pair, _as_form(payload.dict(exclude_unset=True)))
        record = model(**values)
        if holder:
            setattr(record, holder, held)
        return 201, actions.create(person, record)

    def add_free(request: HttpRequest, payload: Any) -> Any:
        return add(request, payload)

    def add_held(request: HttpRequest, pk: Id, payload: Any) -> Any:
        return add(request, payload, pk=pk)

    does = add_held if holder else add_free
    does.__annotations__["payload"] = given
    where = f"/{holder}s/{{pk}}/{plural}" if holder else f"/{plural}"
    api.post(where, response={201: out, **ERRORS}, operation_id=f"add_{kind}",
             summary=f"Add: {kind}", tags=[plural])(does)  # fmt: skip


def _as_form(values: dict[str, Any]) -> dict[str, Any]:
    plain = {}
    for name, value in values.items():
        if isinstance(value, date):
            plain[name] = value.isoformat()
        elif isinstance(value, Person):
            plain[name] = str(value.pk)
        elif value is not None:
            plain[name] = value
    return plain


def _checked(model: type[Record], pair: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The values as the form of the pages takes them.

    Raises:
        ValidationError: one does not hold.
    """
    form = RecordForm(model, pair, data=values)
    if not form.is_valid():
        raise ValidationError({name: list(map(str, texts)) for name, texts in form.errors.items()})
    return form.values()


for _kind in KINDS:
    _register(_kind)


class Done(Schema):
    """The record after an action."""

    kind: str
    id: int
    version: int
    state: str


def _done(record: Any) -> dict[str, Any]:
    for name in ("status", "stage", "state"):
        if hasattr(record, name):
            state = str(getattr(record, name))
            break
    else:
        state = ""
    return {"kind": record.KIND, "id": record.pk, "version": record.version, "state": state}


OK: dict[Any, Any] = {200: Done, **ERRORS}
Word = Annotated[str, Path(max_length=40, pattern=r"^[a-z_]+$")]


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
    return _done(pairs.take_up(person_of(request), payload.a, payload.b))


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
    return _done(made)


@api.post("/meetings/{pk}/confirm", response=OK, tags=["meetings"])
def confirm_meeting(request: HttpRequest, pk: Id) -> Any:
    """Confirm a meeting whose proposals are all decided; steps are proposed from it."""
    person = person_of(request)
    return _done(meetings.confirm_meeting(person, find(person, "meeting", pk)))


@api.post("/decide/{kind}/{pk}/{action}", response=OK, tags=["decisions"])
def decide(request: HttpRequest, kind: Word, pk: Id, action: Word) -> Any:
    """Accept or refuse a proposal (participant, statement, step), or ``undo`` the decision."""
    person = person_of(request)
    if kind not in ("participant", "statement", "step") or action not in (
        "accept",
        "refuse",
        "undo",
    ):
        raise Http404("no such decision")
    return _done(meetings.decide(person, find(person, kind, pk), action))


class Why(Schema):
    """A reason."""

    reason: Short = ""


@api.post("/steps/{pk}/complete", response=OK, tags=["steps"])
def complete(request: HttpRequest, pk: Id) -> Any:
    """Close a step that has evidence."""
    person = person_of(request)
    return _done(followup.complete(person, find(person, "step", pk)))


@api.post("/steps/{pk}/reopen", response=OK, tags=["steps"])
def reopen(request: HttpRequest, pk: Id, payload: Why) -> Any:
    """Open a step again."""
    person = person_of(request)
    return _done(followup.reopen(person, find(person, "step", pk), payload.reason))


class Deadline(Schema):
    """Another deadline."""

    deadline: date | None
    reason: Short = ""


@api.post("/steps/{pk}/deadline", response=OK, tags=["steps"])
def move_deadline(request: HttpRequest, pk: Id, payload: Deadline) -> Any:
    """Move a deadline; it needs a reason."""
    person = person_of(request)
    held = find(person, "step", pk)
    return _done(followup.move_deadline(person, held, payload.deadline, payload.reason))


class Progress(Schema):
    """How it goes."""

    colour: Annotated[str, StringConstraints(pattern="^(green|amber|red)$")]
    reason: Short = ""


@api.post("/steps/{pk}/report", response=OK, tags=["steps"])
def report(request: HttpRequest, pk: Id, payload: Progress) -> Any:
    """Report on a step; amber and red need a reason."""
    person = person_of(request)
    return _done(followup.report(person, find(person, "step", pk), payload.colour, payload.reason))


class Proof(Schema):
    """Evidence."""

    text: Short = ""
    url: Annotated[str, StringConstraints(max_length=500)] = ""


@api.post("/steps/{pk}/evidence", response=OK, tags=["steps"])
def attach(request: HttpRequest, pk: Id, payload: Proof) -> Any:
    """Attach evidence to a step."""
    person = person_of(request)
    held = find(person, "step", pk)
    return _done(followup.attach(person, held, text=payload.text, url=payload.url))


@api.post("/agreements/{pk}/{action}", response=OK, tags=["agreements"])
def agreement_action(request: HttpRequest, pk: Id, action: Word, payload: Why) -> Any:
    """Move an agreement on: sign, enter, renew, expire, end."""
    person = person_of(request)
    held = find(person, "agreement", pk)
    return _done(advance_agreement(person, held, action, payload.reason))


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
    return _done(companies.advance(person, held, action, answer=payload.answer, step=step))


@api.post("/record/{kind}/{pk}/share/{step}", response=OK, tags=["sharing"])
def share(request: HttpRequest, kind: Word, pk: Id, step: Word) -> Any:
    """Ask for the approval of a text, approve it, withdraw it."""
    person = person_of(request)
    record = find(person, kind, pk)
    does = {"ask": sharing.ask, "approve": sharing.approve, "withdraw": sharing.withdraw}
    if step not in does or not isinstance(record, Shareable):
        raise Http404("no such thing to share")
    return _done(does[step](person, record))


@api.post("/record/{kind}/{pk}/archive", response=OK, tags=["records"])
def archive(request: HttpRequest, kind: Word, pk: Id, payload: Why) -> Any:
    """Archive a record with a reason."""
    person = person_of(request)
    return _done(actions.archive(person, find(person, kind, pk), payload.reason))


@api.post("/record/{kind}/{pk}/bring-back", response=OK, tags=["records"])
def bring_back(request: HttpRequest, kind: Word, pk: Id) -> Any:
    """Bring an archived record back."""
    person = person_of(request)
    return _done(actions.bring_back(person, find(person, kind, pk)))


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
    return _done(made)
