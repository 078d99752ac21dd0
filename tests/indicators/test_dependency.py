"""Supply dependencies: worked example just above and below the threshold."""

from __future__ import annotations

import numpy as np
import pytest

from sinergi.errors import InputError
from sinergi.indicators.dependency import NO_EXPORTS, dependency, exposure, persistent
from sinergi.indicators.flow_arrays import Flows

from .conftest import P1, P2, A, B, C, D, Toy


def test_worked_example(toy: Toy) -> None:
    result = dependency(toy.flows)
    assert result.import_hhi[A, P2] == pytest.approx(29 / 50, rel=1e-14)
    assert result.world_hhi[P2] == pytest.approx(291 / 625, rel=1e-14)
    assert result.imports_to_exports[A, P2] == pytest.approx(10 / 3, rel=1e-14)
    assert result.dependent[A, P2]
    assert result.import_hhi[B, P1] == pytest.approx(49 / 121, rel=1e-14)
    assert result.world_hhi[P1] == pytest.approx(63 / 169, rel=1e-14)
    assert result.imports_to_exports[B, P1] == pytest.approx(11 / 2, rel=1e-14)
    assert not result.dependent[B, P1]


def test_leader_and_who_else_sells(toy: Toy) -> None:
    result = dependency(toy.flows)
    assert result.leader[A, P2] == B
    assert result.leader_value[A, P2] == 70
    assert result.suppliers[A, P2] == 2
    assert result.hhi_without_leader[A, P2] == 1
    np.testing.assert_array_equal(exposure(result, A, B), [False, True, False])
    np.testing.assert_array_equal(exposure(result, A, C), [False, False, True])
    # Beside B, C sells to A; D sells the product, but not to A.
    assert result.others_exports[A, P2] == 50 + 10
    assert result.selling_exports[A, P2] == 50


def test_equal_suppliers_take_the_first(toy: Toy) -> None:
    toy.cube[:, A, P2] = 0
    toy.cube[[B, C], A, P2] = 50
    order = np.random.default_rng(2).permutation(int((toy.cube > 0).sum()))
    rows = Flows.from_cube(toy.cube)
    mixed = Flows(
        rows.exporter[order], rows.importer[order], rows.product[order], rows.value[order], 4, 3
    )
    assert dependency(rows).leader[A, P2] == B
    assert dependency(mixed).leader[A, P2] == B


def test_nothing_exported_and_nothing_imported(toy: Toy) -> None:
    result = dependency(toy.flows)
    assert result.imports_to_exports[D, 2] == NO_EXPORTS
    cube = np.pad(toy.cube, ((0, 1), (0, 1), (0, 1)))
    wider = dependency(Flows.from_cube(cube))
    assert np.isnan(wider.import_hhi[4]).all()
    assert np.isnan(wider.imports_to_exports[4]).all()
    assert np.isnan(wider.world_hhi[3])
    assert (wider.leader[4] == -1).all()
    assert np.isnan(wider.others_exports[4]).all()
    assert np.isnan(wider.selling_exports[4]).all()
    assert not wider.dependent[4].any()
    np.testing.assert_array_equal(wider.dependent[:4, :3], result.dependent)


def test_the_threshold_itself_is_not_above() -> None:
    # Imports of 0: shares 0.2, 0.6 give 0.4 exactly with the rest split so that squares add up.
    cube = np.zeros((4, 4, 1))
    cube[1, 0, 0], cube[2, 0, 0], cube[3, 0, 0] = 2, 2, 4
    result = dependency(Flows.from_cube(cube), threshold=float(24 / 64))
    assert result.import_hhi[0, 0] == 24 / 64
    assert not result.dependent[0, 0]


def test_two_of_three_years() -> None:
    years = [np.array([[True, True]]), np.array([[False, True]]), np.array([[False, True]])]
    np.testing.assert_array_equal(persistent(years), [[False, True]])
    with pytest.raises(InputError, match="2 years where 3"):
        persistent(years[:2])
