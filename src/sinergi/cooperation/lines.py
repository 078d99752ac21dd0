"""Lines to take: what to say on a topic, by rules kept as data (``data/cooperation/lines.csv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.cooperation.record import Kind
from sinergi.cooperation.step_rules import By
from sinergi.errors import DataError
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

ANY = "any"
"""What every topic is about."""
TopicState = Literal["traded", "stopped", "never", "unknown"]


class LineRule(BaseModel):
    """One line of the table: when it fits, what to say, and which decision it asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    about: str
    kind: Kind | None = None
    by: By | None = None
    state: TopicState | None = None
    ban: Literal["us", "them"] | None = None
    measures: Literal["trade"] | None = None
    line: Translated
    decision: Translated | None = None

    def fits(self, case: Case) -> bool:
        """Whether every condition of the rule holds of the topic."""
        wanted = (self.kind, self.by, self.state)
        given = (case.kind, case.by, case.state)
        return (
            self.about in case.about
            and all(want in (None, have) for want, have in zip(wanted, given, strict=True))
            and (self.ban is None or self.ban in case.bans)
            and (self.measures is None or case.restricted)
        )


@dataclass(frozen=True)
class Case:
    """What is known of a topic: what it is about, who said what, and how the trade stands."""

    about: frozenset[str]
    kind: Kind | None = None
    by: By | None = None
    state: TopicState | None = None
    bans: frozenset[str] = frozenset()
    restricted: bool = False
    """Whether broad measures of one of the two restrict dealings with the other."""


@cache
def lines() -> list[LineRule]:
    """The rules, in the order of the table.

    Raises:
        DataError: the last rule does not fit all topics, so that one might get none.
    """
    path = data_path("cooperation", "lines.csv")
    rules = read_table(path, LineRule, unique="rule")
    last = rules[-1] if rules else None
    if (
        last is None
        or last.about != ANY
        or last.kind
        or last.by
        or last.state
        or last.ban
        or last.measures
    ):
        raise DataError(
            f"the last rule is not of '{ANY}' topic",
            where=str(path),
            advice="End the table with a rule that fits all: about any, all conditions empty",
        )
    return rules


def line_for(case: Case) -> LineRule:
    """The first rule that fits; the table ends with one that fits all."""
    return next(rule for rule in lines() if rule.fits(case))
