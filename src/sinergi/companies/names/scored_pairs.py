"""A table of pairs of names: each row is kept, a column with its score is added."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple, TextIO

from sinergi.companies.export import neutralise
from sinergi.companies.names.compare import score
from sinergi.companies.names.normalise import normalise
from sinergi.errors import InputError
from sinergi.tabular import Fault, Row, open_table

SCORE = "score"


class PairsReport(NamedTuple):
    """What became of the rows: how many got a score, which did not and why (line, reason)."""

    scored: int
    unscored: tuple[tuple[int, str], ...]


def score_file(file: Path, target: TextIO, *, left: str, right: str) -> PairsReport:
    """Write the rows of ``file`` as CSV with a last column :data:`SCORE`, four decimals.

    A row without one of the names keeps its place and has no score: unknown is not 0. Cells that
    a spreadsheet would run as a formula are neutralised.

    Raises:
        InputError: the file cannot be read, lacks a column, or has a score already.
    """
    source = open_table(file)
    for column in (left, right):
        if column not in source.columns:
            raise InputError(
                f"there is no column '{column}'",
                where=str(file),
                advice=f"Columns: {', '.join(source.columns)}; name yours with --left and --right",
            )
    if SCORE in source.columns:
        raise InputError(
            f"there is a column '{SCORE}' already", where=str(file), advice="Rename it first"
        )
    one, other = source.columns.index(left), source.columns.index(right)
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*map(neutralise, source.columns), SCORE])
    scored = 0
    unscored: list[tuple[int, str]] = []
    for row in source.rows(source.columns):
        if isinstance(row, Fault):
            unscored.append((row.line, row.reason))
            continue
        value = _score(row, one, other)
        if value is None:
            unscored.append((row.line, "a name is empty"))
        scored += value is not None
        cells = [neutralise(cell or "") for cell in row.cells]
        writer.writerow([*cells, "" if value is None else f"{value:.4f}"])
    return PairsReport(scored, tuple(unscored))


def _score(row: Row, one: int, other: int) -> float | None:
    left, right = normalise(row.cells[one] or ""), normalise(row.cells[other] or "")
    return score(left, right) if left and right else None
