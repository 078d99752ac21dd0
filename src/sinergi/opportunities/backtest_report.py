"""The backtest as a Markdown page and as a long table."""

from __future__ import annotations

from datetime import date

import polars as pl

from sinergi.opportunities.backtest import SUBSETS, Backtest, Score
from sinergi.opportunities.judging import PAIR_MEASURES
from sinergi.opportunities.resampling import Interval

_SCHEMA = {
    "year": pl.Int64,
    **dict.fromkeys(("subset", "ranking", "measure"), pl.String),
    **dict.fromkeys(("value", "low", "high", "gain", "gain_low", "gain_high"), pl.Float64),
    **dict.fromkeys(("exporters", "pairs", "pairs_true", "candidates", "came_true"), pl.Int64),
}


def scores_of(found: Backtest, subset: str, year: int | None) -> list[Score]:
    """The scores of one subset in one year; the reference ranking first."""
    return [one for one in found.scores if one.subset == subset and one.year == year]


def beaten(found: Backtest) -> list[str]:
    """A line a subset: which baselines the reference surely beats, and where it is not sure."""
    lines = []
    for subset, words in SUBSETS.items():
        sure, rest = [], []
        for one in scores_of(found, subset, overall(found))[1:]:
            unsure = [name for name, gain in one.gain.items() if gain.low <= 0]
            if unsure or not one.came_true:
                rest.append(f"{one.ranking} ({', '.join(unsure)})")
            else:
                sure.append(one.ranking)
        line = f"{words}: {found.reference} is better on all measures than "
        line += ", ".join(sure) or "none"
        lines.append(line + (f"; not surely than {', '.join(rest)}" if rest else ""))
    return lines


def nothing_true(found: Backtest) -> str | None:
    """The line that stands for all tables where no list can be judged, else None."""
    scores = scores_of(found, "all", overall(found))
    candidates, true = scores[0].candidates, scores[0].came_true
    if 0 < true < candidates:
        return None
    if true:
        return f"All {true:,} candidates came true: there is nothing to tell rankings apart by."
    return (
        f"Nothing came true: of {candidates:,} candidates none reached {found.appear:,.0f} USD and "
        f"doubled in {found.horizon} years, so no ranking can be judged."
    )


def overall(found: Backtest) -> int | None:
    """The ``year`` of the scores that stand for all: None, or the only one."""
    return None if len(found.years) > 1 else found.years[0]


def table(found: Backtest) -> pl.DataFrame:
    """A row for each year (null: all together), subset, ranking and measure."""
    rows = [
        {
            "year": one.year,
            "subset": one.subset,
            "ranking": one.ranking,
            "measure": name,
            "value": value.mean,
            "low": value.low,
            "high": value.high,
            "gain": one.gain[name].mean if one.gain else None,
            "gain_low": one.gain[name].low if one.gain else None,
            "gain_high": one.gain[name].high if one.gain else None,
            "exporters": one.exporters,
            "pairs": one.pairs,
            "pairs_true": one.pairs_true,
            "candidates": one.candidates,
            "came_true": one.came_true,
        }
        for one in found.scores
        for name, value in one.measures.items()
    ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def markdown(found: Backtest, *, made: date, seconds: float, cores: int) -> str:
    """A page with what was asked, the scores with confidence intervals, and the gains."""
    years = ", ".join(map(str, found.years))
    parts = [
        f"Dataset `{found.dataset}` ({found.version}); years t: {years}; outcome {found.horizon} "
        f"years later. A candidate is a cell below {found.small:,.0f} US dollars in t; it comes "
        f"true when it reaches {found.appear:,.0f} and at least doubles. Made on "
        f"{made.isoformat()} by `sinergi backtest` in {seconds:.0f} s on {cores} cores.",
        "",
        *(f"- {line}" for line in found.conventions),
        f"- {found.confidence:.0%} intervals in brackets, {found.resamples} samples, seed "
        f"{found.seed}; a gain is `{found.reference}` less the baseline",
        "",
    ]
    if (nothing := nothing_true(found)) is not None:
        return "\n".join([*parts, nothing, ""])
    parts += ["### How often it comes true", "", *_base_rates(found), ""]
    parts += ["### Within a pair", "", *_section(found, PAIR_MEASURES)]
    lists = tuple(name for name in found.measures if name not in PAIR_MEASURES)
    parts += ["### All markets of an exporter", "", *_section(found, lists)]
    if len(found.years) > 1:
        parts += ["### Each year alone", "", *_by_year(found), ""]
    return "\n".join(parts)


def _base_rates(found: Backtest) -> list[str]:
    """Sizes of the subsets and how often a cell, and any cell of a pair, came true."""
    head = ["Candidates", "cells", "came true", "rate", "pairs", "any of theirs came true"]
    rows = []
    for subset, words in SUBSETS.items():
        one = scores_of(found, subset, overall(found))[0]
        rows.append(
            [
                words,
                f"{one.candidates:,}",
                f"{one.came_true:,}",
                _part(one.came_true, one.candidates),
                f"{one.pairs:,}",
                _part(one.pairs_true, one.pairs),
            ]
        )
    return _rows(head, rows)


def _part(count: int, of: int) -> str:
    return f"{count / of:.2%}" if of else ""


def _section(found: Backtest, names: tuple[str, ...]) -> list[str]:
    """The measures and, below, the gains, for every subset that has them."""
    parts: list[str] = []
    for subset, words in SUBSETS.items():
        scores = [one for one in scores_of(found, subset, overall(found)) if one.measures]
        shown = [name for name in names if scores and name in scores[0].measures]
        if not shown:
            continue
        rows = [[one.ranking, *(_cell(one.measures[name]) for name in shown)] for one in scores]
        gains = [
            [one.ranking, *(_cell(one.gain[name], sign=True) for name in shown)]
            for one in scores[1:]
        ]
        parts += [f"**{words[0].upper()}{words[1:]}**", "", *_rows(["Ranking", *shown], rows), ""]
        parts += [f"Gain of `{found.reference}` over", ""]
        parts += [*_rows(["Ranking", *shown], gains), ""]
    return parts


def _by_year(found: Backtest) -> list[str]:
    head = ["Candidates", "t", "Ranking", *found.measures]
    rows = [
        [
            subset,
            str(one.year),
            one.ranking,
            *(
                f"{one.measures[name].mean:.4f}" if name in one.measures else ""
                for name in found.measures
            ),
        ]
        for subset in SUBSETS
        for year in found.years
        for one in scores_of(found, subset, year)
        if one.measures
    ]
    return _rows(head, rows)


def _cell(value: Interval, *, sign: bool = False) -> str:
    form = "+.4f" if sign else ".4f"
    return f"{value.mean:{form}} [{value.low:{form}}, {value.high:{form}}]"


def _rows(head: list[str], rows: list[list[str]]) -> list[str]:
    aligned = ["---", *("---:" for _ in head[1:])]
    return ["| " + " | ".join(cells) + " |" for cells in (head, aligned, *rows)]
