"""Numbers of one direction of a pair, each with the id that computes it again."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sinergi.evidence import ALL, WORLD, Unit
from sinergi.evidence.advantage_measures import contributions
from sinergi.evidence.identifiers import evidence_id
from sinergi.evidence.potential_measures import pair_potential
from sinergi.evidence.potential_parameters import potential_parameters
from sinergi.evidence.world_cells import NOT_ALL_GOODS
from sinergi.evidence.worlds import period, unknown_ease
from sinergi.indicators.arrays import Array
from sinergi.indicators.growth import annual_growth
from sinergi.indicators.potential import PairPotential
from sinergi.opportunities.opportunity import Competitor, Number, Potential, Range
from sinergi.opportunities.pair_tables import PairTables, SupplierSums
from sinergi.vocabulary.reasons import Reason

NO_TRADE = Reason("no-trade")
NO_QUANTITY = Reason("quantity-unknown")
NEVER = Reason("no-trade-in-dataset")


def number(value: float, unit: Unit, evidence: str | None, unknown: Reason | None = None) -> Number:
    """A number, unknown for the reason given where the value is NaN."""
    if math.isnan(value):
        return Number(value=None, unit=unit, evidence=evidence, unknown=unknown)
    return Number(value=float(value), unit=unit, evidence=evidence)


@dataclass(frozen=True)
class PairNumbers:
    """Turns the tables of a pair into numbers; a method a component, by the product's place."""

    tables: PairTables

    @property
    def exporter(self) -> str:
        """ISO3 code."""
        return self.tables.exporter

    @property
    def importer(self) -> str:
        """ISO3 code."""
        return self.tables.importer

    @property
    def period(self) -> str:
        """The window, as in evidence ids."""
        return self.tables.world.period

    def id(self, measure: str, *arguments: str | int) -> str:
        """An evidence id on the dataset of the pair."""
        return evidence_id(measure, *arguments, dataset=self.tables.dataset.id)

    def product(self, k: int) -> str:
        """The product's code."""
        return self.tables.world.products[k]

    def trade(self, exporter: str, importer: str, k: int, value: float) -> Number:
        """A mean value of the window."""
        return number(
            value, "USD", self.id("trade-value", exporter, importer, self.product(k), self.period)
        )

    def exports(self, k: int) -> Number:
        """The exporter's exports to the world."""
        return self.trade(self.exporter, WORLD, k, self.tables.exports.value[k])

    def imports(self, k: int) -> Number:
        """The importer's imports from the world."""
        return self.trade(WORLD, self.importer, k, self.tables.imports.value[k])

    def current(self, k: int) -> Number:
        """The flow itself."""
        return self.trade(self.exporter, self.importer, k, self.tables.flow.value[k])

    def world_export_share(self, k: int) -> Number:
        """The exporter's share in world exports."""
        id_ = self.id("world-export-share", self.exporter, self.product(k), self.period)
        return _share(self.tables.exports.value[k], self._world(k), id_)

    def world_import_share(self, k: int) -> Number:
        """The importer's share in world imports."""
        id_ = self.id("world-import-share", self.importer, self.product(k), self.period)
        return _share(self.tables.imports.value[k], self._world(k), id_)

    def _world(self, k: int) -> float:
        return float(self.tables.world.flows.exports[:, k].sum())

    def market_share(self, k: int, country: str | None = None, value: float = -1.0) -> Number:
        """Share of the exporter, or of another supplier, in the importer's imports."""
        if country is None:
            country, value = self.exporter, self.tables.flow.value[k]
        id_ = self.id("market-share", country, self.importer, self.product(k), self.period)
        return _share(value, self.tables.imports.value[k], id_)

    def import_growth(self, k: int) -> Number:
        """Annual growth of the importer's imports, from the window before to this one."""
        tables = self.tables
        if tables.imports_before is None:
            reason = Reason("no-window-before")
            return Number(value=None, unit="change", unknown=reason)
        id_ = self.id(
            "trade-growth",
            WORLD,
            self.importer,
            self.product(k),
            period(tables.before),
            self.period,
        )
        start, end = float(tables.imports_before[k]), float(tables.imports.value[k])
        if start == 0 or end == 0:
            reason = Reason("no-trade-at-end")
            return Number(value=None, unit="change", evidence=id_, unknown=reason)
        years = tables.world.years
        return number(annual_growth(start, end, len(years)), "change", id_)

    def peak(self, k: int) -> Number:
        """The largest year of the flow."""
        history = self.tables.history
        if not history.total[k]:
            return Number(value=None, unit="USD", unknown=NEVER)
        year = int(history.peak_year[k])
        id_ = self.id("trade-value", self.exporter, self.importer, self.product(k), year)
        return number(history.peak[k], "USD", id_)

    def peak_year(self, k: int) -> Number:
        """The year of the peak, the earlier of equals."""
        return self._year("peak-year", self.tables.history.peak_year[k], k)

    def last_year(self, k: int) -> Number:
        """The last year with trade."""
        return self._year("last-year", self.tables.history.last_year[k], k)

    def _year(self, measure: str, year: float, k: int) -> Number:
        # The measure reads the whole dataset; a window that ends before it has years of its own.
        last = self.tables.dataset.years
        whole = last is not None and last[1] == self.tables.world.years[-1]
        id_ = self.id(measure, self.exporter, self.importer, self.product(k)) if whole else None
        return number(year or math.nan, "year", id_, NEVER)

    def unit_value(self, exporter: str, importer: str, k: int, value: float) -> Number:
        """US dollars a tonne of a flow."""
        id_ = self.id("unit-value", exporter, importer, self.product(k), self.period)
        return number(value, "USD/t", id_, NO_QUANTITY)

    def competitors(self, k: int, others: list[SupplierSums]) -> tuple[Competitor, ...]:
        """The largest other suppliers of the importer, as :func:`competitors` finds them."""
        return tuple(
            Competitor(
                country=one.country,
                value=self.trade(one.country, self.importer, k, one.value),
                share=self.market_share(k, one.country, one.value),
                unit_value=self.unit_value(one.country, self.importer, k, one.unit_value),
            )
            for one in others
        )

    def complementarity(self, k: int) -> Number:
        """What the product adds to Michaely's index of the pair."""
        parts = contributions(self.tables.dataset.id, self.exporter, self.importer, self.period)
        id_ = self.id("complementarity", self.exporter, self.importer, self.product(k), self.period)
        return number(parts[k], "index", id_, Reason("one-does-not-trade"))

    def of_world(self, measure: str, unit: Unit, k: int) -> Number:
        """RCA or density of the exporter, where the dataset covers all goods."""
        id_ = self.id(measure, self.exporter, self.product(k), self.period)
        return self._complete(id_, unit, measure, (self.places[0], k))

    def complexity(self, k: int) -> Number:
        """Product complexity, where the dataset covers all goods."""
        id_ = self.id("pci", self.product(k), self.period)
        if not self.tables.dataset.complete:
            return Number(value=None, unit="index", evidence=id_, unknown=NOT_ALL_GOODS)
        reason = Reason("no-advantage")
        return number(self.tables.world.complexity.pci[k], "index", id_, reason)

    def _complete(self, id_: str, unit: Unit, name: str, cell: tuple[int, int]) -> Number:
        if not self.tables.dataset.complete:
            return Number(value=None, unit=unit, evidence=id_, unknown=NOT_ALL_GOODS)
        cells: Array = getattr(self.tables.world, name)
        return number(cells[cell], unit, id_, Reason("near-to-none"))

    @property
    def places(self) -> tuple[int, int]:
        """Places of the two countries."""
        world = self.tables.world
        return world.country(self.exporter), world.country(self.importer)

    @property
    def _pair(self) -> PairPotential:
        return pair_potential(self.tables.dataset.id, self.exporter, self.importer, self.period)

    @property
    def ease_unknown(self) -> Reason | None:
        """Why ease, and with it the potential, is not known."""
        return unknown_ease(self.tables.world, *self.places)

    def potential(self, k: int) -> Potential:
        """The export potential of the cell and its factors."""
        pair, code = self._pair, self.product(k)
        both = (self.exporter, self.importer)
        return Potential(
            potential=self._open(
                pair.potential[k], "USD", self.id("export-potential", *both, code, self.period)
            ),
            unrealised=self._open(
                pair.unrealised[k], "USD", self.id("unrealised-potential", *both, code, self.period)
            ),
            supply=number(
                pair.supply[k],
                "share",
                self.id("potential-supply", self.exporter, code, self.period),
            ),
            demand=number(
                pair.demand[k], "USD", self.id("potential-demand", self.importer, code, self.period)
            ),
            ease=self.ease(),
            distance=number(
                pair.distance[k], "ratio", self.id("potential-distance", *both, code, self.period)
            ),
            ease_predicted=pair.ease_predicted,
            unrealised_range=self._range(k),
        )

    def open(self, k: int) -> Number:
        """The unrealised potential, at most what the importer buys from others."""
        others = self.tables.imports.value[k] - self.tables.flow.value[k]
        id_ = self.id("open-potential", self.exporter, self.importer, self.product(k), self.period)
        return self._open(min(self._pair.unrealised[k], others), "USD", id_)

    def _range(self, k: int) -> Range | None:
        """The unrealised potential at both ends of ease, where it is uncertain."""
        weight = self.tables.world.ease.weight[self.places]
        if self.ease_unknown or weight >= potential_parameters()["range-below"]:
            return None
        pair, code = self._pair, self.product(k)
        cell = (self.exporter, self.importer, code, self.period)
        low, high = (
            number(
                float(pair.unrealised_at(ease)[k]),
                "USD",
                self.id(f"unrealised-potential-{end}", *cell),
            )
            for end, ease in (("low", pair.ease_low), ("high", pair.ease_high))
        )
        return Range(low=low, high=high)

    def ease(self) -> Number:
        """Ease of trade of the pair."""
        id_ = self.id("potential-ease", self.exporter, self.importer, self.period)
        return self._open(self._pair.ease, "ratio", id_)

    def total(self, measure: str) -> Number:
        """``export-potential`` or ``unrealised-potential`` of all products of the dataset."""
        cells = self._pair.potential if measure == "export-potential" else self._pair.unrealised
        id_ = self.id(measure, self.exporter, self.importer, ALL, self.period)
        return self._open(float(cells.sum()), "USD", id_)

    def total_complementarity(self) -> Number:
        """Michaely's index of the pair."""
        parts = contributions(self.tables.dataset.id, self.exporter, self.importer, self.period)
        id_ = self.id("complementarity", self.exporter, self.importer, ALL, self.period)
        reason = Reason("one-does-not-trade")
        return number(float(parts.sum()), "index", id_, reason)

    def distance(self) -> Number:
        """Kilometres between the two."""
        value = float(self.tables.world.distance[self.places])
        id_ = evidence_id("distance", self.exporter, self.importer, dataset="geodist")
        return number(value, "km", id_, Reason("no-distance"))

    def _open(self, value: float, unit: Unit, id_: str) -> Number:
        """A number that needs ease."""
        reason = self.ease_unknown
        return number(math.nan if reason else value, unit, id_, reason)


def _share(part: float, whole: float, id_: str) -> Number:
    return number(part / whole if whole else math.nan, "share", id_, NO_TRADE)
