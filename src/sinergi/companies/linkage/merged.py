"""Merged companies: what the records of each know together, with the source of every field."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sinergi.companies.company import CompanyRecord
from sinergi.companies.export import neutralise

FIELDS = (
    "name",
    "country",
    "legal_form",
    "province",
    "city",
    "address",
    "phone",
    "website",
    "email",
    "identifiers",
    "activity_text",
    "products_text",
    "hs",
    "isic",
    "status",
    "listed",
    "exporter",
    "size",
    "employees",
)
"""Fields of a merged company, in the order of the file."""

_MANY = frozenset({"products_text", "hs", "isic", "identifiers"})


def merged(
    records: Iterable[CompanyRecord], company: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """One row a company: each field's value and, beside it, the records it is from.

    The record that knows most is asked first; lists (goods, codes, numbers) are put together from
    all records, each with its sources. What no record knows is empty.

    Args:
        records: The records that were linked.
        company: The company of each record, by unique id (``register:record_id``).
    """
    groups: dict[str, list[CompanyRecord]] = defaultdict(list)
    for record in records:
        groups[company[_id(record)]].append(record)
    for name, group in groups.items():
        group.sort(key=lambda record: sum(getattr(record, field) is None for field in FIELDS))
        row = {"company": name, "records": "; ".join(_id(record) for record in group)}
        for field in FIELDS:
            value, source = _together(group, field) if field in _MANY else _first(group, field)
            row[field] = value
            row[f"{field}_source"] = source
        yield row


def write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Write the rows as CSV; cells that a spreadsheet could run are neutralised."""
    columns = [
        "company",
        "records",
        *(name for field in FIELDS for name in (field, f"{field}_source")),
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows({key: neutralise(cell) for key, cell in row.items()} for row in rows)


def _id(record: CompanyRecord) -> str:
    return f"{record.register}:{record.record_id}"


def _first(group: Iterable[CompanyRecord], field: str) -> tuple[str, str]:
    for record in group:
        value = getattr(record, field)
        if value is not None:
            return str(value), _id(record)
    return "", ""


def _together(group: Iterable[CompanyRecord], field: str) -> tuple[str, str]:
    found: dict[str, list[str]] = {}
    for record in group:
        for text in _texts(getattr(record, field)):
            found.setdefault(text, []).append(_id(record))
    return "; ".join(found), "; ".join(", ".join(ids) for ids in found.values())


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{kind} {number}" for kind, number in value.items()]
    return list(value or ())
