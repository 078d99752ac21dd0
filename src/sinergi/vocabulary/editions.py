"""When the data that ship were published."""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated


class Edition(BaseModel):
    """A row of ``editions.csv``: a dataset, and the day, month or year it was published in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dataset: str
    published: str = Field(pattern=r"^\d{4}(-\d\d){0,2}$")
    name: Translated
    source: str


@cache
def _editions() -> tuple[Edition, ...]:
    path = data_path("vocabulary", "editions.csv")
    return tuple(read_table(path, Edition, unique="dataset"))


def later_than(day: date) -> list[Edition]:
    """The editions that were published after a day, the earliest first.

    One of which only the month or year is known is later where its month or year is.

    Raises:
        DataError: the table breaks its rules.
    """
    found = [one for one in _editions() if one.published > day.isoformat()[: len(one.published)]]
    return sorted(found, key=lambda one: one.published)
