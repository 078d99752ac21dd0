"""Revealed comparative advantage: worked example, published data, properties."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sinergi.errors import InputError
from sinergi.indicators import rca as index

from .conftest import Toy

flows = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=7),
    elements=st.floats(0, 1e9).map(lambda value: round(value, 3)),
)

BALASSA = [
    [123 / 52, 123 / 200, 41 / 248],
    [82 / 325, 1312 / 625, 574 / 775],
    [41 / 195, 41 / 75, 943 / 465],
    [410 / 143, 82 / 275, 0],
]


def test_worked_example(toy: Toy) -> None:
    np.testing.assert_allclose(index.rca(toy.x), BALASSA, rtol=1e-14)


def test_import_side_is_the_same_formula(toy: Toy) -> None:
    # A imports 40, 100, 110 of 250; the world 260, 250, 310 of 820.
    np.testing.assert_allclose(
        index.rma(toy.m)[0],
        [40 / 250 / (260 / 820), 100 / 250 / (250 / 820), 110 / 250 * 820 / 310],
    )


def test_relatives_of_the_worked_example(toy: Toy) -> None:
    expected = np.array(BALASSA)
    np.testing.assert_allclose(index.rsca(toy.x), (expected - 1) / (expected + 1))
    np.testing.assert_allclose(index.lrca(toy.x)[:3], np.log(expected[:3]))
    assert np.isnan(index.lrca(toy.x)[3, 2])
    assert index.nrca(toy.x)[0, 0] == pytest.approx(120 / 820 - 160 * 260 / 820**2)
    rma = index.rma(toy.m)
    np.testing.assert_allclose(index.rta(toy.x, toy.m), expected - rma)
    np.testing.assert_allclose(index.rc(toy.x, toy.m)[:3], np.log(expected[:3] / rma[:3]))
    people = np.array([1.0, 2, 3, 4])
    assert index.rpop(toy.x, people)[1, 1] == pytest.approx(160 / 2 / (250 / 10))


def test_line_without_trade_is_nan_alone(toy: Toy) -> None:
    x = np.zeros((5, 4))
    x[:4, :3] = toy.x
    result = index.rca(x)
    np.testing.assert_allclose(result[:4, :3], BALASSA)
    assert np.isnan(result[4]).all()
    assert np.isnan(result[:, 3]).all()
    assert not np.isnan(index.nrca(x)).any()


def test_a_few_countries_take_their_reference_from_outside(toy: Toy) -> None:
    np.testing.assert_allclose(index.rca(toy.x[:2], world=toy.x.sum(0)), BALASSA[:2])


@pytest.mark.parametrize("bad", [-np.inf, np.nan, np.inf])
def test_bad_cell_is_named(toy: Toy, bad: float) -> None:
    toy.x[2, 1] = bad
    with pytest.raises(InputError, match=r"exports: the cell \(2, 1\)"):
        index.rca(toy.x)


def test_negative_service_keeps_its_sign_and_harms_nobody(toy: Toy) -> None:
    toy.x[3, 2] = -2
    result = index.rca(toy.x)
    assert result[3, 2] == pytest.approx((-2 / 108) / (308 / 818))
    assert np.isnan(index.rsca(toy.x)[3, 2])
    assert np.isnan(index.lrca(toy.x)[3, 2])
    assert np.isnan(index.rsca(toy.x)).sum() == 1


def test_wrong_shape_is_refused() -> None:
    with pytest.raises(InputError, match="two dimensions"):
        index.rca([1.0, 2.0])


@given(flows, st.floats(1e-3, 1e3))
def test_scale_of_money_does_not_matter(x: np.ndarray, factor: float) -> None:
    np.testing.assert_allclose(index.rca(x * factor), index.rca(x), rtol=1e-9)


@given(flows)
def test_world_shares_average_it_to_one(x: np.ndarray) -> None:
    if x.sum() == 0:
        return
    result = np.nan_to_num(index.rca(x))
    world, size = x.sum(0) / x.sum(), x.sum(1) / x.sum()
    np.testing.assert_allclose((result @ world)[size > 0], 1, rtol=1e-9)
    np.testing.assert_allclose((size @ result)[world > 0], 1, rtol=1e-9)


@given(flows)
def test_ranges_and_sums_to_zero(x: np.ndarray) -> None:
    symmetric = index.rsca(x)
    assert np.nanmin(symmetric, initial=0) >= -1
    assert np.nanmax(symmetric, initial=0) < 1
    if x.sum() == 0:
        return
    normalised = index.nrca(x)
    np.testing.assert_allclose(normalised.sum(0), 0, atol=1e-12)
    np.testing.assert_allclose(normalised.sum(1), 0, atol=1e-12)
    assert np.abs(normalised).max() <= 0.25


@given(flows, st.randoms(use_true_random=False))
def test_order_of_countries_does_not_matter(x: np.ndarray, random: object) -> None:
    order = np.arange(x.shape[0])
    random.shuffle(order)  # type: ignore[attr-defined]
    np.testing.assert_allclose(index.rca(x[order]), index.rca(x)[order], rtol=1e-12)


def test_growth_lab_2019(shared: Path) -> None:
    """The Atlas's own RCA of 133 countries, from its export values."""
    table = pl.read_csv(
        shared / "data/trade/atlas2019_hs92_4_exports_rca.csv.gz",
        schema_overrides={"hs92_4": pl.String},
    )
    wide = table.pivot(on="hs92_4", index="iso3", values="export_usd").fill_null(0)
    expected = table.pivot(on="hs92_4", index="iso3", values="rca_expected")
    result = index.rca(wide.drop("iso3").to_numpy())
    known = expected.drop("iso3").to_numpy()
    assert np.nanmax(np.abs(result - known)) < 1e-4
