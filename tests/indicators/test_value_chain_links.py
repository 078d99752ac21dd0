"""Chains as data, downstreaming measures, links between products, diversification."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sinergi.errors import DataError, InputError, UnknownNameError
from sinergi.indicators import downstreaming
from sinergi.indicators.chain_tables import NOMENCLATURE, chain, chains, read_chain
from sinergi.indicators.diversification import diversification
from sinergi.indicators.rca import rca, rma
from sinergi.indicators.value_chains import Links, links_from_table, meetings, strength
from sinergi.vocabulary import products

HEADER = "stage,name_en,name_id,name_ru,name_tg,product,content,source\n"

quantities = arrays(np.float64, 4, elements=st.floats(0.5, 1e6))


def test_chains_that_ship_are_of_known_products() -> None:
    assert list(chains()) == ["aluminium", "cotton", "nickel"]
    for one in chains().values():
        assert len(one.stages) >= 4
        for stage in range(len(one.stages)):
            assert one.products(stage)
        for code in one.stage:
            assert products.name(code, nomenclature=NOMENCLATURE) != code


def test_stages_of_the_seed_chains() -> None:
    assert chain("aluminium").stage["281820"] == 1
    assert chain("aluminium").stage["760110"] == 2
    assert chain("cotton").stage["520100"] == 0
    assert chain("nickel").stage_index(["260400", "720260", "010111"]).tolist() == [0, 1, -1]
    assert chain("nickel").contents(["283324"])[0] == pytest.approx(58.69 / 262.85, abs=1e-4)
    assert np.isnan(chain("cotton").contents(["520100"])).all()


def test_unknown_chain_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="aluminium, cotton, nickel"):
        chain("copper")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("0,Ore,b,r,t,26040,,s\n", "line 2: column 'product'"),
        ("0,Ore,b,r,t,260400,2,s\n", "line 2: column 'content'"),
        ("0,Ore,b,r,t,260400,,s\n0,Metal,b,r,t,750210,,s\n", "stage 0 has two names"),
        ("0,Ore,b,r,t,260400,,s\n2,Metal,b,r,t,750210,,s\n", "the stages are 0, 2"),
        ("0,Ore,b,r,t,260400,,s\n1,Metal,b,r,t,260400,,s\n", "stands already in line 2"),
        ("", "the stages are none"),
    ],
)
def test_bad_chain_is_named(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_chain(path)


def test_measures_of_a_chain_by_hand() -> None:
    x = [[100.0, 80, 20]]
    assert downstreaming.stage_index(x)[0] == pytest.approx((0.5 * 80 + 20) / 200)
    assert downstreaming.processed_share(x)[0] == pytest.approx(0.5)
    # 1,000 t of ore of 2 % and 40 t of metal: two thirds of the metal leaves as metal.
    assert downstreaming.capture([20.0, 40]) == pytest.approx(2 / 3)
    assert np.isnan(downstreaming.stage_index([0.0, 0]))


def test_unit_values_are_drawn_in_within_the_product() -> None:
    value = np.array([*np.arange(1.0, 100), 1e9, 5, 6, 8, 9])
    tonnes = np.array([*np.ones(100), 1, 1, 0, np.nan])
    product = np.array([*np.zeros(100, dtype=int), 1, 1, 1, 1])
    unit = downstreaming.winsorised_unit_values(value, tonnes, product)
    assert unit[99] == pytest.approx(np.quantile(value[:100], 0.99))
    assert unit[50] == 51
    assert np.isnan(unit[100:]).all()  # two flows with a quantity are too few
    mean = downstreaming.mean_unit_value([2.0, 4, np.nan], [1.0, 3, np.nan], np.array([0, 0, 1]), 2)
    np.testing.assert_allclose(mean, [14 / 4, np.nan])


def test_upgrading_by_hand() -> None:
    # 10 t at 30 and 0 t of metal become 5 t at 30 and 5 t at 200: all of it is a shift.
    split = downstreaming.upgrading([300, 0], [10, 0], [150, 1000], [5, 5])
    assert split.total == pytest.approx(1150 / 10 - 30)
    assert split.price == pytest.approx(0)
    with pytest.raises(InputError, match="no tonnes"):
        downstreaming.upgrading([1], [0], [1], [1])


@given(quantities, quantities, quantities, quantities)
def test_upgrading_is_exact(v0: np.ndarray, q0: np.ndarray, v1: np.ndarray, q1: np.ndarray) -> None:
    split = downstreaming.upgrading(v0, q0, v1, q1)
    change = v1.sum() / q1.sum() - v0.sum() / q0.sum()
    assert split.total == pytest.approx(change, rel=1e-6, abs=1e-6 * v0.max() * v1.max())
    assert split.price + split.shift == pytest.approx(split.total)


def test_links_from_an_input_output_table() -> None:
    a = [[0.1, 0.3], [0.001, 0.0]]
    bridge = [[1, 0], [1, 0], [0, 1]]
    links = links_from_table(a, bridge)
    found = set(
        zip(links.input.tolist(), links.output.tolist(), links.weight.tolist(), strict=True)
    )
    assert found == {(0, 1, 0.1), (1, 0, 0.1), (0, 2, 0.3), (1, 2, 0.3)}
    assert links_from_table(a, bridge, least=0.5).input.size == 0
    with pytest.raises(InputError, match="bridge"):
        links_from_table(a, [[1, 0, 0]])


def test_strength_of_a_true_and_a_false_link() -> None:
    random = np.random.default_rng(0)
    x, m = random.lognormal(size=(60, 6)), random.lognormal(size=(60, 6))
    makers = random.random(60) < 0.4
    x[makers, 1] *= 30
    m[makers, 0] *= 30
    links = Links(np.array([0, 2]), np.array([1, 3]), np.ones(2))
    result = strength(links, x, m)
    assert result.correlation[0] > 0.5
    assert abs(result.correlation[1]) < 0.3
    sells, buys = rca(x)[:, 1] >= 1, rma(m)[:, 0] >= 1
    assert result.lift[0] == pytest.approx((sells & buys).mean() / sells.mean() / buys.mean())
    assert result.correlation[0] == pytest.approx(np.corrcoef(sells, buys)[0, 1])
    size = np.log((x + m).sum(1))
    r = np.corrcoef(np.stack([sells, buys, size]))
    partial = (r[0, 1] - r[0, 2] * r[1, 2]) / np.sqrt((1 - r[0, 2] ** 2) * (1 - r[1, 2] ** 2))
    assert result.partial[0] == pytest.approx(partial)


def test_too_few_countries_have_no_strength() -> None:
    result = strength(
        Links(np.array([0]), np.array([1]), np.ones(1)), np.ones((29, 2)), np.ones((29, 2))
    )
    assert np.isnan(result.lift).all()
    assert np.isnan(result.partial).all()


def test_where_two_countries_meet() -> None:
    links = Links(np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([1.0, 1.0, 0.5]))
    found = meetings(links, x_a=[90, 40, 0], m_b=[70, 300, 0], x_b=[0, 5, 8])
    assert found.link.tolist() == [0, 1, 2]
    np.testing.assert_array_equal(found.supplied, [90, 90, 40])
    np.testing.assert_array_equal(found.bought, [70, 70, 300])
    np.testing.assert_array_equal(found.made, [5, 8, 8])
    assert meetings(links, [0, 0, 9], [1, 1, 1], [1, 1, 1]).link.size == 0


def test_diversification_by_hand() -> None:
    result = diversification(
        rca=[0.2, 0.0, 1.5, 0.9, 0.0, np.nan],
        density=[0.3, 0.1, 0.9, 0.3, 0.5, 0.5],
        demand=[10, 40, 99, 20, 0, 5],
        tariff=[1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
    )
    np.testing.assert_array_equal(result.candidate, [1, 1, 0, 1, 0, 0])
    # Densities 0.3, 0.1, 0.3 rank 2.5, 1, 2.5 of 3; equal tariffs all rank 2 of 3.
    np.testing.assert_allclose(result.supply[[0, 1, 3]], [2.5 / 3, 1 / 3, 2.5 / 3])
    np.testing.assert_allclose(result.demand[[0, 1, 3]], [1 / 3, 1, 2 / 3])
    np.testing.assert_allclose(result.tariff[[0, 1, 3]], 2 / 3)
    assert result.score[3] == pytest.approx((2.5 / 3 * 2 / 3 * 2 / 3) ** (1 / 3))
    # 2.5 x 1 of the first against 1 x 3 of the second.
    assert result.rank.tolist() == [3, 2, 0, 1, 0, 0]
    assert np.isnan(result.score[2])


def test_equal_scores_rank_by_the_order_of_products() -> None:
    result = diversification(np.zeros(4), np.ones(4), np.ones(4), np.ones(4))
    assert result.rank.tolist() == [1, 2, 3, 4]
    assert diversification(np.ones(2), np.ones(2), np.ones(2), np.ones(2)).rank.tolist() == [0, 0]


def test_diversification_needs_equal_lengths() -> None:
    with pytest.raises(InputError, match="length"):
        diversification([1], [1, 2], [1], [1])
