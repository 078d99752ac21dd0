"""Trade as a table becomes arrays with labels, a year at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, Index, totals
from sinergi.indicators.flows import Flows
from sinergi.indicators.frames import long, need_columns, to_polars

Label: TypeAlias = str | int

BILATERAL = ("year", "exporter", "importer", "product", "value")
BY_COUNTRY = ("year", "country", "product", "value")


@dataclass(frozen=True)
class Panel:
    """One year of trade.

    ``countries`` and ``products`` are labels in ascending order; rows and columns of all arrays
    follow them. Bilateral trade has ``rows``; trade by country has matrices only.
    """

    year: int
    countries: pl.Series
    products: pl.Series
    rows: tuple[Index, Index, Index, Array] | None
    quantity: Array | None
    by_country: tuple[Array, Array | None] | None

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of countries and of products."""
        return len(self.countries), len(self.products)

    @cached_property
    def flows(self) -> Flows:
        """The flows, rows of one cell added up.

        Raises:
            InputError: the table has no partners.
        """
        if self.rows is None:
            raise InputError(
                "the table has no partners",
                where="trade",
                advice=f"The columns needed are {', '.join(BILATERAL)}",
            )
        i, j, k, value = self.rows
        key = (i.astype(np.int64) * self.shape[0] + j) * self.shape[1] + k
        if not (np.diff(key) > 0).all():
            key, place = np.unique(key, return_inverse=True)
            value = totals(place, value, key.size)
            pair, k = np.divmod(key, self.shape[1])
            i, j = np.divmod(pair, self.shape[0])
        return Flows(i, j, k, value, *self.shape)

    @cached_property
    def exports(self) -> Array:
        """``x_ik``, ``(C, P)``."""
        return self.by_country[0] if self.by_country is not None else self._by(0)

    @cached_property
    def imports(self) -> Array:
        """``m_ik``, ``(C, P)``.

        Raises:
            InputError: the table has exports only.
        """
        if self.by_country is None:
            return self._by(1)
        if self.by_country[1] is None:
            raise InputError(
                "the table has exports only",
                where="trade",
                advice="Give flows between countries, or a column 'imports' beside 'value'",
            )
        return self.by_country[1]

    def _by(self, side: int) -> Array:
        assert self.rows is not None  # noqa: S101 - a panel has one of the two
        key = self.rows[side].astype(np.intp) * self.shape[1]
        key += self.rows[2]
        return totals(key, self.rows[3], self.shape[0] * self.shape[1]).reshape(self.shape)

    def country(self, label: Label) -> int:
        """Row of a country.

        Raises:
            InputError: it has no trade in this year.
        """
        return _place(self.countries, label, f"country, {self.year}")

    def product(self, label: Label) -> int:
        """Column of a product.

        Raises:
            InputError: it is not traded in this year.
        """
        return _place(self.products, label, f"product, {self.year}")

    def of_countries(self, **numbers: object) -> pl.DataFrame:
        """Long table of arrays ``(C,)``."""
        return long(self.year, {"country": self.countries}, **numbers)

    def of_products(self, **numbers: object) -> pl.DataFrame:
        """Long table of arrays ``(P,)``."""
        return long(self.year, {"product": self.products}, **numbers)

    def of_cells(self, **numbers: object) -> pl.DataFrame:
        """Long table of arrays ``(C, P)``: every country with every product."""
        c, p = self.shape
        keys = {
            "country": self.countries.gather(np.repeat(np.arange(c), p)),
            "product": self.products.gather(np.tile(np.arange(p), c)),
        }
        return long(self.year, keys, **numbers)

    def of_pairs(self, **numbers: NDArray[Any]) -> pl.DataFrame:
        """Long table of arrays ``(C, C)`` without the diagonal."""
        i, j = np.nonzero(~np.eye(self.shape[0], dtype=np.bool_))
        keys = {"exporter": self.countries.gather(i), "importer": self.countries.gather(j)}
        return long(self.year, keys, **{name: array[i, j] for name, array in numbers.items()})


def _place(labels: pl.Series, label: Label, where: str) -> int:
    found = labels.index_of(label)
    if found is None:
        raise InputError(f"'{label}' is not in the table", where=where)
    return int(found)


class Trade:
    """A table of trade, ready to be taken a year at a time.

    Args:
        frame: Either flows with the columns year, exporter, importer, product, value and perhaps
            quantity; or trade by country with year, country, product, value (exports) and perhaps
            imports. Polars, pandas or Arrow. Rows of one cell are added up.
        digits: Cut product codes (text) to their first digits: the level of 2, 4 or 6.

    Rows without a value, and of a country with itself, are left out and counted in ``notes``.

    Raises:
        InputError: a column is missing, a key is empty, or no row is left.
    """

    def __init__(self, frame: object, *, digits: int | None = None) -> None:
        table = to_polars(frame, "trade")
        self.bilateral = "exporter" in table.columns or "country" not in table.columns
        keys = BILATERAL[:-1] if self.bilateral else BY_COUNTRY[:-1]
        need_columns(table, keys, "trade")
        self.notes: list[str] = []
        table = self._numbers(table)
        table = self._leave_out(table, pl.col("value").is_null(), "without a value")
        if self.bilateral:
            own = pl.col("exporter") == pl.col("importer")
            table = self._leave_out(table, own, "of a country with itself")
        if digits is not None:
            table = table.with_columns(pl.col("product").cast(pl.String).str.slice(0, digits))
        if table.is_empty():
            raise InputError("there are no rows", where="trade")
        self.table = table
        self.years: list[int] = table["year"].unique().sort().to_list()

    def _numbers(self, table: pl.DataFrame) -> pl.DataFrame:
        if "value" not in table.columns or not table["value"].dtype.is_numeric():
            raise InputError("there is no column 'value' of numbers", where="trade")
        if table["value"].dtype.is_float() and table["value"].is_nan().any():
            table = table.with_columns(pl.col("value").fill_nan(None))
        return table

    def _leave_out(self, table: pl.DataFrame, rows: pl.Expr, why: str) -> pl.DataFrame:
        kept = table.filter(~rows) if table.select(rows.any()).item() else table
        if (gone := table.height - kept.height) > 0:
            self.notes.append(f"{gone} rows {why} were left out")
        return kept

    @property
    def level(self) -> str:
        """Length of the product codes, for print beside numbers that depend on it."""
        lengths = self.table["product"].unique().cast(pl.String).str.len_chars().unique().sort()
        return ", ".join(str(length) for length in lengths)

    def panel(self, year: int) -> Panel:
        """One year as arrays.

        Raises:
            InputError: the table does not have the year.
        """
        return self._panel(self._rows([year]), year)

    def mean(self, year: int, window: int) -> Panel:
        """The mean of the years up to ``year``, as many as there are of ``window``."""
        if year not in self.years:
            self._refuse(year)
        years = [one for one in self.years if year - window < one <= year]
        panel = self._panel(self._rows(years), year)
        if panel.rows is not None:
            i, j, k, value = panel.rows
            return Panel(
                year, panel.countries, panel.products, (i, j, k, value / len(years)), None, None
            )
        assert panel.by_country is not None  # noqa: S101 - a panel has one of the two
        x, m = panel.by_country
        return Panel(
            year,
            panel.countries,
            panel.products,
            None,
            None,
            (x / len(years), None if m is None else m / len(years)),
        )

    def _rows(self, years: list[int]) -> pl.DataFrame:
        if self.years == years:
            return self.table
        for year in set(years) - set(self.years):
            self._refuse(year)
        return self.table.filter(pl.col("year").is_in(years))

    def _refuse(self, year: int) -> NoReturn:
        raise InputError(
            f"the year {year} is not in the table",
            where="trade",
            advice=f"It has {', '.join(str(one) for one in self.years)}",
        )

    def _panel(self, rows: pl.DataFrame, year: int) -> Panel:
        value = np.asarray(rows["value"].cast(pl.Float64).to_numpy())
        products, k = encode(rows["product"])
        if self.bilateral:
            countries, i, j = encode_both(rows["exporter"], rows["importer"])
            quantity = None
            if "quantity" in rows.columns:
                quantity = rows["quantity"].cast(pl.Float64).fill_null(np.nan).to_numpy()
            return Panel(year, countries, products, (i, j, k, value), quantity, None)
        countries, c = encode(rows["country"])
        shape = (len(countries), len(products))
        key = c.astype(np.intp) * shape[1] + k
        exports = totals(key, value, shape[0] * shape[1]).reshape(shape)
        imports = None
        if "imports" in rows.columns:
            bought = rows["imports"].cast(pl.Float64).fill_null(0.0).to_numpy()
            imports = totals(key, bought, shape[0] * shape[1]).reshape(shape)
        return Panel(year, countries, products, None, None, (exports, imports))


def encode(labels: pl.Series) -> tuple[pl.Series, NDArray[np.int32]]:
    """The labels in ascending order, and the place of each row's label among them."""
    known = labels.unique().sort()
    return known, _places(labels, known)


def encode_both(
    left: pl.Series, right: pl.Series
) -> tuple[pl.Series, NDArray[np.int32], NDArray[np.int32]]:
    """The labels of two columns together, and the place of each row's label."""
    known = pl.concat([left.unique(), right.unique().cast(left.dtype)]).unique().sort()
    return known, _places(left, known), _places(right, known)


def _places(labels: pl.Series, known: pl.Series) -> NDArray[np.int32]:
    if labels.dtype == pl.String:
        place = labels.cast(pl.Enum(known)).to_physical()
    else:
        place = known.search_sorted(labels)
    return np.asarray(place.cast(pl.Int32).to_numpy())
