"""Every table out and in: CSV and XLSX through django-import-export.

A dry run comes first, errors are told by row, and rows are written by the same actions as forms.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from import_export import resources

from sinergi.companies.export import neutralise
from sinergi.errors import InputError, SinergiError
from sinergi.web.core import actions
from sinergi.web.core.forms import RecordForm
from sinergi.web.core.messages import in_words
from sinergi.web.core.models import Record
from sinergi.web.core.permissions import require
from sinergi.web.people.models import Person

TABLES = ("meeting", "participant", "statement", "step", "agreement", "incentive", "company",
          "approach", "watch")  # fmt: skip
INTO = frozenset({"meeting", "step", "agreement", "incentive", "company"})
"""Tables that can be brought in: their rows need nothing but a pair."""
MOST_ROWS = 5000
LARGEST = 5 * 2**20


def dataset(model: type[Record], rows: QuerySet[Any]) -> tablib.Dataset:
    """The rows of a kind: number, pair, the fields a person edits, states."""
    states = [n for n in ("state", "status", "stage", "sharing", "deadline")
              if any(f.name == n for f in model._meta.fields)]  # fmt: skip
    own = ["id", *(["pair"] if model.PAIR == "pair" else []), *model.FIELDS, *states]
    own = list(dict.fromkeys(own))
    made = resources.modelresource_factory(model, meta_options={"fields": own, "export_order": own})
    table: tablib.Dataset = made().export(rows)
    safe = tablib.Dataset(headers=table.headers)
    for row in table:
        safe.append([neutralise(v) if isinstance(v, str) else v for v in row])
    return safe


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
            for number, row in enumerate(rows, start=2):
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
    person: Person, model: type[Record], pair: Any, number: int, row: dict[str, Any], report: Report
) -> None:
    form = RecordForm(model, pair, data=row)
    if not form.is_valid():
        texts = [f"{form.fields[n].label}: {' '.join(map(str, e))}" if n in form.fields
                 else " ".join(map(str, e)) for n, e in form.errors.items()]  # fmt: skip
        report.errors.append((number, "; ".join(texts)))
        return
    record = model(**form.values())
    if model.PAIR:
        record.pair = pair  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            actions.create(person, record)
    except ValidationError as error:
        report.errors.append((number, " ".join(error.messages)))
    except SinergiError as error:
        report.errors.append((number, in_words(error)))
    else:
        report.taken += 1


def _read(model: type[Record], content: bytes, name: str) -> list[dict[str, Any]]:
    if len(content) > LARGEST:
        raise InputError(_("the file is too large"))
    try:
        if name.lower().endswith(".xlsx"):
            table = tablib.Dataset().load(io.BytesIO(content), format="xlsx")
        else:
            table = tablib.Dataset().load(content.decode("utf-8-sig"), format="csv")
    except Exception as error:
        raise InputError(_("the file is no CSV in UTF-8 and no XLSX")) from error
    headers = [str(h or "").strip() for h in table.headers or []]
    if not set(headers) & set(model.FIELDS):
        raise InputError(_("no column has a name that is known"))
    if len(table) > MOST_ROWS:
        raise InputError(_("the table has too many rows"))
    return [_cells(headers, row) for row in table]


def _cells(headers: list[str], row: Any) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for head, value in zip(headers, row, strict=False):
        text = "" if value is None else str(value)
        text = text.removesuffix(" 00:00:00")
        cells[head] = text.split() if head == "sectors" else text
    return cells
