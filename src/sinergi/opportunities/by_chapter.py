"""Openings beyond raw materials: what the importer buys in chapters where the exporter is strong.

For goods outside the embedded basket the importer is known by product, the exporter by chapter
only, and the pair by its trade in all goods. A product is a candidate where the exporter's revealed
comparative advantage in its chapter is 1 or more. Its worth is in the same dollars as that of
openings known by product, taken down to the part that came of such estimates where they could be
tested (``chapter-part``; docs/backtest.md), so that both can stand in one list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from sinergi.evidence import WORLD, Evidence, evidence
from sinergi.evidence.chapter_measures import (
    DIGITS,
    all_goods,
    chapter_years,
    import_years,
    totals_of,
)
from sinergi.evidence.country_totals import CountryTotals, country_totals
from sinergi.evidence.potential_parameters import potential_parameters
from sinergi.indicators.arrays import Array, divide
from sinergi.opportunities.controls import Control, controls
from sinergi.opportunities.opportunity import Number
from sinergi.opportunities.plausibility import effective_distance, hub_good, parameters
from sinergi.trade import catalogue, queries
from sinergi.vocabulary import products
from sinergi.vocabulary.tables import data_path, read_table


class ChapterOpening(BaseModel):
    """A product worth naming of which the exporter is known by chapter only.

    ``exports``, ``advantage`` and ``share`` are the exporter's in the chapter, ``imports`` the
    importer's of the product, ``rival`` the supplier that the dataset knows (ISO3; China in the
    embedded one) and ``rival_share`` its part in them, None where it knows none. ``nomenclature``
    is that of ``product``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    known: Literal["chapter"] = "chapter"
    product: str
    nomenclature: str
    name: str
    chapter: str
    worth: Number
    exports: Number
    advantage: Number
    share: Number
    imports: Number
    rival: str | None
    rival_share: Number | None
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True)
class ByChapter:
    """Openings known by chapter, largest first, and those in which trade is controlled."""

    items: tuple[ChapterOpening, ...] = ()
    careful: tuple[ChapterOpening, ...] = ()


class _Perishable(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^\d{2}(\d\d){0,2}$")


class _Crop(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^\d{2}(\d\d){0,2}$")
    crop: str
    growers: str = Field(pattern=r"^[A-Z]{3}( [A-Z]{3})*$")


@cache
def _growers() -> dict[str, frozenset[str]]:
    """Who grows the crops of ``opportunities/crops.csv``, by code."""
    path = data_path("opportunities", "crops.csv")
    rows = read_table(path, _Crop, unique="code")
    return {row.code: frozenset(row.growers.split()) for row in rows}


@cache
def _perishable() -> tuple[str, ...]:
    path = data_path("opportunities", "perishable.csv")
    return tuple(row.code for row in read_table(path, _Perishable, unique="code"))


def chapter_openings(
    exporter: str, importer: str, *, least: float, apart_from: frozenset[str], limit: int
) -> ByChapter:
    """The openings of one direction of a pair that are known by chapter only.

    Args:
        exporter: ISO3 code.
        importer: ISO3 code.
        least: US dollars a year below which nothing is an opening.
        apart_from: Products that are known better, by code.
        limit: Most items of each list.

    Returns:
        Nothing where a dataset does not hold one of the two, or not what the exporter buys: what a
        country rather buys than sells could not be told from what it sells. So there are none of
        China in the embedded data, whose sales to each importer they hold by product anyway.
    """
    found = _Pair.of(exporter, importer)
    if found is None:
        return ByChapter()
    worth = found.worth()
    items: list[ChapterOpening] = []
    careful: list[ChapterOpening] = []
    taken: dict[str, int] = {}
    for k in np.argsort(-worth, kind="stable"):
        code = found.codes[int(k)]
        if worth[k] < least or len(items) == limit:
            break
        if code in apart_from or not found.plausible(code):
            continue
        held = controls(code, found.nomenclature, exporter)
        if held:
            careful.append(found.opening(code, held))
        elif taken.get(code[:DIGITS], 0) < parameters()["per-chapter"]:
            taken[code[:DIGITS]] = taken.get(code[:DIGITS], 0) + 1
            items.append(found.opening(code))
    return ByChapter(tuple(items), tuple(careful[:limit]))


@dataclass(frozen=True)
class _Pair:
    """The totals of one direction of a pair."""

    exporter: str
    importer: str
    dataset: str
    nomenclature: str
    codes: tuple[str, ...]
    imports: Array
    exports: CountryTotals
    bought: CountryTotals
    ease: float
    far: float
    near: bool

    @classmethod
    def of(cls, exporter: str, importer: str) -> _Pair | None:
        """Read them; None where a dataset does not hold a country."""
        held, sold = totals_of("imports"), totals_of("exports")
        world = all_goods()
        span = [int(year) for year in chapter_years().split("-")]
        exports = country_totals(sold.id, "exporter", span[0], span[-1])
        bought = country_totals(held.id, "importer", held.years_held[0], held.years_held[-1])
        known = {exporter, importer} <= world.country_index.keys()
        known &= {exporter, importer} <= set(bought.countries)
        if not known or exporter not in exports.countries:
            return None
        i, j = world.country(exporter), world.country(importer)
        return cls(
            exporter=exporter,
            importer=importer,
            dataset=held.id,
            nomenclature=held.nomenclature or "HS22",
            codes=bought.products,
            imports=bought.value[bought.countries.index(importer)],
            exports=exports,
            bought=bought,
            ease=float(world.ease.value[i, j]),
            far=float(effective_distance(world)[i, j]),
            near=bool(world.dummies[0, i, j] == 1),
        )

    def worth(self) -> Array:
        """Potential by product, ``(P,)``, US dollars; 0 without an advantage in the chapter."""
        value = self.exports.value
        own = value[self.exports.countries.index(self.exporter)]
        share = divide(own, value.sum(axis=0), otherwise=0.0)
        strong = share >= own.sum() / value.sum()
        by_chapter = dict(
            zip(self.exports.products, np.where(strong, share, 0.0).tolist(), strict=True)
        )
        shares = np.array([by_chapter.get(code[:DIGITS], 0.0) for code in self.codes])
        # A country that buys more of a product than its share of the chapter lets it sell makes
        # something else in the chapter: no bananas where apples grow.
        buys = self.bought.value[self.bought.countries.index(self.exporter)]
        shares = np.where(buys > shares * self.bought.value.sum(axis=0), 0.0, shares)
        part: float = potential_parameters()["chapter-part"]
        return np.asarray(part * np.minimum(shares * self.ease, 1.0) * self.imports)

    def plausible(self, code: str) -> bool:
        """Whether it grows there, keeps on the way, is worth the freight, and sold, not bought."""
        chapter, given = code[:DIGITS], parameters()
        if hub_good(code):
            return False
        for crop, growers in _growers().items():
            if code.startswith(crop) and self.exporter not in growers:
                return False
        if code.startswith(_perishable()) and self.far > given["perishable-reach"]:
            return False
        tonne = self._unit_value(chapter)
        freight = given["freight"] * self.far
        if tonne is not None and not self.near and freight > given["freight-part"] * tonne:
            return False
        sold, bought = self._of(self.exports, chapter), self._of(self.bought, chapter)
        if bought.get(self.exporter, 0.0) > sold.get(self.exporter, 0.0) / self._years:
            return False
        own = sold.get(self.importer, 0.0) / self._years
        return own <= given["importer-sells"] * bought.get(self.importer, 0.0)

    @property
    def _years(self) -> int:
        first, _, last = chapter_years().partition("-")
        return int(last or first) - int(first) + 1

    @staticmethod
    def _of(totals: CountryTotals, chapter: str) -> dict[str, float]:
        return totals.of([chapter])

    def _unit_value(self, chapter: str) -> float | None:
        """US dollars a tonne of the exporter's exports of the chapter."""
        dataset = totals_of("exports").id
        years = chapter_years()
        return evidence("unit-value", self.exporter, WORLD, chapter, years, dataset=dataset).value

    def opening(self, code: str, held: tuple[Control, ...] = ()) -> ChapterOpening:
        """The opening with its evidence."""
        chapter, years, bought = code[:DIGITS], chapter_years(), import_years(self.dataset)
        sold = totals_of("exports").id
        pair = (self.exporter, self.importer)
        rival = next(iter(totals_of("imports").partners), None)
        return ChapterOpening(
            product=code,
            nomenclature=self.nomenclature,
            name=products.name(code, nomenclature=self.nomenclature),
            chapter=chapter,
            worth=_number(evidence("chapter-potential", *pair, code, dataset=self.dataset)),
            exports=_number(
                evidence("trade-value", self.exporter, WORLD, chapter, years, dataset=sold)
            ),
            advantage=_number(evidence("rca", self.exporter, chapter, years, dataset=sold)),
            share=_number(
                evidence("world-export-share", self.exporter, chapter, years, dataset=sold)
            ),
            imports=_number(
                evidence("trade-value", WORLD, self.importer, code, bought, dataset=self.dataset)
            ),
            rival=rival,
            rival_share=self._share_of(rival, code, bought) if rival else None,
            controls=held,
        )

    def _share_of(self, rival: str, code: str, years: str) -> Number:
        """The part of the supplier that the imports name."""
        return _number(
            evidence("market-share", rival, self.importer, code, years, dataset=self.dataset)
        )


def _number(found: Evidence) -> Number:
    return Number(value=found.value, unit=found.unit, evidence=found.id, unknown=found.unknown)


def basket(dataset: str) -> frozenset[str]:
    """The products of a dataset: what is known by product."""
    return frozenset(queries.products(catalogue.dataset(dataset)))
