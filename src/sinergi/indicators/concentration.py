r"""How concentrated flows are: Herfindahl-Hirschman, UNCTAD's index, Theil, Shannon.

Each function takes lines of flows and works along the last axis: ``(C, P)`` gives ``(C,)``. A line
without trade gives NaN. ``n``, the number of classes, is the length of the line unless given; it
enters all normalised forms and Theil, so it belongs beside the number.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import UsageError
from sinergi.indicators.arrays import Array, divide, lines, shares


class TheilSplit(NamedTuple):
    """Theil's index and its two margins; ``total = extensive + intensive``."""

    total: Array
    extensive: Array
    intensive: Array


def hhi(flows: ArrayLike) -> Array:
    """Herfindahl-Hirschman index, the sum of squared shares, in (0, 1]; not normalised (WITS)."""
    index: Array = np.square(_shares(flows)).sum(axis=-1)
    return index


def hhi_normalised(flows: ArrayLike, *, n: int | None = None) -> Array:
    """``(HHI - 1/n) / (1 - 1/n)`` in [0, 1]."""
    size = _classes(flows, n)
    return divide(hhi(flows) - 1 / size, 1 - 1 / size)


def unctad(flows: ArrayLike, *, n: int | None = None) -> Array:
    """UNCTAD's concentration index, ``(sqrt HHI - sqrt 1/n) / (1 - sqrt 1/n)`` in [0, 1]."""
    root = np.sqrt(1 / _classes(flows, n))
    return divide(np.sqrt(hhi(flows)) - root, 1 - root)


def shannon(flows: ArrayLike) -> Array:
    """Shannon's entropy in nats, ``- sum s ln s``; 0 for one class, ``ln n`` for equal ones."""
    share = _shares(flows)
    logs = np.zeros_like(share)
    np.log(share, out=logs, where=share > 0)
    entropy: Array = -(share * logs).sum(axis=-1)
    return entropy


def theil(flows: ArrayLike, *, n: int | None = None) -> Array:
    """Theil's index ``1/n sum (x/mu) ln (x/mu) = ln n - H``, in [0, ln n]; ``0 ln 0 = 0``.

    ``n`` counts the classes without trade too.
    """
    index: Array = np.log(_classes(flows, n)) - shannon(flows)
    return index


def theil_split(flows: ArrayLike, *, n: int | None = None) -> TheilSplit:
    """Theil's index by margin (Cadot, Carrere and Strauss-Kahn 2011).

    The groups are the classes with trade and those without: between them ``ln (n / active)``, the
    extensive margin; among the active ones Theil's index of these alone, the intensive margin.
    """
    total = theil(flows, n=n)
    active = (lines(flows, "flows") > 0).sum(axis=-1)
    extensive = np.log(divide(float(_classes(flows, n)), active))
    return TheilSplit(total, extensive, total - extensive)


def _shares(flows: ArrayLike) -> Array:
    return shares(lines(flows, "flows"))


def _classes(flows: ArrayLike, n: int | None) -> int:
    values = lines(flows, "flows")
    if n is None:
        return int(values.shape[-1])
    most = int((values > 0).sum(axis=-1).max(initial=0))
    if n < most:
        raise UsageError(f"{n} classes, but {most} have trade", where="n")
    return n
