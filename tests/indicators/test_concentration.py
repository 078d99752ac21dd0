"""Concentration indices: worked example, limits, the split of Theil."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sinergi.errors import InputError, UsageError
from sinergi.indicators import concentration

from .conftest import A, Toy

some = arrays(
    np.float64, st.integers(2, 9), elements=st.floats(0, 1e6).map(lambda v: round(v, 2))
).filter(lambda x: x.sum() > 0)


def test_worked_example(toy: Toy) -> None:
    assert concentration.hhi(toy.x)[A] == pytest.approx(77 / 128, rel=1e-14)
    assert concentration.theil(toy.x)[A] == pytest.approx(0.3956933578945993, rel=1e-14)
    assert concentration.shannon(toy.x)[A] == pytest.approx(0.702919, abs=1e-6)


def test_normalised_forms_differ(toy: Toy) -> None:
    h = 77 / 128
    assert concentration.hhi_normalised(toy.x)[A] == pytest.approx((h - 1 / 3) / (2 / 3))
    root = math.sqrt(1 / 3)
    assert concentration.unctad(toy.x)[A] == pytest.approx((math.sqrt(h) - root) / (1 - root))


def test_line_without_trade_is_nan_alone() -> None:
    result = concentration.theil([[0.0, 0.0], [1.0, 0.0]])
    assert np.isnan(result[0])
    assert result[1] == pytest.approx(math.log(2))


def test_the_number_of_classes_moves_theil_by_its_logarithm(toy: Toy) -> None:
    moved = concentration.theil(toy.x, n=6) - concentration.theil(toy.x)
    np.testing.assert_allclose(moved, math.log(2))
    with pytest.raises(UsageError, match="2 classes, but 3 have trade"):
        concentration.theil(toy.x, n=2)


def test_negative_flow_is_refused() -> None:
    with pytest.raises(InputError, match="flows"):
        concentration.hhi([1.0, -1.0])


@given(some)
def test_limits(x: np.ndarray) -> None:
    n = x.size
    assert 1 / n - 1e-12 <= concentration.hhi(x) <= 1 + 1e-12
    for normalised in (concentration.hhi_normalised(x), concentration.unctad(x)):
        assert -1e-9 <= normalised <= 1 + 1e-9
    assert -1e-9 <= concentration.theil(x) <= math.log(n) + 1e-9


@given(some)
def test_theil_is_its_definition_and_splits_by_margin(x: np.ndarray) -> None:
    mean, active = x.mean(), x[x > 0]
    ratio = active / mean
    by_definition = (ratio * np.log(ratio)).sum() / x.size
    split = concentration.theil_split(x)
    assert split.total == pytest.approx(by_definition, abs=1e-12)
    assert split.extensive == pytest.approx(math.log(x.size / active.size), abs=1e-12)
    assert split.intensive == pytest.approx(float(concentration.theil(active)), abs=1e-12)
