"""Complementarity of pairs: worked example and properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sinergi.errors import InputError, UsageError
from sinergi.indicators import complementarity
from sinergi.indicators.rca import rca, rma

from .conftest import A, B, Toy

tables = arrays(np.float64, (4, 5), elements=st.floats(0, 1e6).map(lambda v: round(v, 2)))


def test_worked_example(toy: Toy) -> None:
    index = complementarity.michaely(toy.x, toy.m)
    assert index[A, B] == pytest.approx(65 / 84, rel=1e-14)
    assert index[B, A] == pytest.approx(19 / 25, rel=1e-14)
    index = complementarity.drysdale_garnaut(toy.x, toy.m)
    assert index[A, B] == pytest.approx(98974 / 70525, rel=1e-14)


def test_contributions_add_up_to_the_index(toy: Toy) -> None:
    michaely = complementarity.michaely_contributions(toy.x, toy.m, A, B)
    np.testing.assert_allclose(michaely, [110 / 210, 30 / 160, 10 / 160])
    for reference in complementarity.REFERENCES:
        parts = complementarity.drysdale_garnaut_contributions(
            toy.x, toy.m, A, B, reference=reference
        )
        whole = complementarity.drysdale_garnaut(toy.x, toy.m, reference=reference)
        assert parts.sum() == pytest.approx(whole[A, B], rel=1e-14)


def test_contribution_is_the_product_of_both_advantages(toy: Toy) -> None:
    parts = complementarity.drysdale_garnaut_contributions(toy.x, toy.m, A, B)
    world = toy.x.sum(0) / toy.x.sum()
    np.testing.assert_allclose(parts, rca(toy.x)[A] * rma(toy.m)[B] * world, rtol=1e-14)


def test_rest_of_the_world_leaves_the_exporter_out(toy: Toy) -> None:
    # Of the others' 660 they sell 140, 220, 300.
    expected = (
        120 / 160 * 110 / 210 * 660 / 140 + 30 / 160 * 40 / 210 * 3 + 10 / 160 * 60 / 210 * 2.2
    )
    index = complementarity.drysdale_garnaut(toy.x, toy.m, reference="rest")
    assert index[A, B] == pytest.approx(expected, rel=1e-14)


def test_only_seller_of_a_product_adds_nothing_to_rest() -> None:
    x, m = np.array([[0.1, 0.2], [0.0, 0.7]]), np.array([[0.0, 0.7], [0.1, 0.2]])
    parts = complementarity.drysdale_garnaut_contributions(x, m, 0, 1, reference="rest")
    assert parts[0] == 0
    assert parts[1] == pytest.approx(0.2 / 0.3 * 0.2 / 0.3)


def test_country_without_exports_is_nan_alone(toy: Toy) -> None:
    x = np.vstack([toy.x, np.zeros(3)])
    m = np.vstack([toy.m, [1.0, 1, 1]])
    for index in (
        complementarity.michaely(x, m),
        complementarity.drysdale_garnaut(x, m),
        complementarity.drysdale_garnaut(x, m, reference="rest"),
    ):
        assert np.isnan(index[4]).all()
        assert not np.isnan(index[:4]).any()


def test_product_without_trade_changes_nothing(toy: Toy) -> None:
    x, m = np.pad(toy.x, ((0, 0), (0, 1))), np.pad(toy.m, ((0, 0), (0, 1)))
    np.testing.assert_allclose(
        complementarity.drysdale_garnaut(x, m), complementarity.drysdale_garnaut(toy.x, toy.m)
    )


def test_bad_arguments(toy: Toy) -> None:
    with pytest.raises(UsageError, match="Choose from world, rest"):
        complementarity.drysdale_garnaut(toy.x, toy.m, reference="moon")
    with pytest.raises(InputError, match="imports"):
        complementarity.michaely(toy.x, toy.m[:, :2])


@given(tables, tables)
def test_michaely_is_half_the_distance_between_shares(x: np.ndarray, m: np.ndarray) -> None:
    index = complementarity.michaely(x, m)
    for i in np.flatnonzero(x.sum(1)):
        for j in np.flatnonzero(m.sum(1)):
            distance = np.abs(x[i] / x[i].sum() - m[j] / m[j].sum()).sum()
            assert index[i, j] == pytest.approx(1 - distance / 2, abs=1e-12)
            assert -1e-12 <= index[i, j] <= 1 + 1e-12


@given(tables, st.floats(1e-3, 1e3))
def test_world_average_importer_is_neutral(x: np.ndarray, factor: float) -> None:
    """An importer who buys what the world sells has Drysdale-Garnaut 1 with every exporter."""
    if x.sum() == 0:
        return
    m = np.tile(x.sum(0) * factor, (4, 1))
    index = complementarity.drysdale_garnaut(x, m)
    np.testing.assert_allclose(index[x.sum(1) > 0], 1, rtol=1e-9)
