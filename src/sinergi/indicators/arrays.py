"""What all indicators share: checked matrices, and division that leaves the neighbours alone.

Shapes: ``C`` countries, ``P`` products. Rows are countries, columns are products.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sinergi.errors import InputError, UsageError

Array: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
Index: TypeAlias = NDArray[np.integer[Any]]


_ADVICE = "Flows are finite and not negative; leave out what is not known"


class CellError(InputError):
    """A cell of an array that no flow can be: negative, infinite or no number.

    ``cell`` is its place, ``shape`` that of the array: with labels both say what it is of.
    """

    def __init__(self, name: str, cell: tuple[int, ...], value: float, array: Array) -> None:
        self.cell, self.value, self.shape = cell, value, array.shape
        super().__init__(f"the cell {cell} is {value}", where=name, advice=_ADVICE)


def matrix(
    values: ArrayLike,
    name: str,
    *,
    shape: tuple[int, int] | None = None,
    signed: bool = False,
) -> Array:
    """``values`` as a float64 matrix of flows: finite and, unless ``signed``, not negative.

    Raises:
        InputError: it is not a matrix of ``shape``, or a cell is negative, infinite or no number.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 2 or (shape is not None and array.shape != shape):
        wanted = "two dimensions" if shape is None else f"the shape {shape}"
        raise InputError(f"an array of shape {array.shape} where {wanted} are needed", where=name)
    _refuse_bad_cells(array, name, lowest=-np.inf if signed else 0.0)
    return array


def lines(values: ArrayLike, name: str) -> Array:
    """``values`` as a float64 array of any number of dimensions: finite and not negative.

    Raises:
        InputError: a cell is negative, infinite or no number.
    """
    array = np.asarray(values, dtype=np.float64)
    _refuse_bad_cells(array, name)
    return array


def vector(values: ArrayLike, name: str, *, size: int | None = None) -> Array:
    """``values`` as a float64 vector of flows: finite and not negative.

    Raises:
        InputError: it is not a vector of ``size``, or a cell is negative, infinite or no number.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or (size is not None and array.size != size):
        wanted = "one dimension" if size is None else f"{size} numbers"
        raise InputError(f"an array of shape {array.shape} where {wanted} are needed", where=name)
    _refuse_bad_cells(array, name)
    return array


def _refuse_bad_cells(array: Array, name: str, lowest: float = 0.0) -> None:
    # The minimum is NaN if any cell is, so two passes without a temporary see everything.
    if not array.size or (
        np.isfinite(array.min()) and array.min() >= lowest and array.max() < np.inf
    ):
        return
    good = (array >= lowest) & (np.abs(array) < np.inf)
    if not good.all():
        place = tuple(int(n) for n in np.unravel_index(np.argmin(good), array.shape))
        raise CellError(name, place, float(array[place]), array)


def divide(numerator: ArrayLike, denominator: ArrayLike, *, otherwise: float = np.nan) -> Array:
    """``numerator / denominator``, ``otherwise`` where the denominator is zero or not a number."""
    top, bottom = np.broadcast_arrays(
        np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    )
    result = np.full(top.shape, otherwise)
    np.divide(top, bottom, out=result, where=(bottom != 0) & ~np.isnan(bottom))
    return result


def shares(flows: Array, axis: int = -1) -> Array:
    """Each cell as a share of the total along ``axis``; NaN along a line without trade only."""
    return divide(flows, flows.sum(axis=axis, keepdims=True))


def totals(index: Index, weights: Array, size: int) -> Array:
    """Sums of ``weights`` by ``index``, ``(size,)``."""
    sums: Array = np.bincount(index, weights, size).astype(np.float64, copy=False)
    return sums


def overlap(a: Array, b: Array) -> Array:
    """``sum_k min(a_ik, b_jk)`` of all rows of both, ``(rows of a, rows of b)``.

    Of shares it is one minus half their distance. It has no form as a matrix product, so one row
    at a time goes against all of the other table.
    """
    ones = np.ones(b.shape[1])
    smaller = np.empty_like(b)
    result = np.empty((a.shape[0], b.shape[0]))
    for i, row in enumerate(a):
        np.minimum(row, b, out=smaller)
        result[i] = smaller @ ones
    return result


def z_score(values: Array, *, ddof: int = 0) -> Array:
    """Standard scores of the cells that are numbers; the others stay NaN."""
    known = values[~np.isnan(values)]
    if known.size <= ddof:
        return np.full(values.shape, np.nan)
    return divide(values - known.mean(), known.std(ddof=ddof))


def choice(value: str, allowed: tuple[str, ...], argument: str) -> str:
    """``value`` if it is one of ``allowed``.

    Raises:
        UsageError: it is not.
    """
    if value not in allowed:
        raise UsageError(
            f"'{value}' is not known", where=argument, advice=f"Choose from {', '.join(allowed)}"
        )
    return value
