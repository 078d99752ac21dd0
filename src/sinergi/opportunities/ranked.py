"""One direction of a pair with its scores: what lists of opportunities and openings are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sinergi.errors import UsageError
from sinergi.evidence import WORLD
from sinergi.evidence.worlds import trade_dataset, world
from sinergi.indicators.arrays import Array
from sinergi.opportunities.cells import pair_cells
from sinergi.opportunities.chains import chain_position
from sinergi.opportunities.opportunity import SMALL, Contribution, OpeningStatus, Opportunity
from sinergi.opportunities.pair_numbers import PairNumbers
from sinergi.opportunities.pair_tables import PairTables, competitors, pair_tables
from sinergi.opportunities.pair_tariffs import PairTariffs
from sinergi.opportunities.ranking import (
    DEFAULT,
    Cells,
    Ranking,
    contributions,
    ranking_of,
    score,
    weights_by_cell,
)
from sinergi.trade.windows import window
from sinergi.vocabulary import products


@dataclass(frozen=True)
class RankedPair:
    """Scores of the products of one direction of a pair; an item is made only when asked for.

    ``order`` holds the places of the listed products, best first; of equal scores the smaller code.
    """

    numbers: PairNumbers
    cells: Cells
    scores: Array
    order: list[int]
    ranking: Ranking
    known: int
    small: float

    @property
    def tables(self) -> PairTables:
        """What the pair was read from."""
        return self.numbers.tables

    def status(self, k: int) -> OpeningStatus:
        """What there is between the two of a product."""
        tables = self.tables
        state = tables.states.state(tables.world.products[k])
        return "small" if state == "traded" and tables.flow.value[k] < self.small else state

    def items(self, places: list[int]) -> tuple[Opportunity, ...]:
        """The opportunities at these places of the dataset's products, in this order."""
        return _items(self, places, _parts(self, places))


def rank_pair(
    exporter: str,
    importer: str,
    *,
    dataset: str | None = None,
    year: int | None = None,
    ranking: str = DEFAULT,
    small: float = SMALL,
) -> RankedPair:
    """Score the products of one direction of a pair; arguments and errors as ``opportunities``."""
    if exporter == importer:
        raise UsageError(f"exporter and importer are the same country, {exporter}")
    if not small > 0:
        raise UsageError(f"a threshold of {small} US dollars", where="small", advice="Give > 0")
    chosen = ranking_of(ranking)
    held = trade_dataset(dataset)
    years = window(held, year)
    found = world(held.id, years[0], years[-1])
    found.country(exporter), found.country(importer)
    tables = pair_tables(held, found, exporter, importer)
    cells = pair_cells(tables, chosen.components)
    # An early year has no weights of its own; opportunities() says so.
    known = max(years[-1], chosen.first)
    scores = np.broadcast_to(score(cells, ranking, known), (len(found.products),))
    return RankedPair(
        numbers=PairNumbers(tables),
        cells=cells,
        scores=scores,
        order=_order(tables, scores),
        ranking=chosen,
        known=known,
        small=small,
    )


def _order(tables: PairTables, scores: Array) -> list[int]:
    """Places of the listed products, best first; of equal scores the smaller code."""
    open_ = (tables.exports.value > 0) & (tables.imports.value > 0)
    listed = np.flatnonzero(open_ | (tables.history.total > 0))
    return [int(k) for k in listed[np.argsort(-scores[listed], kind="stable")]]


def _items(
    found: RankedPair, places: list[int], parts: dict[int, tuple[Contribution, ...]]
) -> tuple[Opportunity, ...]:
    numbers, tables, small = found.numbers, found.tables, found.small
    rank = {k: place for place, k in enumerate(found.order, start=1)}
    tariffs = PairTariffs(tables.exporter, tables.importer, tables.dataset.nomenclature)
    others = competitors(tables, [numbers.product(k) for k in places]) if places else {}
    items = []
    for k in places:
        code = numbers.product(k)
        items.append(
            Opportunity(
                rank=rank[k],
                score=float(found.scores[k]),
                product=code,
                name=products.name(code, nomenclature=tables.dataset.nomenclature or "HS92"),
                status=found.status(k),
                exports=numbers.exports(k),
                world_export_share=numbers.world_export_share(k),
                imports=numbers.imports(k),
                import_growth=numbers.import_growth(k),
                world_import_share=numbers.world_import_share(k),
                current=numbers.current(k),
                market_share=numbers.market_share(k),
                peak=numbers.peak(k),
                peak_year=numbers.peak_year(k),
                last_year=numbers.last_year(k),
                potential=numbers.potential(k),
                complementarity=numbers.complementarity(k),
                export_unit_value=numbers.unit_value(
                    tables.exporter, WORLD, k, tables.exports.unit_value[k]
                ),
                import_unit_value=numbers.unit_value(
                    WORLD, tables.importer, k, tables.imports.unit_value[k]
                ),
                pair_unit_value=numbers.unit_value(
                    tables.exporter, tables.importer, k, tables.flow.unit_value[k]
                ),
                competitors=numbers.competitors(k, others.get(code, [])),
                tariff=tariffs.rate(code),
                rca=numbers.of_world("rca", "index", k),
                density=numbers.of_world("density", "share", k),
                complexity=numbers.complexity(k),
                chain=chain_position(numbers, k, small),
                contributions=parts[k],
            )
        )
    return tuple(items)


def _parts(pair: RankedPair, shown: list[int]) -> dict[int, tuple[Contribution, ...]]:
    """What each component adds to the scores of the products shown."""
    cells, listed = pair.cells, pair.order
    name_of, year, shape = pair.ranking.name, pair.known, cells.supply.shape
    weights = weights_by_cell(cells, name_of, year)
    found: dict[int, list[Contribution]] = {k: [] for k in shown}
    for name, values in contributions(cells, name_of, year).items():
        added, component, weight = (
            np.broadcast_to(one, shape) for one in (values, getattr(cells, name), weights[name])
        )
        mean = float(added[listed].mean()) if listed else 0.0
        for k in shown:
            if weight[k] == 0:
                continue
            found[k].append(
                Contribution(
                    component=name,
                    value=float(component[k]),
                    weight=float(weight[k]),
                    contribution=float(added[k]),
                    against_mean=float(added[k]) - mean,
                )
            )
    return {k: tuple(parts) for k, parts in found.items()}
