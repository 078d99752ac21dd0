"""Measures of what a pair could trade: export potential and its factors.

Each reads the flows of a window of years (``2020-2024``, or one year) of a trade dataset. No growth
is expected and no tariff is applied: the potential is that of today's economies at equal tariffs.
"""

from __future__ import annotations

import numpy as np

from sinergi.evidence.caching import store_cache
from sinergi.evidence.datasets import trade
from sinergi.evidence.measures import ALL, WORLD, Result, as_input, evidence, measure
from sinergi.evidence.potential_parameters import potential_parameters
from sinergi.evidence.provenance import Input
from sinergi.evidence.world_cells import (
    WITHIN_BASKET,
    all_flows,
    place_of,
    refuse_same,
    unknown_in_world,
    values_of,
    world_of,
)
from sinergi.evidence.worlds import unknown_ease
from sinergi.indicators.potential import PairPotential

ITC = "Decreux and Spies (2016), Export Potential Assessments, International Trade Centre"
EASE_PREDICTED = (
    "the pair did not trade in these years: ease is what gravity predicts (PPML), the less of it "
    "the more trade it would expect"
)
CREDIBILITY = "Buehlmann and Straub (1970), Glaubwuerdigkeit fuer Schadensaetze"


@store_cache(32)
def pair_potential(identifier: str, exporter: str, importer: str, year: str) -> PairPotential:
    """The potential of a pair by product, in the order of the world's products.

    Raises:
        UnknownNameError: a country has no trade in the dataset.
        UsageError: the two are the same.
    """
    refuse_same(exporter, importer)
    found = world_of(identifier, year)
    return found.potential.pair(found.country(exporter), found.country(importer))


def pair_cells(
    dataset: str, exporter: str, importer: str, product: str, year: str
) -> tuple[PairPotential, slice] | Result:
    """The pair's potential and the products asked for, or the unknown in place of the number."""
    refuse_same(exporter, importer)
    if product == ALL:
        chosen = slice(None)
        unknown = unknown_in_world(dataset, exporter, importer, ALL, year)
        if unknown:
            return Result(None, unknown=unknown)
    else:
        place = place_of(dataset, exporter, importer, product, year)
        if isinstance(place, Result):
            return place
        chosen = slice(place, place + 1)
    found = world_of(dataset, year)
    reason = unknown_ease(found, found.country(exporter), found.country(importer))
    if reason is not None:
        return Result(None, unknown=reason)
    return pair_potential(dataset, exporter, importer, year), chosen


def pair_notes(dataset: str, pair: PairPotential) -> tuple[str, ...]:
    """What whoever reads a potential of the pair must know."""
    notes = []
    if not trade(dataset).complete:
        notes.append(f"ease is {WITHIN_BASKET}")
    if pair.ease_predicted:
        notes.append(EASE_PREDICTED)
    if pair.distance_assumed:
        notes.append("the distance of the pair is not known: its factor is taken as 1")
    return tuple(notes)


def _factor_inputs(
    dataset: str, exporter: str, importer: str, product: str, year: str
) -> tuple[Input, ...]:
    if product == ALL:
        return (all_flows(dataset, year),)
    names = ("supply", "demand", "ease", "distance")
    arguments = {
        "supply": (exporter, product, year),
        "demand": (importer, product, year),
        "ease": (exporter, importer, year),
        "distance": (exporter, importer, product, year),
    }
    return tuple(
        as_input(name, evidence(f"potential-{name}", *arguments[name], dataset=dataset))
        for name in names
    )


@measure(
    "export-potential",
    "exporter importer product year",
    unit="USD",
    label="Export potential from {exporter} to {importer}, product {product}, {year}",
    formula="EPI = supply x demand x ease x distance, without expected growth or tariffs; for all "
    "products, the sum",
    source=ITC,
)
def export_potential(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """US dollars a year."""
    found = pair_cells(dataset, exporter, importer, product, year)
    if isinstance(found, Result):
        return found
    pair, chosen = found
    value = float(pair.potential[chosen].sum())
    inputs = _factor_inputs(dataset, exporter, importer, product, year)
    return Result(value, inputs, notes=pair_notes(dataset, pair), also=("geodist",))


@measure(
    "unrealised-potential",
    "exporter importer product year",
    unit="USD",
    label="Unrealised export potential from {exporter} to {importer}, product {product}, {year}",
    formula="max(EPI - v, 0); for all products, the sum of the open parts",
    source=ITC,
)
def unrealised_potential(
    dataset: str, exporter: str, importer: str, product: str, year: str
) -> Result:
    """US dollars a year."""
    found = pair_cells(dataset, exporter, importer, product, year)
    if isinstance(found, Result):
        return found
    pair, chosen = found
    inputs = tuple(
        as_input(name, evidence(one, exporter, importer, product, year, dataset=dataset))
        for name, one in (("potential", "export-potential"), ("actual", "trade-value"))
    )
    value = float(pair.unrealised[chosen].sum())
    return Result(value, inputs, notes=pair_notes(dataset, pair), also=("geodist",))


@measure(
    "potential-supply",
    "exporter product year",
    unit="share",
    label="Supply of {product} by {exporter} in the export potential, {year}",
    formula="v_ik / v_k x min(1, v_ik / m_ik): the share in world exports, less what a net "
    "importer needs itself",
    source=ITC,
)
def potential_supply(dataset: str, exporter: str, product: str, year: str) -> Result:
    """Fraction."""
    place = place_of(dataset, exporter, exporter, product, year)
    if isinstance(place, Result):
        return place
    found = world_of(dataset, year)
    i, table = found.country(exporter), found.potential
    inputs = (
        Input(name="market share", value=float(table.market_share[i, place]), unit="share"),
        Input(name="own use", value=float(table.own_use[i, place]), unit="ratio"),
    )
    return Result(float(table.supply[i, place]), inputs)


@measure(
    "potential-demand",
    "importer product year",
    unit="USD",
    label="Demand of {importer} for {product} in the export potential, {year}",
    formula="v_jk: imports from the world, without expected growth",
    source=ITC,
)
def potential_demand(dataset: str, importer: str, product: str, year: str) -> Result:
    """US dollars a year."""
    place = place_of(dataset, importer, importer, product, year)
    if isinstance(place, Result):
        return place
    found = world_of(dataset, year)
    inputs = values_of(dataset, year, imports=(WORLD, importer, product))
    return Result(float(found.potential.demand[found.country(importer), place]), inputs)


@measure(
    "potential-ease",
    "exporter importer year",
    unit="ratio",
    label="Ease of trade from {exporter} to {importer}, {year}",
    formula="w v_ij / s_ij + (1 - w) mu_ij / s_ij, w = mu_ij / (mu_ij + k), s_ij = sum_k (v_ik / "
    "v_k) v_jk, mu_ij what gravity expects",
    source=f"{ITC}; Santos Silva and Tenreyro (2006), The Log of Gravity; {CREDIBILITY}",
)
def potential_ease(dataset: str, exporter: str, importer: str, year: str) -> Result:
    """1 where the pair trades as its world shares let expect."""
    found = pair_cells(dataset, exporter, importer, ALL, year)
    if isinstance(found, Result):
        return found
    pair, _ = found
    i, j = (world_of(dataset, year).country(one) for one in (exporter, importer))
    ease, gravity = world_of(dataset, year).ease, world_of(dataset, year).gravity[0]
    expected = None if np.isnan(gravity[i, j]) else float(gravity[i, j])
    k = potential_parameters()["credibility"]
    inputs = (
        *values_of(dataset, year, actual=(exporter, importer, ALL)),
        Input(name="expected by gravity", value=expected, unit="USD"),
        Input(name="k", value=k, unit="USD"),
        Input(name="w", value=float(ease.weight[i, j]), unit="share"),
        all_flows(dataset, year),
    )
    return Result(pair.ease, inputs, notes=pair_notes(dataset, pair), also=("geodist",))


@measure(
    "potential-distance",
    "exporter importer product year",
    unit="ratio",
    label="Distance factor from {exporter} to {importer}, product {product}, {year}",
    formula="exp(-|mean of ln D_jk - ln D_ij|): how near the distance is to the market's usual one",
    source=ITC,
)
def potential_distance(
    dataset: str, exporter: str, importer: str, product: str, year: str
) -> Result:
    """In (0, 1]."""
    place = place_of(dataset, exporter, importer, product, year)
    if isinstance(place, Result):
        return place
    pair = pair_potential(dataset, exporter, importer, year)
    inputs = (
        as_input("distance", evidence("distance", exporter, importer, dataset="geodist")),
        Input(
            name="usual distance",
            value=_usual_distance(dataset, importer, place, year),
            unit="km",
        ),
    )
    return Result(float(pair.distance[place]), inputs, also=("geodist",))


def _usual_distance(dataset: str, importer: str, place: int, year: str) -> float | None:
    found = world_of(dataset, year)
    value = float(found.potential.usual_distance[found.country(importer), place])
    return None if np.isnan(value) else value
