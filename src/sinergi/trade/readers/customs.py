"""Customs transaction lines with a declared column mapping, on DuckDB or Spark through Ibis."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from sinergi import spark
from sinergi.errors import InputError, MissingDependencyError, UsageError
from sinergi.origin import Licence
from sinergi.tabular import open_table
from sinergi.tabular.headers import columns_there, fold
from sinergi.tabular.text_tables import LINE, sample_table, write_text_table
from sinergi.trade import flows as flow_table
from sinergi.trade.loading import Load, Options, Provenance, Reject
from sinergi.trade.readers import customs_lines
from sinergi.trade.readers.customs_mapping import CustomsMapping, proposed_mapping, read_mapping
from sinergi.trade.readers.row_checks import check_columns, take_faults
from sinergi.vocabulary import conversion

if TYPE_CHECKING:
    import ibis.expr.types as ir

SPARK = "spark://"
LOCAL_SPARK = "spark://local"
_CORRUPT = "_corrupt"


@dataclass(frozen=True)
class _Lines:
    """The lines of a file on an engine.

    ``header`` gives the engine's names of the columns by those in the file: a file may have a
    column ``Exporter`` that means something else than ours.
    """

    connection: Any
    table: ir.Table
    header: dict[str, str]


def read(path: Path, load: Load, options: Options) -> Provenance:
    """Load customs lines as flows.

    Raises:
        UsageError: the revision of the HS is not given, or the engine not known.
        InputError: no mapping is given and the columns' names do not tell what they are, or the
            mapping and the file do not fit together.
        MissingDependencyError: Ibis or PySpark is not installed.
    """
    mapping, said = _mapping(path, load, options)
    revision = options.revision or mapping.nomenclature
    if revision is None:
        raise UsageError(
            "which revision of the HS the codes are is not said",
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
            others = table.filter(year=year)["lines"].sum()
            load.leave_out("years", "years not asked for", int(others))
            continue
        part = table.filter(pl.col("year") == year).sort(flow_table.SORT_ORDER)
        load.merge(int(part["lines"].sum()) - part.height)
        part = part.drop("lines")
        load.write_flows(int(year), load.converted(part.lazy(), revision, target))
    return Provenance(
        kind="trade",
        name=f"customs-{path.name.partition('.')[0]}",
        title="Customs lines",
        producer="not stated",
        version="as given",
        licence=Licence(name="not stated"),
        source=path.name,
        extraction="Lines added up by year, countries and the first six digits of the product, by "
        + said,
        nomenclature=target,
    )


def _mapping(path: Path, load: Load, options: Options) -> tuple[CustomsMapping, str]:
    """The mapping given, else the one that the columns' names propose; and what it is called."""
    if options.mapping is not None:
        if options.columns:
            raise UsageError("--map and --column contradict each other", where="--column")
        return read_mapping(options.mapping), f"the mapping {options.mapping.name}"
    mapping = proposed_mapping(sample_table(path), options.columns)
    columns = ", ".join(f"{field} from '{column}'" for field, column in mapping.columns.items())
    load.notes.append(f"the columns were found by their names: {columns}")
    load.notes.append(f"dates were read as {mapping.date}, '{mapping.decimal}' as decimal sign")
    return mapping, "the names of the columns"


def _parsed(lines: _Lines, mapping: CustomsMapping, path: Path) -> ir.Table:
    import ibis

    found: dict[str, str] = {}
    for field, column in mapping.columns.items():
        alike = [name for name in lines.header if fold(name) == fold(column)]
        if column not in lines.header and len(alike) != 1:
            raise InputError(
                f"the mapping names a column '{column}' that is not there",
                where=path.name,
                advice=columns_there(tuple(lines.header)),
            )
        found[field] = column if column in lines.header else alike[0]
    engine = {field: lines.header[column] for field, column in found.items()}
    mapping = mapping.model_copy(update={"columns": engine})
    codes = customs_lines.country_codes()
    table = ibis.memtable(pl.DataFrame({"code": list(codes), "iso3": list(codes.values())}))
    return customs_lines.parsed(lines.table, table, mapping, found)


def _collect(lines: _Lines, expression: ir.Table) -> pl.DataFrame:
    frame = pl.from_arrow(lines.connection.to_pyarrow(expression))
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("a table expression gives a table")
    return frame


def _refuse(lines: _Lines, parsed: ir.Table, path: Path, load: Load) -> None:
    bad = _collect(lines, customs_lines.rejected(parsed))
    rows = sorted(
        (
            Reject(row[LINE], row["reason"], _joined(row, lines.header.values()))
            for row in bad.iter_rows(named=True)
        ),
        key=lambda reject: (reject.line or 0, reject.row),
    )
    if rows:
        load.reject(path.name, rows)


def _joined(row: dict[str, Any], header: Iterable[str]) -> str:
    corrupt = row.get(_CORRUPT)
    return corrupt or ",".join("" if row[c] is None else str(row[c]) for c in header)


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
def _engine(engine: str, path: Path, mapping: CustomsMapping, load: Load) -> Iterator[_Lines]:
    try:
        import ibis
    except ImportError as error:
        raise MissingDependencyError(
            "customs lines need Ibis", advice="Install it: pip install 'sinergi[customs]'"
        ) from error
    if path.is_dir():
        raise InputError("is a folder, not a file", where=str(path))
    if engine == "duckdb":
        import duckdb  # comes with Ibis, of which it is the engine

        try:
            yield _on_duckdb(ibis, path, mapping, load)
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


def _on_duckdb(ibis: Any, path: Path, mapping: CustomsMapping, load: Load) -> _Lines:
    """The lines from any table that can be read, split and numbered as every other table's."""
    file = load.work / "lines.parquet"
    table = write_text_table(path, load.work, file, delimiter=mapping.separator)
    check_columns(table)
    take_faults(table, load)
    connection = ibis.duckdb.connect()
    lines = connection.read_parquet(str(file), table_name="lines")
    header = {heading: f"c{n}" for n, heading in enumerate(table.headers.values())}
    lines = lines.rename(dict(zip(header.values(), table.headers, strict=True)))
    lines = lines.mutate(**{"_uneven": ibis.literal(False), _CORRUPT: ibis.null("string")})
    return _Lines(connection, lines, header)


@contextmanager
def _spark(engine: str) -> Iterator[Any]:
    try:
        import pyspark
    except ImportError as error:
        raise MissingDependencyError(
            "the Spark engine needs PySpark and Java",
            advice="Install them: pip install 'sinergi[spark]'",
        ) from error
    del pyspark
    settings = {
        # Spark sees that a line is torn only when it parses all of its cells.
        "spark.sql.csv.parser.columnPruning.enabled": "false",
    }
    master = spark.LOCAL if engine == LOCAL_SPARK else engine
    with spark.session("sinergi", master, settings) as session, warnings.catch_warnings():
        # PySpark warns of each pandas it was not tried with; nothing here uses pandas there.
        warnings.simplefilter("ignore", FutureWarning)
        yield session


def _on_spark(ibis: Any, session: Any, path: Path, mapping: CustomsMapping) -> _Lines:
    from pyspark.sql.types import StringType, StructField, StructType

    source = open_table(path)
    if source.delimiter is None or source.header_end != 1 or source.file != path:
        raise InputError(
            "is not a CSV file with the header in its first line, which Spark needs",
            where=path.name,
            advice="Leave --engine out, or save it so",
        )
    header = {heading: f"c{n}" for n, heading in enumerate(source.columns)}
    schema = StructType([StructField(name, StringType()) for name in (*header.values(), _CORRUPT)])
    connection = ibis.pyspark.connect(session)
    table = connection.read_csv(
        str(path),
        table_name="lines",
        schema=schema,
        header=True,
        sep=mapping.separator or source.delimiter,
        encoding=source.encoding,
        mode="PERMISSIVE",
        columnNameOfCorruptRecord=_CORRUPT,
        enforceSchema=True,
    )
    # The engine reads in parts: lines have no number there, only their text.
    table = table.mutate(**{"_uneven": table[_CORRUPT].notnull(), LINE: ibis.null("int64")})
    return _Lines(connection, table, header)
