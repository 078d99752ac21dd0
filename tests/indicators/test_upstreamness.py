"""Upstreamness and downstreamness: worked example, published tables, bad tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sinergi.errors import InputError
from sinergi.indicators.upstreamness import (
    bridged,
    domestic_use,
    downstreamness,
    of_exports,
    upstreamness,
)

Z = np.array([[10.0, 20, 5], [5, 10, 30], [0, 5, 10]])
OUTPUT = np.array([50.0, 100, 100])


def test_worked_example() -> None:
    np.testing.assert_allclose(
        upstreamness(Z, OUTPUT), [2.21772562, 1.6349656, 1.20194253], atol=5e-9
    )


def test_downstreamness_counts_the_stages_behind() -> None:
    d = downstreamness(Z, OUTPUT)
    np.testing.assert_allclose(d, 1 + (Z / OUTPUT).T @ d)


def test_weighted_by_final_use_and_value_added_both_add_up_to_output() -> None:
    final, added = OUTPUT - Z.sum(1), OUTPUT - Z.sum(0)
    d, u = downstreamness(Z, OUTPUT), upstreamness(Z, OUTPUT)
    assert final @ d == pytest.approx(OUTPUT.sum())
    assert added @ u == pytest.approx(OUTPUT.sum())


def test_open_economy() -> None:
    use = domestic_use(OUTPUT, exports=[5, 10, 0], imports=[0, 20, 1], inventories=[1, -2, 0])
    np.testing.assert_array_equal(use, [44, 112, 101])


def test_industry_without_output_is_nan_alone() -> None:
    wider = np.pad(Z, ((0, 1), (0, 1)))
    result = upstreamness(wider, [*OUTPUT, 0])
    np.testing.assert_allclose(result[:3], upstreamness(Z, OUTPUT))
    assert np.isnan(result[3])


@pytest.mark.parametrize(
    ("z", "output", "message"),
    [
        (Z[:2], OUTPUT, "shape"),
        (Z, OUTPUT[:2], "finite numbers"),
        (Z * 10, OUTPUT, "distance of industry"),
        (np.diag(OUTPUT), OUTPUT, "no solution"),
        (Z * np.nan, OUTPUT, "intermediate use"),
    ],
)
def test_bad_tables_are_refused(z: np.ndarray, output: np.ndarray, message: str) -> None:
    with pytest.raises(InputError, match=message):
        upstreamness(z, output)


@given(
    arrays(np.float64, (4, 4), elements=st.floats(0, 10)),
    arrays(np.float64, 4, elements=st.floats(0.5, 10)),
)
def test_at_least_one_and_one_only_for_final_goods(z: np.ndarray, final: np.ndarray) -> None:
    z[3] = 0
    output = z.sum(1) + final
    u = upstreamness(z, output)
    assert (u >= 1 - 1e-9).all()
    assert u[3] == pytest.approx(1)


def test_bridge_and_exports() -> None:
    bridge = [[1.0, 0, 0], [0, 1, 1], [0, 0, 0]]
    values = bridged([2.0, 1.0, 4.0], bridge, [1.0, 3.0, 1.0])
    np.testing.assert_allclose(values[:2], [2, 7 / 4])
    assert np.isnan(values[2])
    np.testing.assert_allclose(of_exports([[1.0, 3, 96], [0, 0, 1]], values)[0], (2 + 21 / 4) / 4)
    assert np.isnan(of_exports([[0, 0, 1.0]], values)).all()


def test_united_states_2012(shared: Path) -> None:
    """402 commodities of the BEA's detailed table against published upstreamness."""
    chains = shared / "data/chains"
    table = pl.read_csv(chains / "bea2012_detail_use_pro.csv.gz", infer_schema_length=0)
    published = pl.read_csv(
        chains / "bea_detail_expected_upstreamness_2002_2007_2012.csv",
        schema_overrides={"CODE": pl.String},
    ).filter(pl.col("YEAR") == 2012)
    codes = [code for code in published["CODE"] if code in set(table["rownames"])]
    numbers = pl.DataFrame({"rownames": codes}).join(
        table, on="rownames", how="left", maintain_order="left"
    )
    column = {
        name: numbers[name].cast(pl.Float64).to_numpy()
        for name in ("T007", "F03000", "F04000", "F05000")
    }
    use = domestic_use(
        column["T007"],
        exports=column["F04000"],
        imports=-column["F05000"],
        inventories=column["F03000"],
    )
    result = upstreamness(numbers.select(codes).cast(pl.Float64).to_numpy(), use)
    expected = published.filter(pl.col("CODE").is_in(codes))["GVC_Ui"].to_numpy()
    known = ~np.isnan(result)
    assert known.sum() > 395
    assert np.corrcoef(result[known], expected[known])[0, 1] >= 0.998
