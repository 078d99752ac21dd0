"""One company as its records know it together: which records, and what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage import equal, results
from sinergi.companies.linkage.prepare import member
from sinergi.vocabulary.words import tokens

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

    Records that were linked are of one company as the linkage says. Other records are when their
    names are equal (:mod:`sinergi.companies.linkage.equal`), the rule that linking follows too.
    """
    companies = links.companies_of(tied)
    telling = {_longest(record) for record in tied}
    related = [r for r in others if r.key in companies or _longest(r) in telling]
    named = [record for record in (*tied, *related) if record.key not in companies]
    for group in equal.groups(map(member, named)):
        companies.update(dict.fromkeys((_key(one) for one in group), f"name {group[0]}"))
    found: dict[object, list[CompanyRecord]] = {}
    for record in tied:
        found.setdefault(companies.get(record.key, record.key), []).append(record)
    for record in related:
        company = companies.get(record.key)
        if company in found:
            found[company].append(record)
    return [Profile(tuple(sorted(group, key=_fullness))) for group in found.values()]


def _key(unique_id: str) -> tuple[str, str]:
    register, _, record_id = unique_id.partition(":")
    return register, record_id


def _longest(record: CompanyRecord) -> str:
    return max(tokens(record.name), key=len, default="")


def _fullness(record: CompanyRecord) -> int:
    """Fewer unknown fields first; a record with goods before one without."""
    fields = (record.products_text, record.hs, record.activity_text, record.address, record.phone)
    return sum(value is None for value in fields)
