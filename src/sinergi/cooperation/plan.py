"""The follow-up plan: what was said becomes proposed steps with owner, deadline and proof.

The rules are data (``data/cooperation/steps.csv``). A step is a proposal: a person accepts,
corrects or refuses it. It is worded for the side the plan is made for: whom it asks for what.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sinergi.cooperation.periods import add, first_day, last_day
from sinergi.cooperation.record import JOINT, CooperationRecord, Kind, Statement
from sinergi.cooperation.step_rules import By, StepRule, rules
from sinergi.cooperation.topics import topics_of
from sinergi.cooperation.treaty_steps import treaty_rule
from sinergi.vocabulary.country_forms import Name
from sinergi.vocabulary.sectors import sectors
from sinergi.vocabulary.treaties import treaties_between
from sinergi.vocabulary.workdays import workday

TERMS = "investment_terms"
"""The topic of guarantees and incentives to investors."""


class DeadlineSource(BaseModel):
    """Why a step has its deadline: ``said``, ``before`` another promise, ``rule`` or ``none``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["said", "before", "rule", "none"]
    due: str | None = None
    days: int | None = None


class Step(BaseModel):
    """A proposed step. ``owner`` is the ISO3 of the side the plan is made for, or ``JOINT``."""

    model_config = ConfigDict(extra="forbid")

    uid: str
    rule: StepRule
    owner: str
    other: str | None
    sectors: list[str] = Field(default_factory=list)
    deadline: date | None
    source: DeadlineSource
    statements: list[int] = Field(default_factory=list)
    """Positions of the statements it follows from, in the record's list, from 0."""
    year: int | None = None
    """Of the signature of the treaty it is about."""

    @property
    def sector(self) -> str | None:
        """The first of its sectors."""
        return self.sectors[0] if self.sectors else None

    def action_text(self, lang: str, what: str, other: str) -> str:
        """What to do, in ``lang``.

        Args:
            lang: The reader's language.
            what: What was said, in that language.
            other: What the other side is called where it is not known which country it is.
        """
        names = ", ".join(sectors()[code].name[lang] for code in self.sectors)
        text = self.rule.action.format(
            lang, other=self._other(lang, other), sectors=names, what=what, year=self.year
        )
        return text[:1].upper() + text[1:]

    def closes_text(self, lang: str, other: str) -> str:
        """The evidence that closes it, in ``lang``."""
        return self.rule.closes.format(lang, other=self._other(lang, other))

    def _other(self, lang: str, words: str) -> str:
        return Name(self.other, lang) if self.other else _Words(words)


class _Words(str):
    """Words that have no cases: what a placeholder with a case takes them as they are."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return str(self)


@dataclass(frozen=True)
class _Making:
    """The plan while it is made."""

    record: CooperationRecord
    first: str
    other: str | None
    steps: dict[tuple[str, str], Step]

    def add(
        self, rule: StepRule, position: int | None, named: Sequence[str], year: int | None = None
    ) -> None:
        """Propose a step, or let the one there is follow from this statement too."""
        statement = None if position is None else self.record.statements[position]
        key = (rule.rule, _thing(rule, statement))
        deadline, source = _deadline(self, rule, statement)
        step = self.steps.get(key)
        if step is None:
            step = self.steps[key] = Step(
                uid=_uid(self.record, key),
                rule=rule,
                owner=JOINT if rule.owner == "both" else self.first,
                other=self.other,
                deadline=deadline,
                source=source,
                year=year,
            )
        elif deadline and source.kind == "said" and step.source.kind != "said":
            step.deadline, step.source = deadline, source
        step.statements += [] if position is None else [position]
        step.sectors += [code for code in named if code not in step.sectors]


def plan(
    record: CooperationRecord,
    first: str,
    *,
    other: str | None = None,
    today: date | None = None,
) -> list[Step]:
    """The steps proposed for a record, those with a deadline first, in the order of their dates.

    Args:
        record: What was said.
        first: ISO3 of the side the plan is made for.
        other: ISO3 of the other side; of two parties the other one by default.
        today: Where given, and promised dates have passed, a step asks what has become of them.
    """
    if not record.is_record:
        return []
    making = _Making(record, first, other or _other(record.parties, first), {})
    for rule in rules():
        if rule.on == "meeting" or (rule.on == "overdue" and _overdue(record, today)):
            making.add(rule, None, ())
    _add_treaty(making)
    for position, statement in enumerate(record.statements):
        for rule, named in _rules_for(statement, first):
            making.add(rule, position, named)
    return sorted(making.steps.values(), key=lambda s: (s.deadline is None, s.deadline or date.max))


def _add_treaty(making: _Making) -> None:
    """A treaty that was signed and never ratified; without one, only where terms were spoken of."""
    if making.other is None:
        return
    found = treaty_rule(treaties_between(making.first, making.other))
    if found is None:
        return
    rule, treaty = found
    about = [
        place
        for place, statement in enumerate(making.record.statements)
        if TERMS in topics_of(statement.span)
    ]
    year = treaty.signed.year if treaty and treaty.signed else None
    if treaty is not None and treaty.pending and not about:
        making.add(rule, None, (), year=year)
    for place in about:
        making.add(rule, place, (), year=year)


def _overdue(record: CooperationRecord, today: date | None) -> bool:
    """Whether a promised date, or all that would follow the meeting, lies behind."""
    held = first_day(record.meeting.date) if record.meeting.date else None
    dues = [last_day(s.due, held) for s in record.statements if s.kind == Kind.COMMITMENT and s.due]
    dated = [day for day in dues if day]
    if held and not dated:
        dated = [add(held, 90, "D")]
    return today is not None and any(day < today for day in dated)


def _by(statement: Statement, first: str) -> By | None:
    if statement.side == JOINT:
        return "both"
    if statement.side is None:
        return None
    return "us" if statement.side == first else "them"


def _rules_for(statement: Statement, first: str) -> list[tuple[StepRule, list[str]]]:
    """The rules a statement calls for, each with the sectors it is about."""
    by = _by(statement, first)
    if by is None and statement.kind != Kind.FACT:
        return [(rule, []) for rule in rules() if rule.on == "unclear"]
    candidates = [rule for rule in rules() if rule.on == statement.kind and rule.by in (None, by)]
    if by == "both":
        candidates = candidates or [
            rule for rule in rules() if rule.on == statement.kind and rule.by == "them"
        ]
    found = topics_of(statement.span)
    chosen = [rule for rule in candidates if rule.topic in found and rule.topic is not None]
    known = sectors()
    named = list(dict.fromkeys(statement.sectors_all or filter(None, [statement.sector])))
    named = [code for code in named if code in known]
    if chosen:
        return [(rule, named) for rule in chosen]
    general = [rule for rule in candidates if rule.topic is None]
    result: dict[str, tuple[StepRule, list[str]]] = {}
    for sector in named or (None,):
        for rule in _for_sector(general, sector):
            result.setdefault(rule.rule, (rule, []))[1].extend([sector] if sector else [])
    return list(result.values())


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


def _thing(rule: StepRule, statement: Statement | None) -> str:
    """What tells two steps of one rule apart: the thing said, where the step names it.

    Of a sentence in which a side asks for several things they are one.
    """
    if statement is None or not rule.names_what:
        return ""
    if statement.sentence and statement.sentence != statement.span:
        return statement.sentence.casefold()
    about = [*statement.objects, *statement.sectors_all, statement.due or ""]
    return " ".join(about).strip() or statement.span.casefold()


def _other(parties: list[str], side: str) -> str | None:
    """The other of two parties; None where there are more or fewer."""
    others = [party for party in parties if party != side]
    return others[0] if len(others) == 1 else None


def _deadline(
    making: _Making, rule: StepRule, statement: Statement | None
) -> tuple[date | None, DeadlineSource]:
    """The day a step is due: as it was said, else a day on which both sides work."""
    record, sides = making.record, [side for side in (making.first, making.other) if side]
    held = first_day(record.meeting.date) if record.meeting.date else None
    if "said" in rule.deadline and statement is not None and statement.due:
        day = last_day(statement.due, held)
        if day:
            return day, DeadlineSource(kind="said", due=statement.due)
    # A month or a year alone does not tell from which day to count.
    exact = held if len(record.meeting.date or "") == 10 else None
    counted = add(exact, rule.days, "D") if exact and rule.days is not None else None
    counted = workday(counted, sides) if counted else None
    if "before" in rule.deadline:
        due = _first_beginning(record)
        day = first_day(due) if due else None
        if day and (held is None or held < day):
            before = workday(day - timedelta(days=1), sides, step=-1)
            if counted is None or before < counted:
                return before, DeadlineSource(kind="before", due=due)
    if counted:
        return counted, DeadlineSource(kind="rule", days=rule.days)
    return None, DeadlineSource(kind="none")


def _first_beginning(record: CooperationRecord) -> str | None:
    """The earliest interval in which a commitment is to begin."""
    dues = [s.due for s in record.statements if s.kind == Kind.COMMITMENT and s.due]
    dated = [(day, due) for due in dues if (day := first_day(due))]
    return min(dated)[1] if dated else None


def _uid(record: CooperationRecord, key: tuple[str, str]) -> str:
    """Stable for the same meeting, rule and thing: a calendar then updates, not doubles."""
    parts = [*sorted(record.parties), record.meeting.date or record.id, *(k or "-" for k in key)]
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]
    return f"{digest}@sinergi"
