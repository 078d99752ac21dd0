"""The follow-up plan: what was said becomes proposed steps with owner, deadline and proof.

The rules are data (``data/cooperation/steps.csv``). A step is a proposal: a person accepts,
corrects or refuses it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from sinergi.cooperation.periods import add, first_day, last_day
from sinergi.cooperation.record import JOINT, CooperationRecord, Kind, Statement
from sinergi.cooperation.topics import topics, topics_of
from sinergi.vocabulary.sectors import sectors
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

Owner = Literal["speaker", "listener", "both", "first"]


class StepRule(BaseModel):
    """One line of ``steps.csv``: for what, who owns the step, by when, in four languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    on: str
    topic: str | None = None
    sector: str | None = None
    owner: Owner
    deadline: tuple[str, ...] = ()
    action: Translated
    """What to do, with places for {own}, {other} and {sector}."""
    closes: Translated
    """The evidence that closes the step, with the same places."""

    @field_validator("deadline", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split()) if isinstance(value, str) else value

    @field_validator("deadline")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for word in value:
            if word not in ("said", "before") and not word.isdigit():
                raise ValueError(f"'{word}' is none of said, before, or a number of days")
        return value

    @field_validator("on")
    @classmethod
    def _kind(cls, value: str) -> str:
        if value != "meeting" and value not in set(Kind):
            raise ValueError(f"'{value}' is neither a kind of statement nor 'meeting'")
        return value

    @field_validator("topic")
    @classmethod
    def _topic(cls, value: str | None) -> str | None:
        if value is not None and value not in topics():
            raise ValueError(f"topic '{value}' is not in topics.csv")
        return value

    @field_validator("sector")
    @classmethod
    def _sector(cls, value: str | None) -> str | None:
        if value is not None and value not in {"goods", "any", *sectors()}:
            raise ValueError(f"'{value}' is neither a sector nor 'goods' nor 'any'")
        return value


class DeadlineSource(BaseModel):
    """Why a step has its deadline: ``said``, ``before`` another promise, ``rule`` or ``none``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["said", "before", "rule", "none"]
    due: str | None = None
    days: int | None = None


class Step(BaseModel):
    """A proposed step. ``owner`` is ISO3, ``JOINT``, or None where the side is not known."""

    model_config = ConfigDict(extra="forbid")

    uid: str
    rule: StepRule
    owner: str | None
    other: str | None
    sector: str | None
    deadline: date | None
    source: DeadlineSource
    statements: list[int] = Field(default_factory=list)
    """Positions of the statements it follows from, in the record's list, from 0."""


@cache
def rules() -> list[StepRule]:
    """The rules of ``steps.csv``, in its order."""
    return read_table(data_path("cooperation", "steps.csv"), StepRule, unique="rule")


def plan(record: CooperationRecord, first: str) -> list[Step]:
    """The steps proposed for a record, those with a deadline first, in the order of their dates.

    Args:
        record: What was said.
        first: ISO3 of the side the plan is made for; it owns what concerns the meeting itself.
    """
    if not record.is_record:
        return []
    steps: dict[tuple[str, str | None, str | None], Step] = {}
    for rule in rules():
        if rule.on == "meeting":
            _add(steps, record, rule, None, None, first)
    for position, statement in enumerate(record.statements):
        for rule, sector in _rules_for(statement):
            _add(steps, record, rule, position, sector, first)
    return sorted(steps.values(), key=lambda s: (s.deadline is None, s.deadline or date.max))


def _rules_for(statement: Statement) -> list[tuple[StepRule, str | None]]:
    """The rules a statement calls for, each with the sector it is about."""
    candidates = [rule for rule in rules() if rule.on == statement.kind]
    found = topics_of(statement.span)
    chosen = [rule for rule in candidates if rule.topic in found and rule.topic is not None]
    named = list(dict.fromkeys(statement.sectors_all or filter(None, [statement.sector])))
    if chosen:
        return [(rule, named[0] if named else None) for rule in chosen]
    general = [rule for rule in candidates if rule.topic is None]
    result: list[tuple[StepRule, str | None]] = []
    for sector in named or (None,):
        result += [(rule, sector) for rule in _for_sector(general, sector)]
    return result


def _for_sector(general: list[StepRule], sector: str | None) -> list[StepRule]:
    """The rules of the most special kind that fit: the sector, goods, any sector, none."""
    if sector is None:
        return [rule for rule in general if rule.sector is None]
    goods = bool(sectors()[sector].hs)
    fits: tuple[Callable[[StepRule], bool], ...] = (
        lambda rule: rule.sector == sector,
        lambda rule: goods and rule.sector == "goods",
        lambda rule: rule.sector == "any",
        lambda rule: rule.sector is None,
    )
    for fit in fits:
        chosen = [rule for rule in general if fit(rule)]
        if chosen:
            return chosen
    return []


def _add(
    steps: dict[tuple[str, str | None, str | None], Step],
    record: CooperationRecord,
    rule: StepRule,
    position: int | None,
    sector: str | None,
    first: str,
) -> None:
    statement = None if position is None else record.statements[position]
    owner, other = _owner(record, rule, statement, first)
    # The same step for the same owner and sector is proposed once, whatever it follows from.
    key = (rule.rule, owner, sector if "{sector}" in rule.action["en"] else None)
    deadline, source = _deadline(record, rule, statement)
    if key in steps:
        step = steps[key]
        step.statements += [] if position is None else [position]
        if deadline and source.kind == "said" and step.source.kind != "said":
            step.deadline, step.source = deadline, source
        return
    steps[key] = Step(
        uid=_uid(record, key),
        rule=rule,
        owner=owner,
        other=other,
        sector=sector,
        deadline=deadline,
        source=source,
        statements=[] if position is None else [position],
    )


def _owner(
    record: CooperationRecord, rule: StepRule, statement: Statement | None, first: str
) -> tuple[str | None, str | None]:
    """Who does the step, and who the other side is."""
    parties = record.parties
    if rule.owner == "first" or statement is None:
        return first, _other(parties, first)
    side = statement.side
    if rule.owner == "both" or side == JOINT:
        return JOINT, None
    if side is None:
        return None, None
    if rule.owner == "speaker":
        return side, _other(parties, side)
    listener = _other(parties, side)
    return listener, side if listener else None


def _other(parties: list[str], side: str) -> str | None:
    """The other of two parties; None where there are more or fewer."""
    others = [party for party in parties if party != side]
    return others[0] if len(others) == 1 else None


def _deadline(
    record: CooperationRecord, rule: StepRule, statement: Statement | None
) -> tuple[date | None, DeadlineSource]:
    held = first_day(record.meeting.date) if record.meeting.date else None
    for word in rule.deadline:
        if word == "said" and statement is not None and statement.due:
            day = last_day(statement.due, held)
            if day:
                return day, DeadlineSource(kind="said", due=statement.due)
        if word == "before":
            due = _first_beginning(record)
            day = first_day(due) if due else None
            if day and (held is None or held < day):
                return day - timedelta(days=1), DeadlineSource(kind="before", due=due)
        # A month or a year alone does not tell from which day to count.
        if word.isdigit() and held and len(record.meeting.date or "") == 10:
            days = int(word)
            return add(held, days, "D"), DeadlineSource(kind="rule", days=days)
    return None, DeadlineSource(kind="none")


def _first_beginning(record: CooperationRecord) -> str | None:
    """The earliest interval in which a commitment is to begin."""
    dues = [s.due for s in record.statements if s.kind == Kind.COMMITMENT and s.due]
    dated = [(day, due) for due in dues if (day := first_day(due))]
    return min(dated)[1] if dated else None


def _uid(record: CooperationRecord, key: tuple[str, str | None, str | None]) -> str:
    """Stable for the same meeting, rule, owner and sector: a calendar then updates, not doubles."""
    parts = [*sorted(record.parties), record.meeting.date or record.id, *(k or "-" for k in key)]
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]
    return f"{digest}@sinergi"
