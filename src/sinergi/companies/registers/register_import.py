"""Takes a register into the store, row by row, and reports on every row that it does not take."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from sinergi import store
from sinergi.companies.export import neutralise
from sinergi.companies.register_store import (
    DESCRIPTION,
    LABELS,
    PART,
    REFUSED,
    SCHEMA,
    SHELF,
    Register,
    Report,
)
from sinergi.companies.registers.mapping_proposal import headless
from sinergi.companies.registers.register_mapping import RegisterMapping
from sinergi.companies.registers.row_conversion import (
    Converter,
    LeftOutRow,
    Refused,
    clean,
    made_id,
)
from sinergi.errors import InputError, UsageError
from sinergi.origin import Licence, Origin, sha256
from sinergi.tabular import Fault, TableSource
from sinergi.vocabulary.words import tokens

BATCH = 20_000
"""Records held in memory before they are written."""

_SHOWN = 200
"""Characters of a refused row that are kept."""

RowProgress = Callable[[int], None]


def import_register(
    source: TableSource,
    mapping: RegisterMapping,
    name: str,
    *,
    mapping_name: str = "given",
    country: str | None = None,
    with_persons: bool = False,
    replace: bool = False,
    progress: RowProgress | None = None,
) -> Register:
    """Read all rows of ``source`` into the store as the register ``name``.

    Args:
        source: The file.
        mapping: Which column is which field.
        name: The register's id in the store.
        mapping_name: What the mapping is called.
        country: ISO3 code of companies whose country the file does not say.
        with_persons: Take natural persons too.
        replace: Take the place of a register of the same name.
        progress: Called with the number of rows after each batch.

    Returns:
        The register, with its report.

    Raises:
        InputError: the file breaks off, or no row of it can be taken.
        UsageError: the name is taken or cannot name a register.
        StoreError: the store cannot be written.
    """
    check_name(name, replace=replace)
    report = _columns_used(source, mapping)
    with store.draft(name, shelf=SHELF, replace=replace) as draft:
        with ExitStack() as stack:
            refused = stack.enter_context(
                (draft.folder / REFUSED).open("w", encoding="utf-8", newline="")
            )
            taker = _Taker(report, refused)
            if mapping.kind == "companies":
                converter = Converter(mapping, country=country, with_persons=with_persons)
                records = _companies(source, converter, taker)
                _write(records, SCHEMA, draft.folder, report, progress)
                report.doubts, report.doubtful = converter.doubts, converter.doubtful
            else:
                _write(_labels(source, mapping, taker), LABELS, draft.folder, report, progress)
        report.format = source.format
        report.notes = (*source.notes, *_headless(mapping))
        _check(report, source)
        _account(report, mapping, draft.folder)
        result = Register(
            id=name,
            title=mapping.title,
            kind=mapping.kind,
            mapping=mapping_name,
            imported=datetime.now(UTC),
            report=report,
        )
        text = result.model_dump_json(indent=2)
        (draft.folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
        store.seal(draft.folder, _origin(source.path, mapping))
    result.folder = store.root(SHELF) / name
    return result


def _columns_used(source: TableSource, mapping: RegisterMapping) -> Report:
    """A report that knows which columns nobody asked for, and which were not there.

    Raises:
        InputError: one without which no row can be taken is not there.
    """
    report = Report(format=source.format)
    used = {source.place(column) for column in mapping.columns}
    report.unused = tuple(c for n, c in enumerate(source.columns) if n not in used)
    report.missing = _missing(mapping, source)
    needed = {"name", "code", "text"} & set(report.missing)
    if needed:
        raise InputError(
            f"the file has none of the columns that the mapping names for '{min(needed)}'",
            where=str(source.path),
            advice=f"Its columns are {', '.join(source.columns)}",
        )
    return report


def check_name(name: str, *, replace: bool) -> None:
    """See to it that a register can be called ``name``.

    Raises:
        UsageError: no register can, or one is called so already and is not to be replaced.
    """
    try:
        store.check_id(name)
    except UsageError as error:
        raise UsageError(
            f"'{name}' cannot name a register", where="--register", advice=error.advice
        ) from error
    if not replace and (store.root(SHELF) / name).exists():
        raise UsageError(
            f"a register '{name}' is already there",
            where="--register",
            advice="Give another name, or take its place with --replace",
        )


def _missing(mapping: RegisterMapping, source: TableSource) -> tuple[str, ...]:
    """The fields of the mapping for which the file has none of the columns."""
    fields = {name: field.columns for name, field in mapping.fields.items()}
    fields |= {name: (column,) for name, column in mapping.identifiers.items()}
    there = {c for c in mapping.columns if source.place(c) is not None}
    return tuple(name for name, cols in fields.items() if there.isdisjoint(cols))


class _Taker:
    """Writes down the rows that are not taken."""

    def __init__(self, report: Report, file: TextIO) -> None:
        self.report = report
        self._writer = csv.writer(file)
        self._writer.writerow(["line", "reason", "row"])

    def refuse(self, line: int, reason: str, text: str, *, kind: str | None = None) -> None:
        """Count a refused row under ``kind`` (the reason itself by default) and keep its start."""
        self.report.refused[kind or reason] += 1
        self._writer.writerow([line, reason, neutralise(" ".join(text[:_SHOWN].split()))])


def _companies(
    source: TableSource, converter: Converter, taker: _Taker
) -> Iterator[dict[str, Any]]:
    ids = _Ids()
    for row in source.rows(converter.wanted):
        taker.report.rows += 1
        if isinstance(row, Fault):
            taker.refuse(row.line, row.reason, row.text, kind=row.reason.split(":")[0])
            continue
        try:
            record = converter.convert(row.cells)
            ids.give(record, row.line)
        except Refused as reason:
            taker.refuse(row.line, str(reason), _text(row.cells), kind=reason.kind)
            continue
        except LeftOutRow as reason:
            taker.report.left_out[str(reason)] += 1
            continue
        numbers = record.get("identifiers")
        if numbers is not None:
            record["identifiers"] = [{"kind": k, "number": v} for k, v in numbers.items()]
        yield record


class _Ids:
    """Sees to it that no two records have one id, and that no record is taken twice.

    Hashes of ids and rows are kept, not the texts: two million of them fit into memory.
    """

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}
        self._rows: set[int] = set()

    def give(self, record: dict[str, Any], line: int) -> None:
        """Check the record's own id, or make one of its name and place.

        Raises:
            Refused: the id, or the whole row, stands already in an earlier line.
        """
        if "record_id" in record:
            earlier = self._lines.setdefault(hash(record["record_id"]), line)
            if earlier != line:
                text = f"id '{record['record_id']}' stands already in line {earlier}"
                raise Refused(text, kind="the id stands already in an earlier line")
            return
        content = hash(str(record))
        if content in self._rows:
            raise Refused("the same row stands already in an earlier line")
        self._rows.add(content)
        base = made_id(record)
        numbered = (base if n == 1 else f"{base}-{n}" for n in itertools.count(1))
        record["record_id"] = next(i for i in numbered if hash(i) not in self._lines)
        self._lines[hash(record["record_id"])] = line


def _labels(
    source: TableSource, mapping: RegisterMapping, taker: _Taker
) -> Iterator[dict[str, str]]:
    """One label for each heading that a row names and each text it gives."""
    wanted = mapping.columns
    texts = [wanted.index(c) for c in mapping.fields["text"].columns]
    codes = [wanted.index(c) for c in mapping.fields["code"].columns]
    for row in source.rows(wanted):
        taker.report.rows += 1
        if isinstance(row, Fault):
            taker.refuse(row.line, row.reason, row.text)
            continue
        found = _headings(" ".join(row.cells[p] or "" for p in codes))
        words = [t for p in texts if (t := clean(row.cells[p])) is not None and tokens(t)]
        if not found or not words:
            taker.refuse(row.line, "has no code or no text", _text(row.cells))
            continue
        for code in found:
            for text in words:
                yield {"code": code, "text": text}


def _headings(text: str) -> list[str]:
    """The codes in a cell, without dots, at most six digits, each once."""
    digits = ("".join(c for c in part if c.isdigit()) for part in text.replace(";", " ").split())
    return list(dict.fromkeys(d[:6] for d in digits if len(d) >= 4))


def _write(
    records: Iterator[dict[str, Any]],
    schema: pl.Schema,
    folder: Path,
    report: Report,
    progress: RowProgress | None,
) -> None:
    """Write the records in parts, so that memory does not grow with the file."""
    batch: list[dict[str, Any]] = []
    number = 0
    for record in records:
        batch.append(record)
        if len(batch) == BATCH:
            _write_part(batch, schema, folder / PART.format(number), report)
            number += 1
            batch.clear()
            if progress is not None:
                progress(report.rows)
    if batch or number == 0:
        _write_part(batch, schema, folder / PART.format(number), report)


def _write_part(batch: list[dict[str, Any]], schema: pl.Schema, path: Path, report: Report) -> None:
    columns = {name: [record.get(name) for record in batch] for name in schema}
    frame = pl.DataFrame(columns, schema=schema, strict=True)
    frame.write_parquet(path, compression="zstd")
    report.taken += frame.height
    for name in schema:
        full = frame.height - frame[name].null_count()
        if full:
            report.known[name] += full


def _headless(mapping: RegisterMapping) -> Iterator[str]:
    column = headless(mapping.fields["name"].columns) if mapping.kind == "companies" else None
    if column is not None:
        yield (
            f"the first row was taken as the header, but '{column}' reads like a company: "
            "a file without a header needs one, or its first company is lost"
        )


def _account(report: Report, mapping: RegisterMapping, folder: Path) -> None:
    """Every row read is stored, refused or left out; the stored ones are counted in the files.

    Raises:
        InputError: some are not: rows would be lost without a word.
    """
    stored = pl.scan_parquet(folder / "part-*.parquet").select(pl.len()).collect().item()
    found = report.taken + report.refused.total() + report.left_out.total()
    if stored != report.taken or (mapping.kind == "companies" and found != report.rows):
        raise InputError(
            f"{report.rows:,} rows were read, but {found:,} are stored, left out or refused",
            advice="This is a fault of the program: nothing was imported, please report it",
        )


def _check(report: Report, source: TableSource) -> None:
    if report.taken == 0:
        reasons = ", ".join(f"{n} × {why}" for why, n in (report.refused + report.left_out).items())
        raise InputError(
            f"no row could be taken ({reasons or 'there are no rows below the header'})",
            where=str(source.path),
            advice="Look at the columns: sinergi companies import FILE --register NAME --show",
        )


def _text(cells: list[str | None]) -> str:
    return " | ".join(cell for cell in cells if cell)


def _origin(path: Path, mapping: RegisterMapping) -> Origin:
    return Origin(
        title=mapping.title,
        producer=mapping.producer or "not stated",
        version=f"file {path.name}",
        licence=Licence(name=mapping.licence or "not stated"),
        source=path.name,
        extraction="Imported row by row with a column mapping.",
        sha256=sha256(path),
    )
