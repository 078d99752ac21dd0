"""The rules of the follow-up plan: what calls for which step (``data/cooperation/steps.csv``)."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from sinergi.cooperation.record import Kind
from sinergi.cooperation.topics import topics
from sinergi.vocabulary.cells import Spaced
from sinergi.vocabulary.sectors import sectors
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

StepOwner = Literal["both", "first"]
By = Literal["us", "them", "both"]
ON = ("meeting", "unclear", "overdue", "treaty-signed", "treaty-terminated", "treaty-none")
"""What a rule can be for besides a kind of statement."""


class StepRule(BaseModel):
    """One line of ``steps.csv``: for what, who owns the step, by when, in four languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    on: str
    by: By | None = None
    topic: str | None = None
    sector: str | None = None
    owner: StepOwner
    deadline: Spaced[str] = ()
    action: Translated
    """What to do, with places for {other} (with a case), {sectors}, {what} and {year}."""
    closes: Translated
    """The evidence that closes the step, with the place {other}."""

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
        if value not in {*ON, *Kind}:
            raise ValueError(f"'{value}' is neither a kind of statement nor {', '.join(ON)}")
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

    @property
    def names_what(self) -> bool:
        """Whether the step says what was said, so that each thing said is a step of its own."""
        return "{what}" in self.action["en"]

    @property
    def days(self) -> int | None:
        """Days from the meeting, or from the day a passed date is replaced."""
        return next((int(word) for word in self.deadline if word.isdigit()), None)


@cache
def rules() -> list[StepRule]:
    """The rules of ``steps.csv``, in its order."""
    return read_table(data_path("cooperation", "steps.csv"), StepRule, unique="rule")
