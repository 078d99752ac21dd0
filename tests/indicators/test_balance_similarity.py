"""Trade balance, Lafay, similarity and intra-industry trade."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sinergi.errors import InputError
from sinergi.indicators import balance, intra_industry, similarity

from .conftest import A, B, Toy

tables = arrays(np.float64, (3, 4), elements=st.floats(0, 1e6).map(lambda v: round(v, 2)))


def test_trade_balance(toy: Toy) -> None:
    result = balance.trade_balance_index(toy.x, toy.m)
    assert result[A, 0] == pytest.approx((120 - 40) / 160)
    assert np.isnan(balance.trade_balance_index([[0.0]], [[0.0]])).all()


def test_lafay_by_hand(toy: Toy) -> None:
    # A sells 160 and buys 250; of the first product it sells 120 and buys 40.
    assert balance.lafay(toy.x, toy.m)[A, 0] == pytest.approx(
        100 * (80 / 160 - (-90) / 410) * 160 / 410
    )
    assert balance.lafay_gdp(toy.x, toy.m, [5000, 1, 1, 1])[A, 0] == pytest.approx(
        1000 / 5000 * (80 - 160 / 410 * -90)
    )


@given(tables, tables)
def test_lafay_sums_to_zero(x: np.ndarray, m: np.ndarray) -> None:
    traded = (x + m).sum(1) > 0
    np.testing.assert_allclose(balance.lafay(x, m)[traded].sum(1), 0, atol=1e-9)
    assert np.isnan(balance.lafay(x, m)[~traded]).all()
    assert (np.nan_to_num(balance.lafay(x, m))[(x + m) == 0] == 0).all()


def test_finger_kreinin(toy: Toy) -> None:
    index = similarity.finger_kreinin(toy.x)
    assert index[A, B] == pytest.approx(33 / 100, rel=1e-14)
    np.testing.assert_allclose(index, index.T)
    np.testing.assert_allclose(np.diag(index), 1)


def test_finger_kreinin_in_one_market(toy: Toy) -> None:
    # In D, A sells 20, 0, 0 and B 10, 50, 10.
    assert similarity.finger_kreinin(toy.cube[:, 3])[A, B] == pytest.approx(1 / 7)


def test_bahar(toy: Toy) -> None:
    share = toy.x / toy.x.sum(1, keepdims=True)
    logs = np.log(share / (toy.x.sum(0) / toy.x.sum()) + 0.1)
    np.testing.assert_allclose(similarity.bahar(toy.x), np.corrcoef(logs), atol=1e-12)
    padded = similarity.bahar(np.pad(toy.x, ((0, 1), (0, 1))))
    np.testing.assert_allclose(padded[:4, :4], np.corrcoef(logs), atol=1e-12)
    assert np.isnan(padded[4]).all()


def test_grubel_lloyd(toy: Toy) -> None:
    assert intra_industry.aggregate(toy.x, toy.m)[A] == pytest.approx(16 / 41, rel=1e-14)
    np.testing.assert_allclose(
        intra_industry.grubel_lloyd(toy.x, toy.m)[A], [1 - 80 / 160, 1 - 70 / 130, 1 - 100 / 120]
    )
    assert intra_industry.adjusted(toy.x, toy.m)[A] == pytest.approx((410 - 250) / (410 - 90))
    assert np.isnan(intra_industry.grubel_lloyd([0.0], [0.0])).all()


def test_grubel_lloyd_of_a_pair(toy: Toy) -> None:
    result = intra_industry.aggregate(toy.cube, toy.cube.swapaxes(0, 1))
    # A sells 60, 10, 0 to B and buys 10, 70, 20.
    assert result[A, B] == pytest.approx(1 - (50 + 60 + 20) / 170)
    np.testing.assert_allclose(result, result.T)


def test_shapes_must_agree() -> None:
    with pytest.raises(InputError, match="differ"):
        intra_industry.aggregate([1.0, 2.0], [1.0])


@given(tables, tables)
def test_grubel_lloyd_lies_between_none_and_all(x: np.ndarray, m: np.ndarray) -> None:
    for values in (
        intra_industry.grubel_lloyd(x, m),
        intra_industry.aggregate(x, m),
        intra_industry.adjusted(x, m),
    ):
        known = values[~np.isnan(values)]
        assert (known >= -1e-9).all()
        assert (known <= 1 + 1e-9).all()
