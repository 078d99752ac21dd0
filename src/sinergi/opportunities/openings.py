"""``openings(A, B)``: of the opportunities, those worth naming, and what stands against the others.

A product is an opening when enough is open (``least``), goods would travel that way at all, and no
regime controls it. What is left out carries its reasons; what is controlled is listed apart, to be
careful with. That nothing is left is a finding. The parameters are data
(``opportunities/openings.csv``).
"""

from __future__ import annotations

import math
from functools import cache
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from sinergi.errors import UsageError
from sinergi.evidence import ALL, evidence
from sinergi.evidence.chapter_measures import all_goods
from sinergi.evidence.potential_measures import pair_potential
from sinergi.evidence.worlds import unknown_ease
from sinergi.indicators.arrays import Array
from sinergi.opportunities.by_chapter import ByChapter, ChapterOpening, basket, chapter_openings
from sinergi.opportunities.controls import Control, controls
from sinergi.opportunities.opportunity import SMALL, Number, OpeningStatus, Opportunity, Range
from sinergi.opportunities.plausibility import Judgement, Rule, judge, parameters
from sinergi.opportunities.ranked import RankedPair, rank_pair
from sinergi.vocabulary import products
from sinergi.vocabulary.reasons import Reason
from sinergi.vocabulary.tables import data_path, read_table

OpeningKind = Literal["grow", "revive", "unsure", "new"]
"""``grow``: the two trade it, and more is open; ``revive``: they did; ``unsure``: they did, and
nobody reported whether they do; ``new``: no year on record has a flow."""

POOL = 20
"""The likeliest openings that are put in the order of their size."""
LIMIT = 8
SOURCES: tuple[Rule, ...] = ("hub", "reexport")
"""Rules on where the goods come from, which a shipment long ago does not answer."""
FADED = 0.1
"""Part of the mean of the window below which a country's exports of the last year that it reported
carry nothing."""


class Rate(BaseModel):
    """How often such came true in the backtest (``opportunities/rates.csv``).

    ``first_pick``: the first product of a pair's list, with its 95 % interval; ``any_pick``: any
    product of the list.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    subset: Literal["all", "now", "before", "never", "strangers"]
    first_pick: float
    low: float
    high: float
    any_pick: float
    lists: int


class Opening(BaseModel):
    """A product worth naming.

    ``worth`` is the unrealised potential, of a flow that stopped its peak where that is larger; at
    most what the importer buys of the product and does not yet buy from the exporter.
    ``rate`` is that of lists of such products (small, dead or never traded), None for a flow that
    is not small: the backtest judges no such.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    opportunity: Opportunity
    kind: OpeningKind
    worth: Number
    rate: Rate | None

    @property
    def spread(self) -> Range | None:
        """The range of the worth, where that is the unrealised potential and is uncertain."""
        potential = self.opportunity.potential
        bare = self.worth.evidence == potential.unrealised.evidence
        return potential.unrealised_range if bare else None


class LeftOut(BaseModel):
    """A product large enough for an opening, and why it is none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    product: str
    name: str
    worth: Number
    reasons: tuple[Reason, ...]


class Careful(BaseModel):
    """A product large enough for an opening in which trade is controlled."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    product: str
    name: str
    status: OpeningStatus
    worth: Number
    controls: tuple[Control, ...]


class Openings(BaseModel):
    """The openings of one direction of a pair, largest first, and what was left out.

    ``least`` is the threshold of this direction in US dollars a year. ``finding`` says that nothing
    is left, None where something is. ``pair_rate`` is that of exporters and importers of which no
    year on record has a flow this way, if these are such. ``considered`` counts the products that
    were looked at.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    exporter: str
    importer: str
    dataset: str
    years: tuple[int, int]
    least: float
    order: Reason
    finding: Reason | None
    pair_rate: Rate | None
    considered: int
    items: tuple[Opening, ...]
    careful: tuple[Careful, ...]
    left_out: tuple[LeftOut, ...]
    beyond: tuple[ChapterOpening, ...] = ()
    beyond_careful: tuple[ChapterOpening, ...] = ()

    @property
    def ranked(self) -> tuple[Opening | ChapterOpening, ...]:
        """Both kinds in one list, the largest worth first; the kinds say how they are known."""
        every: tuple[Opening | ChapterOpening, ...] = (*self.items, *self.beyond)
        return tuple(sorted(every, key=lambda one: -(one.worth.value or 0.0)))


def openings(
    exporter: str,
    importer: str,
    *,
    dataset: str | None = None,
    year: int | None = None,
    limit: int = LIMIT,
) -> Openings:
    """The products worth naming in a meeting, of what ``exporter`` could sell to ``importer``.

    Args:
        exporter: ISO3 code.
        importer: ISO3 code.
        dataset: Id of a trade dataset; the default is the newest complete one of the user, else
            the embedded raw materials.
        year: Last year of the window of five years; the default is the dataset's last.
        limit: Most items of each list.

    Raises:
        UsageError: the two are the same country, the dataset does not cover the year, or the limit
            is not positive.
        UnknownNameError: the dataset is not known, or a country has no trade in it.
    """
    if limit < 1:
        raise UsageError(f"a limit of {limit} items", where="limit", advice="Give 1 or more")
    found = _Sieve(rank_pair(exporter, importer, dataset=dataset, year=year))
    kept = [k for k in found.pair.order if found.large(k)]
    careful = [k for k in kept if found.controls(k)]
    rest = [k for k in kept if not found.controls(k)]
    reasons = {k: found.reasons(k) for k in rest}
    open_ = [k for k in rest if not reasons[k]][:POOL]
    chosen = sorted(open_, key=lambda k: -found.worth[k])[:limit]
    tables = found.pair.tables
    years = tables.world.years
    beyond = found.beyond(limit)
    left = sorted((k for k in rest if reasons[k]), key=lambda k: -found.worth[k])[:limit]
    return Openings(
        exporter=exporter,
        importer=importer,
        dataset=tables.dataset.id,
        years=(years[0], years[-1]),
        least=found.least,
        order=Reason("openings-order", count=POOL),
        finding=None if chosen else found.nothing(bool(careful)),
        pair_rate=rates()["strangers"] if not tables.history.total.any() else None,
        considered=len(found.pair.order),
        beyond=beyond.items,
        beyond_careful=beyond.careful,
        items=tuple(
            Opening(opportunity=item, kind=found.kind(k), worth=found.number(k), rate=found.rate(k))
            for k, item in zip(chosen, found.pair.items(chosen), strict=True)
        ),
        careful=tuple(
            found.careful(k) for k in sorted(careful, key=lambda k: -found.worth[k])[:limit]
        ),
        left_out=tuple(found.left_out(k, reasons[k]) for k in left),
    )


@cache
def rates() -> dict[str, Rate]:
    """How often what the default ranking names came true, by subset of the backtest."""
    path = data_path("opportunities", "rates.csv")
    return {row.subset: row for row in read_table(path, Rate, unique="subset")}


def _all_goods(exporter: str, importer: str) -> float:
    """What goes between the two in all goods a year, US dollars; 0 where it is not known."""
    world = all_goods()
    if not {exporter, importer} <= world.country_index.keys():
        return 0.0
    found = evidence("trade-value", exporter, importer, ALL, world.period, dataset=world.dataset)
    return found.value or 0.0


class _Sieve:
    """Sizes of the products of a pair, and what stands against each; all ``(P,)``."""

    def __init__(self, pair: RankedPair) -> None:
        self.pair = pair
        tables = pair.tables
        world = tables.world
        self._places = world.country(tables.exporter), world.country(tables.importer)
        self._open = self._unrealised(*self._places)
        self._back = self._unrealised(*reversed(self._places))
        stopped = np.array(
            [pair.status(k) == "stopped" for k in range(len(world.products))], dtype=np.bool_
        )
        self._by_peak = stopped & (tables.history.peak > self._open)
        unbound: Array = np.where(self._by_peak, tables.history.peak, self._open)
        bought = tables.imports.value - tables.flow.value
        self._bound = unbound > bought
        self.worth: Array = np.minimum(unbound, bought)
        given = parameters()
        goes = max(float(tables.flow.value.sum()), _all_goods(tables.exporter, tables.importer))
        self.least = max(
            given["least"],
            given["least-of-exports"] * float(tables.exports.value.sum()),
            given["least-of-pair"] * goes,
        )
        self._judged: Judgement = judge(world, *self._places)

    def _unrealised(self, i: int, j: int) -> Array:
        """What is open by product; 0 where ease, and so the potential, is not known."""
        world = self.pair.tables.world
        if unknown_ease(world, i, j) is not None:
            return np.zeros(len(world.products))
        pair = (world.countries[i], world.countries[j])
        return pair_potential(world.dataset, *pair, world.period).unrealised

    def large(self, k: int) -> bool:
        """Whether the product is large enough, and a stopped one still sold and bought so much."""
        tables = self.pair.tables
        alive = min(tables.exports.value[k], tables.imports.value[k])
        return bool(self.worth[k] >= self.least and alive >= self.least)

    def name(self, k: int) -> str:
        """The product's name in English."""
        nomenclature = self.pair.tables.dataset.nomenclature or "HS92"
        return products.name(self.pair.numbers.product(k), nomenclature=nomenclature)

    def controls(self, k: int) -> tuple[Control, ...]:
        """The regimes and the ban that control the product."""
        tables = self.pair.tables
        code = self.pair.numbers.product(k)
        return controls(code, tables.dataset.nomenclature, tables.exporter)

    def number(self, k: int) -> Number:
        """The worth with its evidence."""
        numbers = self.pair.numbers
        if self._by_peak[k]:
            return numbers.imports(k) if self._bound[k] else numbers.peak(k)
        return numbers.open(k) if self._bound[k] else numbers.potential(k).unrealised

    def kind(self, k: int) -> OpeningKind:
        """Whether the flow is to grow, to come back or to begin."""
        status = self.pair.status(k)
        if status == "stopped":
            return "revive"
        if status in ("never", "unknown"):
            return "unsure" if self.pair.tables.history.total[k] > 0 else "new"
        return "grow"

    def rate(self, k: int) -> Rate | None:
        """The rate of lists of products in the state of this one."""
        tables = self.pair.tables
        if tables.latest[k] >= SMALL:
            return None
        now, ever = tables.flow.value[k] > 0, tables.history.total[k] > 0
        return rates()["now" if now else "before" if ever else "never"]

    def reasons(self, k: int) -> tuple[Reason, ...]:
        """What stands against the product.

        That goods can travel is judged only where they never went: who did it once, can. Whether
        the exporter is a source of them is judged wherever they do not go now.
        """
        tables = self.pair.tables
        found: list[Reason] = []
        year = tables.exports_year
        if year is not None and tables.exports_latest[k] < FADED * tables.exports.value[k]:
            found.append(Reason("opening-faded", exporter=tables.exporter, year=year))
        status = self.pair.status(k)
        rules = () if self.kind(k) == "grow" else SOURCES
        if not tables.history.total[k]:
            rules = tuple(self._judged.broken)
        found += [self._reason(rule, k) for rule in rules if self._judged.broken[rule][k]]
        if status in ("never", "unknown") and self._back[k] > self._open[k]:
            found.append(Reason("opening-two-way", exporter=tables.importer))
        return tuple(found)

    def _reason(self, rule: Rule, k: int) -> Reason:
        tables = self.pair.tables
        if rule == "line":
            return Reason("opening-line")
        if rule == "hub":
            return Reason("opening-hub")
        if rule == "route":
            return Reason(
                "opening-route",
                share=round(1000 * self._judged.reach[k]),
                kilometres=round(self._judged.distance),
                factor=round(parameters()["land-factor"]),
                exporter=tables.exporter,
            )
        if rule == "reexport":
            return Reason("opening-reexport", exporter=tables.exporter)
        times = round(parameters()["importer-sells"])
        return Reason("opening-importer-sells", importer=tables.importer, times=times)

    def beyond(self, limit: int) -> ByChapter:
        """Openings known by chapter only; none where the dataset holds all goods."""
        tables = self.pair.tables
        if tables.dataset.complete:
            return ByChapter()
        known = basket(tables.dataset.id)
        return chapter_openings(
            tables.exporter, tables.importer, least=self.least, apart_from=known, limit=limit
        )

    def careful(self, k: int) -> Careful:
        """A product in which trade is controlled."""
        return Careful(
            product=self.pair.numbers.product(k),
            name=self.name(k),
            status=self.pair.status(k),
            worth=self.number(k),
            controls=self.controls(k),
        )

    def left_out(self, k: int, reasons: tuple[Reason, ...]) -> LeftOut:
        """A product against which something stands."""
        return LeftOut(
            product=self.pair.numbers.product(k),
            name=self.name(k),
            worth=self.number(k),
            reasons=reasons,
        )

    def nothing(self, careful: bool) -> Reason:
        """That no opening was found."""
        tables = self.pair.tables
        return Reason(
            "openings-none-but-controlled" if careful else "openings-none",
            exporter=tables.exporter,
            importer=tables.importer,
            dollars=int(round(self.least, 1 - math.floor(math.log10(self.least)))),
        )
