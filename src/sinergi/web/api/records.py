"""Each kind of record: a list, one record, adding and changing, by the same rules as its pages."""

from __future__ import annotations

from datetime import date
from types import GenericAlias
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from ninja import Field, Query, Schema, Status
from ninja.orm import create_schema

from sinergi.web.api.base import ERRORS, LARGEST_ID, Id, Long, Page, Short, api, person_of
from sinergi.web.core import actions
from sinergi.web.core.forms import RecordForm
from sinergi.web.core.kinds import find, model_of
from sinergi.web.core.models import Record
from sinergi.web.core.permissions import require, visible
from sinergi.web.people.models import Person

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
        # A list is a table: it takes what taking tables out takes.
        require(person, "export")
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
        return Status(201, actions.create(person, record))

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
