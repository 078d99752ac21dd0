"""Ease drawn towards gravity: its limits, its continuity at zero, what it needs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sinergi.errors import UsageError
from sinergi.evidence.potential_parameters import potential_parameters
from sinergi.evidence.worlds import World, world
from sinergi.indicators.flow_arrays import Flows
from sinergi.indicators.potential import expected_trade, factors, gravity_ease, observed_ease
from sinergi.indicators.shrinkage import Ease, shrunk_ease

from .conftest import Toy

A, B, C, D = range(4)
MU = np.full((4, 4), 40.0)


def with_flow(toy: Toy, value: float) -> Flows:
    """The toy world in which C sells A this much of the first product and nothing else."""
    cube = toy.cube.copy()
    cube[C, A] = (value, 0, 0)
    return Flows.from_cube(cube)


@pytest.mark.parametrize("k", [1e-12, 1e12])
def test_the_ends_are_observed_ease_and_gravity(toy: Toy, k: float) -> None:
    found = shrunk_ease(toy.flows, MU, k)
    other = MU / expected_trade(toy.flows) if k > 1 else observed_ease(toy.flows)
    off = ~np.eye(4, dtype=bool)
    np.testing.assert_allclose(found.value[off], other[off], rtol=1e-9)


def test_half_way_where_gravity_expects_k(toy: Toy) -> None:
    found = shrunk_ease(toy.flows, MU, 40.0)
    observed, gravity = observed_ease(toy.flows), MU / expected_trade(toy.flows)
    assert found.weight[A, B] == 0.5
    assert found.value[A, B] == pytest.approx((observed[A, B] + gravity[A, B]) / 2)
    assert (found.low[A, B], found.high[A, B]) == pytest.approx(
        sorted((observed[A, B], gravity[A, B]))
    )


def estimate(toy: Toy, value: float) -> Ease:
    """Ease with gravity held, so that only the flow changes."""
    return shrunk_ease(with_flow(toy, value), MU, 3.0)


@pytest.mark.parametrize("cent", [1e-9, 1e-5, 1e-3])
def test_the_first_cent_of_trade_erases_nothing(toy: Toy, cent: float) -> None:
    nothing, little = estimate(toy, 0.0), estimate(toy, cent)
    assert nothing.unseen[C, A]
    assert not little.unseen[C, A]
    assert little.value[C, A] == pytest.approx(nothing.value[C, A], rel=1e-3)
    # The form it replaces falls to next to nothing.
    jump = gravity_ease(with_flow(toy, cent), MU)[0][C, A]
    assert jump < 1e-3 * gravity_ease(with_flow(toy, 0.0), MU)[0][C, A]


def test_more_trade_is_never_less_ease(toy: Toy) -> None:
    eases = [estimate(toy, value).value[C, A] for value in (0.0, 1.0, 5.0, 20.0)]
    assert eases == sorted(eases)


def test_without_a_prediction_the_observed_stands(toy: Toy) -> None:
    predicted = MU.copy()
    predicted[C, A] = np.nan
    found = shrunk_ease(with_flow(toy, 0.0), predicted, 3.0)
    assert found.weight[C, A] == 1
    assert found.value[C, A] == found.low[C, A] == found.high[C, A] == 0
    assert not found.unseen[C, A]


def test_the_potential_carries_the_range(toy: Toy) -> None:
    ease = estimate(toy, 0.0)
    table = factors(
        with_flow(toy, 0.0),
        distance=toy.distance,
        ease=(ease.value, ease.unseen),
        ease_range=(ease.low, ease.high),
    )
    pair = table.pair(C, A)
    assert (pair.ease_low, pair.ease_high) == (0, ease.high[C, A])
    assert pair.unrealised_at(pair.ease_low).sum() == 0
    assert pair.unrealised_at(pair.ease_high).sum() > pair.unrealised.sum() > 0
    plain = factors(toy.flows, distance=toy.distance).pair(A, B)
    assert plain.ease_low == plain.ease == plain.ease_high


@pytest.mark.parametrize("k", [0.0, -1.0, float("nan")])
def test_k_is_an_amount_of_trade(toy: Toy, k: float) -> None:
    with pytest.raises(UsageError, match="no amount of trade"):
        shrunk_ease(toy.flows, MU, k)


@pytest.fixture(scope="module")
def basket() -> World:
    return world("baci-minerals", 2015, 2019)


def one_more(flows: Flows, i: int, j: int, k: int, value: float) -> Flows:
    """The flows with one more, in its place."""
    sides = (one.astype(np.int64) for one in (flows.exporter, flows.importer, flows.product))
    size = 1000
    row, column, cell = sides
    place = int(np.searchsorted((row * size + column) * size + cell, (i * size + j) * size + k))
    added = {
        name: np.insert(getattr(flows, name), place, new)
        for name, new in (("exporter", i), ("importer", j), ("product", k), ("value", value))
    }
    return replace(flows, **added)


@pytest.mark.parametrize("lot", range(30))
def test_the_potential_of_any_cell_is_continuous_where_trade_begins(
    basket: World, lot: int
) -> None:
    """On the world's flows: a first dollar, then a thousand, for cells drawn by lot."""
    random = np.random.default_rng(lot)
    flows, mu = basket.flows, basket.gravity[0]
    k_half = potential_parameters()["credibility"]
    absent = np.argwhere((flows.pairs == 0) & (np.nan_to_num(mu) > 1e4) & basket.ease.unseen)
    i, j = (int(n) for n in absent[random.integers(len(absent))])
    both = np.flatnonzero((flows.exports[i] > 0) & (flows.imports[j] > 0))
    if not both.size:
        pytest.skip("the two have no product in common")
    product = int(random.choice(both))

    def potential(value: float) -> float:
        held = flows if value == 0 else one_more(flows, i, j, product, value)
        ease = shrunk_ease(held, mu, k_half)
        table = factors(held, distance=basket.distance, ease=(ease.value, ease.unseen))
        return float(table.pair(i, j).potential[product])

    nothing = potential(0.0)
    assert potential(0.01) == pytest.approx(nothing, rel=1e-4, abs=1)
    # Steps shrink with what is added: no cliff between them.
    steps = [abs(potential(dollars) - nothing) for dollars in (1.0, 10.0, 100.0)]
    assert steps[0] <= 0.02 * nothing + 10
    assert steps == sorted(steps) or max(steps) <= 1e-3 * nothing + 10
