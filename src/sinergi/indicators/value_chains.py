r"""Which product is made from which, and where two countries meet in such a link.

Links come from a list of edges (a curated chain, AIPNET or any other) or from an input-output table
with a bridge from products to industries. Whether trade bears a link out is measured without
training, after Karbevska and Hidalgo (2023): who is specialised in exporting an output tends to be
specialised in importing its inputs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, Index, divide, matrix, vector
from sinergi.indicators.rca import rca, rma

LEAST_COUNTRIES = 30


@dataclass(frozen=True)
class Links:
    """Directed links between products, ``(L,)`` each: ``input`` goes into ``output``."""

    input: Index
    output: Index
    weight: Array


@dataclass(frozen=True)
class Strength:
    """How far trade bears links out, ``(L,)`` each, NaN with fewer than 30 countries.

    ``lift`` is how many times more often than by chance a country is specialised in both,
    ``correlation`` that of the two specialisations over countries, ``partial`` the same with the
    size of countries held constant, ``countries`` how many are specialised in both.
    """

    lift: Array
    correlation: Array
    partial: Array
    countries: Array


@dataclass(frozen=True)
class Meetings:
    """Links where ``a`` sells the input and ``b`` sells the output, ``(N,)`` each.

    ``supplied`` are the exports of the input by ``a``, ``bought`` the imports of it by ``b``,
    ``made`` the exports of the output by ``b``; best first, by the smaller of ``supplied`` and
    ``bought`` times the weight.
    """

    link: Index
    supplied: Array
    bought: Array
    made: Array


def links_from_table(coefficients: ArrayLike, bridge: ArrayLike, *, least: float = 0.01) -> Links:
    """Links from an input-output table.

    Args:
        coefficients: Technical coefficients ``(S, S)``: input of the row's industry for a unit of
            output of the column's.
        bridge: ``(P, S)``: 1 where the product belongs to the industry.
        least: Coefficients below it make no link.

    Every product of an industry takes the coefficient of the industry: the table says no more.
    """
    a = matrix(coefficients, "coefficients")
    members = matrix(bridge, "bridge") > 0
    if members.shape[1] != a.shape[0]:
        raise InputError(
            f"a bridge to {members.shape[1]} industries, a table of {a.shape[0]}", where="bridge"
        )
    of_industry = [np.flatnonzero(column) for column in members.T]
    inputs, outputs, weights = [], [], []
    for r, s in np.argwhere(a >= least):
        q, p = np.meshgrid(of_industry[r], of_industry[s], indexing="ij")
        apart = q != p
        inputs.append(q[apart])
        outputs.append(p[apart])
        weights.append(np.full(int(apart.sum()), a[r, s]))
    none = np.empty(0, dtype=np.intp)
    return Links(
        np.concatenate([none, *inputs]),
        np.concatenate([none, *outputs]),
        np.concatenate([np.empty(0), *weights]),
    )


def strength(links: Links, x: ArrayLike, m: ArrayLike) -> Strength:
    """Measure the links on the trade of a year.

    Args:
        links: The links.
        x: Exports ``(C, P)``.
        m: Imports ``(C, P)``.
    """
    exports, imports = matrix(x, "exports"), matrix(m, "imports")
    traded = (exports.sum(axis=1) > 0) & (imports.sum(axis=1) > 0)
    sells = (rca(exports[traded]) >= 1)[:, links.output].astype(np.float64)
    buys = (rma(imports[traded]) >= 1)[:, links.input].astype(np.float64)
    size = np.log((exports + imports)[traded].sum(axis=1))
    both = (sells * buys).sum(axis=0)
    count = int(traded.sum())
    if count < LEAST_COUNTRIES:
        unknown = np.full(both.shape, np.nan)
        return Strength(unknown, unknown, unknown, both)
    return Strength(
        lift=divide(both * count, sells.sum(axis=0) * buys.sum(axis=0)),
        correlation=_correlation(sells, buys, np.ones((count, 1))),
        partial=_correlation(sells, buys, np.column_stack([np.ones(count), size])),
        countries=both,
    )


def _correlation(a: Array, b: Array, given: Array) -> Array:
    """Correlation of columns of ``a`` and ``b`` after regressing both on ``given``."""
    basis, _ = np.linalg.qr(given)
    a, b = a - basis @ (basis.T @ a), b - basis @ (basis.T @ b)
    length = np.sqrt(np.square(a).sum(axis=0) * np.square(b).sum(axis=0))
    # Columns that are constant leave rounding only.
    length[length < 1e-9 * given.shape[0]] = 0
    return divide((a * b).sum(axis=0), length)


def meetings(links: Links, x_a: ArrayLike, m_b: ArrayLike, x_b: ArrayLike) -> Meetings:
    """Where what ``a`` sells goes into what ``b`` makes; all flows ``(P,)``."""
    supplied = vector(x_a, "exports of a")[links.input]
    bought = vector(m_b, "imports of b")[links.input]
    made = vector(x_b, "exports of b")[links.output]
    found = np.flatnonzero((supplied > 0) & (made > 0))
    worth = np.minimum(supplied[found], bought[found]) * links.weight[found]
    order = found[np.argsort(-worth, kind="stable")]
    return Meetings(order, supplied[order], bought[order], made[order])
