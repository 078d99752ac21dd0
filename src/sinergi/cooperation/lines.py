"""Lines to take: what to say on a topic, by rules kept as data (``data/cooperation/lines.csv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.cooperation.record import Kind
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

By = Literal["us", "them", "both"]
State = Literal["traded", "stopped", "never", "unknown"]


class LineRule(BaseModel):
    """One line of the table: when it fits, what to say, and which decision it asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    about: str
    kind: Kind | None = None
    by: By | None = None
    state: State | None = None
    ban: Literal["us", "them"] | None = None
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
        )


@dataclass(frozen=True)
class Case:
    """What is known of a topic: what it is about, who said what, and how the trade stands."""

    about: frozenset[str]
    kind: Kind | None = None
    by: By | None = None
    state: State | None = None
    bans: frozenset[str] = frozenset()


@cache
def lines() -> list[LineRule]:
    """The rules, in the order of the table."""
    return read_table(data_path("cooperation", "lines.csv"), LineRule, unique="rule")


def line_for(case: Case) -> LineRule:
    """The first rule that fits; the table ends with one that fits all."""
    return next(rule for rule in lines() if rule.fits(case))
