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
from sinergi.opportunities.backtest import Backtest
from sinergi.opportunities.backtest_report import beaten, markdown, table
from sinergi.opportunities.cells import exporter_cells, pair_cells
from sinergi.opportunities.judging import Tally, judge_exporter, judge_pairs, measures
from sinergi.opportunities.moments import moment
from sinergi.opportunities.pair_tables import pair_tables
from sinergi.opportunities.ranking import ranking_of, rankings, score
from sinergi.trade import catalogue

from .toy_world import COUNTRIES, PRODUCTS, Rows, Write, toy_rows

DATASET = "baci-minerals"
A, B, C, D = COUNTRIES.values()


def judged(
    scores: np.ndarray, chosen: np.ndarray, true: np.ndarray, *, top: tuple[int, ...] = (2,)
) -> dict[str, float]:
    """All measures of one exporter, from the sums by exporter."""
    tally = Tally(len(measures(top)), *scores.shape)
    judge_pairs(tally, 0, scores, chosen, true)
    judge_exporter(tally, 0, scores, chosen, true, top, np.random.default_rng(1))
    sums = tally.sums.sum(axis=-1)
    for cluster in range(1, 3):
        np.testing.assert_allclose(sums[:, cluster], sums[:, 0])
    return {
        name: value / weight
        for name, (value, weight) in zip(measures(top), sums[:, 0], strict=True)
        if weight
    }


def test_a_perfect_ranking_and_its_opposite() -> None:
    true = np.array([[True, False, False], [False, True, True], [False, False, False]])
    chosen, scores = np.ones((3, 3), dtype=bool), true.astype(float)
    best, worst = judged(scores, chosen, true, top=(3, 9)), judged(-scores, chosen, true, top=(3,))
    assert best == {
        "first pick": pytest.approx(2 / 3),
        "first pick if any": 1,
        "AUC in the pair": 1,
        "precision@3": 1,
        "precision@9": pytest.approx(3 / 9),
        "average precision": 1,
        "AUC": 1,
    }
    assert (worst["first pick"], worst["AUC in the pair"], worst["precision@3"]) == (0, 0, 0)


def test_what_is_not_listed_does_not_count() -> None:
    true = np.array([[True, True, False]])
    chosen = np.array([[False, True, True]])
    found = judged(np.array([[9.0, 1.0, 2.0]]), chosen, true)
    assert (found["first pick"], found["AUC in the pair"], found["precision@2"]) == (0, 0, 0.5)


def test_a_list_without_a_hit_counts_where_it_says_something() -> None:
    found = judged(np.ones((2, 2)), np.ones((2, 2), dtype=bool), np.zeros((2, 2), dtype=bool))
    assert found == {"first pick": 0, "precision@2": 0}


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
    found = judged(scores[None], np.ones((1, len(cells)), dtype=bool), hits[None], top=(n,))
    orders = [
        order
        for order in itertools.permutations(range(len(cells)))
        if all(scores[a] >= scores[b] for a, b in itertools.pairwise(order))
    ]
    head = min(n, len(cells))
    expected = np.mean([hits[list(order[:head])].mean() for order in orders])
    assert found[f"precision@{n}"] == pytest.approx(expected)
    assert found["first pick"] == pytest.approx(np.mean([hits[order[0]] for order in orders]))
    pairs = [
        (scores[a] > scores[b]) + 0.5 * (scores[a] == scores[b])
        for a in np.flatnonzero(hits)
        for b in np.flatnonzero(~hits)
    ]
    assert found["AUC"] == found["AUC in the pair"] == pytest.approx(np.mean(pairs))


def _series(last: float) -> Rows:
    """Eight years of the toy world; in the last, D sells the third product to A."""
    rows = [row for year in range(2013, 2021) for row in toy_rows(year, 1e5)]
    return [*rows, (2020, D, A, PRODUCTS[2], last, None)]


def test_what_comes_true(write: Write) -> None:
    at = moment(write("series", _series(3e5)), 2015)
    d, a = at.known.window.country(D), at.known.window.country(A)
    candidates, true = at.candidates(d, 1e5), at.came_true(d, 1e5)
    assert candidates[a, 2]
    assert true[a, 2]
    assert not at.candidates(d, 1e5)[d].any()
    assert (candidates & true).sum() == 1
    assert not at.came_true(d, 4e5)[a, 2]
    # D sells the first product to A: with 3,000,000 it is not small, and it does not double.
    assert not candidates[a, 0]
    assert not true[a, 0]
    assert not at.listed(d)[a, 2]
    assert at.listed(d)[a, 0]
    assert not at.strangers(d)[a]


def test_rankings_see_nothing_after_their_year(write: Write) -> None:
    one, other = write("future-1", _series(3e5)), write("future-2", _series(9e9))
    for name in rankings():
        scores = []
        for dataset in (one, other):
            at = moment(dataset, 2015)
            d = at.known.window.country(D)
            cells = exporter_cells(at.known, d, ranking_of(name).components)
            scores.append(score(cells, name, 2015))
        assert np.array_equal(*scores), name


@pytest.mark.parametrize("name", sorted(rankings()))
def test_a_pair_is_ranked_as_the_backtest_ranks_it(name: str) -> None:
    dataset = catalogue.dataset(DATASET)
    at = moment(dataset, 2014)
    seen = at.known.window
    i, j = seen.country("TJK"), seen.country("IDN")
    needed = ranking_of(name).components
    whole = np.broadcast_to(
        score(exporter_cells(at.known, i, needed), name, 2014),
        (len(seen.countries), len(seen.products)),
    )
    pair = pair_cells(pair_tables(dataset, seen, "TJK", "IDN"), needed)
    assert np.broadcast_to(score(pair, name, 2014), whole[j].shape) == pytest.approx(whole[j])


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
    for name in first.measures:
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
    assert rows.height == sum(len(one.measures) for one in found.scores)
    for one in found.scores:
        assert f"| {one.ranking} | {one.measures['first pick'].mean:.4f} [" in page


def test_weights_that_know_the_outcome_are_refused(write: Write) -> None:
    early = write("early", [row for year in range(2000, 2012) for row in toy_rows(year, 1e5)])
    with pytest.raises(UsageError, match="know outcomes up to 2009, after 2005"):
        backtest(early.id, years=(2005,), baselines=("gravity",))
    found = backtest(early.id, years=(2005,), ranking="gravity", baselines=("uniform",))
    assert found.rankings == ("gravity", "uniform")


@pytest.mark.slow
def test_the_default_beats_what_it_replaced_where_it_counts() -> None:
    """On cells never traded and on dead ones, in both test windows, with intervals above zero."""
    found = backtest(DATASET, years=(2014, 2019), baselines=("uniform",))
    gain = {one.subset: one.gain for one in found.scores if one.year is None and one.gain}
    for subset, measure in (
        ("never", "precision@10"),
        ("never", "average precision"),
        ("before", "average precision"),
        ("all", "first pick if any"),
    ):
        assert gain[subset][measure].low > 0, (subset, measure)


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
    assert set(table(found)["value"]) == {0.0}


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
def test_bad_arguments_are_named(
    keywords: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        backtest(**{"dataset": DATASET} | keywords)
