"""Candidates and pairs as a workbook: one sheet of the ranking, one of its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from sinergi.companies.candidates.model import Candidate, Pair, Reason
from sinergi.companies.export import neutralise

Cell = str | float | int

_WIDTH = {"company": 44, "seller": 40, "buyer": 40, "reason": 90, "source": 60, "unknown": 70}


def write_candidates(path: Path, found: Sequence[Candidate]) -> None:
    """Write the ranking to an XLSX file; texts that a spreadsheet could run are neutralised."""
    ranking: list[list[Cell]] = [
        [
            place,
            c.name,
            c.country,
            c.score,
            c.register,
            c.record_id,
            c.screening,
            "; ".join(c.unknown),
        ]
        for place, c in enumerate(found, start=1)
    ]
    reasons = [
        row for place, c in enumerate(found, start=1) for row in _reasons(place, c.name, c.reasons)
    ]
    heads = ("rank", "company", "country", "score", "register", "record", "screening", "unknown")
    _write(path, heads, ranking, ("rank", "company", "contribution", "reason", "source"), reasons)


def write_pairs(path: Path, found: Sequence[Pair]) -> None:
    """Write the pairs to an XLSX file, in the same way."""
    ranking: list[list[Cell]] = []
    reasons: list[list[Cell]] = []
    for place, pair in enumerate(found, start=1):
        names = [side.name if side is not None else "" for side in (pair.seller, pair.buyer)]
        ranking.append([place, *names, pair.product, pair.score, "; ".join(pair.unknown)])
        label = " → ".join(name or "?" for name in names)
        reasons += _reasons(place, label, pair.reasons)
        for side in (pair.seller, pair.buyer):
            if side is not None:
                reasons += _reasons(place, side.name, side.reasons)
    heads = ("rank", "seller", "buyer", "product", "score", "unknown")
    _write(path, heads, ranking, ("rank", "company", "contribution", "reason", "source"), reasons)


def _reasons(place: int, name: str, reasons: Iterable[Reason]) -> list[list[Cell]]:
    return [[place, name, r.contribution, r.text, r.source] for r in reasons]


def _write(
    path: Path,
    heads: Sequence[str],
    ranking: Sequence[Sequence[Cell]],
    reason_heads: Sequence[str],
    reasons: Sequence[Sequence[Cell]],
) -> None:
    book = xlsxwriter.Workbook(str(path))
    bold = book.add_format({"bold": True, "bottom": 1})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    for title, columns, rows in (
        ("ranking", heads, ranking),
        ("reasons", reason_heads, reasons),
    ):
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(columns):
            sheet.write_string(0, column, head, bold)
            sheet.set_column(column, column, _WIDTH.get(head, 16), plain)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, neutralise(value))
                else:
                    sheet.write_number(number, column, value)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    book.close()
