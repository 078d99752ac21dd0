"""Totals: exports or imports by country and product, or all goods of pairs of countries.

Values are current US dollars, quantities tonnes. All product codes have the same number of digits:
sums of one level are never added to those of another. The column of years holds single years, or
in every row one and the same span (``2022-2023``) of which the values are annual means.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from sinergi.errors import InputError, UsageError
from sinergi.origin import Licence
from sinergi.tabular.headers import fold
from sinergi.tabular.text_tables import TextTable
from sinergi.trade.flows import LARGEST
from sinergi.trade.loading import CHAPTERS_OF_ALL_GOODS, Load, Options, Provenance
from sinergi.trade.readers.named_columns import country, find_columns, named, year
from sinergi.trade.readers.reports import flow_codes
from sinergi.trade.readers.row_checks import first_reason, number, read_table, refuse, says
from sinergi.vocabulary import conversion

_SPAN = r"^([12]\d{3})[-–]([12]\d{3})$"
_FLOWS = {"exporter": "exports", "importer": "imports"}


def read(path: Path, load: Load, options: Options) -> Provenance:
    """Load the sums; a country's product that has no row counts as not traded.

    Raises:
        InputError: a column is missing, product codes have several lengths, or years and spans
            are mixed.
        UsageError: the flow or the revision of the codes has to be said.
    """
    raw = read_table(path, load)
    there = find_columns("totals", raw, options.columns)
    if {"exporter", "importer"} <= there.keys() and "product" not in there:
        needed = ["exporter", "importer", "year", "value"]
        return _read_pairs(named("totals", raw, needed, options.columns), load)
    needed = ["country", "product", "year", "value"]
    table = _of_flow(named("totals", raw, needed, options.columns), load, options)
    if options.revision is None:
        raise UsageError(
            "the file does not say which revision of the HS its codes are",
            where=table.name,
            advice="Say it: --revision HS22",
        )
    span = _span(table)
    kept = _sound(table, load, ["country"], ["product"])
    digits = _digits(kept, table.name)
    quantity = "_quantity" if "_quantity" in kept.columns else None
    keys = ["country", "product"] if span else ["year", "country", "product"]
    stored = kept.select(
        pl.col("_year").alias("year"),
        pl.col("_country").alias("country"),
        pl.col("_digits").alias("product"),
        pl.col("_value").alias("value"),
        *([pl.col(quantity).alias("quantity")] if quantity else []),
    )
    if span:
        stored = stored.drop("year")
    _write(stored, keys, load, span)
    flow = str(table.frame["_flow"][0])
    return replace(
        _source(path.name, flow),
        nomenclature=conversion.check_revision(options.revision),
        digits=digits,
        complete=stored["product"].str.head(2).n_unique() >= CHAPTERS_OF_ALL_GOODS,
        mean=span is not None,
    )


def _read_pairs(table: TextTable, load: Load) -> Provenance:
    kept = _sound(table, load, ["exporter", "importer"], [])
    stored = kept.select(
        pl.col("_year").alias("year"),
        pl.col("_exporter").alias("exporter"),
        pl.col("_importer").alias("importer"),
        pl.col("_value").alias("value"),
    )
    _write(stored, ["exporter", "importer", "year"], load, None)
    return replace(_source(table.name, "pairs"), digits=2, complete=True)


def _source(name: str, flow: str) -> Provenance:
    return Provenance(
        kind="totals",
        name=f"totals-{flow}-{name.partition('.')[0]}",
        title=f"Totals of trade: {flow}",
        producer="not stated",
        version="as given",
        licence=Licence(name="not stated"),
        source=name,
        extraction="Countries to ISO3, codes with their leading zeros, sorted",
        flow=flow,
    )


def _of_flow(table: TextTable, load: Load, options: Options) -> TextTable:
    """The rows of one flow, with ``_flow``."""
    frame = table.frame
    if "flow" in frame.columns:
        sides = {
            text: _FLOWS.get(flow_codes()[fold(text)].side or "")
            for text in frame["flow"].drop_nulls().unique()
            if fold(text) in flow_codes()
        }
        frame = frame.with_columns(
            pl.col("flow").replace_strict(sides, default=None, return_dtype=pl.String).alias("_f")
        )
        there = sorted(frame["_f"].drop_nulls().unique())
    else:
        frame, there = frame.with_columns(pl.lit(None, dtype=pl.String).alias("_f")), []
    wanted = options.flow or (there[0] if len(there) == 1 else None)
    if wanted not in ("exports", "imports"):
        what = "holds exports and imports" if there else "does not say whether it holds exports"
        raise UsageError(
            f"the file {what}", where=table.name, advice="Say it: --flow exports or --flow imports"
        )
    other = pl.col("_f") != wanted
    load.leave_out("flow", f"not {wanted}", int(frame.select(other.sum()).item()))
    kept = frame.filter(~other.fill_null(False)).with_columns(pl.lit(wanted).alias("_flow"))
    if kept.is_empty():
        raise InputError(f"has no rows of {wanted}", where=table.name)
    return replace(table, frame=kept)


def _span(table: TextTable) -> tuple[int, int] | None:
    """The span of years that every row stands for, None where rows have single years."""
    texts = table.frame["year"].drop_nulls().unique()
    spans = texts.str.extract_groups(_SPAN).struct.unnest().drop_nulls()
    if spans.is_empty():
        return None
    if texts.len() > 1:
        raise InputError(
            "single years and spans, or several spans, are mixed",
            where=table.name,
            advice="Add the rows of each span as a dataset of its own",
        )
    first, last = spans.row(0)
    return int(first), int(last)


def _sound(table: TextTable, load: Load, sides: list[str], codes: list[str]) -> pl.DataFrame:
    """Rows without a fault, and without areas that no country stands for."""
    frame = table.frame.with_columns(
        *(country(table.frame, side) for side in sides),
        year("year").alias("_year"),
        number("value").alias("_value"),
        *(pl.col(c).str.replace_all(r"[\s.]", "").alias("_digits") for c in codes),
        *([number("quantity").alias("_quantity")] if "quantity" in table.frame.columns else []),
    )
    checks = [
        *(
            (pl.col(f"_{side}").is_null(), says(f"{side} is not a known country code", side))
            for side in sides
        ),
        (
            pl.col("_year").is_null() & ~pl.col("year").str.contains(_SPAN).fill_null(False),
            says("not a year", "year"),
        ),
        (pl.col("_value").is_null(), says("value is no number", "value")),
        (pl.col("_value") < 0, says("value is below 0", "value")),
        (pl.col("_value") > LARGEST, says("value is larger than any trade", "value")),
        *(
            (
                ~pl.col("_digits").str.contains(r"^\d{2}(\d\d){0,2}$").fill_null(False),
                says("not a product code of 2, 4 or 6 digits", c),
            )
            for c in codes
        ),
    ]
    key = pl.struct("year", *(f"_{side}" for side in sides), *(["_digits"] if codes else []))
    checks.append((~key.is_first_distinct(), pl.lit("the same row stands before")))
    kept = refuse(replace(table, frame=frame), load, first_reason(*checks))
    outside = pl.any_horizontal(*(pl.col(f"_{side}") == "" for side in sides))
    load.leave_out("areas", "no country of today", int(kept.select(outside.sum()).item()))
    return kept.filter(~outside)


def _digits(frame: pl.DataFrame, name: str) -> int:
    lengths = sorted(frame["_digits"].str.len_chars().unique())
    if len(lengths) > 1:
        raise InputError(
            f"product codes of {' and '.join(map(str, lengths))} digits are mixed",
            where=name,
            advice="Add each level as a dataset of its own: sums would be counted twice",
        )
    return int(lengths[0]) if lengths else 6


def _write(stored: pl.DataFrame, keys: list[str], load: Load, span: tuple[int, int] | None) -> None:
    load.write_table("totals", stored.sort(keys))
    if span:
        load.cover_years(*span)
