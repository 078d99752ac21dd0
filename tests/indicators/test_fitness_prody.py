"""Fitness and PRODY: worked by hand, and their limits."""

from __future__ import annotations

import numpy as np
import pytest

from sinergi.errors import InputError, UsageError
from sinergi.indicators.fitness import fitness
from sinergi.indicators.prody import prody

from .conftest import Toy
from .test_complexity import nested


def test_two_steps_of_fitness_by_hand() -> None:
    m = np.array([[1.0, 1], [1, 0]])
    first = fitness(m, iterations=1)
    np.testing.assert_allclose(first.fitness, [4 / 3, 2 / 3])
    np.testing.assert_allclose(first.complexity, [2 / 3, 4 / 3])
    # Second step from the first: F = (2, 2/3) / (4/3); Q = (1/(3/4 + 3/2), 1/(3/4)) / mean.
    second = fitness(m, iterations=2)
    np.testing.assert_allclose(second.fitness, [3 / 2, 1 / 2])
    np.testing.assert_allclose(second.complexity, np.array([4 / 9, 4 / 3]) / (8 / 9))


def test_fitness_means_are_one_and_the_diverse_lead() -> None:
    result = fitness(nested())
    assert result.fitness.mean() == pytest.approx(1)
    assert result.complexity.mean() == pytest.approx(1)
    assert result.fitness.argmax() == 13
    assert result.complexity.argmin() == 0


def test_fitness_of_empty_lines_is_nan_alone() -> None:
    m = np.pad(nested(), ((0, 1), (0, 1)))
    result = fitness(m)
    np.testing.assert_allclose(result.fitness[:-1], fitness(nested()).fitness)
    assert np.isnan(result.fitness[-1])
    assert np.isnan(result.complexity[-1])


def test_many_steps_stay_finite() -> None:
    result = fitness(np.triu(np.ones((8, 8)))[:, ::-1], iterations=5000)
    assert np.isfinite(result.fitness).all()
    assert np.isfinite(result.complexity).all()


def test_no_steps_are_refused() -> None:
    with pytest.raises(UsageError, match="iterations"):
        fitness(nested(), iterations=0)


def test_prody_by_hand(toy: Toy) -> None:
    income = [1000.0, 2000, 3000, 4000]
    share = toy.x / toy.x.sum(1, keepdims=True)
    result = prody(toy.x, income)
    expected = (share * np.array(income)[:, None]).sum(0) / share.sum(0)
    np.testing.assert_allclose(result.prody, expected)
    np.testing.assert_allclose(result.expy, share @ expected)


def test_unknown_income_counts_for_nothing(toy: Toy) -> None:
    result = prody(toy.x, [1000, np.nan, 3000, 4000])
    without = prody(np.delete(toy.x, 1, axis=0), [1000, 3000, 4000])
    np.testing.assert_allclose(result.prody, without.prody)
    assert np.isnan(result.expy[1])
    np.testing.assert_allclose(np.delete(result.expy, 1), without.expy)


def test_prody_lies_between_the_incomes(toy: Toy) -> None:
    result = prody(np.pad(toy.x, ((0, 0), (0, 1))), [1000, 2000, 3000, 4000])
    assert np.isnan(result.prody[3])
    assert (result.prody[:3] >= 1000).all()
    assert (result.prody[:3] <= 4000).all()
    assert not np.isnan(result.expy).any()


def test_bad_income_is_refused(toy: Toy) -> None:
    with pytest.raises(InputError, match="2 incomes for 4"):
        prody(toy.x, [1, 2])
    with pytest.raises(InputError, match="negative"):
        prody(toy.x, [1, 2, 3, -4])
