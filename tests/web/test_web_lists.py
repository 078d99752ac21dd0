"""Pages of lists ask the database a bounded number of questions, however long the lists are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinergi.web.followup.models import Step
from sinergi.web.meetings.models import Meeting, Participant, Statement
from sinergi.web.pairs.models import Pair

pytestmark = pytest.mark.django_db
MOST = 30
"""Queries of a page, those of the session and the person with them."""
PAGES = ("desk", "steps", "pairs", "pair", "meeting", "document", "agreements", "incentives",
         "timeline", "candidates", "step", "history", "search")  # fmt: skip


def lengthen(world: World, number: int) -> None:
    pairs = Pair.objects.bulk_create(
        [Pair(desk=world.desk, a="IDN", b=code) for code in ("KAZ", "UZB", "KGZ", "TKM")]
    )
    meetings = Meeting.objects.bulk_create(
        [Meeting(pair=world.pair, date=f"2024-{n % 12 + 1:02}", state="proposed")
         for n in range(number)]
    )  # fmt: skip
    Statement.objects.bulk_create(
        [Statement(meeting=world.meeting, document=world.document, kind="offer", side="TJK",
                   span=f"Said {n}", start=n % 20, end=n % 20 + 1) for n in range(number)]
    )  # fmt: skip
    Participant.objects.bulk_create(
        [Participant(meeting=world.meeting, name=f"Name {n}") for n in range(number)]
    )
    Step.objects.bulk_create(
        [Step(pair=(world.pair, *pairs)[n % 5], meeting=meetings[n], text=f"Step {n}", side="IDN",
              owner=world.officer, deadline=date.today() - timedelta(days=n))
         for n in range(number)]
    )  # fmt: skip


def address(name: str, world: World) -> str:
    held = {"pair": world.pair, "meeting": world.meeting, "document": world.document,
            "timeline": world.pair, "candidates": world.pair, "step": world.step}  # fmt: skip
    if name == "history":
        return reverse("history", args=["step", world.step.pk])
    if name == "search":
        return reverse("search") + "?q=said"
    return reverse(name, args=[held[name].pk] if name in held else [])


def test_longer_lists_ask_no_more(world: World, as_: Callable[[Any], Any]) -> None:
    client = as_(world.officer)
    for name in PAGES:
        client.get(address(name, world))
    asked: dict[str, list[int]] = {name: [] for name in PAGES}
    for number in (5, 40):
        if number == 5:
            lengthen(world, number)
        else:
            Statement.objects.bulk_create(
                [Statement(meeting=world.meeting, document=world.document, kind="ask", span="x",
                           start=n % 20, end=n % 20 + 1) for n in range(number)]
            )  # fmt: skip
            Step.objects.bulk_create(
                [Step(pair=world.pair, text="y", side="IDN", owner=world.officer)
                 for _ in range(number)]
            )  # fmt: skip
        for name in PAGES:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address(name, world)).status_code == 200, name
            asked[name].append(len(queries))
    assert {name: n for name, n in asked.items() if n[1] > n[0]} == {}
    assert {name: n for name, n in asked.items() if max(n) > MOST} == {}
