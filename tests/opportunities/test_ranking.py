"""The tables of rankings that people edit: read, checked, and of use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.errors import DataError, UnknownNameError
from sinergi.opportunities import ranking
from sinergi.opportunities.partners import partner_weights
from sinergi.opportunities.ranking import Cells, contributions, rankings, score, weights_of

shares = st.floats(0, 1)


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
        "density": 0.2,
        "potential": 0.001,
        "unrealised": 0.001,
    } | changed
    return Cells(**{name: np.array([value]) for name, value in values.items()})


def test_the_rankings_that_ship() -> None:
    expected = {"default", "market-size", "exporter-size", "gravity", "density", "unrealised"}
    assert expected <= rankings().keys()
    assert sum(partner_weights().values()) == pytest.approx(1)


def test_an_unknown_ranking_lists_the_known() -> None:
    with pytest.raises(UnknownNameError, match="Rankings: default, market-size"):
        weights_of("luck")


@pytest.mark.parametrize("component", sorted(weights_of("default")))
def test_more_of_a_component_moves_the_score_the_way_of_its_weight(component: str) -> None:
    before = getattr(cells(), component)[0]
    more = score(cells(**{component: 2 * before + 0.01}))[0] - score(cells())[0]
    assert np.sign(more) == np.sign(weights_of("default")[component])


@given(shares, shares, shares)
def test_the_score_is_finite_and_the_sum_of_its_parts(x: float, m: float, v: float) -> None:
    one = cells(supply=x, demand=m, current=v, past=v)
    assert np.isfinite(score(one)).all()
    assert sum(contributions(one, "default").values()) == pytest.approx(score(one))


def test_an_unknown_distance_ranks_as_the_mean() -> None:
    unknown = score(cells(distance=np.nan))[0]
    assert score(cells(distance=1000.0))[0] > unknown > score(cells(distance=19000.0))[0]


def test_a_component_that_was_not_computed_is_named() -> None:
    with pytest.raises(DataError, match="'density' was not computed"):
        score(Cells(*(np.ones(1),) * 8), "density")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "rankings.csv"
    monkeypatch.setattr(ranking, "data_path", lambda *parts: path)
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
