"""The backtest: its measures against brute force, no look ahead, and the default's gain."""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.cli.backtest.view import show
from sinergi.errors import UnknownNameError, UsageError
from sinergi.opportunities import backtest
from sinergi.opportunities.backtest import Backtest, measure_ranking, moment
from sinergi.opportunities.backtest_report import beaten, markdown, table
from sinergi.opportunities.cells import exporter_cells, pair_cells
from sinergi.opportunities.ranking import rankings, score, weights_of
from sinergi.opportunities.tables import pair_tables
from sinergi.trade import catalogue

from .toy_world import COUNTRIES, PRODUCTS, Rows, Write, toy_rows

DATASET = "baci-minerals"
A, B, C, D = COUNTRIES.values()


def test_a_perfect_ranking_and_its_opposite() -> None:
    hits = np.array([True, True, False, False])
    assert measure_ranking(np.array([4.0, 3, 2, 1]), hits, (2, 4)) == [1.0, 0.5, 1.0]
    assert measure_ranking(np.array([4.0, 3, 2, 1]), ~hits, (2, 4)) == [0.0, 0.5, 0.0]


def test_a_list_shorter_than_n_counts_whole() -> None:
    assert measure_ranking(np.array([1.0, 0]), np.array([True, False]), (10,))[0] == 0.5


@given(
    st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=2, max_size=6).filter(
        lambda cells: 0 < sum(hit for _, hit in cells) < len(cells)
    ),
    st.integers(1, 7),
)
def test_ties_are_as_if_broken_by_lot(cells: list[tuple[int, bool]], n: int) -> None:
    cells.sort(key=lambda cell: -cell[0])
    scores = np.array([value for value, _ in cells], dtype=float)
    hits = np.array([hit for _, hit in cells])
    precision, auc = measure_ranking(scores, hits, (n,))
    orders = [
        order
        for order in itertools.permutations(range(len(cells)))
        if all(scores[a] >= scores[b] for a, b in itertools.pairwise(order))
    ]
    head = min(n, len(cells))
    expected = np.mean([hits[list(order[:head])].mean() for order in orders])
    assert precision == pytest.approx(expected)
    pairs = [
        (scores[a] > scores[b]) + 0.5 * (scores[a] == scores[b])
        for a in np.flatnonzero(hits)
        for b in np.flatnonzero(~hits)
    ]
    assert auc == pytest.approx(np.mean(pairs))


def _series(last: float) -> Rows:
    """Eight years of the toy world; in the last, D sells the third product to A."""
    rows = [row for year in range(2013, 2021) for row in toy_rows(year, 1e5)]
    return [*rows, (2020, D, A, PRODUCTS[2], last, None)]


def test_what_comes_true(write: Write) -> None:
    at = moment(write("series", _series(3e5)), 2015)
    d, a = at.window.country(D), at.window.country(A)
    candidates, true = at.candidates(d, 1e5), at.came_true(d, 1e5)
    assert candidates[a, 2]
    assert true[a, 2]
    assert not at.candidates(d, 1e5)[d].any()
    assert (candidates & true).sum() == 1
    assert not at.came_true(d, 4e5)[a, 2]
    # D sells the first product to A: with 3,000,000 it is not small, and it does not double.
    assert not candidates[a, 0]
    assert not true[a, 0]
    assert at.subset("never", d)[a, 2]
    assert not at.subset("sold", d)[a, 2]


def test_rankings_see_nothing_after_their_year(write: Write) -> None:
    one, other = write("future-1", _series(3e5)), write("future-2", _series(9e9))
    for name in rankings():
        needed = weights_of(name)
        scores = []
        for dataset in (one, other):
            at = moment(dataset, 2015)
            d = at.window.country(D)
            scores.append(score(exporter_cells(at.window, at.past, d, needed), name))
        assert np.array_equal(*scores), name


@pytest.mark.parametrize("name", sorted(rankings()))
def test_a_pair_is_ranked_as_the_backtest_ranks_it(name: str) -> None:
    dataset = catalogue.dataset(DATASET)
    at = moment(dataset, 2014)
    i, j = at.window.country("TJK"), at.window.country("IDN")
    needed = weights_of(name)
    whole = np.broadcast_to(
        score(exporter_cells(at.window, at.past, i, needed), name),
        (len(at.window.countries), len(at.window.products)),
    )
    pair = pair_cells(pair_tables(dataset, at.window, "TJK", "IDN"), needed)
    assert score(pair, name) == pytest.approx(whole[j])


@pytest.fixture(scope="module")
def found() -> Backtest:
    return backtest(DATASET, years=(2014,), baselines=("market-size", "gravity"), resamples=200)


def test_the_default_beats_gravity_and_market_size(found: Backtest) -> None:
    for one in found.scores:
        if one.subset == "all" and one.gain:
            assert all(gain.low > 0 for gain in one.gain.values()), one.ranking
    assert "default is better on all measures than market-size, gravity" in beaten(found)[0]


def test_intervals_hold_their_means(found: Backtest) -> None:
    for one in found.scores:
        for value in (*one.measures.values(), *one.gain.values()):
            assert value.low <= value.mean <= value.high


def test_a_gain_is_the_difference_of_two_means(found: Backtest) -> None:
    first, second = found.scores[:2]
    for name in found.measures:
        difference = first.measures[name].mean - second.measures[name].mean
        assert second.gain[name].mean == pytest.approx(difference)


def test_the_same_seed_gives_the_same_result(write: Write) -> None:
    series = write("seed", _series(3e5)).id
    one, other = (backtest(series, years=(2015,), resamples=50, seed=n) for n in (3, 3))
    assert one == other


def test_the_page_and_the_table_hold_every_score(found: Backtest) -> None:
    page = markdown(found, made=date(2026, 1, 2), seconds=3, cores=2)
    rows = table(found)
    assert "Made on 2026-01-02 by `sinergi backtest` in 3 s on 2 cores" in page
    assert rows.height == len(found.scores) * len(found.measures)
    for one in found.scores:
        assert f"| {one.ranking} | {one.measures['precision@10'].mean:.3f} [" in page


def test_the_default_beats_every_baseline_on_all_candidates() -> None:
    for line in beaten(backtest(DATASET))[::2]:
        assert "not surely" not in line


def test_where_nothing_came_true_one_line_says_so(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    found = backtest(write("quiet", _series(3e5)).id, years=(2015,), appear=1e12, resamples=50)
    page = markdown(found, made=date(2026, 1, 2), seconds=3, cores=2)
    show(found)
    shown = " ".join(capsys.readouterr().out.split())
    for text in (page, shown):
        assert "Nothing came true: of " in text
        assert "1,000,000,000,000 USD and doubled in 5 years" in text
        assert "market-size" not in text
        assert "###" not in text
    assert table(found).is_empty()
    assert "ranking" in table(found).columns


@pytest.mark.parametrize(
    ("keywords", "error", "message"),
    [
        ({"years": (2022,)}, UsageError, "covers 1995 to 2024, not 2027"),
        ({"years": ()}, UsageError, "years"),
        ({"years": (2014, 2014)}, UsageError, "years"),
        ({"small": 0}, UsageError, "small"),
        ({"appear": -1}, UsageError, "appear"),
        ({"top": (0,)}, UsageError, "top"),
        ({"horizon": 0}, UsageError, "horizon: 0 is out of range. Give a whole .* from 1"),
        ({"resamples": 1}, UsageError, "resamples"),
        ({"baselines": ("luck",)}, UnknownNameError, "ranking 'luck' is not known"),
        ({"dataset": "none"}, UnknownNameError, "dataset 'none' is not known"),
    ],
)
def test_bad_arguments_are_named(keywords: dict, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        backtest(**{"dataset": DATASET} | keywords)
