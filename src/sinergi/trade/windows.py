"""The window of years whose means the rankings read, and the mean flows of such a window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sinergi.errors import DataError, UsageError
from sinergi.indicators.trade_states import known_run
from sinergi.trade import queries
from sinergi.trade.catalogue import Dataset

_Numbers = NDArray[np.unsignedinteger]

WINDOW = 5
"""Years of a window: flows are averaged over five years, as the export potential asks."""


def window(dataset: Dataset, year: int | None = None) -> range:
    """The five years that end in ``year`` (default: the dataset's last), as far as it has them.

    A year that the dataset does not have ends the window: in a mean it would count as no trade.

    Raises:
        UsageError: the dataset does not cover the year.
        DataError: the dataset's description names no years.
    """
    if not dataset.years_held:
        raise DataError("the description names no years", where=f"dataset '{dataset.id}'")
    first, last = dataset.years_held[0], dataset.years_held[-1]
    end = last if year is None else year
    if not first <= end <= last:
        raise UsageError(f"dataset '{dataset.id}' covers {first} to {last}, not {end}")
    if end not in dataset.years_held:
        raise UsageError(
            f"dataset '{dataset.id}' has no data of {end}",
            advice=f"It has {', '.join(str(one) for one in dataset.years_held)}",
        )
    return range(end - min(known_run(end, dataset.years_held), WINDOW) + 1, end + 1)


def mean_flows(
    dataset: Dataset, years: range, countries: Sequence[str], products: Sequence[str]
) -> pl.DataFrame:
    """What each country sold to each other of each product, in US dollars a year.

    Args:
        dataset: Trade, or totals of pairs.
        years: The years averaged; one without a flow counts as zero.
        countries: Labels of the numbers in ``exporter`` and ``importer``.
        products: Labels of the numbers in ``product``.

    Returns:
        Exporter, importer, product, value; sorted by the first three, each cell once.
    """
    # One number a cell: eleven million rows are merged by it in half a second.
    kind = pl.UInt32 if len(countries) ** 2 * len(products) < 1 << 32 else pl.UInt64
    i, j, k = (
        pl.col(name).cast(pl.Enum(list(labels))).to_physical().cast(kind)
        for name, labels in (
            ("exporter", countries),
            ("importer", countries),
            ("product", products),
        )
    )
    cell = ((i * len(countries) + j) * len(products) + k).alias("cell")
    total = pl.DataFrame(schema={"cell": kind, "value": pl.Float64})
    for file in sorted(dataset.folder.glob(dataset.file)):
        # File by file, so that no more than two years of a large dataset are held at once.
        part = dataset.model_copy(update={"file": file.name})
        rows = queries.flows(part, years=years).filter(pl.col("exporter") != pl.col("importer"))
        table = rows.select(cell, "value").collect(engine="streaming")
        if not table["cell"].is_sorted():
            table = table.sort("cell", maintain_order=True)
        table = _added(table)
        total = _added(total.merge_sorted(table, "cell")) if total.height else table
    pair, product = _divided(total["cell"].to_numpy(), len(products))
    exporter, importer = _divided(pair, len(countries))
    small = np.min_scalar_type(max(len(countries), len(products)))
    return pl.DataFrame(
        {
            "exporter": exporter.astype(small),
            "importer": importer.astype(small),
            "product": product.astype(small),
            "value": total["value"].to_numpy() / len(years),
        }
    )


def _divided(numbers: _Numbers, by: int) -> tuple[_Numbers, _Numbers]:
    """Quotients and remainders; ``np.divmod`` of unsigned numbers takes three times as long."""
    quotients = numbers // numbers.dtype.type(by)
    return quotients, numbers - quotients * numbers.dtype.type(by)


def _added(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows sorted by cell with the values of each cell added up, in the order they stand."""
    cells = rows["cell"].to_numpy()
    begins = np.ones(cells.size, dtype=np.bool_)
    np.not_equal(cells[1:], cells[:-1], out=begins[1:])
    if begins.all():
        return rows
    first = np.flatnonzero(begins)
    values = np.add.reduceat(rows["value"].to_numpy(), first)
    return pl.DataFrame({"cell": cells[first], "value": values})
