"""What indicators need beside trade, as tables; brought to the order of a panel's labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array
from sinergi.indicators.long_tables import need_columns, to_polars
from sinergi.indicators.panel import Panel
from sinergi.indicators.tariffs import Preferences, Tariffs

LABELS: dict[str, tuple[str, ...]] = {
    "distance": ("exporter", "importer"),
    "outlook": ("country",),
    "gdp": ("country",),
    "income": ("country",),
    "population": ("country",),
    "tariffs": ("exporter", "importer", "product"),
    "covariates": ("exporter", "importer"),
    "table": ("seller", "user"),
    "industries": ("industry",),
    "bridge": ("product", "industry"),
    "links": ("input", "output"),
    "positions": ("product",),
}
"""Columns of each table that name something: text, since ``010121`` is not a number."""


@dataclass(frozen=True)
class Inputs:
    """Tables beside trade; Polars, pandas or Arrow. What is not in a table is not known.

    Tables of countries may have a column ``year``; without one they hold for every year.

    Args:
        distance: exporter, importer, distance (any one unit).
        outlook: country, gdp, population: expected in five years over current, 1.10 for +10 %.
        gdp: country, value: in the unit of the trade.
        income: country, value: per head.
        population: country, value.
        tariffs: importer, product, rate (0.10 for 10 %); perhaps exporter, null for MFN.
        covariates: exporter, importer and a column a covariate of gravity.
        table: seller, user, value: an input-output table.
        industries: industry, output; perhaps exports, imports, inventories.
        bridge: product, industry.
        links: input, output; perhaps weight.
        positions: product, value: stages to final use, computed before.
    """

    distance: object | None = None
    outlook: object | None = None
    gdp: object | None = None
    income: object | None = None
    population: object | None = None
    tariffs: object | None = None
    covariates: object | None = None
    table: object | None = None
    industries: object | None = None
    bridge: object | None = None
    links: object | None = None
    positions: object | None = None

    def frame(self, name: str, columns: tuple[str, ...]) -> pl.DataFrame:
        """One of the tables, with these columns.

        Raises:
            InputError: it was not given, or a column is missing or has empty cells.
        """
        given = getattr(self, name)
        if given is None:
            raise InputError(
                "this indicator needs a table that was not given",
                where=name,
                advice=f"Give one with the columns {', '.join(columns)}",
            )
        table = to_polars(given, name)
        need_columns(table, columns, name)
        return table


def by_country(inputs: Inputs, name: str, panel: Panel, column: str = "value") -> Array:
    """A number of countries in the order of the panel, ``(C,)``; NaN where not known."""
    table = inputs.frame(name, ("country",))
    if column not in table.columns:
        raise InputError(f"column '{column}' is missing", where=name)
    if "year" in table.columns:
        table = table.filter(pl.col("year") == panel.year)
    place = places(panel.countries, table["country"])
    result = np.full(panel.shape[0], np.nan)
    known = place >= 0
    result[place[known]] = _numbers(table[column])[known]
    return result


def by_pair(inputs: Inputs, name: str, panel: Panel, column: str) -> Array:
    """A number of pairs, ``(C, C)``; NaN where not known."""
    table = inputs.frame(name, ("exporter", "importer"))
    if column not in table.columns:
        raise InputError(f"column '{column}' is missing", where=name)
    i = places(panel.countries, table["exporter"])
    j = places(panel.countries, table["importer"])
    result = np.full((panel.shape[0], panel.shape[0]), np.nan)
    known = (i >= 0) & (j >= 0)
    result[i[known], j[known]] = _numbers(table[column])[known]
    return result


def tariffs(inputs: Inputs, panel: Panel) -> Tariffs | None:
    """The tariffs of the panel's countries and products; None if no table was given."""
    if inputs.tariffs is None:
        return None
    table = inputs.frame("tariffs", ("importer", "product", "rate"))
    if "exporter" not in table.columns:
        table = table.with_columns(pl.lit(None, dtype=pl.String).alias("exporter"))
    mfn_rows = table.filter(pl.col("exporter").is_null())
    rows = table.filter(pl.col("exporter").is_not_null())
    mfn = np.full(panel.shape, np.nan)
    j, k = (
        places(panel.countries, mfn_rows["importer"]),
        places(panel.products, mfn_rows["product"]),
    )
    known = (j >= 0) & (k >= 0)
    mfn[j[known], k[known]] = _numbers(mfn_rows["rate"])[known]
    i = places(panel.countries, rows["exporter"])
    j, k = places(panel.countries, rows["importer"]), places(panel.products, rows["product"])
    known = (i >= 0) & (j >= 0) & (k >= 0)
    if not known.any():
        return Tariffs(mfn)
    rate = _numbers(rows["rate"])[known]
    return Tariffs(mfn, Preferences(i[known], j[known], k[known], rate))


def places(labels: pl.Series, wanted: pl.Series) -> NDArray[np.int64]:
    """The place of each label wanted, -1 for one that is not there."""
    known = pl.DataFrame({"label": labels, "place": np.arange(len(labels), dtype=np.int64)})
    try:
        found = wanted.to_frame("label").join(known, on="label", how="left", maintain_order="left")
    except pl.exceptions.SchemaError as error:
        raise InputError(
            f"labels of type {wanted.dtype}, of trade {labels.dtype}",
            where=wanted.name,
            advice="Give country and product codes as text in both tables",
        ) from error
    return found["place"].fill_null(-1).to_numpy()


def _numbers(column: pl.Series) -> Array:
    try:
        return column.cast(pl.Float64).fill_null(np.nan).to_numpy()
    except pl.exceptions.InvalidOperationError as error:
        raise InputError(f"column '{column.name}' holds text", where=column.name) from error
