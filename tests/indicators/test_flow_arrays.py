"""Flows as arrays of indices."""

from __future__ import annotations

import numpy as np
import pytest

from sinergi.errors import InputError
from sinergi.indicators.flow_arrays import Flows

from .conftest import A, B, Toy


def test_sums_are_those_of_the_cube(toy: Toy) -> None:
    np.testing.assert_array_equal(toy.flows.exports, toy.x)
    np.testing.assert_array_equal(toy.flows.imports, toy.m)
    np.testing.assert_array_equal(toy.flows.pairs, toy.v)


def test_a_pair_is_found_whatever_the_order_of_rows(toy: Toy) -> None:
    rows = toy.flows
    order = np.random.default_rng(1).permutation(rows.value.size)
    mixed = Flows(
        rows.exporter[order], rows.importer[order], rows.product[order], rows.value[order], 4, 3
    )
    for i in range(4):
        for j in range(4):
            np.testing.assert_array_equal(mixed.pair(i, j), toy.cube[i, j])
            np.testing.assert_array_equal(rows.pair(i, j), toy.cube[i, j])


def test_more_countries_than_two_bytes_of_pairs() -> None:
    i, j = np.array([299, 0]), np.array([298, 1])
    flows = Flows(i, j, np.array([0, 1]), np.array([5.0, 7.0]), 300, 2)
    np.testing.assert_array_equal(flows.pair(299, 298), [5, 0])
    np.testing.assert_array_equal(flows.pair(0, 1), [0, 7])


def test_no_rows_at_all() -> None:
    none = np.empty(0, dtype=int)
    flows = Flows(none, none, none, np.empty(0), 2, 2)
    assert not flows.exports.any()
    assert not flows.pair(0, 1).any()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"exporter": np.array([A, 9])}, "exporter: an index outside 0 to 3"),
        ({"product": np.array([0])}, "product: 1 indices for 2 values"),
        ({"importer": np.array([B, B])}, "flow 1: a country trades with itself"),
        ({"value": np.array([1.0, -2.0])}, "value: the cell"),
    ],
)
def test_bad_rows_are_named(change: dict[str, np.ndarray], message: str) -> None:
    rows = {
        "exporter": np.array([A, B]),
        "importer": np.array([B, A]),
        "product": np.array([0, 1]),
        "value": np.array([1.0, 2.0]),
    }
    with pytest.raises(InputError, match=message):
        Flows(**(rows | change), countries=4, products=3)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.int64])
def test_what_one_exporter_sold_is_a_slice(kind: type) -> None:
    exporter, importer = np.array([[0, 0, 2, 255, 255], [1, 2, 0, 0, 1]]).astype(kind)
    flows = Flows(exporter, importer, 0 * exporter, np.arange(1.0, 6.0), 256, 1)
    for country in (0, 1, 2, 3, 255):
        rows = np.arange(5)[flows.sold_by(country)]
        assert rows.tolist() == np.flatnonzero(exporter == country).tolist()
