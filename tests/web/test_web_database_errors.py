"""A break of the database's rules is told as a repetition only where it is one."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import RequestFactory

from sinergi.web.core.middleware import ErrorsMiddleware

REPEATED = (
    "UNIQUE constraint failed: pairs_pair.a, pairs_pair.b",
    'duplicate key value violates unique constraint "pairs_pair_a_b"',
)
FAULTS = (
    "NOT NULL constraint failed: pairs_pair.a",
    'null value in column "a" violates not-null constraint',
    "FOREIGN KEY constraint failed",
)


def _answer(text: str) -> HttpResponse | None:
    middleware = ErrorsMiddleware(lambda _request: HttpResponse())
    request = RequestFactory().get("/api/v1/pairs")
    return middleware.process_exception(request, IntegrityError(text))


@pytest.mark.parametrize("text", REPEATED)
def test_what_another_added_first_is_refused(text: str) -> None:
    answer = _answer(text)
    assert answer is not None
    assert answer.status_code == 400


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_of_the_program_is_no_repetition(text: str) -> None:
    assert _answer(text) is None
