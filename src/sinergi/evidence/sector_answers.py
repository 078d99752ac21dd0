"""A sector answered from totals: what a country sells of it, what another buys, who supplies that.

Exports are known by chapter, imports by product: of other years and another level, so the two are
put beside one another and never subtracted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import polars as pl

from sinergi.evidence.caching import refresh, store_cache
from sinergi.evidence.cuts import of_product
from sinergi.evidence.measures import ALL, WORLD, evidence
from sinergi.evidence.provenance import Evidence
from sinergi.trade import catalogue, queries
from sinergi.trade.catalogue import Dataset, Flow
from sinergi.vocabulary import products
from sinergi.vocabulary.sectors import Sector

SPAN = 3
"""Years of the window in which exports are averaged, and of the window they are compared with."""

MOST = 0.5
"""Part of a chapter's headings that a sector must name for the chapter to stand for it."""


@dataclass(frozen=True)
class Sold:
    """What a country sells of a sector's chapters: numbers with their evidence.

    ``chapters`` is a product argument (several joined by ``+``), ``window`` and ``before`` are the
    years compared.
    """

    chapters: str
    window: str
    before: str
    value: Evidence
    growth: Evidence
    advantage: Evidence
    share: Evidence
    place: Evidence


@dataclass(frozen=True)
class Purchase:
    """One product that a country buys: imports a year, and the rival's part of them."""

    product: str
    value: Evidence
    rival_share: Evidence | None


@dataclass(frozen=True)
class Bought:
    """What a country buys of a sector's products; sums are lower bounds.

    ``codes`` are the goods of the sums: the chapters that stand for the sector on the side of
    exports too, else all of its codes. ``largest`` are of all of them. ``rival`` is the supplier
    of whom the totals know what part is bought there (ISO3), None where they know none.
    """

    codes: str
    period: str
    value: Evidence
    rival: str | None
    rival_share: Evidence | None
    largest: tuple[Purchase, ...]


def chapters_of(sector: Sector) -> tuple[str, ...]:
    """The chapters that stand for a sector: those it names, or of which it names most headings."""
    return _chapters(sector.hs)


def beside(sector: Sector) -> tuple[str, ...]:
    """Codes of the sector outside the chapters that stand for it: in no sum of it."""
    chapters = chapters_of(sector)
    return tuple(code for code in sector.hs if chapters and code[:2] not in chapters)


@cache
def _chapters(codes: tuple[str, ...]) -> tuple[str, ...]:
    named = {code for code in codes if len(code) == 2}
    headings = products.codes("HS92", 4)
    for chapter in {code[:2] for code in codes if len(code) == 4} - named:
        all_of = [code for code in headings if code[:2] == chapter]
        if sum(code in codes for code in all_of) >= MOST * len(all_of):
            named.add(chapter)
    return tuple(code for code in dict.fromkeys(c[:2] for c in codes) if code in named)


@store_cache(4)
def _totals(flow: Flow) -> Dataset | None:
    return catalogue.default_totals(flow)


def exports_of(sector: Sector, country: str) -> Sold | None:
    """What a country sells of the sector, by chapter.

    None where no chapter stands for the sector or no totals of exports are there.
    """
    refresh()
    return _exports_of(sector, country)


@store_cache(512)
def _exports_of(sector: Sector, country: str) -> Sold | None:
    held = _totals("exports")
    chapters = chapters_of(sector)
    if held is None or held.years is None or not chapters:
        return None
    first, last = held.years
    window, before = f"{last - SPAN + 1}-{last}", f"{first}-{first + SPAN - 1}"
    codes = "+".join(chapters)
    ask = _asker(held)
    return Sold(
        chapters=codes,
        window=window,
        before=before,
        value=ask("trade-value", country, WORLD, codes, window),
        growth=ask("trade-growth", country, WORLD, codes, before, window),
        advantage=ask("rca", country, codes, window),
        share=ask("world-export-share", country, codes, window),
        place=ask("exporter-rank", country, codes, window),
    )


def imports_of(sector: Sector, country: str, *, limit: int = 3) -> Bought | None:
    """What a country buys of the sector, by product, with the largest products.

    None where the sector is of no goods, or the totals have no product of it for the country.
    """
    refresh()
    return _imports_of(sector, country, limit)


@store_cache(512)
def _imports_of(sector: Sector, country: str, limit: int) -> Bought | None:
    held = _totals("imports")
    if held is None or held.years is None or not sector.hs:
        return None
    first, last = held.years
    period = f"{first}-{last}" if held.mean else str(last)
    largest = _largest(held, sector, country, last)
    if not largest:
        return None
    # The same goods as on the side of exports, where whole chapters are known.
    named = chapters_of(sector) or sector.hs
    codes = "+".join(dict.fromkeys(code for code in named if _held(held, code)))
    ask = _asker(held)
    rival = held.partners[0] if held.partners else None

    def rival_share(product: str) -> Evidence | None:
        return ask("market-share", rival, country, product, period) if rival else None

    return Bought(
        codes=codes,
        period=period,
        value=ask("trade-value", WORLD, country, codes, period),
        rival=rival,
        rival_share=rival_share(codes),
        largest=tuple(
            Purchase(
                code,
                ask("trade-value", WORLD, country, code, period),
                rival_share(code),
            )
            for code in largest[:limit]
        ),
    )


def _asker(held: Dataset) -> Callable[..., Evidence]:
    """Ask a measure of this dataset."""
    return partial(evidence, dataset=held.id)


@store_cache(512)
def _largest(held: Dataset, sector: Sector, country: str, year: int) -> list[str]:
    rows = of_product(held.id, WORLD, country, ALL).filter(pl.col("year") == year)
    own = rows.filter(queries.product_filter(sector.hs))
    ordered = own.sort(["value", "product"], descending=[True, False])
    return list(ordered["product"])


@store_cache(8)
def _codes(identifier: str) -> frozenset[str]:
    found = queries.products(catalogue.dataset(identifier))
    return frozenset(code[:digits] for code in found for digits in (2, 4, 6))


def _held(held: Dataset, code: str) -> bool:
    return code in _codes(held.id)
