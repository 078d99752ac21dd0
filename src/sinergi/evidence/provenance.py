"""A number with everything needed to compute it again."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary.dataset_texts import dataset_text
from sinergi.vocabulary.reasons import Reason

Unit = Literal[
    "USD", "t", "USD/t", "share", "change", "rank", "index", "km", "year", "count", "ratio", "MW"
]
"""``share`` and ``change`` are fractions (0.25 is 25 per cent); ``ratio`` and ``index`` have no
unit; ``rank`` 1 is the largest; ``MW`` is the capacity of power plants."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reference(_Part):
    """The dataset a number was read from: what an origin record says, and the file's digest."""

    id: str
    title: str
    producer: str
    version: str
    licence: str
    licence_url: str | None = None
    attribution: str | None = None
    sha256: str
    notes: tuple[str, ...] = ()

    def cite(self, lang: str = "en") -> str:
        """One line, in ``lang`` for the data inside: producer, title, version, licence."""
        title, version, licence = (
            dataset_text(text, lang) for text in (self.title, self.version, self.licence)
        )
        return f"{self.producer}: {title}, {version} ({licence})"


class Input(_Part):
    """One thing a number was computed from: another number (with its id) or rows of a dataset."""

    name: str
    value: float | None = None
    unit: Unit | None = None
    evidence: str | None = None
    rows: int | None = None
    filter: str | None = None


class Evidence(_Part):
    """A measured number: the call that makes it (``id``), its value, and where it comes from.

    ``value`` is None when it is not known; ``unknown`` then says why. ``id`` is
    ``measure/ARGUMENT/…@dataset``: it is enough to compute the number again.
    """

    id: str
    measure: str
    arguments: dict[str, str]
    label: str
    value: float | None
    unit: Unit
    unknown: Reason | None = None
    formula: str
    source: str
    datasets: tuple[Reference, ...]
    inputs: tuple[Input, ...] = ()
    notes: tuple[str, ...] = Field(default=())
