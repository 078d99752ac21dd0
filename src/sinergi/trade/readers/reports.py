"""Trade as countries report it: both sides' reports kept, one of them taken as the flow.

Comtrade and WITS give rows of a reporter, a partner and a flow. An import report is usually
CIF, an export report FOB, and the two seldom agree. Both stay in the dataset's table
``reports`` (see :mod:`sinergi.trade.mirror`); the flow table takes the importer's report where
there is one, since customs watch imports more closely (Feenstra et al. 2005, NBER 11040), else
the exporter's. ``Options.prefer`` turns this round.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from sinergi.errors import InputError, UsageError
from sinergi.tabular.headers import columns_there, fold
from sinergi.tabular.text_tables import TextTable
from sinergi.trade import areas, flows
from sinergi.trade.loading import Load, Options
from sinergi.trade.readers.named_columns import (
    NamedColumn,
    check_needed,
    country,
    find_columns,
    select_fields,
)
from sinergi.trade.readers.row_checks import first_reason, number, refuse, says
from sinergi.vocabulary import conversion
from sinergi.vocabulary.tables import data_path, read_table

SIDES = ("exporter", "importer")
LEVELS = {6: "six-digit products", 4: "four-digit headings", 2: "two-digit chapters"}
FLOWS = ("imports", "exports")
_AS_REPORTED = "HS"
_CELL = ["year", "exporter", "importer", "product"]
_NEEDED = ("year", "reporter", "partner", "flow", "product", "value")
# The total over all means of transport, customs procedures and second partners.
_TOTALS = {"transport": ("0",), "customs": ("C00",), "partner2": ("0", "W00")}


class _Flow(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    side: Literal["exporter", "importer"] | None = None
    note: str


@cache
def flow_codes() -> dict[str, _Flow]:
    """The flows by the codes and names that reports give them."""
    path = data_path("trade", "report-flows.csv")
    return {fold(flow.code): flow for flow in read_table(path, _Flow, unique="code")}


def load_reports(kind: str, table: TextTable, load: Load, options: Options) -> str:
    """Write the flows and both sides' reports of a table; return the nomenclature.

    Args:
        kind: The kind of data, whose names of columns are used.
        table: The table as text.
        load: Where to write.
        options: What the user says of it.

    Raises:
        InputError: a column is missing, or the revision of the HS is not clear.
        UsageError: an option is wrong, or contradicts the file.
    """
    _check(options)
    named = _named(kind, table, options)
    kept = _set_aside(refuse(named, load, _fault()), load, options.digits)
    kept = _without_repeats(replace(named, frame=kept), load)
    if options.years:
        others = ~pl.col("_year").is_in(options.years)
        load.leave_out("years", "years not asked for", int(kept.select(others.sum()).item()))
        kept = kept.filter(~others)
    if kept.is_empty():
        return options.convert_to or options.revision or conversion.REVISIONS[0]
    reports = _reports(kept)
    load.merge(kept.height - reports.height)
    reports, nomenclature = _one_revision(table.name, reports, load, options)
    for (year,), part in reports.partition_by("year", as_dict=True, include_key=True).items():
        _write_year(int(year), part, load, options.prefer)
    return nomenclature


def level_suffix(digits: int) -> str:
    """What the id of a dataset says of its level: nothing of six digits."""
    return "" if digits == 6 else f"-{digits}digits"


def _check(options: Options) -> None:
    if options.prefer not in SIDES:
        raise UsageError("--prefer is exporter or importer", where="--prefer")
    if options.digits not in LEVELS:
        raise UsageError(f"{options.digits} digits", where="--digits", advice="Give 2, 4 or 6")
    if options.flow is not None and options.flow not in FLOWS:
        raise UsageError("--flow is imports or exports", where="--flow")
    if options.convert_to is not None and options.digits != 6:
        raise UsageError(
            f"{LEVELS[options.digits]} cannot be converted to another revision",
            where="--to",
            advice="Only six-digit products can: leave --to or --digits out",
        )


def _check_flow(found: dict[str, NamedColumn], table: TextTable, flow: str | None) -> None:
    if "flow" in found and flow is not None:
        raise UsageError(
            f"the file says the flow of each row in the column '{found['flow'].column}'",
            where=table.name,
            advice="Leave --flow out",
        )
    if "flow" not in found and flow is None:
        raise InputError(
            "no column gives the flow",
            where=table.name,
            advice="If all rows are of one, say --flow imports or exports. "
            + columns_there(table.columns),
        )


def _named(kind: str, table: TextTable, options: Options) -> TextTable:
    """The columns of the source under the names of the fields, with the numbers computed."""
    found = find_columns(kind, table, options.columns)
    check_needed(table, found, [field for field in _NEEDED if field != "flow"])
    _check_flow(found, table, options.flow)
    named = select_fields(table, found)
    frame = named.frame
    if options.flow is not None:
        frame = frame.with_columns(pl.lit(options.flow).alias("flow"))
    for optional in ("period", "nomenclature", "quantity", *_TOTALS):
        if optional not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(optional))
    quantity = found["quantity"].scale if "quantity" in found else 1.0
    computed = frame.with_columns(
        pl.col("year").str.extract(r"^(\d{4})(\d{2})?$").cast(pl.Int16).alias("_year"),
        country(frame, "reporter"),
        country(frame, "partner"),
        _mapped("flow", _sides(frame)),
        # A code of odd length lost its leading zero in a spreadsheet.
        pl.when(pl.col("product").str.contains(r"^\d+$"))
        .then(
            pl.col("product").str.zfill(
                pl.col("product").str.len_chars() + pl.col("product").str.len_chars() % 2
            )
        )
        .alias("_product"),
        (number("value") * found["value"].scale).alias("_value"),
        (number("quantity") * quantity).alias("_quantity"),
    )
    return replace(named, frame=computed)


def _sides(frame: pl.DataFrame) -> dict[str, str]:
    """The side that reports by the flow's code or name, "none" for flows left out."""
    written = {text: fold(text) for text in frame["flow"].drop_nulls().unique().to_list()}
    known = flow_codes()
    return {text: known[code].side or "none" for text, code in written.items() if code in known}


def _mapped(column: str, codes: dict[str, str]) -> pl.Expr:
    return (
        pl.col(column)
        .replace_strict(codes, default=None, return_dtype=pl.String)
        .alias(f"_{column}")
    )


def _fault() -> pl.Expr:
    return first_reason(
        (pl.col("_year").is_null(), says("not a year", "year")),
        (pl.col("_reporter").is_null(), says("reporter is not a known country", "reporter")),
        (pl.col("_partner").is_null(), says("partner is not a known country", "partner")),
        (pl.col("_flow").is_null(), says("not a known trade flow", "flow")),
        (pl.col("product").is_null(), "no product code"),
        (pl.col("_value").is_null(), says("value is not a number", "value")),
        (pl.col("_value") < 0, says("value is negative", "value")),
        (pl.col("_value") > flows.LARGEST, says("value is larger than any trade", "value")),
        (
            pl.col("quantity").is_not_null() & pl.col("_quantity").is_null(),
            says("weight is not a number", "quantity"),
        ),
        (pl.col("_quantity") < 0, says("weight is negative", "quantity")),
        (pl.col("_quantity") > flows.LARGEST, says("weight is larger than any", "quantity")),
    )


def _set_aside(frame: pl.DataFrame, load: Load, digits: int) -> pl.DataFrame:
    """Leave out what is a total, a part of another row, or no trade between two countries."""
    for column in ("reporter", "partner"):
        outside = Counter(frame.filter(pl.col(f"_{column}") == "")[column].to_list())
        for code, rows in outside.items():
            area = areas.find(code)
            if area is not None:
                load.leave_out_area(area, rows)
        frame = frame.filter(pl.col(f"_{column}") != "")
    checks: list[tuple[pl.Expr, str, str]] = [
        (pl.col("_flow") == "none", "flow", "part of the exports or imports"),
        (pl.col("_reporter") == pl.col("_partner"), "inside", "a country's trade with itself"),
    ]
    length = pl.col("_product").str.len_chars()
    others = [level for level in LEVELS if level != digits]
    checks.append((~length.is_in(list(LEVELS)).fill_null(False), "code", "a total, or no HS code"))
    checks += [
        (length == level, "level", f"{LEVELS[level]}, which --digits {level} loads")
        for level in others
    ]
    for column, totals in _TOTALS.items():
        part = ~pl.col(column).is_in(totals)
        checks.append((part, column, f"a breakdown by {column}, summed in another row"))
    lost: dict[str, int] = {}
    for wrong, code, note in checks:
        mask = wrong.fill_null(False)
        lost[note] = int(frame.select(mask.sum()).item())
        load.leave_out(code, note, lost[note])
        frame = frame.filter(~mask)
    for level in others:
        rows = lost[f"{LEVELS[level]}, which --digits {level} loads"]
        if level < digits and rows > frame.height > 0:
            load.notes.append(
                f"only {frame.height:,} rows are of {LEVELS[digits]}; {rows:,} of {LEVELS[level]} "
                f"were left out: load those with --digits {level}"
            )
    return frame


def _without_repeats(table: TextTable, load: Load) -> pl.DataFrame:
    key = pl.struct("_year", "period", "_reporter", "_partner", "_flow", "_product", "nomenclature")
    return refuse(
        table, load, first_reason((~key.is_first_distinct(), "the same report stands before"))
    )


def _reports(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a report: the cell, the side that reports, the revision, value and quantity."""
    exports = pl.col("_flow") == "exporter"
    return (
        frame.select(
            pl.col("_year").alias("year"),
            pl.when(exports).then("_reporter").otherwise("_partner").alias("exporter"),
            pl.when(exports).then("_partner").otherwise("_reporter").alias("importer"),
            pl.col("_product").alias("product"),
            pl.col("_flow").alias("side"),
            pl.col("nomenclature"),
            pl.col("_value").alias("value"),
            # A weight of 0 is how the sources write that it is not known.
            pl.when(pl.col("_quantity") > 0).then("_quantity").alias("quantity"),
        )
        .group_by(*_CELL, "side", "nomenclature")
        .agg(
            pl.col("value").sum(),
            pl.when(pl.col("quantity").null_count() == 0)
            .then(pl.col("quantity").sum())
            .alias("quantity"),
        )
    )


def _one_revision(
    name: str, reports: pl.DataFrame, load: Load, options: Options
) -> tuple[pl.DataFrame, str]:
    """The reports in one revision of the HS: the file's, the user's, or the one asked for."""
    written = reports["nomenclature"].unique().to_list()
    revisions = {code: _revision(name, code, options) for code in written}
    target = options.convert_to or (
        next(iter(set(revisions.values()))) if len(set(revisions.values())) == 1 else None
    )
    if target is None:
        whole = options.digits == 6
        raise UsageError(
            f"the rows are in several revisions ({', '.join(sorted(set(revisions.values())))})",
            where=name,
            advice="Say which they are to be converted to: --to HS92"
            if whole
            else "Only six-digit products can be converted: add the years of each revision alone",
        )
    conversion.check_revision(target)
    parts = []
    for code, revision in revisions.items():
        part = reports.filter(pl.col("nomenclature").eq_missing(code)).drop("nomenclature")
        if revision != target:
            load.notes.append(f"{part.height:,} reports were converted from {revision} to {target}")
        parts.append(load.converted(part.lazy(), revision, target).collect())
    joined = pl.concat(parts).group_by(*_CELL, "side")
    before = sum(part.height for part in parts)
    sums = joined.agg(
        pl.col("value").sum(),
        pl.when(pl.col("quantity").null_count() == 0)
        .then(pl.col("quantity").sum())
        .alias("quantity"),
    )
    load.merge(before - sums.height)
    return sums, target


def _revision(name: str, code: str | None, options: Options) -> str:
    numbered = {f"H{i}": revision for i, revision in enumerate(conversion.REVISIONS)}
    text = (code or _AS_REPORTED).upper().replace(" ", "")
    if text in numbered:
        return numbered[text]
    if text in conversion.REVISIONS:
        return text
    if text != _AS_REPORTED:
        raise InputError(f"nomenclature '{code}' is not a revision of the HS", where=name)
    if options.revision is None:
        raise UsageError(
            "the file does not say which revision of the HS its codes are",
            where=name,
            advice="Say it: --revision HS17",
        )
    return conversion.check_revision(options.revision)


def _write_year(year: int, reports: pl.DataFrame, load: Load, prefer: str) -> None:
    ordered = reports.sort(*flows.SORT_ORDER, "side")
    flows.write(ordered.lazy(), load.folder / f"reports-{year}.parquet")
    chosen = (
        ordered.sort((pl.col("side") == prefer).cast(pl.Int8), descending=True)
        .unique(_CELL, keep="first", maintain_order=True)
        .sort(flows.SORT_ORDER)
        .drop("side")
    )
    load.merge(ordered.height - chosen.height)
    load.write_flows(year, chosen.lazy())
