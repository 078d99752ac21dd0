"""Does a ranking foresee new trade? Rank with data up to a year, look five years later.

A candidate is a cell (exporter, importer, product) whose flow in year ``t`` is absent or small. It
comes true when its flow in ``t + horizon`` reaches a threshold and at least doubles. Nothing is
trained here: a ranking sees no year after ``t``. Each exporter's candidates are ranked, and
precision (the part of the best N that come true) and AUC are averaged over the exporters for which
at least one candidate came true; the others would add the same zeros to all rankings. Ties are
counted as if broken by lot. Confidence intervals come from resampling exporters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from sinergi.errors import UsageError
from sinergi.evidence.histories import last_years, years_held
from sinergi.evidence.worlds import World, trade_dataset, window, world
from sinergi.indicators.arrays import Array, Mask
from sinergi.indicators.flow_arrays import Flows
from sinergi.indicators.trade_states import STATES, states
from sinergi.opportunities.cells import exporter_cells, exporter_flows, exporter_values
from sinergi.opportunities.pair import SMALL
from sinergi.opportunities.ranking import DEFAULT, Component, score, weights_of
from sinergi.trade.catalogue import Dataset

BASELINES = ("market-size", "exporter-size", "gravity", "gravity-fitted", "density", "potential")
YEARS = (2009, 2014, 2019)
HORIZON = 5
TOP = (10, 50, 100)
SUBSETS = {
    "all": "all candidates",
    "never": "never traded up to t",
    "sold": "sold by the exporter and bought by the importer somewhere",
}
RESAMPLES = 1_000
CONFIDENCE = 0.95


class Interval(BaseModel):
    """A mean and its confidence interval."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mean: float
    low: float
    high: float


class Score(BaseModel):
    """How one ranking did on one subset in one year, or in all years (``year`` None).

    ``gain`` is the reference ranking's measure less this one's, paired by exporter; empty for the
    reference itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int | None
    subset: str
    ranking: str
    exporters: int
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


@dataclass(frozen=True)
class Moment:
    """What is known at a year, and what came of it: worlds that share their indices."""

    year: int
    window: World
    past: World
    base: World
    outcome: World
    last: Flows
    """The last year up to ``year`` in which each cell had a flow."""
    held: tuple[int, ...]
    """The years up to ``year`` that the dataset holds."""

    def exporters(self) -> list[int]:
        """Countries that export anything in the window."""
        return [int(i) for i in np.flatnonzero(self.window.flows.exports.sum(axis=1) > 0)]

    def candidates(self, exporter: int, small: float) -> Mask:
        """Cells ``(C, P)`` absent or small in the year, of importers and products that trade."""
        flows = self.window.flows
        mask: Mask = exporter_flows(self.base, exporter) < small
        mask &= (flows.imports.sum(axis=1) > 0)[:, None] & (flows.exports.sum(axis=0) > 0)
        mask[exporter] = False
        return mask

    def came_true(self, exporter: int, appear: float) -> Mask:
        """Cells whose flow reaches ``appear`` and at least doubles by the outcome's year."""
        then = exporter_flows(self.outcome, exporter)
        true: Mask = (then >= appear) & (then >= 2 * exporter_flows(self.base, exporter))
        return true

    def subset(self, name: str, exporter: int) -> Mask:
        """Which cells ``(C, P)`` belong to one of :data:`SUBSETS`."""
        flows = self.window.flows
        if name == "never":
            last = exporter_values(self.last, exporter)
            return np.asarray(
                states(last, until=self.year, held=self.held) == STATES.index("never")
            )
        if name == "sold":
            return np.asarray((flows.exports[exporter] > 0) & (flows.imports > 0))
        return np.ones((flows.countries, flows.products), dtype=np.bool_)


def moment(dataset: Dataset, year: int, horizon: int = HORIZON) -> Moment:
    """The worlds around one year.

    Raises:
        UsageError: the dataset does not cover the year or the outcome.
    """
    years = window(dataset, year)
    window(dataset, year + horizon)
    first = dataset.years[0] if dataset.years else years[0]
    seen = world(dataset.id, years[0], years[-1])
    return Moment(
        year=year,
        window=seen,
        past=world(dataset.id, first, year),
        base=world(dataset.id, year, year),
        outcome=world(dataset.id, year + horizon, year + horizon),
        last=last_years(dataset.id, year, seen),
        held=years_held(dataset, year),
    )


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
        seed: Of the samples.

    Raises:
        UsageError: a threshold or a number is out of range, or a year is not covered.
        UnknownNameError: a ranking or the dataset is not known.
    """
    _check(years, horizon, small, appear, top, resamples)
    names = tuple(dict.fromkeys((ranking, *baselines)))
    needed = {component for name in names for component in weights_of(name)}
    held = trade_dataset(dataset)
    measures = (*(f"precision@{n}" for n in top), "auc")
    trials = [
        _trials(moment(held, year, horizon), names, needed, small, appear, top) for year in years
    ]
    weights = _resampling(trials, resamples, seed)
    scores = []
    for subset in SUBSETS:
        for year, trial in zip(years, trials, strict=True):
            scores += _scores(year, subset, names, measures, [trial[subset]], weights)
        if len(years) > 1:
            every = [trial[subset] for trial in trials]
            scores += _scores(None, subset, names, measures, every, weights)
    return Backtest(
        dataset=held.id,
        version=held.origin.version,
        years=tuple(years),
        horizon=horizon,
        small=small,
        appear=appear,
        reference=ranking,
        rankings=names,
        measures=measures,
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
class _Trial:
    """One year and subset: measures ``(E, rankings, measures)`` of the exporters counted."""

    exporters: list[int]
    values: Array
    candidates: int
    came_true: int


def _trials(
    at: Moment,
    names: Sequence[str],
    needed: set[Component],
    small: float,
    appear: float,
    top: Sequence[int],
) -> dict[str, _Trial]:
    """Measure all rankings on all exporters of a year, by subset."""
    rows: dict[str, list[Array]] = {subset: [] for subset in SUBSETS}
    counted: dict[str, list[int]] = {subset: [] for subset in SUBSETS}
    sizes = {subset: np.zeros(2, dtype=np.int64) for subset in SUBSETS}
    for i in at.exporters():
        cells = exporter_cells(at.window, at.past, i, needed)
        candidates = at.candidates(i, small)
        true = at.came_true(i, appear)
        chosen = {subset: (candidates & at.subset(subset, i)).ravel() for subset in SUBSETS}
        hits = {subset: int((true.ravel() & mask).sum()) for subset, mask in chosen.items()}
        for subset, mask in chosen.items():
            sizes[subset] += (int(mask.sum()), hits[subset])
        open_ = [subset for subset in SUBSETS if 0 < hits[subset] < int(chosen[subset].sum())]
        if not open_:
            continue
        measured = np.empty((len(open_), len(names), len(top) + 1))
        for place, name in enumerate(names):
            values = np.broadcast_to(score(cells, name), candidates.shape).ravel()
            # One sort a ranking: a subset keeps the order.
            order = np.argsort(-values)
            for row, subset in enumerate(open_):
                kept = order[chosen[subset][order]]
                measured[row, place] = measure_ranking(values[kept], true.ravel()[kept], top)
        for row, subset in enumerate(open_):
            rows[subset].append(measured[row])
            counted[subset].append(i)
    shape = (0, len(names), len(top) + 1)
    return {
        subset: _Trial(
            exporters=counted[subset],
            values=np.array(rows[subset]).reshape(-1, *shape[1:]),
            candidates=int(sizes[subset][0]),
            came_true=int(sizes[subset][1]),
        )
        for subset in SUBSETS
    }


def measure_ranking(ranked: Array, hits: Mask, top: Sequence[int]) -> list[float]:
    """Precision at each of ``top``, then AUC, of one ranked list; ties as if broken by lot.

    Args:
        ranked: Scores, largest first, ``(N,)``.
        hits: Which came true, ``(N,)``; at least one did and one did not.
        top: Lengths of the head of the list; all of it where it is shorter.
    """
    true = hits.astype(np.float64)
    new = np.r_[True, ranked[1:] != ranked[:-1]]
    starts, group = np.flatnonzero(new), np.cumsum(new) - 1
    sizes = np.diff(np.r_[starts, ranked.size])
    # Within a tie each place holds the mean of the tie.
    gained = np.cumsum((np.add.reduceat(true, starts) / sizes)[group])
    heads = [min(n, ranked.size) for n in top]
    precision = [float(gained[n - 1] / n) for n in heads]
    positives = int(hits.sum())
    place = (starts + (sizes - 1) / 2)[group[hits]]
    below = (ranked.size - 1 - place).sum() - positives * (positives - 1) / 2
    return [*precision, float(below / (positives * (ranked.size - positives)))]


def _resampling(trials: list[dict[str, _Trial]], resamples: int, seed: int) -> Array:
    """How often each country is drawn in each sample, ``(resamples, C)``."""
    countries = 1 + max(
        (max(trial.exporters, default=0) for one in trials for trial in one.values()), default=0
    )
    generator = np.random.default_rng(seed)
    draws = generator.multinomial(countries, np.full(countries, 1 / countries), resamples)
    return draws.astype(np.float64)


def _scores(
    year: int | None,
    subset: str,
    names: Sequence[str],
    measures: Sequence[str],
    trials: list[_Trial],
    weights: Array,
) -> list[Score]:
    exporters = np.array([i for trial in trials for i in trial.exporters], dtype=np.int64)
    values = np.concatenate([trial.values for trial in trials])
    found = []
    for place, name in enumerate(names):
        own, gain = values[:, place], values[:, 0] - values[:, place]
        found.append(
            Score(
                year=year,
                subset=subset,
                ranking=name,
                exporters=len(exporters),
                candidates=sum(trial.candidates for trial in trials),
                came_true=sum(trial.came_true for trial in trials),
                measures=_intervals(measures, own, exporters, weights),
                gain=_intervals(measures, gain, exporters, weights) if place else {},
            )
        )
    return found


def _intervals(
    measures: Sequence[str], values: Array, exporters: np.ndarray, weights: Array
) -> dict[str, Interval]:
    """Means over exporters and years, with intervals from resampled exporters."""
    if not exporters.size:
        return {}
    drawn = weights[:, exporters]
    counts = drawn.sum(axis=1)
    samples = (drawn @ values)[counts > 0] / counts[counts > 0, None]
    edges = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)
    low, high = np.quantile(samples, edges, axis=0)
    return {
        name: Interval(mean=float(mean), low=float(below), high=float(above))
        for name, mean, below, above in zip(measures, values.mean(axis=0), low, high, strict=True)
    }


def _conventions(dataset: Dataset) -> tuple[str, ...]:
    lines = [
        "means over exporters with at least one candidate that came true",
        "ties are counted as if broken by lot",
        "intervals: percentiles over resampled exporters, all years of an exporter together",
    ]
    if not dataset.complete:
        lines.append("density and ties are computed within the products of the dataset")
    return tuple(lines)
