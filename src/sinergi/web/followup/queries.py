"""What pages ask of steps: the board, reminders, what a person owes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sinergi.cooperation.life import ANY
from sinergi.cooperation.reminders import ReminderRule, rules
from sinergi.cooperation.roles import may
from sinergi.web.agreements.models import Agreement, Incentive
from sinergi.web.companies.models import Approach
from sinergi.web.core.models import Entry
from sinergi.web.core.permissions import visible
from sinergi.web.core.urls_of import address
from sinergi.web.followup.models import Step
from sinergi.web.meetings.models import Meeting, Statement
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person

LIVE = Q(archived_at=None)
WORKED_ON = ("accepted", "corrected")
DUE: dict[str, tuple[int | None, int | None]] = {
    "past": (None, -1),
    "month": (0, 30),
    "quarter": (0, 91),
}
"""Times in which steps are due: the first and the last day, counted from today."""
ARRANGED = {"pair": ("pair__a", "pair__b", "pair_id"), "owner": ("owner__name", "owner_id"),
            "status": ("status",)}  # fmt: skip
"""What the board can be arranged by, besides the deadline."""


@dataclass(frozen=True)
class Reminder:
    """A rule that stands for a record."""

    rule: ReminderRule
    record: Any
    day: date | None


_SOURCES: dict[str, tuple[Any, str, dict[str, str]]] = {
    "step": (Step, "status", {}),
    "agreement": (Agreement, "stage", {}),
    "approach": (Approach, "stage", {"asked_on": "contacted_on"}),
    "pair": (Pair, "", {}),
    "meeting": (Meeting, "state", {"created_on": "created_at"}),
}
"""Kind of the rules: the model, its field of states, and fields named otherwise there."""


def reminders(person: Person, today: date, limit: int = 100) -> list[Reminder]:
    """What stands today for a person: own records, and what concerns the whole desk."""
    found: list[Reminder] = []
    for rule in rules():
        if rule.kind == "sharing":
            found += _waiting(person, rule)
        elif rule.kind in _SOURCES:
            found += _standing(person, rule, today)
    order = {"late": 0, "soon": 1}
    found.sort(key=lambda one: (order[one.rule.level], one.day or date.max))
    return found[:limit]


def _standing(person: Person, rule: ReminderRule, today: date) -> Iterator[Reminder]:
    model, state, names = _SOURCES[rule.kind]
    field = names.get(rule.field, rule.field)
    column = f"{field}__date" if field == "created_at" else field
    first, last = rule.window(today)
    rows = visible(person, model).filter(LIVE, **{f"{column}__lte": last})
    if first is not None:
        rows = rows.filter(**{f"{column}__gte": first})
    if state and ANY not in rule.states:
        rows = rows.filter(**{f"{state}__in": rule.states})
    if rule.kind in ("step", "agreement"):
        rows = rows.filter(state__in=WORKED_ON)
    if rule.to == "owner":
        mine = Q(created_by=person)
        if model is Step:
            mine = Q(owner=person) | Q(owner=None, created_by=person)
        rows = rows.filter(mine)
    if model is not Pair:
        rows = rows.select_related("pair")
    for record in rows.order_by(field)[:100]:
        day = getattr(record, field)
        yield Reminder(rule, record, day.date() if field == "created_at" else day)


def _waiting(person: Person, rule: ReminderRule) -> list[Reminder]:
    """Texts that wait for the approval of this person."""
    return [Reminder(rule, one, one.asked_on) for one in awaiting_approval(person)]


def awaiting_approval(person: Person, limit: int = 50) -> list[Any]:
    """Records whose text waits for approval by this person, oldest first."""
    if not may(person.role, "approve_share"):
        return []
    found: list[Any] = []
    models: tuple[Any, ...] = (Pair, Statement, Step, Agreement, Incentive, Approach)
    for model in models:
        rows: Any = visible(person, model).filter(LIVE, sharing="asked").exclude(asked_by=person)
        if model.PAIR:
            rows = rows.select_related(model.PAIR)
        found += rows.order_by("asked_on")[:limit]
    return sorted(found, key=lambda one: one.asked_on or date.max)[:limit]


def to_confirm(person: Person) -> list[tuple[Meeting, str]]:
    """Meetings whose record waits to be confirmed, newest first, and where that is done."""
    rows = visible(person, Meeting).filter(LIVE, state="proposed").select_related("pair")
    rows = rows.prefetch_related("documents").order_by("-id")[:10]
    return [
        (one, address(next((d for d in one.documents.all() if d.archived_at is None), one)))
        for one in rows
    ]


def owed(person: Person) -> QuerySet[Step]:
    """Open steps of a person, those due first."""
    rows = visible(person, Step).filter(LIVE, status="open", owner=person, state__in=WORKED_ON)
    return rows.select_related("pair", "owner").order_by("deadline", "id")


def unconfirmed(person: Person) -> QuerySet[Step]:
    """Steps that are done and that the other side has not confirmed."""
    rows = visible(person, Step).filter(LIVE, status="done", state__in=WORKED_ON)
    return rows.select_related("pair", "owner").order_by("done_on", "id")


def news(person: Person) -> QuerySet[Entry]:
    """What others did on the desk since the person was here."""
    rows = Entry.objects.exclude(actor=person).exclude(action__in=("refused", "sign_in"))
    rows = rows.exclude(kind__in=("statement", "participant"), action__in=("create", "accept"))
    if person.role != "administrator":
        rows = rows.filter(desk=person.desk)
    if person.seen_at is not None:
        rows = rows.filter(at__gt=person.seen_at)
    return rows.select_related("pair")


def board(person: Person, chosen: dict[str, str]) -> QuerySet[Step]:
    """Steps by what was chosen: pair, owner, status, colour, when they are due; arranged so."""
    rows = visible(person, Step).filter(LIVE).select_related("pair", "owner")
    status = chosen.get("status", "")
    if status == "proposed":
        rows = rows.filter(state="proposed")
    else:
        rows = rows.filter(state__in=WORKED_ON)
    if status == "late":
        rows = rows.filter(status="open", deadline__lt=date.today())
    elif status in ("open", "done", "confirmed"):
        rows = rows.filter(status=status)
    if chosen.get("pair", "").isdecimal():
        rows = rows.filter(pair_id=min(int(chosen["pair"]), 2**62))
    if chosen.get("owner", "").isdecimal():
        rows = rows.filter(owner_id=min(int(chosen["owner"]), 2**62))
    if chosen.get("colour") in ("green", "amber", "red"):
        rows = rows.filter(colour=chosen["colour"])
    rows = rows.filter(_due(chosen.get("due", ""), date.today()))
    return rows.order_by(*ARRANGED.get(chosen.get("by", ""), ()), "deadline", "id")


def _due(when: str, today: date) -> Q:
    """The steps due in a time of :data:`DUE`; all of them for another word."""
    if when == "none":
        return Q(deadline=None)
    first, last = DUE.get(when, (None, None))
    found = Q()
    if first is not None:
        found &= Q(deadline__gte=today + timedelta(days=first))
    if last is not None:
        found &= Q(deadline__lte=today + timedelta(days=last))
    return found
