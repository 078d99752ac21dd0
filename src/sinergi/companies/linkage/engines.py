"""The engines that Splink runs on: DuckDB in this process, Spark for registers of many millions.

Both get the same two functions: ``sinergi_name_level(name_l, name_r)`` and
``sinergi_shared(list_l, list_r)``, the number of values two lists share.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import polars as pl

from sinergi import spark
from sinergi.companies.linkage.names import name_levels
from sinergi.errors import MissingDependencyError

Engine = Literal["duckdb", "spark"]

MEMORY = "2GB"
"""What DuckDB may take; beyond it, it writes to its temporary folder."""


@contextmanager
def database(engine: Engine, frame: pl.DataFrame) -> Iterator[tuple[Any, Any]]:
    """Splink's database of an engine, and the prepared table registered in it.

    Raises:
        MissingDependencyError: Splink, or Spark, is not installed.
    """
    opened = _duckdb(frame) if engine == "duckdb" else _spark(frame)
    with opened as found:
        yield found


@contextmanager
def _duckdb(frame: pl.DataFrame) -> Iterator[tuple[Any, Any]]:
    try:
        from splink import DuckDBAPI
    except ImportError as error:
        raise _missing("linkage", error) from error
    import duckdb

    with duckdb.connect(config={"memory_limit": MEMORY}) as connection:
        _add_functions(connection)
        api = DuckDBAPI(connection)
        connection.register("sinergi_prepared", frame.to_arrow())
        connection.execute("CREATE TABLE sinergi_records AS FROM sinergi_prepared")
        connection.unregister("sinergi_prepared")
        yield api, api.register("sinergi_records")


def _add_functions(connection: Any) -> None:
    import pyarrow as pa

    def levels(left: Any, right: Any) -> Any:
        return pa.array(name_levels(left.to_pylist(), right.to_pylist()), pa.int32())

    connection.create_function(
        "sinergi_name_level", levels, ["VARCHAR", "VARCHAR"], "INTEGER", type="arrow"
    )
    connection.execute("CREATE MACRO sinergi_shared(a, b) AS len(list_intersect(a, b))")


@contextmanager
def _spark(frame: pl.DataFrame) -> Iterator[tuple[Any, Any]]:
    try:
        from pyspark.sql.types import IntegerType
        from splink import SparkAPI
    except ImportError as error:
        raise _missing("linkage,spark", error) from error

    from sinergi.companies.linkage.names import name_level

    # Workers need an interpreter that has this package; on a cluster the user's setting holds.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with spark.session("sinergi-link", None, {}) as session:
        session.udf.register("sinergi_name_level", name_level, IntegerType())
        session.sql(
            "CREATE OR REPLACE TEMPORARY FUNCTION sinergi_shared(a ARRAY<STRING>, b ARRAY<STRING>)"
            " RETURNS INT RETURN size(array_intersect(a, b))"
        )
        open_api: Any = SparkAPI
        api = open_api(spark_session=session, break_lineage_method="persist")
        yield api, api.register(session.createDataFrame(frame.to_arrow()))


def _missing(extra: str, error: ImportError) -> MissingDependencyError:
    return MissingDependencyError(
        f"linking needs a package that is not installed ({error.name})",
        advice=f"Install sinergi[{extra}]",
    )
