"""One company as its records know it together: which records, and what is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from sinergi.companies.classification.text import tokens
from sinergi.companies.company import CompanyRecord
from sinergi.companies.names import normalise

Value = TypeVar("Value")


@dataclass(frozen=True)
class Profile:
    """The records of one company, the one that says most first."""

    records: tuple[CompanyRecord, ...]

    @property
    def main(self) -> CompanyRecord:
        """The record that stands for the company."""
        return self.records[0]

    def first(
        self, read: Callable[[CompanyRecord], Value | None]
    ) -> tuple[Value, CompanyRecord] | None:
        """The first value that is known, with its record."""
        for record in self.records:
            value = read(record)
            if value is not None:
                return value, record
        return None

    def knows(self, read: Callable[[CompanyRecord], object | None]) -> bool:
        """Whether any record knows the value."""
        return any(read(record) is not None for record in self.records)


def gather(tied: Iterable[CompanyRecord], others: Iterable[CompanyRecord]) -> list[Profile]:
    """The companies that the ``tied`` records are of, with what ``others`` know of the same ones.

    Records are of one company here when they are of one country and their normalised names are
    equal, numbers included. Nearer likeness is the linkage's to decide, and a person's.
    """
    groups: dict[str, list[CompanyRecord]] = defaultdict(list)
    telling: set[str] = set()
    for record in tied:
        groups[_key(record)].append(record)
        telling.add(_longest(record))
    for record in others:
        if _longest(record) in telling:
            key = _key(record)
            if key in groups:
                groups[key].append(record)
    return [Profile(tuple(sorted(group, key=_fullness))) for group in groups.values()]


def _key(record: CompanyRecord) -> str:
    name = normalise(record.name, country=record.country)
    numbers = " ".join(sorted(name.readings[0].numbers)) if name else ""
    return f"{name.skeleton or record.record_id} {numbers}"


def _longest(record: CompanyRecord) -> str:
    return max(tokens(record.name), key=len, default="")


def _fullness(record: CompanyRecord) -> int:
    """Fewer unknown fields first; a record with goods before one without."""
    fields = (record.products_text, record.hs, record.activity_text, record.address, record.phone)
    return sum(value is None for value in fields)
