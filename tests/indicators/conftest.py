"""The toy world: four countries, three products, every number exact."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from sinergi.indicators.flow_arrays import Flows

A, B, C, D = range(4)
P1, P2, P3 = range(3)

CUBE = np.zeros((4, 4, 3))
CUBE[A, B], CUBE[A, C], CUBE[A, D] = (60, 10, 0), (40, 20, 10), (20, 0, 0)
CUBE[B, A], CUBE[B, C], CUBE[B, D] = (10, 70, 20), (0, 40, 40), (10, 50, 10)
CUBE[C, A], CUBE[C, B], CUBE[C, D] = (0, 30, 90), (20, 20, 60), (0, 0, 80)
CUBE[D, A], CUBE[D, B], CUBE[D, C] = (30, 0, 0), (30, 10, 0), (40, 0, 0)

LENGTHS = np.array([[0, 2, 4, 8], [2, 0, 2, 4], [4, 2, 0, 2], [8, 4, 2, 0]], dtype=float)


@dataclass(frozen=True)
class Toy:
    """Flows of the toy world in thousand dollars."""

    cube: np.ndarray
    flows: Flows
    x: np.ndarray
    m: np.ndarray
    v: np.ndarray
    distance: np.ndarray


@pytest.fixture
def toy() -> Toy:
    cube = CUBE.copy()
    flows = Flows.from_cube(cube)
    return Toy(cube, flows, cube.sum(1), cube.sum(0), cube.sum(2), LENGTHS.copy())
