"""Every table out and in: CSV and XLSX through django-import-export.

A dry run comes first, errors are told by row, and rows are written by the same actions as forms.
Files that come in are opened by the confined reader of tables.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import JSONField, QuerySet
from django.utils.translation import gettext as _
from import_export import resources

from sinergi.companies.export import neutralise
from sinergi.errors import InputError, SinergiError
from sinergi.tabular import Fault, open_table
from sinergi.web.core import table_rows
from sinergi.web.core.forms import RecordForm
from sinergi.web.core.messages import in_words
from sinergi.web.core.models import Record
from sinergi.web.core.permissions import require
from sinergi.web.people.models import Person

TABLES = ("pair", "meeting", "document", "participant", "statement", "step", "evidence",
          "agreement", "incentive", "company", "approach", "watch")  # fmt: skip
INTO = frozenset(TABLES) - {"pair", "document"}
"""Tables that can be brought in; pairs are taken up and documents read on pages of their own."""
MOST_ROWS = 5000
LARGEST = 2 * 2**20
"""Bytes; the larger a file, the longer the confined reader may take, and a person waits for it."""
_ALSO = ("state", "status", "stage", "sharing", "deadline", "published", "a", "b", "exporter",
         "importer", "product", "meeting", "step", "company")  # fmt: skip
"""Columns beside the fields that a person edits: what the record belongs to and where it stands."""
_MARKED = tuple("=+-@\t\r\n")

Cells = dict[str, Any]


def dataset(model: type[Record], rows: QuerySet[Any]) -> tablib.Dataset:
    """The rows of a kind: number, pair, the fields a person edits, what it belongs to, states."""
    also = [n for n in _ALSO if any(f.name == n for f in model._meta.fields)]
    own = ["id", *(["pair"] if model.PAIR == "pair" else []), *model.FIELDS, *also]
    own = list(dict.fromkeys(own))
    made = resources.modelresource_factory(model, meta_options={"fields": own, "export_order": own})
    table: tablib.Dataset = made().export(rows)
    safe = tablib.Dataset(headers=table.headers)
    lists = [field.name for field in model._meta.fields if isinstance(field, JSONField)]
    for row in table:
        cells = zip(table.headers or (), row, strict=True)
        safe.append([_cell(" ".join(json.loads(v)) if n in lists and v else v) for n, v in cells])
    return safe


def _cell(value: Any) -> Any:
    """A value for a spreadsheet: texts that one could run are neutralised."""
    return neutralise(value) if isinstance(value, str) else value


def as_bytes(table: tablib.Dataset, kind: str) -> bytes:
    """A table as ``csv`` (UTF-8 with a mark, as Excel wants it) or ``xlsx``."""
    if kind == "xlsx":
        written: bytes = table.export("xlsx")
        return written
    return ("\ufeff" + str(table.export("csv"))).encode()


@dataclass
class Report:
    """What an import did, or would do: rows taken, errors by row."""

    taken: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)
    written: bool = False


def bring(
    person: Person, model: type[Record], pair: Any, content: bytes, name: str, *, dry_run: bool
) -> Report:
    """Take rows of a table in; a dry run writes nothing, and nothing is written if a row is wrong.

    Raises:
        InputError: the file is no table, too large, or has none of the columns.
    """
    require(person, "import", pair)
    require(person, "create", pair)
    rows = _read(model, content, name)
    report = Report()
    try:
        with transaction.atomic():
            for number, row in rows:
                _take(person, model, pair, number, row, report)
            if dry_run or report.errors:
                raise _Undone
        report.written = True
    except _Undone:
        pass
    return report


class _Undone(Exception):  # noqa: N818 - it is no error
    """Nothing of this is kept."""


def _take(
    person: Person, model: type[Record], pair: Any, number: int, row: Cells | None, report: Report
) -> None:
    if row is None:
        report.errors.append((number, _("the row cannot be read")))
        return
    form = RecordForm(model, pair, data=row, adding=True)
    if not form.is_valid():
        texts = [f"{form.fields[n].label}: {' '.join(map(str, e))}" if n in form.fields
                 else " ".join(map(str, e)) for n, e in form.errors.items()]  # fmt: skip
        report.errors.append((number, "; ".join(texts)))
        return
    try:
        with transaction.atomic():
            table_rows.make(person, model, pair, row, form.values())
    except ValidationError as error:
        report.errors.append((number, " ".join(error.messages)))
    except SinergiError as error:
        report.errors.append((number, in_words(error)))
    else:
        report.taken += 1


def _read(model: type[Record], content: bytes, name: str) -> list[tuple[int, Cells | None]]:
    """Line and cells of every row; None for the cells of a row that cannot be read."""
    if len(content) > LARGEST:
        raise InputError(_("the file is too large"))
    ending = ".xlsx" if name.lower().endswith(".xlsx") else ".csv"
    with tempfile.TemporaryDirectory(prefix="sinergi-") as folder:
        path = Path(folder) / f"table{ending}"
        path.write_bytes(content)
        try:
            source = open_table(path)
            known = table_rows.columns(model)
            wanted = [name for name in source.columns if name.strip() in known]
            rows = list(islice(source.rows(wanted), MOST_ROWS + 1)) if wanted else []
        except SinergiError as error:
            raise InputError(_("the file is no CSV in UTF-8 and no XLSX")) from error
    if not wanted:
        raise InputError(_("no column has a name that is known"))
    if len(rows) > MOST_ROWS:
        raise InputError(_("the table has too many rows"))
    heads = [name.strip() for name in wanted]
    return [
        (one.line, None if isinstance(one, Fault) else _cells(heads, one.cells)) for one in rows
    ]


def _cells(heads: list[str], row: list[str | None]) -> Cells:
    cells: Cells = {}
    for head, value in zip(heads, row, strict=True):
        text = value or ""
        # What was written out with an apostrophe, so that no spreadsheet runs it, comes in without.
        text = text[1:] if text[:1] == "'" and text[1:].startswith(_MARKED) else text
        cells[head] = text.split() if head == "sectors" else text
    return cells
