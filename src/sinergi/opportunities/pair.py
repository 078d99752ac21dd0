"""``opportunities(A, B)``: what A sells to the world and B could buy from it, ranked."""

from __future__ import annotations

import numpy as np

from sinergi.errors import UsageError
from sinergi.evidence import WORLD
from sinergi.evidence.potential_measures import EASE_PREDICTED
from sinergi.evidence.worlds import WINDOW, World, few_exporters, trade_dataset, window, world
from sinergi.indicators.arrays import Array
from sinergi.opportunities.cells import pair_cells
from sinergi.opportunities.chains import chain_position
from sinergi.opportunities.model import (
    SMALL,
    Contribution,
    Opportunities,
    Opportunity,
    Status,
)
from sinergi.opportunities.numbers import PairNumbers
from sinergi.opportunities.ranking import (
    DEFAULT,
    Cells,
    Ranking,
    contributions,
    ranking_of,
    score,
    weights_by_cell,
)
from sinergi.opportunities.tables import PairTables, pair_tables
from sinergi.opportunities.tariffs import Tariffs
from sinergi.trade.catalogue import Dataset
from sinergi.vocabulary import products


def opportunities(
    exporter: str,
    importer: str,
    *,
    dataset: str | None = None,
    year: int | None = None,
    ranking: str = DEFAULT,
    small: float = SMALL,
    limit: int | None = None,
) -> Opportunities:
    """The products that ``exporter`` sells to the world and ``importer`` buys from it, ranked.

    A product is listed when the exporter sells it and the importer buys it in the window, or when
    the pair traded it in an earlier year.

    Args:
        exporter: ISO3 code.
        importer: ISO3 code.
        dataset: Id of a trade dataset; the default is the newest complete one of the user, else
            the embedded raw materials.
        year: Last year of the window of five years; the default is the dataset's last.
        ranking: A ranking of ``opportunities/rankings.csv``.
        small: US dollars a year below which a flow counts as small.
        limit: Number of items, all if None.

    Returns:
        The ranked opportunities, every component a number with the id of its evidence or unknown
        with the reason.

    Raises:
        UsageError: the two are the same country, the dataset does not cover the year, or the limit
            is not positive.
        UnknownNameError: the dataset or the ranking is not known, or a country has no trade in it.
    """
    _check(exporter, importer, small, limit)
    chosen = ranking_of(ranking)
    held = trade_dataset(dataset)
    years = window(held, year)
    found = world(held.id, years[0], years[-1])
    found.country(exporter), found.country(importer)
    tables = pair_tables(held, found, exporter, importer)
    numbers = PairNumbers(tables)
    cells = pair_cells(tables, chosen.components)
    known = max(years[-1], chosen.first)
    scores = np.broadcast_to(score(cells, ranking, known), (len(found.products),))
    order = _order(tables, scores)
    return Opportunities(
        exporter=exporter,
        importer=importer,
        dataset=held.id,
        nomenclature=held.nomenclature,
        years=(years[0], years[-1]),
        ranking=ranking,
        small=small,
        distance=numbers.distance(),
        ease=numbers.ease(),
        complementarity=numbers.total_complementarity(),
        potential=numbers.total("export-potential"),
        unrealised=numbers.total("unrealised-potential"),
        conventions=_conventions(held, found, ranking),
        warnings=(*_warnings(held, numbers), *_early(chosen, years)),
        considered=len(order),
        items=_items(
            numbers,
            scores,
            order,
            parts=_parts(cells, order[:limit], order, ranking, known),
            small=small,
        ),
    )


def _check(exporter: str, importer: str, small: float, limit: int | None) -> None:
    if exporter == importer:
        raise UsageError(f"exporter and importer are the same country, {exporter}")
    if limit is not None and limit < 1:
        raise UsageError(f"a limit of {limit} items", where="limit", advice="Give 1 or more")
    if not small > 0:
        raise UsageError(f"a threshold of {small} US dollars", where="small", advice="Give > 0")


def _order(tables: PairTables, scores: Array) -> list[int]:
    """Places of the listed products, best first; of equal scores the smaller code."""
    open_ = (tables.exports.value > 0) & (tables.imports.value > 0)
    listed = np.flatnonzero(open_ | (tables.history.total > 0))
    return [int(k) for k in listed[np.argsort(-scores[listed], kind="stable")]]


def _items(
    numbers: PairNumbers,
    scores: Array,
    order: list[int],
    *,
    parts: dict[int, tuple[Contribution, ...]],
    small: float,
) -> tuple[Opportunity, ...]:
    tables = numbers.tables
    tariffs = Tariffs(tables.exporter, tables.importer, tables.dataset.nomenclature)
    items = []
    for rank, k in enumerate(order[: len(parts)], start=1):
        code = numbers.product(k)
        items.append(
            Opportunity(
                rank=rank,
                score=float(scores[k]),
                product=code,
                name=products.name(code, nomenclature=tables.dataset.nomenclature or "HS92"),
                status=_status(tables, k, small),
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
                competitors=numbers.competitors(k),
                tariff=tariffs.rate(code),
                rca=numbers.of_world("rca", "index", k),
                density=numbers.of_world("density", "share", k),
                complexity=numbers.complexity(k),
                chain=chain_position(numbers, k, small),
                contributions=parts[k],
            )
        )
    return tuple(items)


def _parts(
    cells: Cells, shown: list[int], listed: list[int], ranking: str, year: int
) -> dict[int, tuple[Contribution, ...]]:
    """What each component adds to the scores of the products shown."""
    shape = cells.supply.shape
    weights = weights_by_cell(cells, ranking, year)
    found: dict[int, list[Contribution]] = {k: [] for k in shown}
    for name, values in contributions(cells, ranking, year).items():
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


def _early(ranking: Ranking, years: range) -> tuple[str, ...]:
    """That the weights know what came after the year asked for."""
    if years[-1] >= ranking.first:
        return ()
    return (
        f"the weights of ranking '{ranking.name}' know outcomes up to {ranking.first}, after the "
        "years asked for",
    )


def _status(tables: PairTables, k: int, small: float) -> Status:
    state = tables.states.state(tables.world.products[k])
    return "small" if state == "traded" and tables.flow.value[k] < small else state


def _conventions(dataset: Dataset, found: World, ranking: str) -> tuple[str, ...]:
    lines = [
        f"values are annual means of {found.period}, current US dollars",
        "potential: Decreux and Spies (2016), without expected growth, at equal tariffs; "
        "unrealised = max(potential - current, 0) in each product",
        f"ranking '{ranking}': score = sum of weight x ln(component + floor), by the flow's state",
    ]
    if not dataset.complete:
        lines.append(
            f"ease, complementarity and ties are computed within the {len(found.products)} "
            "products of the dataset, which are not all goods"
        )
    return tuple(lines)


def _warnings(dataset: Dataset, numbers: PairNumbers) -> tuple[str, ...]:
    found = []
    if not dataset.complete:
        found.append(
            f"dataset {dataset.id} does not cover all goods: advantage, density and complexity are "
            "not computed; load all goods with 'sinergi data add baci PATH'"
        )
    few = few_exporters(numbers.tables.world)
    if few is not None:
        found.append(few)
    years = numbers.tables.world.years
    if len(years) < WINDOW:
        found.append(
            f"the window has {len(years)} of {WINDOW} years: values swing more from year to year"
        )
    if numbers.ease_unknown:
        found.append(f"the export potential is not known: {numbers.ease_unknown}")
    elif numbers.tables.world.flows.pairs[numbers.places] == 0:
        found.append(EASE_PREDICTED)
    if numbers.distance().value is None:
        found.append("the distance of the pair is not known: the ranking takes the world's mean")
    return tuple(found)
