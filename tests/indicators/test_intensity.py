"""Trade intensity with its three denominators."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sinergi.errors import InputError, UsageError
from sinergi.indicators.intensity import intensity, symmetric

from .conftest import A, B, D, Toy


def test_worked_example(toy: Toy) -> None:
    assert intensity(toy.v)[A, B] == pytest.approx(41 / 24, rel=1e-14)


def test_the_three_denominators(toy: Toy) -> None:
    # A sells 160, 70 of it to B; B buys 210, A buys 250, the world 820.
    assert intensity(toy.v, denominator="rest")[A, B] == pytest.approx(70 / 160 * 660 / 140)
    assert intensity(toy.v, denominator="kojima")[A, B] == pytest.approx(70 / 160 * 570 / 210)


def test_undefined_cells(toy: Toy) -> None:
    v = toy.v.copy()
    v[:, D] = 0
    index = intensity(v)
    assert np.isnan(np.diag(index)).all()
    assert np.isnan(index[:, D]).all()
    assert not np.isnan(index[A, [B, 2]]).any()
    only = np.array([[0, 0.3, 0.1], [0.2, 0, 0.1], [0.2, 0, 0]])
    assert np.isnan(intensity(only, denominator="rest")[0, 1])


def test_symmetric_form() -> None:
    np.testing.assert_allclose(symmetric([0, 1, 3]), [-1, 0, 0.5])


def test_bad_arguments(toy: Toy) -> None:
    with pytest.raises(UsageError, match="kojima"):
        intensity(toy.v, denominator="none")
    with pytest.raises(InputError, match="flows"):
        intensity(toy.v[:3])


@given(arrays(np.float64, (5, 5), elements=st.floats(0.01, 1e6)))
def test_average_over_markets_is_one(v: np.ndarray) -> None:
    np.fill_diagonal(v, 0)
    weights = v.sum(0) / v.sum()
    np.testing.assert_allclose(np.nan_to_num(intensity(v)) @ weights, 1, rtol=1e-9)
