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
from sinergi.indicators import Inputs, compute
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


STOCKED = np.array([2.0, -5, 10])
"""Additions to inventories of the three industries."""


def test_what_goes_into_inventories_counts_as_used_like_the_rest() -> None:
    """As if the table had been scaled so that nothing went into stocks."""
    used = Z * (OUTPUT / (OUTPUT - STOCKED))[:, None]
    d = downstreamness(Z, OUTPUT, STOCKED)
    np.testing.assert_allclose(d, downstreamness(used, OUTPUT))
    assert (np.abs(d - downstreamness(Z, OUTPUT)) > 1e-3).all()
    # Final use, inventories shared out, weighted by D adds up to output, as without stocks.
    final = (OUTPUT - Z.sum(1) - STOCKED) * OUTPUT / (OUTPUT - STOCKED)
    assert final @ d == pytest.approx(OUTPUT.sum())
    # The same treatment gives the denominator of upstreamness.
    u = upstreamness(Z, domestic_use(OUTPUT, inventories=STOCKED))
    np.testing.assert_allclose(u, upstreamness(used, OUTPUT))


def test_the_catalogue_hands_inventories_on() -> None:
    names = ["a", "b", "c"]
    r, s = np.indices(Z.shape)
    table = pl.DataFrame(
        {
            "seller": [names[n] for n in r.ravel()],
            "user": [names[n] for n in s.ravel()],
            "value": Z.ravel(),
        }
    )
    industries = pl.DataFrame({"industry": names, "output": OUTPUT, "inventories": STOCKED})
    trade = pl.DataFrame({"year": [2020], "country": ["A"], "product": ["010121"], "value": [1.0]})
    given = Inputs(table=table, industries=industries)
    found = compute("downstreamness", trade, inputs=given, of="industries").table
    np.testing.assert_allclose(found["value"], downstreamness(Z, OUTPUT, STOCKED))


@pytest.mark.parametrize("stocked", [[50.0, 0, 0], [np.nan, 0, 0]])
def test_inventories_as_large_as_the_output_are_refused(stocked: list[float]) -> None:
    with pytest.raises(InputError, match="inventories"):
        downstreamness(Z, OUTPUT, stocked)


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
