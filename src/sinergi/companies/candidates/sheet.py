"""Candidates and pairs as a workbook: one sheet of the ranking, one of its reasons."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from sinergi.companies.candidates.candidate import Candidate, CandidateReason, CompanyPair
from sinergi.companies.company import CompanyRecord
from sinergi.companies.export import neutralise

Cell = str | float | int

_WIDTH = {
    "rank": 6,
    "company": 40,
    "seller": 36,
    "buyer": 36,
    "product": 14,
    "country": 9,
    "score": 8,
    "register": 14,
    "record": 22,
    "screening": 30,
    "unknown": 40,
    "goods": 50,
    "address": 44,
    "phone": 16,
    "website": 24,
    "contribution": 13,
    "reason": 84,
    "source": 40,
}
_LINE = 15
"""Height of a line in points."""

_REASONS = ("rank", "company", "contribution", "reason", "source")
_RECORD = ("goods", "address", "phone", "website")


def write_candidates(
    path: Path, found: Sequence[Candidate], records: Mapping[tuple[str, str], CompanyRecord]
) -> None:
    """Write the ranking to an XLSX file; texts that a spreadsheet could run are neutralised.

    Args:
        path: The file.
        found: The candidates, best first.
        records: The records that the candidates name, for their goods and how to reach them.
    """
    ranking: list[list[Cell]] = []
    reasons: list[list[Cell]] = []
    for place, c in enumerate(found, start=1):
        row: list[Cell] = [place, c.name, c.country, c.score, c.register, c.record_id, c.screening]
        record = records.get((c.register, c.record_id))
        ranking.append([*row, "; ".join(c.unknown), *_stated(record)])
        reasons += _reasons(place, c.name, c.reasons)
    heads = ("rank", "company", "country", "score", "register", "record", "screening", "unknown")
    _write(path, (*heads, *_RECORD), ranking, reasons)


def _stated(record: CompanyRecord | None) -> list[str]:
    """Goods and contacts as the register has them; empty cells for what it does not say."""
    if record is None:
        return [""] * len(_RECORD)
    goods = "; ".join(record.products_text or ()) or record.activity_text
    return [text or "" for text in (goods, record.address, record.phone, record.website)]


def write_pairs(path: Path, found: Sequence[CompanyPair]) -> None:
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
    _write(path, heads, ranking, reasons)


def _reasons(place: int, name: str, reasons: Iterable[CandidateReason]) -> list[list[Cell]]:
    return [[place, name, r.contribution, r.text, r.source] for r in reasons]


def _write(
    path: Path,
    heads: Sequence[str],
    ranking: Sequence[Sequence[Cell]],
    reasons: Sequence[Sequence[Cell]],
) -> None:
    book = xlsxwriter.Workbook(str(path))
    bold = book.add_format({"bold": True, "bottom": 1})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    for title, columns, rows in (
        ("ranking", heads, ranking),
        ("reasons", _REASONS, reasons),
    ):
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, head in enumerate(columns):
            sheet.write_string(0, column, head, bold)
            sheet.set_column(column, column, _WIDTH[head], plain)
        for number, row in enumerate(rows, start=1):
            sheet.set_row(number, _LINE * _lines(columns, row))
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, neutralise(value))
                else:
                    sheet.write_number(number, column, value)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    book.close()


def _lines(columns: Sequence[str], row: Sequence[Cell]) -> int:
    """How many lines the fullest cell of a row takes."""
    cells = zip(columns, row, strict=True)
    return max(math.ceil(len(str(cell)) / _WIDTH[column]) for column, cell in cells) or 1
