"""Trade as a table becomes arrays with labels, a year at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sinergi.errors import InputError, UsageError
from sinergi.indicators.arrays import Array, CellError, Index, totals
from sinergi.indicators.flow_arrays import Flows
from sinergi.indicators.long_tables import long, need_columns, to_lazy
from sinergi.indicators.trade_states import known_run

Label: TypeAlias = str | int

BILATERAL = ("year", "exporter", "importer", "product", "value")
BY_COUNTRY = ("year", "country", "product", "value")

_CHUNK = 1 << 19


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
            InputError: the table has no partners, or a flow is negative or infinite.
        """
        if self.rows is None:
            raise InputError(
                "the table has no partners",
                where="trade",
                advice=f"The columns needed are {', '.join(BILATERAL)}",
            )
        i, j, k, value = self.rows
        if not _ascending(i, j, k, self.shape):
            key = (i.astype(np.int64) * self.shape[0] + j) * self.shape[1] + k
            table = pl.DataFrame({"key": key, "value": value})
            sums = table.group_by("key").agg(pl.col("value").sum()).sort("key")
            value = sums["value"].to_numpy()
            pair, k = np.divmod(sums["key"].to_numpy(), self.shape[1])
            i, j = np.divmod(pair, self.shape[0])
        try:
            return Flows(i, j, k, value, *self.shape)
        except CellError as error:
            row = error.cell[0]
            of = f"{self.countries[int(i[row])]} to {self.countries[int(j[row])]}"
            raise InputError(
                f"the number is {error.value}",
                where=f"value, {self.year}, {of}, product {self.products[int(k[row])]}",
                advice=error.advice,
            ) from error

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

    def named(self, error: CellError) -> InputError:
        """The error with the labels of its cell, where the array is one of this panel's."""
        c, p = self.shape
        axes = {
            (c, p): (("country", self.countries), ("product", self.products)),
            (c, c): (("exporter", self.countries), ("importer", self.countries)),
            (c,): (("country", self.countries),),
            (p,): (("product", self.products),),
        }
        # As many countries as products: the shape does not tell which is which.
        if error.shape not in axes or c == p:
            return error
        labels = zip(axes[error.shape], error.cell, strict=True)
        of = ", ".join(f"{name} {known[place]}" for (name, known), place in labels)
        where = f"{error.where}, {self.year}, {of}"
        return InputError(f"the number is {error.value}", where=where, advice=error.advice)

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


def _ascending(i: Index, j: Index, k: Index, shape: tuple[int, int]) -> bool:
    """Whether the rows are sorted by exporter, importer and product, each cell once."""
    last = -1
    for start in range(0, i.size, _CHUNK):
        rows = slice(start, start + _CHUNK)
        key = (i[rows].astype(np.int64) * shape[0] + j[rows]) * shape[1] + k[rows]
        if key[0] <= last or not (np.diff(key) > 0).all():
            return False
        last = key[-1]
    return True


class Trade:
    """A table of trade, taken a year at a time.

    Args:
        frame: Either flows with the columns year, exporter, importer, product, value and perhaps
            quantity; or trade by country with year, country, product, value (exports) and perhaps
            imports. Polars, pandas or Arrow. A lazy Polars frame is read a year at a time: a
            ``scan_parquet`` of all years fits into the memory of one. Rows of one cell are added
            up.
        digits: Cut product codes (text) to their first digits: the level of 2, 4 or 6.

    Rows without a value, and of a country with itself, are left out and counted in ``notes`` when
    their year is taken. Of trade by country a row may have exports or imports alone, as an outer
    join of both leaves it: the other counts as no trade.

    Raises:
        InputError: a column is missing, or there are no rows.
    """

    def __init__(self, frame: object, *, digits: int | None = None) -> None:
        self._frame = to_lazy(frame, "trade")
        schema = self._frame.collect_schema()
        self.bilateral = "exporter" in schema or "country" not in schema
        for column in BILATERAL if self.bilateral else BY_COUNTRY:
            if column not in schema:
                raise InputError(
                    f"column '{column}' is missing",
                    where="trade",
                    advice=f"The columns are {', '.join(BILATERAL)} or {', '.join(BY_COUNTRY)}",
                )
        self._check_types(schema)
        if digits is not None:
            cut = pl.col("product").cast(pl.String).str.slice(0, digits)
            self._frame = self._frame.with_columns(cut)
            schema = self._frame.collect_schema()
        sides = ("exporter", "importer") if self.bilateral else ("country",)
        self._labels: tuple[str, ...] = (*sides, "product")
        self._schema = schema
        self.notes: dict[str, None] = {}
        self._lengths: set[int] = set()

    def _check_types(self, schema: pl.Schema) -> None:
        if not schema["year"].is_integer():
            raise InputError(
                f"column 'year' holds no whole numbers but {schema['year']}",
                where="trade",
                advice="Give years as integers",
            )
        if not schema["value"].is_numeric():
            raise InputError("column 'value' holds no numbers", where="trade")
        if self.bilateral:
            kinds = {_kind(schema[side]) for side in ("exporter", "importer")}
            if len(kinds) > 1:
                raise InputError(
                    f"exporters are {schema['exporter']}, importers {schema['importer']}",
                    where="trade",
                    advice="Give the same codes, text or numbers, in both columns",
                )

    @cached_property
    def years(self) -> list[int]:
        """The years of the table, ascending.

        Raises:
            InputError: there is none, or the year is empty in some rows.
        """
        years = self._frame.select(pl.col("year").unique().sort()).collect()["year"]
        if years.null_count():
            raise InputError("column 'year' is empty in some rows", where="trade")
        if years.is_empty():
            raise InputError("there are no rows", where="trade")
        return list(years)

    @property
    def level(self) -> str:
        """Lengths of the product codes taken so far; numbers depend on them."""
        return ", ".join(str(length) for length in sorted(self._lengths))

    def panel(self, year: int) -> Panel:
        """One year as arrays.

        Raises:
            InputError: the table does not have the year, or one of its cells is empty.
        """
        return self._panel(self._rows(year, 1), year, 1)

    def mean(self, year: int, window: int) -> Panel:
        """The mean of the years in a row up to ``year``, at most ``window``.

        A year that the table does not have ends them: it would count as one without trade.

        Raises:
            InputError: the table does not have the year, or one of its cells is empty.
            UsageError: the window is of no year.
        """
        if window < 1:
            raise UsageError(f"a mean of {window} years", where="window", advice="Take at least 1")
        rows = self._rows(year, window)
        there = min(known_run(year, set(rows["year"])), window)
        first = year - there + 1
        if there < window:
            said = f"{year}: mean of {there} years, not {window}: the table has no {first - 1}"
            self.notes[said] = None
        return self._panel(rows.filter(pl.col("year") >= first), year, there)

    def _rows(self, year: int, window: int) -> pl.DataFrame:
        years = list(range(year - window + 1, year + 1))
        rows = self._frame.filter(pl.col("year").is_in(years))
        numbers = [name for name in ("value", "quantity", "imports") if name in self._schema]
        # As categories a label takes four bytes, and the text is never held as a whole.
        labels = [
            pl.col(name).cast(pl.String).cast(pl.Categorical)
            if _kind(self._schema[name]) == pl.String
            else pl.col(name)
            for name in self._labels
        ]
        casts = [pl.col(name).cast(pl.Float64) for name in numbers]
        table = rows.select("year", *labels, *casts).collect(engine="streaming")
        if not (table["year"] == year).any():
            raise InputError(
                f"the year {year} is not in the table",
                where="trade",
                advice=f"It has {', '.join(str(one) for one in self.years)}",
            )
        return table

    def _panel(self, rows: pl.DataFrame, year: int, divisor: int) -> Panel:
        need_columns(rows, self._labels, f"trade, {year}")
        rows = (
            rows.with_columns(pl.col("imports").fill_nan(None))
            if "imports" in rows.columns
            else rows
        )
        rows = self._without(rows, self._without_value(rows), year, "without a value")
        if self.bilateral:
            own = rows["exporter"] == rows["importer"]
            rows = self._without(rows, own, year, "of a country with itself")
        if rows.is_empty():
            raise InputError(f"there are no rows of {year}", where="trade")
        value = rows["value"].fill_null(0.0).to_numpy()
        if divisor > 1:
            value = value / divisor
        products, k = encode(rows["product"])
        self._lengths |= set(products.cast(pl.String).str.len_chars())
        if self.bilateral:
            countries, i, j = encode_both(rows["exporter"], rows["importer"])
            quantity = None
            if "quantity" in rows.columns:
                quantity = rows["quantity"].fill_null(np.nan).to_numpy() / divisor
            return Panel(year, countries, products, (i, j, k, value), quantity, None)
        countries, c = encode(rows["country"])
        shape = (len(countries), len(products))
        key = c.astype(np.intp) * shape[1] + k
        exports = totals(key, value, shape[0] * shape[1]).reshape(shape)
        imports = None
        if "imports" in rows.columns:
            bought = rows["imports"].fill_null(0.0).to_numpy() / divisor
            imports = totals(key, bought, shape[0] * shape[1]).reshape(shape)
        return Panel(year, countries, products, None, None, (exports, imports))

    @staticmethod
    def _without_value(rows: pl.DataFrame) -> pl.Series:
        """Rows that say nothing; of exports beside imports, one of the two is enough."""
        missing = rows["value"].fill_nan(None).is_null()
        return missing & rows["imports"].is_null() if "imports" in rows.columns else missing

    def _without(self, rows: pl.DataFrame, bad: pl.Series, year: int, why: str) -> pl.DataFrame:
        if not bad.any():
            return rows
        self.notes[f"{year}: {bad.sum()} rows {why} were left out"] = None
        return rows.filter(~bad)


def _kind(dtype: pl.DataType) -> pl.DataType:
    """The type of labels; text is text however it is stored."""
    return pl.String() if dtype in (pl.String, pl.Categorical, pl.Enum) else dtype


def encode(labels: pl.Series) -> tuple[pl.Series, NDArray[np.int32]]:
    """The labels in ascending order, and the place of each row's label among them."""
    different = labels.unique()
    known = _text(different).sort()
    return known, _places(labels, different, known)


def encode_both(
    left: pl.Series, right: pl.Series
) -> tuple[pl.Series, NDArray[np.int32], NDArray[np.int32]]:
    """The labels of two columns together, and the place of each row's label."""
    of_left, of_right = left.unique(), right.unique()
    known = pl.concat([_text(of_left), _text(of_right)]).unique().sort()
    return known, _places(left, of_left, known), _places(right, of_right, known)


def _text(labels: pl.Series) -> pl.Series:
    return labels.cast(pl.String) if labels.dtype == pl.Categorical else labels


def _places(labels: pl.Series, different: pl.Series, known: pl.Series) -> NDArray[np.int32]:
    if labels.dtype != pl.Categorical:
        return np.asarray(known.search_sorted(labels).cast(pl.Int32).to_numpy())
    # A category is a number already: only the few different ones are looked up by their text.
    numbers = different.to_physical().to_numpy()
    place = np.zeros(int(numbers.max()) + 1, dtype=np.int32)
    place[numbers] = known.search_sorted(_text(different)).to_numpy()
    return np.asarray(place[labels.to_physical().to_numpy()])
