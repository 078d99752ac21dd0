"""The API itself: who asks, what errors look like, and the shapes that all parts share."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, NinjaAPI, Path, Schema
from ninja.errors import HttpError
from ninja.operation import Operation
from ninja.security import HttpBearer
from pydantic import StringConstraints

from sinergi.errors import SinergiError
from sinergi.web.core.actions import ConflictError
from sinergi.web.core.messages import in_words
from sinergi.web.core.models import plain
from sinergi.web.core.permissions import RefusedError
from sinergi.web.followup import actions as followup
from sinergi.web.people import guessing
from sinergi.web.people.models import Person, Token

MOST = 200
LARGEST_ID = 2**62
TOKEN_LASTS = timedelta(days=365)
WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})


class PersonToken(HttpBearer):
    """``Authorization: Bearer sinergi_…``: the person the token belongs to."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The person, if the token stands and its scope allows the method."""
        if guessing.held_back(request):
            raise HttpError(429, "too many wrong keys from this address; try again in a minute")
        now = timezone.now()
        digest = followup.digest_of(token)
        held = Token.objects.filter(digest=digest, revoked_at=None).select_related("person__desk")
        found = held.first()
        if found is None or not hmac.compare_digest(found.digest, digest):
            guessing.wrong(request)
            return None
        if not found.person.is_active or found.created_at < now - TOKEN_LASTS:
            return None
        if request.method in WRITES and found.scope != "write":
            raise HttpError(403, "this token may only read")
        if found.used_at is None or (now - found.used_at).total_seconds() > 60:
            Token.objects.filter(pk=found.pk).update(used_at=now)
        request.user = found.person
        return found.person


class Api(NinjaAPI):
    """The API; an operation is called after what it does, wherever its code stands."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of an operation that gives itself none."""
        return f"sinergi_web_api_{operation.view_func.__name__}"


api = Api(
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
        "theirs": {one.field: plain(one.theirs) for one in error.changes},
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


class Done(Schema):
    """The record after an action."""

    kind: str
    id: int
    version: int
    state: str


def done(record: Any) -> dict[str, Any]:
    """The answer of an action."""
    for name in ("status", "stage", "state"):
        if hasattr(record, name):
            state = str(getattr(record, name))
            break
    else:
        state = ""
    return {"kind": record.KIND, "id": record.pk, "version": record.version, "state": state}


OK: dict[Any, Any] = {200: Done, **ERRORS}
Word = Annotated[str, Path(max_length=40, pattern=r"^[a-z_]+$")]


class Why(Schema):
    """A reason."""

    reason: Short = ""
