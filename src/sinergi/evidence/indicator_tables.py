"""Tables of indicators computed on a dataset, with the record of where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import polars as pl

from sinergi import __version__
from sinergi.errors import InputError, UsageError
from sinergi.evidence.datasets import reference
from sinergi.evidence.table_trade import dataset_for, trade_for
from sinergi.evidence.tariff_measures import book
from sinergi.evidence.worlds import DUMMIES
from sinergi.indicators.catalogue import Indicator, Inputs, Result, compute, indicator
from sinergi.indicators.catalogue.entry import When, holds
from sinergi.indicators.long_tables import deliver
from sinergi.trade import catalogue
from sinergi.trade.catalogue import Dataset
from sinergi.vocabulary import development, geography, positions
from sinergi.vocabulary.shipped import whole

_SERIES = {"gdp": "gdp", "income": "gdppc", "population": "population"}
"""Tables that indicators need, and the embedded series that gives them."""


@dataclass(frozen=True)
class IndicatorTable:
    """A long table (Polars, or what was asked for) and its origin record, ready for JSON."""

    table: Any
    origin: dict[str, Any]

    @property
    def warnings(self) -> list[str]:
        """What must be said beside the table."""
        found: list[str] = self.origin["warnings"]
        return found


def indicators(
    name: str,
    *,
    dataset: str | None = None,
    year: int | Iterable[int] | Literal["all"] | None = None,
    inputs: Mapping[str, object] | None = None,
    digits: int | None = None,
    accept_basket: bool = False,
    to: str = "polars",
    **arguments: Any,
) -> IndicatorTable:
    """One indicator for the whole world, computed on a dataset of the catalogue.

    Args:
        name: As in ``sinergi.indicators.CATALOGUE``.
        dataset: Id of a dataset of trade or totals; the default is the user's newest complete one,
            else the embedded raw materials, or exports by chapter where those have no meaning.
        year: A year or several, or ``"all"`` that the dataset holds; the default is its last.
        inputs: Tables beside trade by their names in ``Inputs``: a table (Polars, pandas, Arrow) or
            the id of a dataset. Distances, ties of pairs, GDP, income and population come from the
            embedded series where they are not given. ``imports`` names totals of imports to put
            beside totals of exports.
        digits: Cut product codes to 2 or 4 digits first.
        accept_basket: Compute it on a dataset that does not cover all goods, although it has no
            meaning there.
        to: ``"polars"``, ``"pandas"`` or ``"arrow"``.
        arguments: Those of the indicator.

    Raises:
        UnknownNameError: no such indicator or dataset.
        UsageError: an argument is wrong, a year is not covered, or the dataset does not cover all
            goods and the indicator needs them.
        InputError: a table lacks what is needed.
    """
    entry = indicator(name)
    given = dict(inputs or {})
    resolved = entry.resolve(arguments)
    held = dataset_for(
        entry, dataset, all_goods=holds(entry.all_goods, resolved) and not accept_basket
    )
    imports = given.pop("imports", None)
    _check(entry, held, given, digits)
    # Before the years: data of a part of all goods are the greater fault.
    _refuse_lacking(entry, held, resolved, (), accept_basket)
    chosen = _years(held, year)
    _refuse_lacking(entry, held, resolved, chosen, accept_basket)
    tables, sources = _inputs(entry, held, given, digits)
    trade = trade_for(entry, held, resolved, imports, chosen)
    sources.update(("imports", one) for one in trade.also)
    result = compute(
        name,
        trade.frame,
        years=chosen,
        inputs=Inputs(**tables),
        digits=digits,
        **arguments,
    )
    table = _text_labels(result.table)
    return IndicatorTable(
        table=deliver(table, to),
        origin=_origin(result, held, sources, table.height, trade.warnings),
    )


def _check(
    entry: Indicator,
    held: Dataset,
    given: Mapping[str, object],
    digits: int | None,
) -> None:
    if digits not in (None, 2, 4, 6):
        raise UsageError(f"{digits} digits", where="digits", advice="Give 2, 4 or 6")
    if digits is not None and digits > held.digits:
        raise UsageError(
            f"dataset '{held.id}' has products of {held.digits} digits, not of {digits}",
            where="digits",
        )
    known = (*entry.needs, *entry.uses)
    for name in given:
        if name not in known:
            raise UsageError(
                f"'{entry.name}' takes no table '{name}'",
                where="input",
                advice=f"It takes {', '.join(known) or 'none'}",
            )


def lacks(
    entry: Indicator, held: Dataset, arguments: Mapping[str, Any], years: Iterable[int]
) -> list[str]:
    """What the dataset lacks of what the indicator needs, each with what to do."""
    found = []
    if holds(entry.all_goods, arguments) and not held.complete:
        what = entry.name
        if isinstance(entry.all_goods, When):
            what += f", {entry.all_goods.words(arguments)}"
        found.append(
            f"it does not cover all goods: '{what}' has no meaning on it. Load all goods with "
            "'sinergi data add baci PATH', or accept it with --accept-basket"
        )
    needed = {one for year in years for one in entry.years(year, arguments)}
    if missing := sorted(needed - set(held.years_held)):
        found.append(f"it has no data of {', '.join(str(year) for year in missing)}")
    if entry.nomenclature is not None and held.nomenclature != entry.nomenclature:
        found.append(
            f"its codes are of {held.nomenclature}, those of '{entry.name}' of "
            f"{entry.nomenclature}. Add the data again with --to {entry.nomenclature}"
        )
    return found


def _refuse_lacking(
    entry: Indicator,
    held: Dataset,
    arguments: Mapping[str, Any],
    years: Iterable[int],
    accept_basket: bool,
) -> None:
    asked = replace(entry, all_goods=False) if accept_basket else entry
    for fault in lacks(asked, held, arguments, years):
        raise UsageError(fault, where=f"dataset '{held.id}'")


def _years(held: Dataset, year: int | Iterable[int] | Literal["all"] | None) -> list[int]:
    if not held.years_held:
        raise InputError("the dataset names no years", where=held.id)
    if held.mean:
        raise UsageError(
            f"'{held.id}' is the mean of {held.years_held[0]} to {held.years_held[-1]}, no single "
            "year",
            advice="Give it as imports beside exports: --input imports=" + held.id,
        )
    first, last = held.years_held[0], held.years_held[-1]
    if year is None:
        return [last]
    if isinstance(year, str):
        return list(held.years_held)
    chosen = [year] if isinstance(year, int) else sorted(set(year))
    for one in chosen:
        if not first <= one <= last:
            raise UsageError(f"dataset '{held.id}' covers {first} to {last}, not {one}")
    return chosen


def _inputs(
    entry: Indicator, held: Dataset, given: Mapping[str, object], digits: int | None
) -> tuple[dict[str, object], dict[str, str]]:
    """The tables that an indicator takes, and what each is from."""
    tables: dict[str, object] = {}
    sources: dict[str, str] = {}
    for name in (*entry.needs, *entry.uses):
        table = given.get(name)
        if isinstance(table, str):
            tables[name], sources[name] = _stored(name, table, held), table
        elif table is not None:
            tables[name], sources[name] = table, "given"
        elif name in _SERIES:
            tables[name] = _series(name, pl.scan_parquet(whole(development.wdi_path())))
            sources[name] = "wdi"
        elif name in _PAIRS:
            tables[name] = _PAIRS[name](pl.scan_parquet(whole(geography.distances_path())))
            sources[name] = "geodist"
        elif name == "positions" and "table" not in given:
            level = digits or held.digits
            tables[name] = positions.positions(held.nomenclature or "", level)
            sources[name] = positions.DATASET
    return tables, sources


def _stored(name: str, identifier: str, held: Dataset) -> pl.DataFrame:
    """A table beside trade from a dataset of the catalogue."""
    dataset = catalogue.dataset(identifier)
    wanted = {"tariffs": "tariffs", **dict.fromkeys(_PAIRS, "distances")}
    kind = wanted.get(name, "gdp" if name in _SERIES else None)
    if dataset.kind != kind:
        raise UsageError(
            f"dataset '{identifier}' holds {dataset.kind}, which gives no table '{name}'",
            where="input",
            advice="Give a file",
        )
    if name == "tariffs":
        return book(identifier, held.nomenclature or "HS92").drop_nulls("rate")
    return _PAIRS[name](dataset.scan()) if name in _PAIRS else _series(name, dataset.scan())


def _series(name: str, table: pl.LazyFrame) -> pl.DataFrame:
    column = pl.col(_SERIES[name]).alias("value")
    return table.select("country", "year", column).drop_nulls().collect()


def _distance(table: pl.LazyFrame) -> pl.DataFrame:
    return (
        _between(table).select("exporter", "importer", pl.col("dist").alias("distance")).collect()
    )


def _covariates(table: pl.LazyFrame) -> pl.DataFrame:
    logarithm = pl.col("dist").log().alias("log_distance")
    ties = (pl.col(tie).cast(pl.Float64) for tie in DUMMIES)
    return _between(table).select("exporter", "importer", logarithm, *ties).collect()


def _between(table: pl.LazyFrame) -> pl.LazyFrame:
    return table.filter(pl.col("exporter") != pl.col("importer"))


_PAIRS: dict[str, Callable[[pl.LazyFrame], pl.DataFrame]] = {
    "distance": _distance,
    "covariates": _covariates,
}


def _text_labels(table: pl.DataFrame) -> pl.DataFrame:
    """Codes as plain text, so that a CSV and a Parquet file say the same."""
    return table.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))


def _origin(
    result: Result,
    held: Dataset,
    sources: Mapping[str, str],
    rows: int,
    said: tuple[str, ...],
) -> dict[str, Any]:
    warnings = [*said, *result.warnings]
    if not held.complete:
        warnings.append(f"dataset {held.id} does not cover all goods: numbers are within its goods")
    used = [held.id, *(one for one in dict.fromkeys(sources.values()) if one != "given")]
    return {
        **result.conventions(),
        "dataset": held.id,
        "nomenclature": held.nomenclature,
        "inputs": dict(sources),
        "datasets": [reference(one).model_dump(mode="json") for one in used],
        "rows": rows,
        "warnings": warnings,
        "made_by": f"sinergi {__version__}",
    }
