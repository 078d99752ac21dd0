"""The trade that an indicator's table is computed on: flows, or sums by country and product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from sinergi.errors import UnknownNameError, UsageError
from sinergi.evidence.worlds import trade_dataset
from sinergi.indicators.catalogue import Indicator
from sinergi.indicators.catalogue.entry import holds
from sinergi.trade import catalogue, queries
from sinergi.trade.catalogue import Dataset, Side


@dataclass(frozen=True)
class TableTrade:
    """Trade ready for an indicator, what must be said beside it, and further datasets read."""

    frame: pl.LazyFrame
    warnings: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def dataset_for(entry: Indicator, identifier: str | None, *, all_goods: bool) -> Dataset:
    """The dataset named, of trade or totals; without a name the best there is.

    Where the indicator has no meaning on the default trade data, which are a part of all goods, it
    is computed on the totals of exports by chapter.

    Raises:
        UnknownNameError: there is none of this id, or it holds neither trade nor totals.
    """
    if identifier is None:
        default = catalogue.default_trade()
        totals = catalogue.default_totals("exports")
        if all_goods and not default.complete and entry.trade == "exports" and totals:
            return totals
        return default
    named = catalogue.dataset(identifier)
    return named if named.kind == "totals" else trade_dataset(identifier)


def trade_for(
    entry: Indicator,
    held: Dataset,
    arguments: Mapping[str, Any],
    imports: object | None,
    years: Iterable[int],
) -> TableTrade:
    """The flows, or the much smaller trade by country where that is enough.

    Args:
        entry: The indicator.
        held: Its dataset.
        arguments: Of the indicator, resolved.
        imports: Id of totals of imports, where ``held`` has exports only.
        years: The years asked for.

    Raises:
        UsageError: the dataset is of sums and the indicator needs more.
    """
    partners = entry.trade == "flows" or holds(entry.partners, arguments)
    if held.kind == "totals":
        return _of_totals(entry, held, arguments, imports, list(years), partners)
    if partners:
        return TableTrade(held.scan())
    exports = queries.by_country(held, "exporter")
    if entry.trade == "exports" and arguments.get("flow") != "imports":
        return TableTrade(exports)
    return TableTrade(_both(exports, queries.by_country(held, "importer")))


def _of_totals(
    entry: Indicator,
    held: Dataset,
    arguments: Mapping[str, Any],
    imports: object | None,
    years: list[int],
    partners: bool,
) -> TableTrade:
    said = _coarse(entry, held)
    if held.flow == "pairs":
        if not partners or not entry.pair_totals:
            raise UsageError(f"dataset '{held.id}' has no products, which '{entry.name}' needs")
        return TableTrade(queries.flows(held), said)
    if partners:
        raise UsageError(
            f"dataset '{held.id}' holds {held.flow} of each country in sums: '{entry.name}' needs "
            "the flows between pairs",
            advice="Load them with 'sinergi data add baci PATH'",
        )
    side: Side = "importer" if held.flow == "imports" else "exporter"
    own = queries.by_country(held, side)
    wanted = "imports" if arguments.get("flow") == "imports" else entry.trade
    if wanted == held.flow:
        return TableTrade(own, said)
    if wanted == "exports and imports" and held.flow == "exports" and isinstance(imports, str):
        return _with_imports(entry, held, own, imports, years, said)
    raise UsageError(
        f"dataset '{held.id}' holds {held.flow}, '{entry.name}' needs {wanted}",
        advice="Totals of imports stand beside exports with --input imports=baci-imports",
    )


def _with_imports(
    entry: Indicator,
    held: Dataset,
    exports: pl.LazyFrame,
    identifier: str,
    years: list[int],
    said: tuple[str, ...],
) -> TableTrade:
    """Exports beside imports of another period and level, which is said."""
    bought = catalogue.dataset(identifier)
    if bought.kind != "totals" or bought.flow != "imports":
        raise UnknownNameError(f"dataset '{identifier}' holds no totals of imports")
    if bought.absent == "unknown" and not entry.lower_bounds:
        raise UsageError(
            f"imports in dataset '{identifier}' are lower bounds: '{entry.name}' has no meaning"
        )
    if bought.digits < held.digits:
        raise UsageError(
            f"dataset '{identifier}' has products of {bought.digits} digits, '{held.id}' of "
            f"{held.digits}"
        )
    imports = queries.by_country(bought, "importer").with_columns(
        pl.col("product").str.head(held.digits)
    )
    imports = imports.group_by("year", "country", "product").agg(pl.col("value").sum())
    if bought.mean:
        # The mean of one period stands beside the exports of each year asked for.
        each = pl.LazyFrame({"year": years}, schema={"year": pl.Int16})
        imports = imports.drop("year").join(each, how="cross")
    first, last = bought.years or (0, 0)
    texts = [
        *said,
        f"exports are those of the year, imports those of {first}-{last} ({bought.id})",
    ]
    if bought.nomenclature != held.nomenclature:
        texts.append(
            f"chapters of {bought.nomenclature} are taken for those of {held.nomenclature}"
        )
    if bought.absent == "unknown":
        texts.append(f"imports in {bought.id} are lower bounds; countries not in it have none")
    columns = exports.collect_schema().names()
    return TableTrade(_both(exports, imports.select(columns)), tuple(texts), (bought.id,))


def _both(exports: pl.LazyFrame, imports: pl.LazyFrame) -> pl.LazyFrame:
    bought = imports.rename({"value": "imports"})
    both = exports.join(bought, on=["year", "country", "product"], how="full", coalesce=True)
    return both.with_columns(pl.col("value", "imports").fill_null(0.0))


def _coarse(entry: Indicator, held: Dataset) -> tuple[str, ...]:
    if held.digits != 2 or entry.coarse is None or held.flow == "pairs":
        return ()
    return (entry.coarse,)
