"""Customs transaction lines with a declared column mapping, on DuckDB or Spark through Ibis."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl

from sinergi.errors import InputError, MissingDependencyError, UsageError
from sinergi.origin import Licence
from sinergi.trade import flows as flow_table
from sinergi.trade.loading import Load, Options, Reject, Source
from sinergi.trade.readers import customs_lines
from sinergi.trade.readers.mapping import Mapping, read_mapping
from sinergi.trade.readers.tables import as_utf8, header_of
from sinergi.vocabulary import conversion

if TYPE_CHECKING:
    import ibis.expr.types as ir

SPARK = "spark://"
LOCAL_SPARK = "spark://local"
_ROW = "_row"
_CORRUPT = "_corrupt"


@dataclass(frozen=True)
class _Lines:
    """The lines of a file on an engine, and the lines the engine could not split."""

    connection: Any
    table: ir.Table
    header: list[str]
    unreadable: list[tuple[int, str]]


def read(path: Path, load: Load, options: Options) -> Source:
    """Load customs lines as flows.

    Raises:
        UsageError: the mapping or the revision of the HS is not given, or the engine not known.
        InputError: the mapping and the file do not fit together.
        MissingDependencyError: Ibis or PySpark is not installed.
    """
    if options.mapping is None:
        raise UsageError(
            "customs lines need a mapping of their columns", advice="Give it: --map mapping.toml"
        )
    mapping = read_mapping(options.mapping)
    revision = options.revision or mapping.nomenclature
    if revision is None:
        raise UsageError(
            "the mapping does not say which revision of the HS the codes are",
            advice="Say it: --revision HS22",
        )
    conversion.check_revision(revision)
    load.progress("Customs lines", None)
    with _engine(options.engine, path, mapping, load) as lines:
        parsed = _parsed(lines, mapping, path)
        _refuse(lines, parsed, path, load)
        _count(lines, parsed, load)
        table = _collect(lines, customs_lines.flows(parsed))
    target = options.convert_to or revision
    for year in sorted(table["year"].unique().to_list()):
        if options.years and year not in options.years:
            load.leave_out("years", "years not asked for", table.filter(year=year).height)
            continue
        part = table.filter(pl.col("year") == year).sort(flow_table.SORT_ORDER)
        load.write_flows(int(year), load.converted(part.lazy(), revision, target))
    return Source(
        kind="trade",
        name=f"customs-{path.name.partition('.')[0]}",
        title="Customs lines",
        producer="not stated",
        version="as given",
        licence=Licence(name="not stated"),
        source=path.name,
        extraction=f"Lines added up by year, countries and the first six digits of the product, by "
        f"the mapping {options.mapping.name}",
        nomenclature=target,
    )


def _parsed(lines: _Lines, mapping: Mapping, path: Path) -> ir.Table:
    import ibis

    missing = [c for c in mapping.columns.values() if c not in lines.header]
    if missing:
        raise InputError(
            f"the mapping names a column '{missing[0]}' that is not there",
            where=path.name,
            advice=f"Columns there: {', '.join(lines.header)}",
        )
    codes = customs_lines.country_codes()
    table = ibis.memtable(pl.DataFrame({"code": list(codes), "iso3": list(codes.values())}))
    return customs_lines.parsed(lines.table, table, mapping)


def _collect(lines: _Lines, expression: ir.Table) -> pl.DataFrame:
    frame = pl.from_arrow(lines.connection.to_pyarrow(expression))
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("a table expression gives a table")
    return frame


def _refuse(lines: _Lines, parsed: ir.Table, path: Path, load: Load) -> None:
    bad = _collect(lines, customs_lines.rejected(parsed))
    rows = sorted(
        (
            Reject(
                _line(row.get(_ROW), lines.unreadable), row["reason"], _joined(row, lines.header)
            )
            for row in bad.iter_rows(named=True)
        ),
        key=lambda reject: (reject.line or 0, reject.row),
    )
    torn = [Reject(line, customs_lines.UNEVEN, text) for line, text in lines.unreadable]
    if rows or torn:
        load.reject(path.name, [*rows, *torn])
    load.rows_read += len(torn)


def _joined(row: dict[str, Any], header: list[str]) -> str:
    corrupt = row.get(_CORRUPT)
    return corrupt or ",".join("" if row[c] is None else str(row[c]) for c in header)


def _line(row: int | None, unreadable: list[tuple[int, str]]) -> int | None:
    """The line in the file of the n-th line that was read (from 0), below the header."""
    if row is None:
        return None
    line = row + 2
    for torn, _ in unreadable:
        if torn > line:
            break
        line += 1
    return line


def _count(lines: _Lines, parsed: ir.Table, load: Load) -> None:
    sound = parsed.filter(parsed["reason"].isnull())
    counted = _collect(
        lines,
        parsed.aggregate(
            all=parsed.count(),
            sound=parsed["reason"].isnull().sum(),
        ),
    )
    load.rows_read += int(counted["all"].item())
    outside = sound.filter((sound["exporter"] == "") | (sound["importer"] == ""))
    load.leave_out("areas", "no country of today", _height(lines, outside))
    inside = sound.filter(sound["exporter"] != "", sound["exporter"] == sound["importer"])
    load.leave_out("inside", "a country's trade with itself", _height(lines, inside))


def _height(lines: _Lines, expression: ir.Table) -> int:
    return int(lines.connection.to_pyarrow(expression.count()).as_py())


@contextmanager
def _engine(engine: str, path: Path, mapping: Mapping, load: Load) -> Iterator[_Lines]:
    try:
        import ibis
    except ImportError as error:
        raise MissingDependencyError(
            "customs lines need Ibis", advice="Install it: pip install 'sinergi[customs]'"
        ) from error
    if path.is_dir():
        raise InputError("is a folder, not a file", where=str(path))
    if engine == "duckdb":
        file = as_utf8(path, load.work / "lines.csv")
        try:
            yield _on_duckdb(ibis, file, mapping)
        except duckdb.Error as error:
            reason = str(error).partition("\n")[0]
            raise InputError(f"cannot be read as lines ({reason})", where=path.name) from error
    elif engine.startswith(SPARK):
        with _spark(engine) as session:
            yield _on_spark(ibis, session, path, mapping)
    else:
        raise UsageError(
            f"engine '{engine}' is not known",
            where="--engine",
            advice="duckdb, or spark://HOST:PORT",
        )


def _header(path: Path, mapping: Mapping) -> list[str]:
    names, _ = header_of(path.name, path, mapping.separator)
    if len(set(names)) != len(names) or not all(names):
        raise InputError("the first line does not name each column once", where=path.name)
    return names


def _on_duckdb(ibis: Any, file: Path, mapping: Mapping) -> _Lines:
    header = _header(file, mapping)
    connection = ibis.duckdb.connect()
    table = connection.read_csv(
        str(file),
        table_name="lines",
        header=False,
        skip=1,
        columns=dict.fromkeys(header, "VARCHAR"),
        delim=mapping.separator,
        quote='"',
        escape='"',
        store_rejects=True,
        null_padding=False,
        parallel=False,
    )
    table = connection.create_table("read_lines", table, temp=True)
    torn = connection.raw_sql(
        "SELECT DISTINCT line, csv_line FROM reject_errors ORDER BY line"
    ).fetchall()
    table = table.mutate(
        **{_ROW: ibis.row_number(), "_uneven": ibis.literal(False), _CORRUPT: ibis.null("string")}
    )
    return _Lines(connection, table, header, [(int(line), text or "") for line, text in torn])


@contextmanager
def _spark(engine: str) -> Iterator[Any]:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingDependencyError(
            "the Spark engine needs PySpark and Java",
            advice="Install them: pip install 'sinergi[spark]'",
        ) from error
    builder = SparkSession.builder.appName("sinergi")
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        # Spark sees that a line is torn only when it parses all of its cells.
        "spark.sql.csv.parser.columnPruning.enabled": "false",
    }
    if engine == LOCAL_SPARK:
        builder = builder.master("local[2]")
        settings |= dict.fromkeys(("spark.driver.host", "spark.driver.bindAddress"), "127.0.0.1")
    else:
        builder = builder.master(engine)
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        with warnings.catch_warnings():
            # PySpark warns of each pandas it was not tried with; nothing here uses pandas there.
            warnings.simplefilter("ignore", FutureWarning)
            yield session
    finally:
        session.stop()


def _on_spark(ibis: Any, session: Any, path: Path, mapping: Mapping) -> _Lines:
    from pyspark.sql.types import StringType, StructField, StructType

    header = _header(path, mapping)
    schema = StructType([StructField(name, StringType()) for name in (*header, _CORRUPT)])
    connection = ibis.pyspark.connect(session)
    table = connection.read_csv(
        str(path),
        table_name="lines",
        schema=schema,
        header=True,
        sep=mapping.separator,
        mode="PERMISSIVE",
        columnNameOfCorruptRecord=_CORRUPT,
        enforceSchema=True,
    )
    # The engine reads in parts: lines have no number there, only their text.
    table = table.mutate(**{"_uneven": table[_CORRUPT].notnull(), _ROW: ibis.null("int64")})
    return _Lines(connection, table, header, [])
