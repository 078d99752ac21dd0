"""A fault in a table of the follow-up names the file, the line and the field."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from sinergi.cooperation import roles, step_rules
from sinergi.errors import DataError
from sinergi.vocabulary.tables import data_path


def broken(table: Path, folder: Path, column: str, value: str) -> tuple[Path, int]:
    """A copy of a table with a wrong value in the first row that has one there; and its line."""
    copy = folder / table.name
    lines = table.read_text(encoding="utf-8").splitlines()
    comments = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    rows = list(csv.DictReader(lines[comments:]))
    place = next(n for n, row in enumerate(rows) if row[column])
    rows[place][column] = value
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return copy, place + 2


@pytest.mark.parametrize(
    ("module", "table", "read", "column", "value", "message"),
    [
        (step_rules, "steps.csv", "rules", "deadline", "soon", "none of said, before"),
        (step_rules, "steps.csv", "rules", "on", "wish", "neither a kind of statement"),
        (step_rules, "steps.csv", "rules", "topic", "weather", "is not in topics.csv"),
        (step_rules, "steps.csv", "rules", "sector", "magic", "neither a sector"),
        (roles, "permissions.csv", "_table", "officer", "maybe", "neither 'yes' nor empty"),
    ],
)
def test_a_wrong_cell_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    table: str,
    read: str,
    column: str,
    value: str,
    message: str,
) -> None:
    copy, line = broken(data_path("cooperation", table), tmp_path, column, value)
    monkeypatch.setattr(module, "data_path", lambda *_: copy)
    reader = getattr(module, read)
    reader.cache_clear()
    try:
        with pytest.raises(DataError, match=message) as caught:
            reader()
    finally:
        reader.cache_clear()
    assert f"line {line}" in str(caught.value)
    assert column in str(caught.value)
