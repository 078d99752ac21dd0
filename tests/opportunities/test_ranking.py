"""The tables of rankings that people edit: read, checked, and of use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.errors import DataError, UnknownNameError, UsageError
from sinergi.opportunities import ranking
from sinergi.opportunities.partners import partner_weights
from sinergi.opportunities.ranking import STATES, Cells, contributions, ranking_of, rankings

YEAR = 2024
shares = st.floats(0, 1)


def score(cells: Cells, name: str = "default", year: int = YEAR) -> np.ndarray:
    return ranking.score(cells, name, year)


def cells(**changed: float) -> Cells:
    values = {
        "supply": 0.1,
        "demand": 0.2,
        "product": 0.01,
        "distance": 5000.0,
        "ties": 0.3,
        "suppliers": 0.2,
        "current": 0.0,
        "past": 0.0,
        "flow": 0.0,
        "latest": 0.0,
        "like_exporters": 20.0,
        "like_importers": 20.0,
        "near_importers": 20.0,
        "density": 0.2,
        "potential": 0.001,
        "unrealised": 0.001,
    } | changed
    return Cells(**{name: np.array([value]) for name, value in values.items()})


IN_STATE = {
    "now": {"current": 0.01, "past": 0.01, "latest": 10.0},
    "before": {"past": 0.01},
    "never": {},
}


def test_the_rankings_that_ship() -> None:
    expected = {"default", "uniform", "mean-flow", "market-size", "exporter-size", "gravity"}
    assert expected | {"gravity-fitted", "density", "unrealised"} <= rankings().keys()
    assert sum(partner_weights().values()) == pytest.approx(1)


def test_an_unknown_ranking_lists_the_known() -> None:
    with pytest.raises(UnknownNameError, match="Rankings: default, gravity-fitted, uniform"):
        ranking_of("luck")


@pytest.mark.parametrize(
    ("year", "until"), [(2009, 2009), (2013, 2009), (2019, 2019), (2030, 2024)]
)
def test_weights_know_no_later_outcome(year: int, until: int) -> None:
    found = ranking_of("default")
    assert found.at(year) == found.vintages[until]


def test_a_year_before_all_weights_is_refused() -> None:
    with pytest.raises(UsageError, match=r"know outcomes up to 2009, after 2008\. Ask for 2009"):
        ranking_of("default").at(2008)
    assert ranking_of("gravity").at(1995)


@pytest.mark.parametrize("state", STATES)
def test_more_of_a_component_moves_the_score_the_way_of_its_weight(state: str) -> None:
    for component, weight in ranking_of("default").at(YEAR)[state].items():
        if component == "constant":
            continue
        one = cells(**IN_STATE[state])
        assert one.within(state).all()
        before = getattr(one, component)[0]
        changed = IN_STATE[state] | {component: 2 * before + 0.01}
        assert np.sign(score(cells(**changed)) - score(one))[0] == np.sign(weight), component


@given(shares, shares, shares)
def test_the_score_is_finite_and_the_sum_of_its_parts(x: float, m: float, v: float) -> None:
    one = cells(supply=x, demand=m, current=v, past=v)
    assert np.isfinite(score(one)).all()
    parts = contributions(one, "default", YEAR)
    assert sum(parts.values()) == pytest.approx(score(one))


def test_an_unknown_distance_ranks_as_the_mean() -> None:
    unknown = score(cells(distance=np.nan))[0]
    assert score(cells(distance=1000.0))[0] > unknown > score(cells(distance=19000.0))[0]


def test_the_tie_break_breaks_ties_only() -> None:
    small, large = cells(current=0.1, past=0.1, flow=1e-9), cells(demand=0.9)
    assert score(small, "mean-flow-gravity") > score(large, "mean-flow-gravity")
    assert score(large, "mean-flow-gravity") > score(cells(), "mean-flow-gravity")
    assert score(large, "mean-flow") == score(cells(), "mean-flow")


def test_a_component_that_was_not_computed_is_named() -> None:
    with pytest.raises(DataError, match="'density' was not computed"):
        score(Cells(*(np.ones(1),) * 9), "density")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "rankings.csv"
    monkeypatch.setattr(ranking, "data_path", lambda *parts: tmp_path.joinpath(*parts[1:]))
    (tmp_path / "fitted.csv").write_text("ranking,component,weight\n", encoding="utf-8")
    rankings.cache_clear()
    yield path
    rankings.cache_clear()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ranking,component,weight\ndefault,luck,1\n", "line 2: column 'component'"),
        ("ranking,component,weight\ndefault,supply,much\n", "line 2: column 'weight'"),
        ("ranking,component,weight\ndefault,supply,1\ndefault,supply,2\n", "weighs 'supply' twice"),
        ("ranking,component,weight\nmine,supply,1\n", "there is no ranking 'default'"),
        ("ranking,weight\ndefault,1\n", "line 2: column 'component'"),
        (
            "ranking,state,component,weight\ndefault,now,supply,1\n",
            "'default' .0. has no weights for 'before'",
        ),
    ],
)
def test_a_broken_table_says_where(table: Path, text: str, message: str) -> None:
    table.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        rankings()


def test_a_ranking_of_ones_own(table: Path) -> None:
    rows = "ranking,component,weight\ndefault,supply,1\nmine,demand,2\n"
    table.write_text(rows, encoding="utf-8")
    assert score(cells(demand=0.5), "mine") == pytest.approx(2 * np.log(0.5 + 1e-6))
