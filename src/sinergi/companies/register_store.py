"""The user's registers of companies: kept whole or not at all, read by country."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_type_hints

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from sinergi import store
from sinergi.companies.company import CompanyRecord
from sinergi.companies.registers.embedded_register import embedded
from sinergi.errors import UnknownNameError
from sinergi.store.formats import NewerFormatError, read_description

logger = logging.getLogger(__name__)

SHELF = "registers"
"""The shelf of the store where registers lie."""

DESCRIPTION = "register.json"
FORMAT = 1
"""The newest format of a register that this program knows."""

REFUSED = "refused.csv"
"""Rows of the imported file that were refused: line, reason, and how the row begins."""

PART = "part-{:05d}.parquet"
_PARTS = "part-*.parquet"

_IDENTIFIERS = pl.List(pl.Struct({"kind": pl.String, "number": pl.String}))


def _column_type(hint: object) -> Any:
    types: tuple[tuple[object, Any], ...] = (
        (dict[str, str] | None, _IDENTIFIERS),
        (tuple[str, ...] | None, pl.List(pl.String)),
        (date | None, pl.Date),
        (bool | None, pl.Boolean),
        (int | None, pl.Int64),
    )
    return next((column for kind, column in types if kind == hint), pl.String)


_HINTS = get_type_hints(CompanyRecord)
SCHEMA = pl.Schema(
    {f.name: _column_type(_HINTS[f.name]) for f in fields(CompanyRecord) if f.name != "register"}
)
"""Columns of a stored register: the fields of a record (its register is the folder's name)."""

LABELS = pl.Schema({"code": pl.String, "text": pl.String})
"""Columns of a stored list of products: HS code and a label of it."""


class Report(BaseModel):
    """What an import took in, what it refused and what it did not understand.

    ``refused`` and ``left_out`` count rows by reason; ``known`` counts the records that have a
    field, ``doubts`` the values that were not understood and stay unknown, with one of them in
    ``doubtful``; ``unused`` are columns of the file, ``missing`` fields of the mapping.
    """

    model_config = ConfigDict(extra="ignore")

    format: str
    rows: int = 0
    taken: int = 0
    refused: Counter[str] = Field(default_factory=Counter)
    left_out: Counter[str] = Field(default_factory=Counter)
    known: Counter[str] = Field(default_factory=Counter)
    doubts: Counter[str] = Field(default_factory=Counter)
    doubtful: dict[str, str] = Field(default_factory=dict)
    unused: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Register(BaseModel):
    """A register in the store: what it is, how it was read, and where it lies.

    ``format`` is the number of its format; fields that are not known are passed over.
    """

    model_config = ConfigDict(extra="ignore")

    format: int = FORMAT
    id: str
    title: str
    kind: Literal["companies", "products"]
    mapping: str
    imported: datetime
    report: Report
    folder: Path = Field(default=Path(), exclude=True)

    def scan(self) -> pl.LazyFrame:
        """The table, lazily: :data:`SCHEMA` of companies, :data:`LABELS` of products."""
        return pl.scan_parquet(self.folder / _PARTS)


def registers(kind: Literal["companies", "products"] | None = None) -> list[Register]:
    """The registers of the user, by name; of one kind or of both.

    Raises:
        DataError: the description of one is broken.
    """
    found = []
    for folder in store.folders(SHELF):
        try:
            found.append(_read(folder))
        except NewerFormatError as error:
            logger.warning("register %s is left aside: %s", folder.name, error)
    return [register for register in found if kind in (None, register.kind)]


def register(identifier: str) -> Register:
    """The register of this name.

    Raises:
        UnknownNameError: there is none; the message lists those there are.
    """
    for one in registers():
        if one.id == identifier:
            return one
    names = ", ".join(one.id for one in registers()) or "none"
    raise UnknownNameError(
        f"register '{identifier}' is not known",
        advice=f"Registers imported: {names}. Add one: sinergi companies import FILE",
    )


def records(country: str) -> Iterator[CompanyRecord]:
    """All records of a country: of the user's registers, then of the embedded one.

    A record of the embedded extract is passed over when an imported register has its LEI.
    """
    leis: set[str] = set()
    for one in registers("companies"):
        for record in stored(one, country):
            if record.identifiers and "lei" in record.identifiers:
                leis.add(record.identifiers["lei"])
            yield record
    for record in embedded(country):
        if record.record_id not in leis:
            yield record


def stored(one: Register, country: str | None = None) -> Iterator[CompanyRecord]:
    """The records of a register, of one country or all, in the order of the file."""
    frame = one.scan()
    if country is not None:
        frame = frame.filter(pl.col("country") == country)
    for batch in frame.collect_batches(maintain_order=True):
        for row in batch.iter_rows(named=True):
            yield _record(one.id, row)


def chosen(one: Register, record_ids: Iterable[str], country: str) -> list[CompanyRecord]:
    """The records of a register with these ids, of one country, in the order of the file."""
    wanted = pl.col("record_id").is_in(list(record_ids)) & (pl.col("country") == country)
    rows = one.scan().filter(wanted).collect().iter_rows(named=True)
    return [_record(one.id, row) for row in rows]


def labels() -> Iterator[tuple[str, str, str]]:
    """Register, HS code and text of all labels in the lists of products the user imported."""
    for one in registers("products"):
        for code, text in one.scan().select("code", "text").collect().iter_rows():
            yield one.id, code, text


def _record(name: str, row: dict[str, Any]) -> CompanyRecord:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    numbers = row["identifiers"]
    if numbers is not None:
        values["identifiers"] = {item["kind"]: item["number"] for item in numbers}
    return CompanyRecord(register=name, **values)


def _read(folder: Path) -> Register:
    found = read_description(
        folder / DESCRIPTION,
        Register,
        FORMAT,
        what="register",
        advice="Remove the folder and import the register again",
    )
    found.folder = folder
    return found
