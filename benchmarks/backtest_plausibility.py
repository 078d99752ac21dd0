"""Whether leaving out implausible openings costs hits: first picks of pairs with and without.

The rules of opportunities/plausibility.py are for cells that never traded. Each rule alone, and all
together, puts the cells it speaks against last in the lists of pairs; the table says what becomes
of the first pick and of the order, and how often a cell that a rule speaks against came true.

    python benchmarks/backtest_plausibility.py [docs/results/plausibility.md] [--years 2014 2019]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from sinergi.opportunities.cells import exporter_cells
from sinergi.opportunities.judging import PAIR_MEASURES, Tally, judge_pairs
from sinergi.opportunities.moments import moment
from sinergi.opportunities.opportunity import SMALL
from sinergi.opportunities.plausibility import judge
from sinergi.opportunities.ranking import DEFAULT, ranking_of, score
from sinergi.trade import catalogue

LAST = 1_000.0
RULES: dict[str, Callable[[str], bool]] = {
    "no rule": lambda _: False,
    "line": lambda name: name == "line",
    "hub": lambda name: name == "hub",
    "route": lambda name: name == "route",
    "reexport": lambda name: name == "reexport",
    "importer-sells": lambda name: name == "importer-sells",
    "all rules": lambda _: True,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--years", type=int, nargs="+", default=[2014, 2019])
    given = parser.parse_args()
    dataset = catalogue.dataset(catalogue.EMBEDDED_TRADE)
    counts = {name: np.zeros(4) for name in RULES}
    tallies: dict[str, Tally] = {}
    for year in given.years:
        at = moment(dataset, year)
        flows = at.known.window.flows
        for i in at.exporters():
            cells = exporter_cells(at.known, i, ranking_of(DEFAULT).components)
            scores = score(cells, DEFAULT, year)
            listed = at.candidates(i, SMALL) & at.listed(i)
            true, new = at.came_true(i, SMALL), cells.within("never")
            broken = {name: np.zeros(listed.shape, dtype=bool) for name in RULES}
            for j in np.flatnonzero(listed.any(axis=1)):
                found = judge(at.known.window, i, int(j)).broken
                for name, wanted in RULES.items():
                    for rule, mask in found.items():
                        if wanted(rule):
                            broken[name][j] |= mask
            for name, mask in broken.items():
                out = listed & new & mask
                rest = listed & new & ~mask
                counts[name] += (out.sum(), (out & true).sum(), rest.sum(), (rest & true).sum())
                tally = tallies.setdefault(
                    name, Tally(len(PAIR_MEASURES), flows.countries, flows.products)
                )
                judge_pairs(tally, i, scores - LAST * out, listed & new, true)
    lines = [
        f"Made on {date.today().isoformat()} by `python benchmarks/backtest_plausibility.py`; "
        f"years {', '.join(map(str, given.years))}; cells of pairs' lists that never traded.",
        "",
        "| put last by | cells | of them came true | others came true | "
        + " | ".join(PAIR_MEASURES)
        + " |",
        "|" + " --- |" + " ---: |" * 6,
    ]
    for name, (left, left_true, kept, kept_true) in counts.items():
        sums = tallies[name].sums[:, 0].sum(axis=-1)
        means = " | ".join(f"{value / weight:.4f}" for value, weight in sums)
        part = f"{left_true / left:.3%}" if left else ""
        lines.append(f"| {name} | {left:,.0f} | {part} | {kept_true / kept:.3%} | {means} |")
    text = "\n".join(lines) + "\n"
    print(text)
    if given.out is not None:
        given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
