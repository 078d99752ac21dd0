"""Export potential: worked example, edge cases, and that all ways of asking agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinergi.errors import InputError
from sinergi.indicators.flow_arrays import Flows
from sinergi.indicators.potential import (
    Factors,
    Outlook,
    expected_trade,
    factors,
    gravity_ease,
    nearness,
    observed_ease,
)
from sinergi.indicators.potential_scan import (
    exporter_potential,
    importer_potential,
    world_potential,
)
from sinergi.indicators.tariffs import Preferences, Tariffs

from .conftest import P1, P2, P3, A, B, C, D, Toy

OUTLOOK = Outlook(gdp=[1.10, 1.05, 1.20, 1.02], population=[1.05, 1, 1.10, 1])


def free_trade_of_a_and_b() -> Tariffs:
    return Tariffs(
        mfn=np.full((4, 3), 0.10),
        preferences=Preferences(
            exporter=np.repeat([A, B], 3),
            importer=np.repeat([B, A], 3),
            product=np.tile([P1, P2, P3], 2),
            rate=np.zeros(6),
        ),
    )


@pytest.fixture
def table(toy: Toy) -> Factors:
    return factors(
        toy.flows, distance=toy.distance, outlook=OUTLOOK, tariffs=free_trade_of_a_and_b()
    )


def test_worked_example(table: Factors) -> None:
    pair = table.pair(A, B)
    np.testing.assert_allclose(pair.market_share[[P1, P2]], [44 / 93, 55 / 452], rtol=1e-14)
    np.testing.assert_allclose(pair.own_use[[P1, P2]], [1, 3 / 10], rtol=1e-14)
    np.testing.assert_allclose(pair.margin[[P1, P2]], [91 / 93, 800 / 801], rtol=1e-14)
    np.testing.assert_allclose(pair.demand[[P1, P2]], [231 / 2, 42], rtol=1e-14)
    np.testing.assert_allclose(pair.tariff[[P1, P2]], [23 / 22, 43 / 40], rtol=1e-14)
    assert pair.ease == pytest.approx(70525 / 57936, rel=1e-14)
    np.testing.assert_allclose(pair.distance[[P1, P2]], [0.827753280, 0.840896415], atol=5e-10)
    np.testing.assert_allclose(pair.potential[[P1, P2]], [56.326246151, 1.684991923], atol=5e-10)
    np.testing.assert_array_equal(pair.actual, [60, 10, 0])
    np.testing.assert_allclose(pair.unrealised, [0, 0, pair.potential[P3]])
    np.testing.assert_allclose(pair.realised, [pair.potential[P1], pair.potential[P2], 0])
    assert not pair.ease_predicted
    assert not pair.distance_assumed


def test_all_ways_of_asking_agree(table: Factors) -> None:
    world = world_potential(table)
    for i in range(4):
        from_exporter, to_importer = exporter_potential(table, i), importer_potential(table, i)
        for j in range(4):
            if i == j:
                assert world.potential[i, j] == world.unrealised[i, j] == 0
                assert not from_exporter[i].any()
                assert not to_importer[i].any()
                continue
            pair = table.pair(i, j)
            np.testing.assert_allclose(from_exporter[j], pair.potential, rtol=1e-13)
            np.testing.assert_allclose(to_importer[j], table.pair(j, i).potential, rtol=1e-13)
            assert world.potential[i, j] == pytest.approx(pair.potential.sum(), rel=1e-6)
            assert world.realised[i, j] == pytest.approx(pair.realised.sum(), rel=1e-6)
            assert world.actual[i, j] == pair.actual.sum()


def test_pair_with_itself_is_refused(table: Factors) -> None:
    with pytest.raises(InputError, match="same country"):
        table.pair(A, A)


def test_without_outlook_and_tariffs_factors_are_neutral_and_counted(toy: Toy) -> None:
    table = factors(toy.flows, distance=toy.distance)
    np.testing.assert_array_equal(table.margin, 1)
    np.testing.assert_array_equal(table.pair(A, B).tariff, 1)
    np.testing.assert_array_equal(table.demand, toy.m)
    assert table.assumed == {"gdp": 4, "population": 4}


def test_unknown_distance_is_neutral_and_said(toy: Toy) -> None:
    toy.distance[A, B] = np.nan
    table = factors(toy.flows, distance=toy.distance)
    pair = table.pair(A, B)
    assert pair.distance_assumed
    np.testing.assert_array_equal(pair.distance, 1)
    assert table.assumed["distance"] == 1
    # The usual distance of B is that of the flows whose distance is known: C and D in p1.
    assert table.usual_distance[B, P1] == pytest.approx((2**20 * 4**30) ** (1 / 50))
    assert world_potential(table).potential[A, B] == pytest.approx(pair.potential.sum(), rel=1e-6)


def test_market_all_of_whose_distances_are_unknown(toy: Toy) -> None:
    toy.distance[:, B] = np.nan
    table = factors(toy.flows, distance=toy.distance)
    np.testing.assert_array_equal(table.pair(C, B).distance, 1)
    assert world_potential(table).potential[C, B] == pytest.approx(
        table.pair(C, B).potential.sum(), rel=1e-6
    )


def test_unknown_tariff_is_neutral(toy: Toy) -> None:
    table = factors(toy.flows, distance=toy.distance, tariffs=Tariffs(mfn=np.full((4, 3), np.nan)))
    free = factors(toy.flows, distance=toy.distance)
    np.testing.assert_allclose(table.pair(A, B).potential, free.pair(A, B).potential)
    np.testing.assert_allclose(world_potential(table).potential, world_potential(free).potential)


def test_line_without_trade_has_no_potential_and_harms_nobody(toy: Toy) -> None:
    cube = np.pad(toy.cube, ((0, 1), (0, 1), (0, 1)))
    distance = np.pad(toy.distance, ((0, 1), (0, 1)), constant_values=3.0)
    table = factors(Flows.from_cube(cube), distance=distance)
    before = factors(toy.flows, distance=toy.distance)
    np.testing.assert_allclose(
        table.pair(A, B).potential, [*before.pair(A, B).potential, 0], rtol=1e-14
    )
    assert not table.pair(A, 4).potential.any()
    assert not table.pair(4, A).potential.any()
    assert np.isfinite(world_potential(table).potential).all()


def test_net_importer_of_the_product_supplies_less(toy: Toy) -> None:
    table = factors(toy.flows, distance=toy.distance)
    assert table.own_use[A, P2] == pytest.approx(30 / 100)
    assert table.own_use[D, P1] == 1
    assert table.own_use[D, P3] == 0


def test_excluded_reexports_supply_nothing(toy: Toy) -> None:
    exclude = np.zeros((4, 3), dtype=bool)
    exclude[A, P1] = True
    table = factors(toy.flows, distance=toy.distance, exclude=exclude)
    assert table.pair(A, B).potential[P1] == 0
    assert table.pair(A, B).potential[P2] > 0


def test_pair_that_never_traded_takes_gravity_and_says_so(toy: Toy) -> None:
    cube = toy.cube.copy()
    cube[C, A] = 0
    flows = Flows.from_cube(cube)
    assert factors(flows, distance=toy.distance).pair(C, A).potential.sum() == 0
    predicted = np.full((4, 4), 33.0)
    predicted[D, B] = np.nan
    ease, marked = gravity_ease(flows, predicted)
    assert marked.sum() == 1
    assert marked[C, A]
    expected = expected_trade(flows)
    assert ease[C, A] == pytest.approx(33 / expected[C, A])
    seen = ~marked
    np.testing.assert_array_equal(ease[seen], observed_ease(flows)[seen])
    table = factors(flows, distance=toy.distance, ease=(ease, marked))
    assert table.pair(C, A).ease_predicted
    assert table.pair(C, A).potential.sum() > 0
    assert world_potential(table).ease_predicted[C, A]


def test_elasticity_of_imports_to_income(toy: Toy) -> None:
    outlook = Outlook(gdp=[1, 1.21, 1, 1], population=[1, 1, 1, 1], elasticity=0.5)
    table = factors(toy.flows, distance=toy.distance, outlook=outlook)
    np.testing.assert_allclose(table.demand[B], toy.m[B] * 1.1)


def test_distance_counts_either_way() -> None:
    np.testing.assert_allclose(nearness([2.0, 8.0, np.nan], [4.0, 4.0, 4.0]), [0.5, 0.5, 1.0])


@pytest.mark.parametrize("bad", [0.0, -5.0])
def test_bad_distance_is_refused(toy: Toy, bad: float) -> None:
    toy.distance[A, B] = bad
    with pytest.raises(InputError, match="distance"):
        factors(toy.flows, distance=toy.distance)


def test_bad_outlook_is_refused(toy: Toy) -> None:
    with pytest.raises(InputError, match="gdp"):
        factors(toy.flows, distance=toy.distance, outlook=Outlook(gdp=[1, 1, 0, 1]))
    with pytest.raises(InputError, match="population"):
        factors(toy.flows, distance=toy.distance, outlook=Outlook(population=[1, 1]))


def test_bad_tariffs_are_refused() -> None:
    mfn = np.zeros((4, 3))
    with pytest.raises(InputError, match="MFN"):
        Tariffs(mfn=mfn - 0.1)
    one = np.array([1])
    with pytest.raises(InputError, match="index"):
        Tariffs(mfn=mfn, preferences=Preferences(one, one + 1, one + 7, np.array([0.1])))
    with pytest.raises(InputError, match="twice"):
        Tariffs(
            mfn=mfn,
            preferences=Preferences(  # type: ignore[call-arg]
                *(np.array([1, 1]) for _ in range(3)), np.array([0.1, 0.2])
            ),
        )


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(0.01, 100))
def test_doubling_the_money_doubles_the_potential(seed: int, factor: float) -> None:
    random = np.random.default_rng(seed)
    cube = random.lognormal(size=(5, 5, 6)) * (random.random((5, 5, 6)) < 0.6)
    cube[np.arange(5), np.arange(5)] = 0
    distance = random.lognormal(size=(5, 5)) + 0.1
    one = world_potential(factors(Flows.from_cube(cube), distance=distance))
    other = world_potential(factors(Flows.from_cube(cube * factor), distance=distance))
    np.testing.assert_allclose(other.potential, one.potential * factor, rtol=1e-5)
    assert (one.unrealised >= 0).all()
    assert (one.realised <= one.actual + 1e-9).all()
    # Another unit of length changes nothing: the factor compares distances.
    miles = world_potential(factors(Flows.from_cube(cube), distance=distance * 0.62))
    np.testing.assert_allclose(miles.potential, one.potential, rtol=1e-5)
