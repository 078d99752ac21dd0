"""Does a ranking foresee new trade? Rank with data up to a year, look five years later.

A candidate is a cell (exporter, importer, product) whose flow in year ``t`` is absent or small. It
comes true when its flow in ``t + horizon`` reaches a threshold and at least doubles. No ranking
sees a year after ``t``, and no weight was fitted on a later outcome.

Two kinds of lists are judged. Those of **pairs**, which is how the product ranks: the products that
``opportunities`` lists, of which the first pick and the whole order are judged. Those of
**exporters**: all their candidates in all markets. All lists count, also those of which nothing
came true, except where a measure says nothing without (AUC, average precision, "if any").
Confidence intervals come from resampling exporters, importers and products, each alone; the widest
ends are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from sinergi.errors import UsageError
from sinergi.evidence.worlds import trade_dataset
from sinergi.indicators.arrays import Array, Mask
from sinergi.opportunities.cells import exporter_cells
from sinergi.opportunities.judging import (
    CLUSTERS,
    PAIR_MEASURES,
    Tally,
    judge_exporter,
    judge_pairs,
    measures,
)
from sinergi.opportunities.moments import HORIZON, Moment, moment
from sinergi.opportunities.opportunity import SMALL
from sinergi.opportunities.ranking import DEFAULT, STATES, Cells, ranking_of, score
from sinergi.opportunities.resampling import CONFIDENCE, Interval, draws, interval, resampled
from sinergi.trade.catalogue import Dataset

BASELINES = (
    "uniform",
    "mean-flow",
    "mean-flow-gravity",
    "gravity",
    "gravity-fitted",
    "market-size",
    "density",
    "potential",
)
YEARS = (2014, 2019)
"""The years judged; 2009 was used to choose components and is not."""
TOP = (10, 50, 100)
SUBSETS = {
    "all": "all candidates",
    "now": "small: a flow in t-4 to t, below the threshold in t",
    "before": "dead: no flow in t-4 to t, but an earlier one",
    "never": "never traded up to t",
    "strangers": "pairs that never traded anything up to t",
}
RESAMPLES = 1_000


class Score(BaseModel):
    """How one ranking did on one subset in one year, or in all years (``year`` None).

    ``pairs`` counts the lists of pairs and ``pairs_true`` those of which something came true.
    ``gain`` is the reference ranking's measure less this one's; empty for the reference itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int | None
    subset: str
    ranking: str
    exporters: int
    pairs: int
    pairs_true: int
    candidates: int
    came_true: int
    measures: dict[str, Interval]
    gain: dict[str, Interval]


class Backtest(BaseModel):
    """The result, with everything needed to make it again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dataset: str
    version: str
    years: tuple[int, ...]
    horizon: int
    small: float
    appear: float
    reference: str
    rankings: tuple[str, ...]
    measures: tuple[str, ...]
    resamples: int
    confidence: float
    seed: int
    conventions: tuple[str, ...]
    scores: tuple[Score, ...]


def backtest(
    dataset: str | None = None,
    *,
    years: Sequence[int] = YEARS,
    horizon: int = HORIZON,
    small: float = SMALL,
    appear: float = SMALL,
    ranking: str = DEFAULT,
    baselines: Sequence[str] = BASELINES,
    top: Sequence[int] = TOP,
    resamples: int = RESAMPLES,
    seed: int = 1,
) -> Backtest:
    """Compare a ranking with baselines on what came of the past.

    Args:
        dataset: Id of a trade dataset; the default is the user's newest complete one, else the
            embedded raw materials.
        years: Years ``t`` up to which the rankings know the data.
        horizon: Years until the outcome.
        small: US dollars below which a flow at ``t`` makes its cell a candidate.
        appear: US dollars that a flow must reach at ``t + horizon``.
        ranking: The ranking to judge.
        baselines: Rankings to compare it with.
        top: Precision is taken of the best so many of each exporter.
        resamples: Number of bootstrap samples.
        seed: Of the samples and of the lots that break ties.

    Raises:
        UsageError: a threshold or a number is out of range, a year is not covered, or the weights
            of a ranking know outcomes after a year.
        UnknownNameError: a ranking or the dataset is not known.
    """
    _check(years, horizon, small, appear, top, resamples)
    names = tuple(dict.fromkeys((ranking, *baselines)))
    for name in names:
        ranking_of(name).at(min(years))
    held = trade_dataset(dataset)
    rule = _Rule(names, small, appear, tuple(top), seed)
    trials = [_trial(moment(held, year, horizon), rule) for year in years]
    drawn = draws(trials[0].countries, trials[0].products, resamples, seed)
    scores = []
    for subset in SUBSETS:
        for year, trial in zip(years, trials, strict=True):
            scores += _scores(year, subset, rule, [trial], drawn)
        if len(years) > 1:
            scores += _scores(None, subset, rule, trials, drawn)
    return Backtest(
        dataset=held.id,
        version=held.origin.version,
        years=tuple(years),
        horizon=horizon,
        small=small,
        appear=appear,
        reference=ranking,
        rankings=names,
        measures=measures(top),
        resamples=resamples,
        confidence=CONFIDENCE,
        seed=seed,
        conventions=_conventions(held),
        scores=tuple(scores),
    )


def _check(
    years: Sequence[int],
    horizon: int,
    small: float,
    appear: float,
    top: Sequence[int],
    resamples: int,
) -> None:
    for name, value, wrong, allowed in (
        ("years", list(years), not years or len(set(years)) < len(years), "years, each once"),
        ("horizon", horizon, horizon < 1, "a whole number of years from 1"),
        ("small", small, not small > 0, "US dollars above 0"),
        ("appear", appear, not appear > 0, "US dollars above 0"),
        ("top", list(top), not top or min(top) < 1, "whole numbers from 1"),
        ("resamples", resamples, resamples < 2, "a whole number from 2"),
    ):
        if wrong:
            raise UsageError(f"{value} is out of range", where=name, advice=f"Give {allowed}")


@dataclass(frozen=True)
class _Rule:
    """What is judged and by what."""

    names: tuple[str, ...]
    small: float
    appear: float
    top: tuple[int, ...]
    seed: int


@dataclass
class _Counts:
    """Sizes of one subset in one year."""

    exporters: int = 0
    pairs: int = 0
    pairs_true: int = 0
    candidates: int = 0
    came_true: int = 0


@dataclass(frozen=True)
class _Trial:
    """One year: sums by subset and ranking, and the sizes of the subsets."""

    countries: int
    products: int
    tallies: dict[str, list[Tally]]
    counts: dict[str, _Counts]


def _trial(at: Moment, rule: _Rule) -> _Trial:
    """Judge all rankings on all exporters of a year, by subset."""
    flows = at.known.window.flows
    needed = {component for name in rule.names for component in ranking_of(name).components}
    trial = _Trial(
        flows.countries,
        flows.products,
        {
            subset: [
                Tally(len(measures(rule.top)), flows.countries, flows.products) for _ in rule.names
            ]
            for subset in SUBSETS
        },
        {subset: _Counts() for subset in SUBSETS},
    )
    lot = np.random.default_rng([rule.seed, at.year])
    for i in at.exporters():
        cells = exporter_cells(at.known, i, needed)
        candidates, true = at.candidates(i, rule.small), at.came_true(i, rule.appear)
        listed = at.listed(i)
        chosen = {subset: candidates & mask for subset, mask in _subsets(at, i, cells).items()}
        for subset, mask in chosen.items():
            _count(trial.counts[subset], mask, mask & listed, true)
        for place, name in enumerate(rule.names):
            scores = np.broadcast_to(score(cells, name, at.year), candidates.shape)
            for subset, mask in chosen.items():
                tally = trial.tallies[subset][place]
                judge_pairs(tally, i, scores, mask & listed, true)
                if subset != "strangers":
                    judge_exporter(tally, i, scores, mask, true, rule.top, lot)
    return trial


def _subsets(at: Moment, exporter: int, cells: Cells) -> dict[str, Mask]:
    """Which cells ``(C, P)`` belong to each of :data:`SUBSETS`."""
    shape = cells.current.shape
    states: dict[str, Mask] = {state: cells.within(state) for state in STATES}
    strangers = np.broadcast_to(at.strangers(exporter)[:, None], shape)
    return {"all": np.ones(shape, dtype=np.bool_), **states, "strangers": strangers}


def _count(counts: _Counts, candidates: Mask, listed: Mask, true: Mask) -> None:
    counts.exporters += bool(candidates.any())
    counts.candidates += int(candidates.sum())
    counts.came_true += int((candidates & true).sum())
    counts.pairs += int(listed.any(axis=1).sum())
    counts.pairs_true += int((listed & true).any(axis=1).sum())


def _scores(
    year: int | None, subset: str, rule: _Rule, trials: list[_Trial], drawn: list[Array]
) -> list[Score]:
    sums = np.stack(
        [
            np.sum([trial.tallies[subset][place].sums for trial in trials], axis=0)
            for place in range(len(rule.names))
        ]
    )
    means, samples = resampled(sums, drawn)
    counts = [trial.counts[subset] for trial in trials]
    found = []
    for place, name in enumerate(rule.names):
        gains = (means[0] - means[place], samples[:, 0] - samples[:, place])
        found.append(
            Score(
                year=year,
                subset=subset,
                ranking=name,
                exporters=sum(one.exporters for one in counts),
                pairs=sum(one.pairs for one in counts),
                pairs_true=sum(one.pairs_true for one in counts),
                candidates=sum(one.candidates for one in counts),
                came_true=sum(one.came_true for one in counts),
                measures=_intervals(rule.top, means[place], samples[:, place]),
                gain=_intervals(rule.top, *gains) if place else {},
            )
        )
    return found


def _intervals(top: Sequence[int], means: Array, samples: Array) -> dict[str, Interval]:
    """The measures that are known, with the outer ends of the clusters' percentile intervals."""
    return {
        name: interval(means[place], samples[:, place])
        for place, name in enumerate(measures(top))
        if not np.isnan(means[place])
    }


def _conventions(dataset: Dataset) -> tuple[str, ...]:
    lines = [
        f"{', '.join(PAIR_MEASURES)}: lists of pairs, products that opportunities lists; the first "
        "pick counts for every pair, or for those of which something came true (if any)",
        "precision, average precision and AUC: lists of exporters, all candidates in all markets; "
        "precision counts every exporter",
        "ties are counted as if broken by lot",
        f"intervals: percentiles over resampled {CLUSTERS[0]}s, {CLUSTERS[1]}s and {CLUSTERS[2]}s, "
        "each alone, all years of one together; the outermost ends",
        "fitted weights know no outcome after t",
    ]
    if not dataset.complete:
        lines.append("density and ties are computed within the products of the dataset")
    return tuple(lines)
