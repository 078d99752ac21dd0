"""``opportunities(A, B)``: what A sells to the world and B could buy from it, ranked."""

from __future__ import annotations

from sinergi.errors import UsageError
from sinergi.evidence.potential_measures import EASE_PREDICTED
from sinergi.evidence.worlds import World, few_exporters
from sinergi.opportunities.opportunity import SMALL, Opportunities
from sinergi.opportunities.pair_numbers import PairNumbers
from sinergi.opportunities.ranked import rank_pair
from sinergi.opportunities.ranking import DEFAULT, Ranking
from sinergi.trade.catalogue import Dataset
from sinergi.trade.windows import WINDOW


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
    found = rank_pair(exporter, importer, dataset=dataset, year=year, ranking=ranking, small=small)
    if limit is not None and limit < 1:
        raise UsageError(f"a limit of {limit} items", where="limit", advice="Give 1 or more")
    numbers, held, years = found.numbers, found.tables.dataset, found.tables.world.years
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
        conventions=_conventions(held, found.tables.world, ranking),
        warnings=(*_warnings(held, numbers), *_early(found.ranking, years)),
        considered=len(found.order),
        items=found.items(found.order[:limit]),
    )


def _early(ranking: Ranking, years: range) -> tuple[str, ...]:
    """That the weights know what came after the year asked for."""
    if years[-1] >= ranking.first:
        return ()
    return (
        f"the weights of ranking '{ranking.name}' know outcomes up to {ranking.first}, after the "
        "years asked for",
    )


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
