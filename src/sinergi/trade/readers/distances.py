"""Distances and ties of country pairs, in the columns of CEPII's GeoDist."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from sinergi.errors import InputError
from sinergi.origin import Licence
from sinergi.tabular.headers import columns_there
from sinergi.trade.loading import Load, Options, Provenance
from sinergi.trade.readers.named_columns import country, named
from sinergi.trade.readers.row_checks import first_reason, number, read_table, refuse, says

LENGTHS = ("dist", "distcap", "distw")
"""Kilometres between the largest cities, the capitals, and weighted by cities' populations."""

TIES = ("contig", "comlang_off", "comlang_ethno", "colony", "comcol", "col45", "smctry")


def read(path: Path, load: Load, options: Options) -> Provenance:
    """Load one row a pair; columns that the file does not have are unknown.

    Raises:
        InputError: the file has no pair of countries or no distance.
    """
    table = named("distances", read_table(path, load), ["exporter", "importer"], options.columns)
    lengths = [name for name in LENGTHS if name in table.frame.columns]
    if not lengths:
        raise InputError(
            "no column gives a distance",
            where=table.name,
            advice=columns_there(table.columns),
        )
    ties = [name for name in TIES if name in table.frame.columns]
    frame = table.frame.with_columns(
        country(table.frame, "exporter"),
        country(table.frame, "importer"),
        *(number(name).alias(f"_{name}") for name in (*lengths, *ties)),
    )
    checks = [
        (pl.col(f"_{side}").is_null(), says(f"{side} is not a known country code", side))
        for side in ("exporter", "importer")
    ]
    for name in lengths:
        wrong = pl.col(name).is_not_null() & ~(pl.col(f"_{name}") >= 0).fill_null(False)
        checks.append((wrong & (pl.col(name) != "NA"), says(f"{name} is not a length", name)))
    pair = pl.struct("_exporter", "_importer")
    checks.append((~pair.is_first_distinct(), pl.lit("the same pair stands before")))
    kept = refuse(replace(table, frame=frame), load, first_reason(*checks))
    outside = (pl.col("_exporter") == "") | (pl.col("_importer") == "")
    load.leave_out("areas", "no country of today", int(kept.select(outside.sum()).item()))
    stored = kept.filter(~outside).select(
        pl.col("_exporter").alias("exporter"),
        pl.col("_importer").alias("importer"),
        *(_column(name, ties).cast(pl.Int8) for name in TIES),
        *(_column(name, lengths) for name in LENGTHS),
    )
    load.write_table("distances", stored.sort("exporter", "importer"))
    return Provenance(
        kind="distances",
        name=f"distances-{path.stem}",
        title="Bilateral distances and ties",
        producer="not stated",
        version="as given",
        licence=Licence(name="not stated"),
        source=path.name,
        extraction="Countries to ISO3, columns under the names of GeoDist, sorted",
    )


def _column(name: str, there: list[str]) -> pl.Expr:
    value = pl.col(f"_{name}") if name in there else pl.lit(None, dtype=pl.Float64)
    return value.alias(name)
