"""Where the arguments of a measure stand in a world, or why they do not."""

from __future__ import annotations

from sinergi.errors import UsageError
from sinergi.evidence.cuts import unknown_cut, years_of
from sinergi.evidence.datasets import trade
from sinergi.evidence.measures import Result, as_input, evidence
from sinergi.evidence.provenance import Input
from sinergi.evidence.worlds import World, world
from sinergi.vocabulary.reasons import Reason

NOT_ALL_GOODS = Reason("not-all-goods")
WITHIN_BASKET = "computed within the products of the dataset, which are not all goods"


def refuse_same(exporter: str, importer: str) -> None:
    """See to it that the two are not the same country.

    Raises:
        UsageError: they are.
    """
    if exporter == importer:
        raise UsageError(f"exporter and importer are the same country, {exporter}")


def world_of(identifier: str, year: str) -> World:
    """The world of a dataset in the years of a measure's argument."""
    years = years_of(year)
    return world(identifier, years[0], years[-1])


def place_of(dataset: str, exporter: str, importer: str, product: str, year: str) -> int | Result:
    """The product's place, or the unknown that stands for the number."""
    unknown = unknown_in_world(dataset, exporter, importer, product, year)
    if unknown:
        return Result(None, unknown=unknown)
    index = world_of(dataset, year).product_index
    if product not in index:
        return Result(None, unknown=Reason("product-no-line", product=product, dataset=dataset))
    return index[product]


def unknown_in_world(
    dataset: str, exporter: str, importer: str, product: str, year: str
) -> Reason | None:
    """Why the world of the dataset cannot tell about the pair and the product."""
    held = trade(dataset)
    unknown = unknown_cut(held, product, years_of(year))
    if unknown is None and held.kind == "totals":
        unknown = Reason("totals-no-flows", dataset=dataset)
    if unknown:
        return unknown
    found = world_of(dataset, year)
    for country in (exporter, importer):
        if country not in found.country_index:
            return Reason("country-not-in-dataset", country=country, dataset=dataset)
    return None


def all_flows(dataset: str, year: str) -> Input:
    """What a measure of the whole world was computed from."""
    return Input(name="flows", filter=f"all of dataset {dataset}, year {year}")


def values_of(dataset: str, year: str, **flows: tuple[str, str, str]) -> tuple[Input, ...]:
    """Trade values as inputs: exporter, importer and product by the name of each."""
    return tuple(
        as_input(name, evidence("trade-value", *flow, year, dataset=dataset))
        for name, flow in flows.items()
    )
