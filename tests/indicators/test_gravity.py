"""Gravity by PPML: adding-up, known coefficients, published flows, bad input."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinergi.errors import InputError, UsageError
from sinergi.indicators.gravity import gravity


def world(seed: int, size: int = 8) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Expected flows of coefficients -0.8 and 0.5, noisy flows with zeros, and covariates."""
    random = np.random.default_rng(seed)
    z = np.stack([random.normal(size=(size, size)), random.random((size, size)) < 0.3])
    effects = random.normal(size=(size, 1)) + random.normal(size=(1, size))
    mu = np.exp(effects - 0.8 * z[0] + 0.5 * z[1])
    np.fill_diagonal(mu, 0)
    return mu, random.poisson(mu * 3) / 3, z


def test_exact_flows_give_the_coefficients_back() -> None:
    mu, _, z = world(1)
    fit = gravity(mu, z)
    np.testing.assert_allclose(fit.coefficients, [-0.8, 0.5], rtol=1e-9)
    off = ~np.eye(8, dtype=bool)
    np.testing.assert_allclose(fit.fitted[off], mu[off], rtol=1e-9)
    assert np.isnan(np.diag(fit.fitted)).all()
    assert fit.observations == 56


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_totals_add_up(seed: int) -> None:
    _, v, z = world(seed, size=10)
    fit = gravity(v, z)
    np.testing.assert_allclose(np.nansum(fit.fitted, axis=1), v.sum(1), rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(np.nansum(fit.fitted, axis=0), v.sum(0), rtol=1e-8, atol=1e-12)


def test_first_order_conditions_and_standard_errors_by_dummies() -> None:
    """The same model as one large regression with a dummy for every country."""
    _, v, z = world(5)
    fit = gravity(v, z)
    i, j = np.nonzero(~np.eye(8, dtype=bool))
    design = np.column_stack([z[0, i, j], z[1, i, j], np.eye(8)[i], np.eye(8)[j][:, 1:]])
    mu, residual = fit.fitted[i, j], v[i, j] - fit.fitted[i, j]
    np.testing.assert_allclose(design.T @ residual, 0, atol=1e-8)
    bread = np.linalg.inv(design.T @ (design * mu[:, None]))
    meat = (design * residual[:, None]).T @ (design * residual[:, None])
    expected = np.sqrt(np.diag(bread @ meat @ bread))[:2]
    np.testing.assert_allclose(fit.standard_errors, expected, rtol=1e-8)
    hc1 = gravity(v, z, standard_errors="HC1").standard_errors
    np.testing.assert_allclose(hc1, expected * np.sqrt(56 / (56 - design.shape[1])), rtol=1e-8)


def test_country_without_exports_and_unknown_covariate() -> None:
    _, v, z = world(3)
    v[2] = 0
    z[0, 4, 5] = np.nan
    fit = gravity(v, z)
    others = np.arange(8) != 2
    np.testing.assert_array_equal(fit.fitted[2, others], 0)
    assert np.isnan(fit.fitted[4, 5])
    known = v.copy()
    known[4, 5] = 0
    np.testing.assert_allclose(np.nansum(fit.fitted, axis=1), known.sum(1), rtol=1e-8)


def test_scale_of_money_moves_the_fit_only() -> None:
    _, v, z = world(4)
    one, thousand = gravity(v, z), gravity(v * 1000, z)
    np.testing.assert_allclose(thousand.coefficients, one.coefficients, rtol=1e-8)
    np.testing.assert_allclose(thousand.fitted, one.fitted * 1000, rtol=1e-7)


def test_bad_input() -> None:
    _, v, z = world(2)
    with pytest.raises(InputError, match="covariates of shape"):
        gravity(v, z[0])
    with pytest.raises(InputError, match="no pair has both"):
        gravity(np.zeros((8, 8)), z)
    with pytest.raises(UsageError, match="HC0, HC1"):
        gravity(v, z, standard_errors="iid")
    of_exporter = np.broadcast_to(np.arange(8.0)[:, None], (8, 8))
    with pytest.raises(InputError, match="covariate 0: nothing is left"):
        gravity(v, of_exporter[None])
    with pytest.raises(InputError, match="nothing is left"):
        gravity(v, np.stack([z[0], 2 * z[0]]))


def test_world_of_2006(shared: Path) -> None:
    table = pl.read_csv(shared / "data/trade/gravity_zeros_bilateral_totals.csv.gz")
    names = sorted(set(table["iso_o"]) | set(table["iso_d"]))
    place = {name: index for index, name in enumerate(names)}
    i = [place[name] for name in table["iso_o"]]
    j = [place[name] for name in table["iso_d"]]
    v, z = np.zeros((len(names),) * 2), np.full((2, len(names), len(names)), np.nan)
    v[i, j] = table["flow"]
    z[0, i, j], z[1, i, j] = np.log(table["distw"]), table["contig"]
    fit = gravity(v, z)
    assert fit.adding_up_error < 1e-9
    assert -1.1 < fit.coefficients[0] < -0.6
    np.testing.assert_allclose(np.nansum(fit.fitted, axis=1), v.sum(1), rtol=1e-8, atol=1e-9)


def test_groups_of_countries_that_do_not_trade_with_each_other() -> None:
    """Two worlds side by side give what each gives alone, and no singular matrix."""
    rng = np.random.default_rng(3)
    flows = rng.uniform(1, 9, (4, 4)) * ~np.eye(4, dtype=bool)
    distance = rng.uniform(1, 3, (4, 4))
    both, lengths = np.zeros((8, 8)), np.full((8, 8), np.nan)
    for block in (slice(0, 4), slice(4, 8)):
        both[block, block], lengths[block, block] = flows, distance
    alone, together = gravity(flows, distance[None]), gravity(both, lengths[None])
    assert together.coefficients == pytest.approx(alone.coefficients, rel=1e-9)
    assert together.fitted[4:, 4:] == pytest.approx(alone.fitted, rel=1e-8, nan_ok=True)
    assert together.adding_up_error < 1e-9


def test_two_countries_are_too_few() -> None:
    with pytest.raises(InputError, match="nothing is left of it"):
        gravity([[0, 10], [3, 0]], [[[0, 1.5], [2.5, 0]]])
