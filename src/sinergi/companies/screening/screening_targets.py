"""The companies of a file, to be screened: their names and where they stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sinergi.companies.registers.mapping_proposal import propose
from sinergi.companies.registers.register_mapping import recognise
from sinergi.errors import InputError
from sinergi.tabular import Fault, TableSource, open_table


class ScreeningTarget(NamedTuple):
    """A company to screen; ``fault`` says why its row could not be read, the name is then empty."""

    line: int
    name: str
    fault: str | None


def read_targets(file: Path, column: str | None = None) -> Iterator[ScreeningTarget]:
    """The names in ``column`` of a file, or in the column that holds the names.

    Raises:
        InputError: the file cannot be read, or which column holds the names is not to be seen.
    """
    source = open_table(file)
    wanted = column or _name_column(source)
    if wanted not in source.columns:
        raise InputError(
            f"there is no column '{wanted}'",
            where=str(file),
            advice=f"Columns: {', '.join(source.columns)}",
        )
    for row in source.rows((wanted,)):
        if isinstance(row, Fault):
            yield ScreeningTarget(row.line, "", row.reason)
        else:
            yield ScreeningTarget(row.line, (row.cells[0] or "").strip(), None)


def _name_column(source: TableSource) -> str:
    known = recognise(source.columns)
    if known is not None and known[1].kind == "companies":
        return known[1].fields["name"].columns[0]
    for proposal in propose(source.columns, source.sample()):
        if proposal.field == "name":
            return proposal.column
    raise InputError(
        "which column holds the names is not to be seen",
        where=str(source.path),
        advice=f"Say it with --column; columns: {', '.join(source.columns)}",
    )
