"""Measures of a pair as partners: chains they share, dependence the one can relieve. Our own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from sinergi.evidence.cuts import unknown_cut, years_of
from sinergi.evidence.datasets import trade
from sinergi.evidence.measures import ALL, Result, measure
from sinergi.evidence.provenance import Input
from sinergi.evidence.worlds import World, world
from sinergi.indicators.arrays import Array, Index, Mask
from sinergi.indicators.chain_tables import NOMENCLATURE, Chain, chains
from sinergi.indicators.dependency import Dependency, dependency
from sinergi.vocabulary import conversion
from sinergi.vocabulary.reasons import Reason

LEAST_STAGE = 1e6
"""US dollars a year that a country must sell of a stage's largest product to stand in it."""


@dataclass(frozen=True)
class Stages:
    """A chain in the nomenclature of a dataset: the stage of each of its products."""

    chain: Chain
    stage: dict[str, int]

    def name(self, stage: int) -> str:
        """The stage's English name."""
        return self.chain.stages[stage]["en"]

    def standing(self, found: World) -> Array:
        """What each country sells of each stage's largest product, ``(C, S)``, US dollars."""
        sold = np.zeros((len(found.countries), len(self.chain.stages)))
        for product, stage in self.stage.items():
            place = found.product_index.get(product)
            if place is not None:
                sold[:, stage] = np.maximum(sold[:, stage], found.flows.exports[:, place])
        return sold


@cache
def stages_in(nomenclature: str) -> tuple[Stages, ...]:
    """The chains that ship, with codes of ``nomenclature``.

    A code belongs to the stage of the HS 1992 code that the larger part of it converts to.
    """
    if nomenclature == NOMENCLATURE:
        return tuple(Stages(chain, dict(chain.stage)) for chain in chains().values())
    table = conversion.weights(nomenclature, NOMENCLATURE)
    largest = table.sort("weight", "code_to", descending=[True, False]).unique(
        "code_from", keep="first", maintain_order=True
    )
    origin = dict(largest.select("code_from", "code_to").iter_rows())
    return tuple(
        Stages(chain, {new: chain.stage[old] for new, old in origin.items() if old in chain.stage})
        for chain in chains().values()
    )


def shared_chains(found: World, country: int, nomenclature: str) -> Array:
    """How many chains a country shares with each other, ``(C,)``.

    A chain counts once for each direction in which one of the two stands in a stage and the other
    in a later one.
    """
    counts: Array = np.zeros(len(found.countries))
    for stages in stages_in(nomenclature):
        stands: Mask = stages.standing(found) >= LEAST_STAGE
        if not stands[country].any():
            continue
        first, last = _ends(stands)
        both = stands.any(axis=1)
        counts += both & (first[country] < last)
        counts += both & (first < last[country])
    counts[country] = 0
    return counts


def _ends(stands: Mask) -> tuple[Index, Index]:
    """First and last stage that each country stands in; without meaning where it is in none."""
    return stands.argmax(axis=1), stands.shape[1] - 1 - stands[:, ::-1].argmax(axis=1)


@cache
def _dependency(found_id: str, first: int, last: int) -> Dependency:
    return dependency(world(found_id, first, last).flows)


def dependence_relieved(found: World, country: int) -> tuple[Array, Array]:
    """What each other country could supply in place of the supplier a country depends on.

    For each product in which the country depends on imports (the three criteria of CEPII's GeoDep
    on the mean flows of the window) and the other is not the leading supplier: the smaller of what
    the leader supplies and what the other exports to the world.

    Returns:
        US dollars a year and number of products, each ``(C,)``.
    """
    measured = _dependency(found.dataset, found.years[0], found.years[-1])
    products = np.flatnonzero(measured.dependent[country])
    leader = measured.leader[country, products]
    offered = np.minimum(found.flows.exports[:, products], measured.leader_value[country, products])
    offered[leader, np.arange(products.size)] = 0.0
    offered[country] = 0.0
    return offered.sum(axis=1), (offered > 0).sum(axis=1).astype(np.float64)


def _pair(dataset: str, one: str, other: str, year: str) -> tuple[World, int, int] | Result:
    years = years_of(year)
    unknown = unknown_cut(trade(dataset), ALL, years)
    if unknown:
        return Result(None, unknown=unknown)
    found = world(dataset, years[0], years[-1])
    for country in (one, other):
        if country not in found.country_index:
            return Result(
                None, unknown=Reason("country-not-in-dataset", country=country, dataset=dataset)
            )
    return found, found.country_index[one], found.country_index[other]


@measure(
    "shared-chains",
    "country partner year",
    unit="count",
    label="Value chains that {country} and {partner} share, {year}",
    formula="chains in which one of the two sells a stage and the other a later one, each "
    "direction counted; a stage is sold from 1 million USD a year of its largest product",
    source="Own measure on the chains that ship with Sinergi (data/chains)",
)
def shared_chains_measure(dataset: str, country: str, partner: str, year: str) -> Result:
    """Number of chains and directions."""
    pair = _pair(dataset, country, partner, year)
    if isinstance(pair, Result):
        return pair
    found, i, j = pair
    nomenclature = trade(dataset).nomenclature or NOMENCLATURE
    held = [one.chain.id for one in stages_in(nomenclature) if one.standing(found).any()]
    inputs = (Input(name="chains", filter=", ".join(held)),)
    return Result(float(shared_chains(found, i, nomenclature)[j]), inputs)


@measure(
    "dependence-relieved",
    "country partner year",
    unit="USD",
    label="Supplies on which {country} depends that {partner} could give instead, {year}",
    formula="sum over products with import HHI > 0.4, world export HHI > 0.4 and imports > exports "
    "of min(supply of the leader, partner's exports to the world)",
    source="Own measure on the criteria of CEPII GeoDep (Vicard and Wibaux 2023)",
)
def dependence_relieved_measure(dataset: str, country: str, partner: str, year: str) -> Result:
    """US dollars a year."""
    pair = _pair(dataset, country, partner, year)
    if isinstance(pair, Result):
        return pair
    found, i, j = pair
    value, count = dependence_relieved(found, i)
    inputs = (Input(name="products", value=float(count[j]), unit="count"),)
    return Result(float(value[j]), inputs)
