"""Whether a flow goes, went and stopped, goes again or never went: one meaning for all who say it.

Judged at the end of a year ``until`` from the years with a flow (a recorded value above zero) and
the years that the dataset holds. A year that it does not hold is neither a year with a flow nor one
without.

==========  =====================================================================================
traded      a flow in one of the last :data:`PAUSE` years
resumed     traded, and its latest spell began in the last :data:`RECENT` years, after
            at least :data:`PAUSE` years in a row known to be without a flow
stopped     an earlier flow, and none in the last :data:`PAUSE` years or longer, all of them held
never       no flow in any year up to ``until``, all of them held, at least :data:`PAUSE`
unknown     the dataset lacks the years that would tell
==========  =====================================================================================

Definitions are ours: the literature on the duration of trade (Besedes and Prusa 2006) calls a run
of years with a flow a spell and closes gaps of one year, here of less than :data:`PAUSE`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, Mask

FlowState = Literal["traded", "resumed", "stopped", "never", "unknown"]
STATES: tuple[FlowState, ...] = ("traded", "resumed", "stopped", "never", "unknown")
"""The states in the order of the numbers that :func:`states` gives."""

PAUSE = 3
"""Years in a row without a flow after which it has stopped."""
RECENT = 5
"""Years up to ``until`` in which a flow that goes again counts as resumed."""


@dataclass(frozen=True)
class Spells:
    """What a state is judged from, cell by cell; years are NaN where there is none.

    Attributes:
        first: First year with a flow.
        last: Last year with a flow.
        resumed: First year of the latest spell that began after a pause.
        traded: Number of years with a flow.
    """

    first: Array
    last: Array
    resumed: Array
    traded: Array


def spells(traded: Mask, years: Sequence[int], held: Collection[int]) -> Spells:
    """The spells of flows.

    Args:
        traded: Whether there is a flow, ``(Y, …)``; False in years that are not held.
        years: The calendar years of the first axis, one after the other, ``(Y,)``.
        held: The years that the dataset holds.

    Raises:
        InputError: the years do not fit the array or do not follow each other, or there is a flow
            in a year that is not held.
    """
    if len(years) != len(traded) or any(b - a != 1 for a, b in pairwise(years)):
        raise InputError(
            f"{len(years)} years for {len(traded)} rows, one after the other", where="years"
        )
    shape = traded.shape[1:]
    first, last, resumed = (np.full(shape, np.nan) for _ in range(3))
    pause = np.zeros(shape)
    for year, goes in zip(years, traded, strict=True):
        if year not in held:
            if goes.any():
                raise InputError(f"a flow in {year}, which is not held", where="traded")
            pause[...] = 0
            continue
        resumed[goes & (pause >= PAUSE) & ~np.isnan(last)] = year
        first[goes & np.isnan(first)] = year
        last[goes] = year
        pause = np.where(goes, 0, pause + 1)
    return Spells(first, last, resumed, traded.sum(axis=0, dtype=np.float64))


def states(
    last: ArrayLike, *, until: int, held: Collection[int], resumed: ArrayLike = np.nan
) -> NDArray[np.int8]:
    """The state of each cell as its place in :data:`STATES`.

    Args:
        last: Last year with a flow up to ``until``; NaN or 0 where there is none.
        until: The year at whose end the state is judged.
        held: The years that the dataset holds; later ones than ``until`` do not count.
        resumed: First year of the latest spell that began after a pause, NaN where there is none;
            left out, a flow that resumed counts as traded.
    """
    latest = np.asarray(last, dtype=np.float64)
    none = np.isnan(latest) | (latest == 0)
    quiet = np.where(none, np.inf, until - latest)
    goes = quiet < PAUSE
    again = goes & (np.asarray(resumed) > until - RECENT)
    # Absence is known as far back as the years held reach without a hole.
    reach = known_run(until, held)
    absent = ~goes & (reach >= PAUSE)
    whole = reach >= until - min((year for year in held if year <= until), default=until) + 1
    conditions = [again, goes, absent & ~none, absent & none & whole]
    codes = [STATES.index(name) for name in ("resumed", "traded", "stopped", "never")]
    return np.select(conditions, codes, STATES.index("unknown")).astype(np.int8)


def state(years: Collection[int], *, until: int, held: Collection[int]) -> FlowState:
    """The state of one flow from the years in which it went.

    Years after ``until`` are not looked at; all others must be held.

    Raises:
        InputError: a year is not held.
    """
    own = [year for year in sorted(years) if year <= until]
    span = range(min((*own, *held, until)), until + 1)
    found = spells(np.isin(span, own)[:, None], span, held)
    return STATES[int(states(found.last, until=until, held=held, resumed=found.resumed)[0])]


def known_run(until: int, held: Collection[int]) -> int:
    """Number of years in a row up to ``until`` that are held."""
    count = 0
    while until - count in held:
        count += 1
    return count


def quiet_years(last: int | None, *, until: int, held: Collection[int]) -> int:
    """Years in a row up to ``until`` that are known to be without a flow.

    ``last`` is the last year with a flow, None if there is none.
    """
    run = known_run(until, held)
    return run if last is None else min(run, until - last)
