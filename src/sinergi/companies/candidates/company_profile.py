"""One company as its records know it together: which records, and what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage import results

Value = TypeVar("Value")


@dataclass(frozen=True)
class CompanyProfile:
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


def linked() -> pl.DataFrame | None:
    """Which records the last linking put together; None when nothing was linked."""
    there = (results.folder() / results.RECORDS).exists()
    return results.records() if there else None
