"""Which order of sectors puts those first in which one country really sells another most.

The embedded data know what each of 164 countries buys from China by product (2022-2023). Sectors in
which China has an advantage (exports by chapter, 2018-2020) are ordered for each of them by what
the totals of the two say, as if what goes between them were not known, and held against it. The
second table leaves out sectors that the buyer itself sells many times over.

    python -m benchmarks.backtest_fits [--write | --check]
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from benchmarks import pages
from sinergi.evidence.chapter_measures import DIGITS
from sinergi.evidence.country_totals import country_totals
from sinergi.evidence.sector_answers import chapters_of
from sinergi.indicators.arrays import Array
from sinergi.opportunities.sector_fits import by_chapter, counted
from sinergi.trade import catalogue, queries
from sinergi.vocabulary.sectors import sectors

SELLER = "CHN"
FIRST, LAST = 2018, 2020
SHOWN = 3
TIMES = (1, 2, 5, 10, 20)


def lines() -> Sequence[str]:
    """The page."""
    sold = country_totals("baci-exports", "exporter", FIRST, LAST)
    held = catalogue.dataset("baci-imports")
    bought = country_totals(held.id, "importer", held.years_held[0], held.years_held[-1])
    exports = sold.value / (LAST - FIRST + 1)
    imports = by_chapter(bought, sold.products)
    went = _went(held, bought.countries, sold.products)
    members = _members(sold.products)
    own, world = exports[sold.countries.index(SELLER)], exports.sum(axis=0)
    in_sectors = members.T.astype(float)
    strong = (own @ in_sectors) / own.sum() >= (world @ in_sectors) / world.sum()
    members = members[strong]
    orders = {
        "share of exports by chapter, times imports": _summed(own / world * imports, members),
        "the same by sector": _summed(own, members)
        / _summed(world, members)
        * _summed(imports, members),
        "the smaller of exports and imports": np.minimum(
            _summed(own, members), _summed(imports, members)
        ),
        "imports": _summed(imports, members),
        "exports": np.broadcast_to(_summed(own, members), (len(imports), len(members))),
    }
    actual = _summed(went, members)
    text = [
        f"{len(actual)} buyers, {len(members)} sectors in which {SELLER} has an advantage.",
        "",
        f"| ordered by | first pick was the largest | first {SHOWN}: part of what went |",
        "| --- | ---: | ---: |",
    ]
    for name, score in orders.items():
        order = np.argsort(-score, axis=1, kind="stable")
        first = (order[:, 0] == actual.argmax(axis=1)).mean()
        part = np.take_along_axis(actual, order[:, :SHOWN], 1).sum() / actual.sum()
        text.append(f"| {name} | {first:.3f} | {part:.3f} |")
    return [
        *text,
        "",
        *_sellers(actual, sold.countries, exports, bought.countries, imports, members),
    ]


def _sellers(
    actual: Array,
    sellers: tuple[str, ...],
    exports: Array,
    buyers: tuple[str, ...],
    imports: Array,
    members: Array,
) -> list[str]:
    """What a rule for buyers that sell the sector themselves would leave out."""
    text = [
        "| left out: sells more than so many times what it buys | cells | part of what went |",
        "| ---: | ---: | ---: |",
    ]
    both = [n for n, code in enumerate(buyers) if code in sellers]
    rows = exports[[sellers.index(buyers[n]) for n in both]]
    sells, buys, went = _summed(rows, members), _summed(imports[both], members), actual[both]
    for times in TIMES:
        out = sells > times * buys
        text.append(f"| {times} | {out.sum():,} | {(went * out).sum() / went.sum():.4f} |")
    return text


def _members(chapters: tuple[str, ...]) -> Array:
    """Which chapters each sector counts, ``(S, chapters)``; no sector that is part of another."""
    found = [
        np.isin(chapters, chapters_of(one))
        for one in filter(None, map(counted, sectors().values()))
    ]
    alone = [
        row
        for row in found
        if row.any()
        and not any((row <= other).all() and row.sum() < other.sum() for other in found)
    ]
    return np.array(alone)


def _summed(by_chapters: Array, members: Array) -> Array:
    """Sums by sector of the last axis."""
    return np.asarray(by_chapters @ members.T.astype(float))


def _went(held: catalogue.Dataset, buyers: tuple[str, ...], chapters: tuple[str, ...]) -> Array:
    """What each bought from the seller, by chapter."""
    rows = (
        queries.flows(held, SELLER)
        .with_columns(pl.col("product").cast(pl.String).str.slice(0, DIGITS))
        .group_by("importer", "product")
        .agg(pl.col("value").sum())
        .collect()
    )
    value = np.zeros((len(buyers), len(chapters)))
    for importer, chapter, worth in rows.iter_rows():
        if chapter in chapters:
            value[buyers.index(importer), chapters.index(chapter)] = worth
    return value


if __name__ == "__main__":
    pages.main("fits", lines, "python -m benchmarks.backtest_fits")
