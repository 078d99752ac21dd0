"""Product space, density, outlook and gain: against loops written from the formulas."""

from __future__ import annotations

import numpy as np
import pytest

from sinergi.errors import InputError, UsageError
from sinergi.indicators.complexity import complexity
from sinergi.indicators.proximity import cross_proximity, proximity
from sinergi.indicators.relatedness import (
    density,
    opportunity_gain,
    opportunity_outlook,
    relative_density,
)

from .test_complexity import nested

M = nested()
PHI = proximity(M, dtype=np.float64)


def test_proximity_is_the_smaller_conditional_probability() -> None:
    for p in range(0, 30, 7):
        for q in range(30):
            both = (M[:, p] * M[:, q]).sum()
            assert PHI[p, q] == pytest.approx(min(both / M[:, p].sum(), both / M[:, q].sum()))


def test_proximity_properties() -> None:
    np.testing.assert_array_equal(PHI, PHI.T)
    np.testing.assert_array_equal(np.diag(PHI), 1)
    assert PHI.min() >= 0
    assert PHI.max() <= 1
    np.testing.assert_allclose(proximity(M), PHI, rtol=1e-6)
    zero = proximity(M, diagonal="zero", dtype=np.float64)
    np.testing.assert_array_equal(zero, PHI - np.eye(30))


def test_proximity_of_a_product_nobody_makes() -> None:
    m = M.copy()
    m[:, 5] = 0
    phi = proximity(m, dtype=np.float64)
    assert not phi[5].any()
    rest = np.arange(30) != 5
    np.testing.assert_array_equal(phi[np.ix_(rest, rest)], PHI[np.ix_(rest, rest)])


def test_more_products_than_one_tile() -> None:
    m = nested(products=300)
    together, ubiquity = m.T @ m, m.sum(0)
    np.testing.assert_allclose(
        proximity(m, dtype=np.float64), together / np.maximum.outer(ubiquity, ubiquity)
    )


def test_cross_proximity() -> None:
    other = nested(seed=8, products=11)
    phi = cross_proximity(M, other)
    both = (M[:, 3] * other[:, 2]).sum()
    assert phi[3, 2] == pytest.approx(both / max(M[:, 3].sum(), other[:, 2].sum()))
    np.testing.assert_allclose(cross_proximity(M, M), PHI)
    with pytest.raises(InputError, match="countries"):
        cross_proximity(M, other[1:])


def test_density_by_loop() -> None:
    result = density(M, PHI)
    for c in (0, 5, 13):
        for p in (0, 12, 29):
            near = sum(M[c, q] * PHI[p, q] for q in range(30))
            assert result[c, p] == pytest.approx(near / PHI[p].sum())
    assert result.min() >= 0
    assert result.max() <= 1
    np.testing.assert_allclose(result[-1], 1)  # who makes everything is near to everything


@pytest.mark.parametrize("normaliser", ["other", "target"])
def test_gain_by_loop(normaliser: str) -> None:
    measured = complexity(M)
    result = opportunity_gain(M, PHI, measured, normaliser=normaliser)
    for c in (0, 5, 9):
        for p in (0, 12, 29):
            gain = sum(
                PHI[p, q]
                / (PHI[q].sum() if normaliser == "other" else PHI[p].sum())
                * (1 - M[c, q])
                * measured.pci_raw[q]
                for q in range(30)
            )
            assert result[c, p] == pytest.approx((1 - M[c, p]) * gain / measured.scale, abs=1e-12)


def test_outlook_by_loop() -> None:
    measured = complexity(M)
    near = density(M, PHI)
    sums = np.array(
        [
            sum(near[c, p] * (1 - M[c, p]) * measured.pci_raw[p] for p in range(30))
            for c in range(14)
        ]
    )
    raw = opportunity_outlook(M, near, measured, scale="none")
    np.testing.assert_allclose(raw, sums / measured.scale, atol=1e-12)
    standard = opportunity_outlook(M, near, measured)
    np.testing.assert_allclose(standard, (sums - sums.mean()) / sums.std(), atol=1e-12)


def test_lines_without_trade_are_nan_alone() -> None:
    m = np.zeros((15, 31))
    m[:14, :30] = M
    phi, measured, before = proximity(m, dtype=np.float64), complexity(m), complexity(M)
    near, gain = density(m, phi), opportunity_gain(m, phi, measured)
    np.testing.assert_allclose(near[:14, :30], density(M, PHI))
    np.testing.assert_allclose(gain[:14, :30], opportunity_gain(M, PHI, before), atol=1e-9)
    assert np.isnan(near[:, 30]).all()
    assert np.isnan(gain[:, 30]).all()
    outlook = opportunity_outlook(m, near, measured)
    np.testing.assert_allclose(
        outlook[:14], opportunity_outlook(M, density(M, PHI), before), atol=1e-9
    )
    assert np.isnan(outlook[14])


def test_relative_density_compares_with_the_options_of_the_country() -> None:
    result = relative_density(M, density(M, PHI))
    assert np.isnan(result[M > 0]).all()
    for row in result:
        options = row[~np.isnan(row)]
        if options.size > 1:
            assert options.mean() == pytest.approx(0, abs=1e-9)


def test_bad_arguments() -> None:
    measured = complexity(M)
    with pytest.raises(UsageError, match="natural, zero"):
        proximity(M, diagonal="two")
    with pytest.raises(UsageError, match="other, target"):
        opportunity_gain(M, PHI, measured, normaliser="none")
    with pytest.raises(UsageError, match="z, none"):
        opportunity_outlook(M, PHI[:14], measured, scale="x")
