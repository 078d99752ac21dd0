"""Bilateral flows as arrays of indices: eleven million rows in place of a cube of 264 million."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, Index, totals, vector

_CHUNK = 1 << 19


@dataclass(frozen=True)
class Flows:
    """What ``exporter[r]`` sold of ``product[r]`` to ``importer[r]``: ``value[r]``, row by row.

    No two rows are of one cell and no country trades with itself. Countries and products are
    numbers from 0; the labels stay with the caller.

    Args:
        exporter: Index of the country that sells, ``(R,)``.
        importer: Index of the country that buys, ``(R,)``.
        product: Index of the product, ``(R,)``.
        value: In any one unit of money, finite and not negative, ``(R,)``.
        countries: Number of countries, ``C``.
        products: Number of products, ``P``.

    Raises:
        InputError: lengths differ, an index is out of range, a country trades with itself, or a
            value is negative or no number.
    """

    exporter: Index
    importer: Index
    product: Index
    value: Array
    countries: int
    products: int

    def __post_init__(self) -> None:
        size = self.value.size
        vector(self.value, "value")
        for name, limit in (
            ("exporter", self.countries),
            ("importer", self.countries),
            ("product", self.products),
        ):
            index: Index = getattr(self, name)
            if index.shape != (size,):
                raise InputError(f"{index.size} indices for {size} values", where=name)
            if size and not (index.min() >= 0 and index.max() < limit):
                raise InputError(f"an index outside 0 to {limit - 1}", where=name)
        own = self.exporter == self.importer
        if own.any():
            raise InputError(
                "a country trades with itself",
                where=f"flow {int(own.argmax())}",
                advice="Leave such rows out",
            )

    @classmethod
    def from_cube(cls, cube: ArrayLike) -> Flows:
        """From ``(C, C, P)``: exporter, importer, product. Zero cells are no flows."""
        values = np.asarray(cube, dtype=np.float64)
        i, j, k = np.nonzero(values)
        return cls(i, j, k, values[i, j, k], values.shape[0], values.shape[2])

    @cached_property
    def exports(self) -> Array:
        """Exports by country and product, ``x_ik``, ``(C, P)``."""
        return self._by_country(self.exporter, self.value)

    @cached_property
    def imports(self) -> Array:
        """Imports by country and product, ``m_jk``, ``(C, P)``."""
        return self._by_country(self.importer, self.value)

    @cached_property
    def pairs(self) -> Array:
        """Flows between countries over all products, ``v_ij``, ``(C, C)``."""
        return self.by_pair(self.value)

    def chunks(self) -> Iterator[Flows]:
        """The rows in pieces, so that what is computed row by row stays small."""
        for start in range(0, self.value.size, _CHUNK):
            rows = slice(start, start + _CHUNK)
            yield Flows(
                self.exporter[rows],
                self.importer[rows],
                self.product[rows],
                self.value[rows],
                self.countries,
                self.products,
            )

    def by_exporter(self, weights: Array) -> Array:
        """Sum of a number of each row by exporter and product, ``(C, P)``."""
        return self._by_country(self.exporter, weights)

    def by_importer(self, weights: Array) -> Array:
        """Sum of a number of each row by importer and product, ``(C, P)``."""
        return self._by_country(self.importer, weights)

    def by_pair(self, weights: Array) -> Array:
        """Sum of a number of each row by exporter and importer, ``(C, C)``."""
        key = self.exporter.astype(np.intp)
        key *= self.countries
        key += self.importer
        sums = totals(key, weights, self.countries**2)
        return sums.reshape(self.countries, self.countries)

    def pair(self, exporter: int, importer: int) -> Array:
        """Flows of one pair by product, ``(P,)``."""
        rows = self.rows_of(exporter, importer)
        return totals(self.product[rows], self.value[rows], self.products)

    def sold_by(self, exporter: int) -> slice:
        """The rows of one exporter, of flows that are sorted by exporter."""
        # A number of another type would have NumPy convert all rows first.
        one = np.asarray(exporter, self.exporter.dtype)
        start, end = (self.exporter.searchsorted(one, side) for side in ("left", "right"))
        return slice(int(start), int(end))

    def rows_of(self, exporter: int, importer: int) -> NDArray[np.intp]:
        """The rows of one pair."""
        pair = exporter * self.countries + importer
        start, end = self._pair_starts[pair : pair + 2]
        if self._pair_order is None:
            return np.arange(start, end)
        return self._pair_order[start:end]

    def _by_country(self, country: Index, weights: Array) -> Array:
        key = country.astype(np.intp)
        key *= self.products
        key += self.product
        sums = totals(key, weights, self.countries * self.products)
        return sums.reshape(self.countries, self.products)

    @cached_property
    def pair_key(self) -> Index:
        """The pair of each row as one number, exporter times ``C`` plus importer, ``(R,)``."""
        # Two bytes hold the pairs of up to 256 countries, and NumPy sorts these by radix.
        kind = np.min_scalar_type(max(self.countries**2 - 1, 0))
        key: Index = self.exporter.astype(kind)
        key *= kind.type(self.countries)
        key += self.importer.astype(kind)
        return key

    @cached_property
    def _pair_order(self) -> NDArray[np.intp] | None:
        """Rows sorted by pair, made once: afterwards a pair is a slice. None if they are sorted."""
        key = self.pair_key
        if (key[1:] >= key[:-1]).all():
            return None
        return np.argsort(key, kind="stable")

    @cached_property
    def _pair_starts(self) -> NDArray[np.intp]:
        key = self.pair_key if self._pair_order is None else self.pair_key[self._pair_order]
        pairs = np.arange(self.countries**2).astype(key.dtype)
        return np.concatenate(([0], np.searchsorted(key, pairs, side="right")))
