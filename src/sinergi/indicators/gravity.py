r"""The gravity model by Poisson pseudo maximum likelihood, with exporter and importer effects.

.. math:: E[v_{ij}] = \exp(a_i + b_j + \beta' z_{ij})

Santos Silva and Tenreyro (2006). Zeros are observations, ``i = j`` is not. With both effects the
fitted row and column totals are the actual ones (Arvis and Shepherd 2013): the fit is finished
only when they add up.

Each step of the iteration is a weighted regression; the two sets of effects are taken out by
solving their normal equations, as many as there are countries, exactly: nothing alternates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import InputError, UsageError
from sinergi.indicators.arrays import Array, Mask, choice, matrix

STANDARD_ERRORS = ("HC0", "HC1")

_MOST_STEPS = 100
_TOLERANCE = 1e-10


@dataclass(frozen=True)
class Gravity:
    """A fitted gravity model.

    ``fitted`` is the expected trade of each pair ``(C, C)``, in the unit of the flows: 0 where the
    exporter sells or the importer buys nothing at all, NaN where a covariate is not known.
    ``coefficients`` and ``standard_errors`` are ``(K,)``. ``adding_up_error`` is the largest
    difference between a fitted and an actual total, over that total.
    """

    coefficients: Array
    standard_errors: Array
    fitted: Array
    steps: int
    adding_up_error: float
    observations: int


def gravity(v: ArrayLike, covariates: ArrayLike, *, standard_errors: str = "HC0") -> Gravity:
    """Fit the model.

    Args:
        v: Flows between countries ``(C, C)``; zeros count.
        covariates: Of the pairs, ``(K, C, C)``: the logarithm of distance, say. NaN takes the pair
            out of the fit.
        standard_errors: ``"HC0"`` (gme, R's sandwich default) or ``"HC1"``, times
            ``sqrt(n / (n - k))`` (pyfixest, Stata).

    Raises:
        InputError: shapes do not fit, no flow is left, a covariate is a sum of country effects, or
            the iteration does not settle.
        UsageError: an unknown kind of standard errors.
    """
    choice(standard_errors, STANDARD_ERRORS, "standard_errors")
    flows = matrix(v, "flows")
    z = np.asarray(covariates, dtype=np.float64)
    if z.ndim != 3 or z.shape[1:] != flows.shape or flows.shape[0] != flows.shape[1]:
        raise InputError(
            f"flows of shape {flows.shape}, covariates of shape {z.shape}",
            where="gravity",
            advice="Give flows (C, C) and covariates (K, C, C)",
        )
    known: Mask = ~np.asarray(np.isnan(z).any(axis=0))
    np.fill_diagonal(known, False)
    used, rows, columns = _with_trade(flows, known)
    block = np.ix_(rows, columns)
    covered = np.where(used, z, 0.0)[:, rows][:, :, columns]
    result = _fit(flows[block], covered, used[block], standard_errors)
    fitted = np.where(known, 0.0, np.nan)
    fitted[block] = np.where(used[block], result.fitted, fitted[block])
    return replace(result, fitted=fitted)


def _with_trade(flows: Array, known: Mask) -> tuple[Mask, Mask, Mask]:
    """Pairs, exporters and importers of the fit: an effect of a country without trade is -inf."""
    used = known.copy()
    while True:
        traded = flows * used
        rows, columns = traded.sum(axis=1) > 0, traded.sum(axis=0) > 0
        kept = used & rows[:, None] & columns
        if (kept == used).all():
            break
        used = kept
    if not used.any():
        raise InputError("no pair has both trade and all covariates", where="gravity")
    return used, rows, columns


def _fit(v: Array, z: Array, used: Mask, standard_errors: str) -> Gravity:
    """Iteratively reweighted least squares on a grid of pairs."""
    traded = v * used
    mu = np.where(used, np.outer(traded.sum(axis=1), traded.sum(axis=0)) / traded.sum(), 0.0)
    beta: Array = np.zeros(z.shape[0])
    error, change, steps = np.inf, np.inf, 0
    while error > _TOLERANCE or change > _TOLERANCE:
        if steps == _MOST_STEPS:
            raise InputError(
                f"the totals are {error:.1e} off after {steps} steps",
                where="gravity",
                advice="A covariate may separate the zeros: leave it out",
            )
        before = beta
        beta, mu = _step(v, z, mu, used)
        error = max(_gap(mu, traded, axis=0), _gap(mu, traded, axis=1))
        change = float(np.abs(beta - before).max(initial=0.0) / np.abs(beta).max(initial=1.0))
        steps += 1
    return Gravity(
        coefficients=beta,
        standard_errors=_sandwich(z, v, mu, used, standard_errors),
        fitted=mu,
        steps=steps,
        adding_up_error=error,
        observations=int(used.sum()),
    )


def _step(v: Array, z: Array, mu: Array, used: Mask) -> tuple[Array, Array]:
    """One weighted regression of the working flows: the coefficients and the next fit."""
    eta = np.log(mu, out=np.zeros_like(mu), where=used)
    working = eta + np.divide(v - mu, mu, out=np.zeros_like(mu), where=used)
    demeaned = _without_effects(np.concatenate((z, working[None])), mu)
    x, y = demeaned[:-1], demeaned[-1]
    bread = _cross(x * mu, x)
    _refuse_collinear(bread, z, mu)
    beta = np.asarray(np.linalg.solve(bread, _cross(x * mu, y[None])[:, 0]), dtype=np.float64)
    residual = y - np.tensordot(beta, x, axes=1)
    return beta, np.where(used, np.exp(np.clip(working - residual, -700, 700)), 0.0)


def _gap(mu: Array, traded: Array, axis: int) -> float:
    """Largest relative difference between fitted and actual totals."""
    return float(np.abs(mu.sum(axis=axis) / traded.sum(axis=axis) - 1).max())


def _without_effects(values: Array, weights: Array) -> Array:
    """Residuals ``(N, I, J)`` of weighted regressions on exporter and importer effects.

    The importer effects solve a system of the number of importers. In each group of countries that
    pairs of the fit link, a constant can move between the two sets: one importer's effect is 0.
    """
    by_row, by_column = weights.sum(axis=1), weights.sum(axis=0)
    weighted = values * weights
    row_means = weighted.sum(axis=2) / by_row
    column_sums = weighted.sum(axis=1)
    scaled = weights / by_row[:, None]
    system = np.diag(by_column) - weights.T @ scaled
    right = column_sums - row_means @ weights
    importer = np.zeros_like(right)
    free = ~_anchors(weights > 0)
    if free.any():
        importer[:, free] = np.linalg.solve(system[np.ix_(free, free)], right[:, free].T).T
    exporter = row_means - importer @ scaled.T
    residuals: Array = values - exporter[:, :, None] - importer[:, None, :]
    return residuals


def _anchors(linked: Mask) -> Mask:
    """One importer ``(J,)`` of each group that the pairs ``(I, J)`` link; usually there is one."""
    anchors = np.zeros(linked.shape[1], dtype=np.bool_)
    unseen = np.ones(linked.shape[1], dtype=np.bool_)
    while unseen.any():
        group = np.zeros_like(unseen)
        anchor = int(np.flatnonzero(unseen)[-1])
        group[anchor] = anchors[anchor] = True
        while True:
            wider = linked[linked[:, group].any(axis=1)].any(axis=0) | group
            if (wider == group).all():
                break
            group = wider
        unseen &= ~group
    return anchors


def _cross(a: Array, b: Array) -> Array:
    """Sums over pairs of the products of covariates, ``(K, L)``."""
    return np.asarray(a.reshape(a.shape[0], -1) @ b.reshape(b.shape[0], -1).T)


def _refuse_collinear(bread: Array, z: Array, mu: Array) -> None:
    spread = (np.square(z) * mu).sum(axis=(1, 2))
    empty = np.diag(bread) <= 1e-12 * np.maximum(spread, np.finfo(float).tiny)
    if empty.any() or (bread.size and np.linalg.cond(bread) > 1e14):
        which = f"covariate {int(empty.argmax())}" if empty.any() else "covariates"
        raise InputError(
            "nothing is left of it beside the exporter and importer effects and the others",
            where=which,
            advice="Leave it out: what is of one country is in its effect",
        )


def _sandwich(z: Array, v: Array, mu: Array, used: Mask, kind: str) -> Array:
    """Standard errors robust to heteroskedasticity."""
    x = _without_effects(z, mu)
    bread = np.linalg.inv(_cross(x * mu, x))
    score = x * np.where(used, v - mu, 0.0)
    variance = np.diag(bread @ _cross(score, score) @ bread)
    if kind == "HC1":
        n = int(used.sum())
        k = z.shape[0] + sum(used.shape) - 1
        if n <= k:
            raise UsageError(f"{n} pairs for {k} parameters", where="standard_errors")
        variance = variance * n / (n - k)
    errors: Array = np.sqrt(variance)
    return errors
