"""The backtest as a Markdown page and as a long table."""

from __future__ import annotations

from datetime import date

import polars as pl

from sinergi.opportunities.backtest import SUBSETS, Backtest, Interval, Score

_NAMES = {"auc": "AUC"}
_SCHEMA = {
    "year": pl.Int64,
    **dict.fromkeys(("subset", "ranking", "measure"), pl.String),
    **dict.fromkeys(("value", "low", "high", "gain", "gain_low", "gain_high"), pl.Float64),
    **dict.fromkeys(("exporters", "candidates", "came_true"), pl.Int64),
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
            if unsure or not one.gain:
                rest.append(f"{one.ranking} ({', '.join(unsure) or 'nothing came true'})")
            else:
                sure.append(one.ranking)
        line = f"{words}: {found.reference} is better on all measures than "
        line += ", ".join(sure) or "none"
        lines.append(line + (f"; not surely than {', '.join(rest)}" if rest else ""))
    return lines


def nothing_true(found: Backtest) -> str | None:
    """The line that stands for all tables where no list of an exporter can be judged, else None."""
    if any(one.measures for one in found.scores):
        return None
    scores = scores_of(found, "all", overall(found))
    candidates, true = scores[0].candidates, scores[0].came_true
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
    for subset, words in SUBSETS.items():
        scores = scores_of(found, subset, overall(found))
        if not scores[0].measures:
            parts += [f"### {words.capitalize()}", "", "Nothing came true.", ""]
            continue
        parts += _section(found, words, scores)
    parts += ["### Each year alone", "", *_by_year(found), ""]
    return "\n".join(parts)


def _section(found: Backtest, words: str, scores: list[Score]) -> list[str]:
    first = scores[0]
    rate = first.came_true / first.candidates
    head = ["Ranking", *(_NAMES.get(name, name) for name in found.measures)]
    return [
        f"### {words.capitalize()}",
        "",
        f"{first.candidates:,} candidates, of which {first.came_true:,} came true ({rate:.2%}); "
        f"{first.exporters} lists of exporters.",
        "",
        *_rows(head, [[one.ranking, *(_cell(v) for v in one.measures.values())] for one in scores]),
        "",
        f"Gain of `{found.reference}` over",
        "",
        *_rows(
            head,
            [
                [one.ranking, *(_cell(v, sign=True) for v in one.gain.values())]
                for one in scores[1:]
            ],
        ),
        "",
    ]


def _by_year(found: Backtest) -> list[str]:
    head = ["Candidates", "t", "Ranking", *(_NAMES.get(name, name) for name in found.measures)]
    rows = [
        [
            subset,
            str(one.year),
            one.ranking,
            *(f"{value.mean:.3f}" for value in one.measures.values()),
        ]
        for subset in SUBSETS
        for year in found.years
        for one in scores_of(found, subset, year)
        if one.measures
    ]
    return _rows(head, rows)


def _cell(value: Interval, *, sign: bool = False) -> str:
    form = "+.3f" if sign else ".3f"
    return f"{value.mean:{form}} [{value.low:{form}}, {value.high:{form}}]"


def _rows(head: list[str], rows: list[list[str]]) -> list[str]:
    aligned = ["---", *("---:" for _ in head[1:])]
    return ["| " + " | ".join(cells) + " |" for cells in (head, aligned, *rows)]
