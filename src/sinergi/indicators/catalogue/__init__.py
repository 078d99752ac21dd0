"""All indicators by name: what each is, and one way to compute any of them from a table."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from threadpoolctl import threadpool_limits

from sinergi.errors import InputError, UnknownNameError, UsageError
from sinergi.indicators.arrays import CellError
from sinergi.indicators.catalogue import (
    advantage_entries,
    chain_entries,
    complexity_entries,
    pair_entries,
    position_entries,
    potential_entries,
    structure_entries,
)
from sinergi.indicators.catalogue.entry import Argument, Indicator, Output, joined
from sinergi.indicators.inputs import Inputs
from sinergi.indicators.long_tables import deliver
from sinergi.indicators.panel import Trade

__all__ = ["CATALOGUE", "Argument", "Indicator", "Inputs", "Result", "compute", "indicator"]

CATALOGUE: dict[str, Indicator] = {
    entry.name: entry
    for module in (
        advantage_entries,
        pair_entries,
        potential_entries,
        structure_entries,
        complexity_entries,
        position_entries,
        chain_entries,
    )
    for entry in module.INDICATORS
}
"""Every indicator by its name."""


@dataclass(frozen=True)
class Result:
    """A long table and all that must stand beside it.

    ``table`` is in the format asked for; ``arguments`` are all arguments with their values,
    ``level`` the length of the product codes, ``facts`` numbers that qualify the table, by year.
    """

    table: Any
    indicator: Indicator
    arguments: dict[str, Any]
    years: tuple[int, ...]
    level: str
    warnings: tuple[str, ...]
    facts: dict[int, dict[str, float]]

    def conventions(self) -> dict[str, Any]:
        """Formula, source, unit, arguments and level: what to print or store with the table."""
        entry = self.indicator
        return {
            "indicator": entry.name,
            "title": entry.title,
            "formula": entry.formula,
            "source": entry.source,
            "unit": entry.unit,
            "arguments": self.arguments,
            "agrees_with": {
                argument.name: argument.peer for argument in entry.arguments if argument.peer
            },
            "level": self.level,
            "years": list(self.years),
            "facts": self.facts,
        }


def indicator(name: str) -> Indicator:
    """The indicator of this name.

    Raises:
        UnknownNameError: there is none; the nearest names are given.
    """
    if name in CATALOGUE:
        return CATALOGUE[name]
    near = difflib.get_close_matches(name, CATALOGUE, n=3)
    raise UnknownNameError(
        f"the indicator '{name}' is not known",
        advice=f"Did you mean {' or '.join(near)}?" if near else f"Choose: {', '.join(CATALOGUE)}",
    )


def compute(
    name: str,
    trade: object,
    *,
    years: Iterable[int] | None = None,
    inputs: Inputs | None = None,
    digits: int | None = None,
    workers: int = 2,
    to: str = "polars",
    **arguments: Any,
) -> Result:
    """Compute an indicator from a table of trade.

    Args:
        name: As in the catalogue.
        trade: Flows (year, exporter, importer, product, value, perhaps quantity) or trade by
            country (year, country, product, value, perhaps imports): Polars, pandas or Arrow.
        years: Which; all of the table if not given.
        inputs: The other tables that it needs.
        digits: Cut product codes to this level first.
        workers: Years computed at a time; each takes the memory of a year.
        to: ``"polars"``, ``"pandas"`` or ``"arrow"``.
        arguments: Those of the indicator.

    Raises:
        UnknownNameError: no such indicator.
        UsageError: an argument is not known or not one of its choices.
        InputError: a table lacks what is needed.
    """
    entry = indicator(name)
    resolved = entry.resolve(arguments)
    if isinstance(trade, str):
        raise InputError(
            f"'{trade}' is text, no table",
            where="trade",
            advice=f"For a dataset by its name: sinergi.indicators('{name}', dataset='{trade}')",
        )
    table = trade if isinstance(trade, Trade) else Trade(trade, digits=digits)
    chosen = table.years if years is None else sorted(set(years))
    if workers < 1:
        raise UsageError(f"{workers} years at a time", where="workers", advice="Take at least one")
    if not chosen:
        raise UsageError("no year was asked for", where="years")
    given = inputs or Inputs()
    # One thread of BLAS a year: two of them spend their time waiting for each other.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(min(workers, len(chosen))) as pool:
        outputs = pool.map(lambda year: _year(entry, table, year, given, resolved), chosen)
        output = joined(outputs)
    return Result(
        table=deliver(output.table, to),
        indicator=entry,
        arguments=resolved,
        years=tuple(chosen),
        level=table.level,
        warnings=(*sorted(table.notes), *output.warnings),
        facts={year: dict(numbers) for year, numbers in output.facts.items()},
    )


def _year(
    entry: Indicator, table: Trade, year: int, inputs: Inputs, arguments: dict[str, Any]
) -> Output:
    """One year of an indicator; a bad cell is said with its country and product."""
    try:
        return entry.compute(table, year, inputs, arguments)
    except CellError as error:
        raise table.panel(year).named(error) from error
