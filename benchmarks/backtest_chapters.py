"""What a ranking by chapter is worth where products are known: raw materials, 2011-2015 to 2020.

Openings beyond raw materials know the exporter by chapter only (opportunities/by_chapter.py). Here
the same formula ranks the embedded raw materials of chapters in which the exporter has an advantage
(exports by chapter 2011-2015, trade of pairs in all goods 2011-2015), as if no more were known, and
is held against rankings that know the products. A cell below 100,000 dollars in 2015 comes true
when it reaches that in 2020 and doubles. The last column is what went on average in 2016-2020,
above what went before, over the potential of the first picks: "chapter-part" of
opportunities/potential.csv is the ratio of the two.

    python -m benchmarks.backtest_chapters [--write | --check]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks import pages
from sinergi.evidence.chapter_measures import DIGITS
from sinergi.evidence.country_totals import country_totals
from sinergi.evidence.worlds import pair_world, world
from sinergi.indicators.potential_scan import exporter_potential
from sinergi.indicators.rca import rca
from sinergi.opportunities.cells import exporter_cells, exporter_flows
from sinergi.opportunities.moments import moment
from sinergi.opportunities.opportunity import SMALL
from sinergi.opportunities.ranking import DEFAULT, ranking_of, score
from sinergi.trade import catalogue

YEAR, FIRST, LATER = 2015, 2011, (2016, 2020)
RANKINGS = ("potential by chapter", "imports of the product", "potential by product", DEFAULT)


@dataclass
class Picks:
    """First picks of one ranking: hits, hits where there was one to find, money."""

    hits: int = 0
    lists: int = 0
    found: int = 0
    could: int = 0
    potential: float = 0.0
    realised: float = 0.0


def lines() -> Sequence[str]:
    """The page."""
    at = moment(catalogue.dataset(catalogue.EMBEDDED_TRADE), YEAR)
    seen = at.known.window
    later = world(catalogue.EMBEDDED_TRADE, *LATER)
    sold = country_totals("baci-exports", "exporter", FIRST, YEAR)
    chapters = sold.value / (YEAR - FIRST + 1)
    share, advantage = chapters / chapters.sum(axis=0), np.nan_to_num(rca(chapters))
    pairs = pair_world("baci-pairs", FIRST, YEAR)
    chapter = np.array([sold.products.index(code[:DIGITS]) for code in seen.products])
    place = {code: n for n, code in enumerate(sold.countries)}
    importers = np.array([pairs.country_index.get(code, -1) for code in seen.countries])
    picks = {name: Picks() for name in RANKINGS}
    cells_count = hits_count = 0
    for i in at.exporters():
        code = seen.countries[i]
        if code not in place or code not in pairs.country_index:
            continue
        own = place[code]
        ease = np.where(importers >= 0, pairs.ease.value[pairs.country(code)][importers], np.nan)
        imports, before = seen.flows.imports, exporter_flows(seen, i)
        gained = np.maximum(exporter_flows(later, i) - before, 0.0)
        cells = exporter_cells(at.known, i, ranking_of(DEFAULT).components)
        by_ranking = dict(
            zip(
                RANKINGS,
                (
                    share[own, chapter] * imports * ease[:, None],
                    imports,
                    exporter_potential(seen.potential, i),
                    score(cells, DEFAULT, YEAR),
                ),
                strict=True,
            )
        )
        strong = advantage[own, chapter] >= 1
        listed = at.candidates(i, SMALL) & strong & (imports > 0) & ~np.isnan(ease)[:, None]
        true = at.came_true(i, SMALL) & listed
        cells_count, hits_count = cells_count + listed.sum(), hits_count + true.sum()
        for j in np.flatnonzero(listed.any(axis=1)):
            for name, scores in by_ranking.items():
                k = int(np.where(listed[j], scores[j], -np.inf).argmax())
                found = picks[name]
                found.lists += 1
                found.hits += bool(true[j, k])
                found.could += bool(true[j].any())
                found.found += bool(true[j, k])
                found.potential += max(scores[j, k] - before[j, k], 0.0)
                found.realised += gained[j, k]
    first = picks[DEFAULT]
    text = [
        f"{first.lists:,} pairs with {cells_count:,} cells in chapters of advantage, of which "
        f"{hits_count / cells_count:.2%} came true; any of theirs in "
        f"{first.could / first.lists:.1%} of the pairs.",
        "",
        "| ranked by | first pick | first pick if any | came of the potential |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, found in picks.items():
        money = f"{found.realised / found.potential:.3f}" if name.startswith("potential") else ""
        every, some = found.hits / found.lists, found.found / found.could
        text.append(f"| {name} | {every:.4f} | {some:.4f} | {money} |")
    return [*text, "", _kept(advantage, sold.countries)]


def _kept(before: np.ndarray, countries: tuple[str, ...]) -> str:
    """How lasting an advantage in a chapter is, over all chapters."""
    later = country_totals("baci-exports", "exporter", *LATER)
    after = np.nan_to_num(rca(later.value))
    both = [code for code in countries if code in later.countries]
    strong = before[[countries.index(code) for code in both]] >= 1
    still = after[[later.countries.index(code) for code in both]] >= 1
    kept, gained = (strong & still).sum() / strong.sum(), (~strong & still).sum() / (~strong).sum()
    return (
        f"Of the advantages by chapter of {FIRST}-{YEAR} {kept:.0%} were there in "
        f"{LATER[0]}-{LATER[1]}; where there was none, one came in {gained:.1%}."
    )


if __name__ == "__main__":
    pages.main("chapters", lines, "python -m benchmarks.backtest_chapters")
