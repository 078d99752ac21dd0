"""Traded, resumed, stopped, never, unknown: from the years with a flow and the years held."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.errors import InputError
from sinergi.indicators.trade_states import (
    PAUSE,
    RECENT,
    STATES,
    known_run,
    quiet_years,
    spells,
    state,
    states,
)

ALL = range(1995, 2025)


@pytest.mark.parametrize(
    ("years", "held", "expected"),
    [
        ([2024], ALL, "traded"),
        ([2022], ALL, "traded"),
        ([2021], ALL, "stopped"),
        ([1995], ALL, "stopped"),
        ([], ALL, "never"),
        ([2009, 2010, 2024], ALL, "resumed"),
        ([2009, 2010, 2020, 2021, 2022, 2023, 2024], ALL, "resumed"),
        # Resumed so long ago that it is trade like any other.
        ([2009, 2010, *range(2019, 2025)], ALL, "traded"),
        # Two years without are a gap within a spell, not a pause.
        ([2020, 2023], ALL, "traded"),
        ([2020, 2024], ALL, "resumed"),
        # It went again and stopped again.
        ([2001, 2010], ALL, "stopped"),
        # The dataset lacks a year: it cannot tell.
        ([2020], [*range(1995, 2022), 2023, 2024], "unknown"),
        ([2020], [*range(1995, 2021), 2022, 2023, 2024], "stopped"),
        ([], [*range(1995, 2010), *range(2011, 2025)], "unknown"),
        ([], [2024], "unknown"),
        ([], [2023, 2024], "unknown"),
        ([], [2022, 2023, 2024], "never"),
        ([2024], [2024], "traded"),
        # Nothing of the two years between is known to be without a flow.
        ([2010, 2024], [*range(1995, 2012), 2014, 2018, 2022, 2024], "traded"),
        # The year asked for is not held.
        ([2010], range(1995, 2020), "unknown"),
    ],
)
def test_states(years: list[int], held: list[int], expected: str) -> None:
    assert state(years, until=2024, held=held) == expected


def test_later_years_are_not_looked_at() -> None:
    assert state([2012, 2020], until=2015, held=ALL) == "stopped"
    assert state([2020], until=2015, held=ALL) == "never"


def test_spells_of_several_flows_at_once() -> None:
    years = range(2010, 2020)
    traded = np.zeros((10, 3), dtype=bool)
    traded[[0, 1, 8], 0] = True
    traded[[3], 1] = True
    found = spells(traded, years, years)
    np.testing.assert_array_equal(found.first, [2010, 2013, np.nan])
    np.testing.assert_array_equal(found.last, [2018, 2013, np.nan])
    np.testing.assert_array_equal(found.resumed, [2018, np.nan, np.nan])
    np.testing.assert_array_equal(found.traded, [3, 1, 0])
    codes = states(found.last, until=2019, held=years, resumed=found.resumed)
    assert [STATES[code] for code in codes] == ["resumed", "stopped", "never"]


def test_without_spells_a_resumed_flow_counts_as_traded_and_zero_is_no_year() -> None:
    codes = states([0, 2024, np.nan], until=2024, held=ALL)
    assert [STATES[code] for code in codes] == ["never", "traded", "never"]


def test_quiet_years_are_counted_as_far_as_they_are_known() -> None:
    assert quiet_years(2012, until=2024, held=ALL) == 12
    assert quiet_years(2012, until=2024, held=range(2020, 2025)) == 5
    assert quiet_years(None, until=2024, held=ALL) == 30
    assert quiet_years(2024, until=2024, held=ALL) == 0
    assert known_run(2024, [2024, 2022]) == 1


def test_a_flow_in_a_year_that_is_not_held_is_refused() -> None:
    with pytest.raises(InputError, match="2011, which is not held"):
        spells(np.ones((3, 1), dtype=bool), range(2010, 2013), [2010, 2012])
    with pytest.raises(InputError, match="one after the other"):
        spells(np.ones((2, 1), dtype=bool), [2010, 2012], [2010, 2012])


@given(st.sets(st.sampled_from(ALL)), st.sets(st.sampled_from(ALL)))
def test_a_hole_in_the_data_never_makes_a_state_out_of_nothing(
    held: set[int], went: set[int]
) -> None:
    """What is said with fewer years held is said with all, whatever they hold, or is unknown.

    ``traded`` may turn out to be ``resumed``: a pause can lie in the years that are lacking.
    """
    seen = state(went & held, until=2024, held=held)
    for filled in (went & held, went | (set(ALL) - held)):
        whole = state(filled, until=2024, held=ALL)
        allowed = {
            "traded": {"traded", "resumed"},
            "resumed": {"resumed"},
            "stopped": {"stopped"},
            "never": {"never", "stopped", "traded", "resumed"},
            "unknown": set(STATES),
        }[seen]
        assert whole in allowed


@given(st.sets(st.sampled_from(ALL), min_size=1))
def test_the_definition_in_other_words(went: set[int]) -> None:
    last = max(went)
    found = state(went, until=2024, held=ALL)
    assert (found == "stopped") == (2024 - last >= PAUSE)
    starts = [y for y in went if not any(y - d in went for d in range(1, PAUSE + 1))]
    again = last > 2024 - PAUSE and max(starts) > max(2024 - RECENT, min(went))
    assert (found == "resumed") == again
