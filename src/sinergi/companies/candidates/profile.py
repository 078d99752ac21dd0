"""One company as its records know it together: which records, and what is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from sinergi.companies.classification.text import tokens
from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage import results
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


class Links:
    """Which records the last linking, and the decisions it knew, put together.

    Args:
        table: Columns ``register``, ``record_id`` and ``company``; None when nothing was linked.
    """

    def __init__(self, table: pl.DataFrame | None) -> None:
        self._table = table

    @classmethod
    def open(cls) -> Links:
        """Those in the store."""
        there = (results.folder() / results.RECORDS).exists()
        return cls(results.records() if there else None)

    def companies_of(self, records: Iterable[CompanyRecord]) -> dict[tuple[str, str], str]:
        """The company of each of the records that were linked, and of all records with it."""
        if self._table is None:
            return {}
        keys = ("register", "record_id")
        wanted = pl.DataFrame([r.key for r in records], schema=keys, orient="row").cast(pl.String)
        companies = self._table.join(wanted, on=keys).select("company").unique()
        members = self._table.join(companies, on="company").select(*keys, "company")
        return {(register, record): company for register, record, company in members.iter_rows()}


def gather(
    tied: Sequence[CompanyRecord], others: Iterable[CompanyRecord], links: Links
) -> list[Profile]:
    """The companies that the ``tied`` records are of, with what ``others`` know of the same ones.

    Records that were linked are of one company as the linkage says. Other records are when they
    are of one country and their normalised names are equal, numbers included.
    """
    companies = links.companies_of(tied)
    groups: dict[str, list[CompanyRecord]] = defaultdict(list)
    telling: set[str] = set()
    for record in tied:
        groups[_key(record, companies)].append(record)
        telling.add(_longest(record))
    for record in others:
        if record.key in companies or _longest(record) in telling:
            key = _key(record, companies)
            if key in groups:
                groups[key].append(record)
    return [Profile(tuple(sorted(group, key=_fullness))) for group in groups.values()]


def _key(record: CompanyRecord, companies: dict[tuple[str, str], str]) -> str:
    company = companies.get(record.key)
    if company is not None:
        return f"company {company}"
    name = normalise(record.name, country=record.country)
    numbers = " ".join(sorted(name.readings[0].numbers)) if name else ""
    return f"name {name.skeleton or record.record_id} {numbers}"


def _longest(record: CompanyRecord) -> str:
    return max(tokens(record.name), key=len, default="")


def _fullness(record: CompanyRecord) -> int:
    """Fewer unknown fields first; a record with goods before one without."""
    fields = (record.products_text, record.hs, record.activity_text, record.address, record.phone)
    return sum(value is None for value in fields)
