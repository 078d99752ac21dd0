"""Screenings as a table: one row a hit, and one for each company without hits."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from sinergi.companies.export import neutralise
from sinergi.companies.screening.screen import Hit, Screening

COLUMNS = (
    "company",
    "status",
    "score",
    "matched",
    "kind",
    "listed_name",
    "entity_id",
    "list",
    "list_dated",
    "listed_on",
    "reason",
    "countries",
)


def write_table(screenings: Iterable[Screening], target: TextIO) -> None:
    """Write CSV; cells that a spreadsheet would run as a formula are neutralised."""
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for screening in screenings:
        begin = [neutralise(screening.name), screening.status]
        if not screening.hits:
            writer.writerow([*begin, *[""] * (len(COLUMNS) - len(begin))])
        for hit in screening.hits:
            writer.writerow([*begin, *_cells(hit)])


def _cells(hit: Hit) -> list[str]:
    texts = [
        hit.matched,
        hit.kind,
        hit.listed_name,
        hit.entity_id,
        hit.list_name,
        hit.list_dated.isoformat() if hit.list_dated else "",
        hit.listed_on.isoformat() if hit.listed_on else "",
        hit.reason or "",
        "; ".join(hit.countries),
    ]
    return [f"{hit.score:.4f}", *map(neutralise, texts)]


def as_dict(screening: Screening) -> dict[str, object]:
    """One screening as JSON has it."""
    return {
        "name": screening.name,
        "status": screening.status.replace(" ", "_"),
        "lists": list(screening.lists),
        "hits": [
            {
                "entity_id": hit.entity_id,
                "listed_name": hit.listed_name,
                "matched": hit.matched,
                "kind": hit.kind,
                "score": round(hit.score, 4),
                "list": hit.list_name,
                "list_dated": hit.list_dated.isoformat() if hit.list_dated else None,
                "reason": hit.reason,
                "listed_on": hit.listed_on.isoformat() if hit.listed_on else None,
                "countries": list(hit.countries),
                "why": list(hit.why),
            }
            for hit in screening.hits
        ],
    }
