"""What every record points to, worked out once: when a register is imported, or first asked.

A register of many thousand companies is classified in seconds, not in the tenths of a second
that a question may take. Each source (a register of the store, the embedded extract of a country)
has a folder of four tables below ``companies/index`` of the store: one row a record with what a
ranking needs of it, one row a finding, the words of stated goods, and all words that a record says
of its business. A stamp says from which import, labels and tables they were made, and in which
format; with another stamp they are made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

import sinergi
from sinergi.companies import register_store
from sinergi.companies.candidates.facility_owners import (
    facilities_origin,
    owner_records,
    power_of,
)
from sinergi.companies.candidates.findings import findings, repaired
from sinergi.companies.candidates.word_places import counted
from sinergi.companies.candidates.wording import parts
from sinergi.companies.classification import Classifier
from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage.prepare import member
from sinergi.companies.registers import EMBEDDED
from sinergi.companies.registers.embedded_register import embedded
from sinergi.facilities.owners import REGISTER as OWNERS
from sinergi.facilities.owners import owners_path
from sinergi.origin import read_origin
from sinergi.store import home
from sinergi.store.home import private_folder
from sinergi.store.whole import write_text, write_whole
from sinergi.vocabulary.tables import data_path
from sinergi.vocabulary.words import tokens

FORMAT = 3
"""Of the tables below, and of the rules their rows are made by.

Raise it with each change of code that makes other rows of the same register, labels and tables.
"""

LARGE = 250
"""Employees from which the European Union's definition (2003/361/EC) calls a company large."""

LARGE_POWER = 1000
"""Megawatts from which an owner of power plants is a large company."""

CONTACTS = ("phone", "address", "website", "email")

RECORDS = pl.Schema(
    [
        ("record_id", pl.String()),
        ("name", pl.String()),
        ("country", pl.String()),
        ("lei", pl.String()),
        ("key", pl.String()),
        ("forms", pl.List(pl.String)),
        ("numbers", pl.List(pl.String)),
        ("place", pl.String()),
        ("words", pl.List(pl.String)),
        ("unsaid", pl.Int64()),
        ("province", pl.String()),
        ("exporter", pl.Boolean()),
        ("listed", pl.Boolean()),
        ("size", pl.Float64()),
        ("goods", pl.Int64()),
        *((name, pl.Boolean()) for name in CONTACTS),
        ("isic", pl.List(pl.String)),
        ("said", pl.Int64()),
    ]
)
"""One row a record, in the register's order. ``key``, ``forms``, ``numbers``, ``place``, ``words``
are what the rule of equal names asks; ``unsaid`` counts telling fields that are unknown; ``size``
is 0 to 1; ``goods`` is the number of stated goods, null where none are stated; ``said`` the number
of words in goods and line of business."""

FINDINGS = pl.Schema(
    {
        "record_id": pl.String,
        "country": pl.String,
        "code": pl.String,
        "confidence": pl.Float64,
        "field": pl.String,
        "words": pl.String,
        "trader": pl.String,
    }
)
"""One row a good that a field of a record points to."""

WORDINGS = pl.Schema({"words": pl.String, "beginning": pl.String, "part": pl.Float64})
"""One row a word of a stated good: its beginning and its part of the good's weight."""

SAID = pl.Schema(
    {"record_id": pl.String, "country": pl.String, "beginning": pl.String, "times": pl.Int64}
)
"""One row a word of a record's goods and line of business: its beginning, how often it stands."""

_BATCH = 20_000
_STAMP = "stamp.json"
_FILES = ("records.parquet", "findings.parquet", "wordings.parquet", "said.parquet")


class IndexedRegister(NamedTuple):
    """A register of the store, or the embedded extract of one country."""

    register: str
    folder: str
    stamp: str
    records: Callable[[], Iterable[CompanyRecord]]


class Index(NamedTuple):
    """The four tables of a source, read lazily."""

    register: str
    records: pl.LazyFrame
    findings: pl.LazyFrame
    wordings: pl.LazyFrame
    said: pl.LazyFrame


def held_sources() -> list[IndexedRegister]:
    """The registers of the store."""
    return [
        IndexedRegister(
            one.id, one.id, one.imported.isoformat(), partial(register_store.stored, one)
        )
        for one in register_store.registers("companies")
    ]


def sources(country: str) -> list[IndexedRegister]:
    """The registers of the store, then owners of facilities and the embedded extract."""
    plants = f"{facilities_origin().sha256} {read_origin(owners_path()).sha256}"
    return [
        *held_sources(),
        IndexedRegister(OWNERS, f".{OWNERS}-{country}", plants, partial(owner_records, country)),
        IndexedRegister(EMBEDDED, f".{EMBEDDED}-{country}", "", partial(embedded, country)),
    ]


def opened(source: IndexedRegister, classifier: Classifier) -> Index:
    """The index of a source; made where it is missing or was made from something else."""
    folder = home() / "companies" / "index" / source.folder
    stamp = json.dumps([FORMAT, source.stamp, _labels_stamp(), _tables_stamp()])
    if not _fresh(folder, stamp):
        _make(source, folder, stamp, classifier)
    return Index(source.register, *(pl.scan_parquet(folder / name) for name in _FILES))


def _fresh(folder: Path, stamp: str) -> bool:
    try:
        return (folder / _STAMP).read_text(encoding="utf-8") == stamp
    except OSError:
        return False


def _labels_stamp() -> list[str]:
    return [f"{one.id} {one.imported}" for one in register_store.registers("products")]


@cache
def _tables_stamp() -> str:
    """Changes with the program and with the tables that goods are recognised by."""
    digest = hashlib.sha256(sinergi.__version__.encode())
    for folder in ("classification", "names", "candidates"):
        for path in sorted(data_path("companies", folder).glob("*.csv")):
            digest.update(path.read_bytes())
    for path in sorted(data_path("facilities").glob("*.csv")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _make(source: IndexedRegister, folder: Path, stamp: str, classifier: Classifier) -> None:
    private_folder(folder)
    (folder / _STAMP).unlink(missing_ok=True)
    schemas = (RECORDS, FINDINGS, SAID)
    frames: tuple[list[pl.DataFrame], ...] = ([], [], [])
    for batch in _batches(source.records(), classifier):
        for made, rows, schema in zip(frames, batch, schemas, strict=True):
            made.append(pl.DataFrame(rows, schema=schema, orient="row"))
    records, found, said = (
        pl.concat(made) if made else pl.DataFrame(schema=schema)
        for schema, made in zip(schemas, frames, strict=True)
    )
    tables = (records, found, _wordings(found), said)
    for name, frame in zip(_FILES, tables, strict=True):
        write_whole(folder / name, frame.write_parquet, private=True)
    write_text(folder / _STAMP, stamp, private=True)


def _wordings(findings: pl.DataFrame) -> pl.DataFrame:
    stated = findings.filter(pl.col("field") == "products")["words"].unique(maintain_order=True)
    rows = [(text, one, part) for text in stated for one, part in parts(text).items()]
    return pl.DataFrame(rows, schema=WORDINGS, orient="row")


def _batches(
    records: Iterable[CompanyRecord], classifier: Classifier
) -> Iterator[tuple[list[Any], list[Any], list[Any]]]:
    rows: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    said: list[tuple[str, str, str, int]] = []
    for raw in records:
        record = repaired(raw)
        words = counted(_said(record))
        rows.append(_row(record, sum(words.values())))
        said += [(record.record_id, record.country, one, n) for one, n in words.items()]
        found += [
            {
                "record_id": record.record_id,
                "country": record.country,
                "code": one.code,
                "confidence": one.confidence,
                "field": one.field,
                "words": one.words,
                "trader": one.trader,
            }
            for one in findings(record, classifier)
        ]
        if len(rows) == _BATCH:
            yield rows, found, said
            rows, found, said = [], [], []
    if rows:
        yield rows, found, said


def _said(record: CompanyRecord) -> tuple[str, ...]:
    """What a record says of its business; of an owner that is names of plants, which say none."""
    if record.register == OWNERS:
        return ()
    return (*(record.products_text or ()), record.activity_text or "")


def _row(record: CompanyRecord, said: int) -> dict[str, Any]:
    seen = member(record)
    told = (
        record.products_text,
        record.hs,
        record.activity_text,
        record.address,
        record.phone,
    )
    return {
        "record_id": record.record_id,
        "name": record.name,
        "country": record.country,
        "lei": (record.identifiers or {}).get("lei"),
        "key": seen.key,
        # Trackers of facilities write legal forms as they find them, often a former one.
        "forms": [] if record.register == OWNERS else list(seen.signature.forms),
        "numbers": [number for _, number in seen.signature.numbers],
        "place": seen.signature.place,
        "words": sorted(seen.goods),
        "unsaid": sum(value is None for value in told),
        "province": province_of(record),
        "exporter": record.exporter,
        "listed": record.listed,
        "size": size_of(record),
        "goods": len(record.products_text) if record.products_text else None,
        **{name: getattr(record, name) is not None for name in CONTACTS},
        "isic": list(record.isic or ()),
        "said": said,
    }


def province_of(record: CompanyRecord) -> str | None:
    """The province, folded, so that spellings of one are one."""
    return " ".join(tokens(record.province)) if record.province is not None else None


def size_of(record: CompanyRecord) -> float | None:
    """From 0 to 1: employees against the large company's; a word alone gives half.

    Owners of power plants by their megawatts.
    """
    if record.register == OWNERS:
        power = power_of(record)
        return None if power is None else min(1.0, power / LARGE_POWER)
    if record.employees is not None:
        return min(1.0, record.employees / LARGE)
    return 0.5 if record.size is not None else None
