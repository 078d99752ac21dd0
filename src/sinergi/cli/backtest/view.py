"""The screen of ``sinergi backtest``."""

from __future__ import annotations

from rich import box
from rich.table import Table

from sinergi.opportunities.backtest import SUBSETS, Backtest, Score
from sinergi.opportunities.backtest_report import beaten, nothing_true, overall, scores_of
from sinergi.opportunities.resampling import Interval
from sinergi.terminal import Console

_SHORT = {
    "first pick": "1st",
    "first pick if any": "1st if any",
    "AUC in the pair": "AUC pair",
    "average precision": "AP",
}


def show(found: Backtest) -> None:
    """Print the scores of all years together, and what the reference ranking beats."""
    console = Console(highlight=False)
    years = ", ".join(map(str, found.years))
    console.print(
        f"[bold]Backtest on {found.dataset}[/], data up to {years}, outcome {found.horizon} years "
        f"later; flows below {found.small:,.0f} USD that reach {found.appear:,.0f} and double."
    )
    if (nothing := nothing_true(found)) is not None:
        console.print(nothing)
        return
    for subset, words in SUBSETS.items():
        scores = scores_of(found, subset, overall(found))
        first = scores[0]
        if not first.came_true:
            console.print(f"{words}: {first.candidates:,}, none came true\n")
            continue
        console.print(_grid(words, scores))
    for line in beaten(found):
        console.print(f"  {line}")
    console.print(
        f"P@n: part of an exporter's best n that came true. Brackets: {found.confidence:.0%} "
        f"interval. {'; '.join(found.conventions)}.",
        style="dim",
    )


def _grid(words: str, scores: list[Score]) -> Table:
    """The measures of one subset, and the gains of the reference in those of the first picks."""
    first = scores[0]
    grid = Table(
        title=f"{words}: {first.candidates:,}, of which {first.came_true:,} came true "
        f"({first.came_true / first.candidates:.2%}); {first.pairs:,} pairs, "
        f"{first.pairs_true:,} with any",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        padding=(0, 1),
    )
    grid.add_column("ranking", no_wrap=True)
    for name in first.measures:
        grid.add_column(_SHORT.get(name, name.replace("precision", "P")), justify="right")
    gained = [name for name in ("first pick if any", "precision@10") if name in first.measures]
    for name in gained:
        grid.add_column(f"gain in {_SHORT.get(name, 'P@10')}", justify="right", no_wrap=True)
    for one in scores:
        means = [f"{value.mean:.3f}" for value in one.measures.values()]
        grid.add_row(one.ranking, *means, *(_gain(one.gain.get(name)) for name in gained))
    return grid


def _gain(value: Interval | None) -> str:
    if value is None:
        return ""
    text = f"{value.mean:+.3f} \\[{value.low:+.3f}, {value.high:+.3f}]"
    return text.replace("0.", ".")
