"""Reminders: what is late, silent or about to end, by one table of rules kept as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.cooperation.life import ANY
from sinergi.vocabulary.cells import Spaced
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

ReminderLevel = Literal["soon", "late"]
Reminded = Literal["owner", "approver", "desk"]


class ReminderRule(BaseModel):
    """One line of ``reminders.csv``: from when to when a reminder stands, for whom, in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    kind: str
    states: Spaced[str]
    field: str
    days: int
    until: int | None = None
    level: ReminderLevel
    to: Reminded
    text: Translated

    def window(self, today: date) -> tuple[date | None, date]:
        """First and last day that ``field`` may have for the reminder to stand today.

        The first is None where the rule has no end.
        """
        first = None if self.until is None else today - timedelta(days=self.until)
        return first, today - timedelta(days=self.days)

    def stands(self, state: str, day: date | None, today: date) -> bool:
        """Whether the reminder stands for a record in ``state`` whose ``field`` is ``day``."""
        if day is None or not (ANY in self.states or state in self.states):
            return False
        first, last = self.window(today)
        return day <= last and (first is None or first <= day)


@cache
def rules() -> list[ReminderRule]:
    """The rules of ``reminders.csv``, in its order."""
    return read_table(data_path("cooperation", "reminders.csv"), ReminderRule, unique="rule")


def standing(
    kind: str, state: str, dates: Mapping[str, date | None], today: date
) -> list[ReminderRule]:
    """The reminders that stand today for one record.

    Args:
        kind: Kind of record, such as ``step``.
        state: Its state.
        dates: Its dates by the name of the field; None for one that is not known, of which no
            reminder can stand.
        today: The day.
    """
    return [
        rule
        for rule in rules()
        if rule.kind == kind and rule.stands(state, dates.get(rule.field), today)
    ]
