"""Measures of what a pair could trade: export potential and its factors, complementarity, RCA.

Each reads the flows of a window of years (``2020-2024``, or one year) of a trade dataset. No growth
is expected and no tariff is applied: the potential is that of today's economies at equal tariffs.
"""

from __future__ import annotations

import numpy as np

from sinergi.errors import UsageError
from sinergi.evidence.caching import store_cache
from sinergi.evidence.cuts import unknown_cut, years_of
from sinergi.evidence.datasets import trade
from sinergi.evidence.measures import ALL, WORLD, Result, as_input, evidence, measure
from sinergi.evidence.potential_parameters import potential_parameters
from sinergi.evidence.provenance import Input
from sinergi.evidence.worlds import World, unknown_ease, world
from sinergi.indicators.arrays import Array
from sinergi.indicators.complementarity import michaely_contributions
from sinergi.indicators.potential import PairPotential
from sinergi.vocabulary.reasons import Reason

ITC = "Decreux and Spies (2016), Export Potential Assessments, International Trade Centre"
_MICHAELY = "Michaely (1996), Trade Preferential Agreements in Latin America; World Bank WITS"
_ATLAS = "Hausmann, Hidalgo et al. (2014), The Atlas of Economic Complexity"
NOT_ALL_GOODS = Reason("not-all-goods")
WITHIN_BASKET = "computed within the products of the dataset, which are not all goods"
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
    _refuse_same(exporter, importer)
    found = _world(identifier, year)
    return found.potential.pair(found.country(exporter), found.country(importer))


def _refuse_same(exporter: str, importer: str) -> None:
    if exporter == importer:
        raise UsageError(f"exporter and importer are the same country, {exporter}")


def _world(identifier: str, year: str) -> World:
    years = years_of(year)
    return world(identifier, years[0], years[-1])


def _place(dataset: str, exporter: str, importer: str, product: str, year: str) -> int | Result:
    """The product's place, or the unknown that stands for the number."""
    unknown = _unknown(dataset, exporter, importer, product, year)
    if unknown:
        return Result(None, unknown=unknown)
    index = _world(dataset, year).product_index
    if product not in index:
        return Result(None, unknown=Reason("product-no-line", product=product, dataset=dataset))
    return index[product]


def _unknown(dataset: str, exporter: str, importer: str, product: str, year: str) -> Reason | None:
    held = trade(dataset)
    unknown = unknown_cut(held, product, years_of(year))
    if unknown is None and held.kind == "totals":
        unknown = Reason("totals-no-flows", dataset=dataset)
    if unknown:
        return unknown
    found = _world(dataset, year)
    for country in (exporter, importer):
        if country not in found.country_index:
            return Reason("country-not-in-dataset", country=country, dataset=dataset)
    return None


def pair_cells(
    dataset: str, exporter: str, importer: str, product: str, year: str
) -> tuple[PairPotential, slice] | Result:
    """The pair's potential and the products asked for, or the unknown in place of the number."""
    _refuse_same(exporter, importer)
    if product == ALL:
        chosen = slice(None)
        unknown = _unknown(dataset, exporter, importer, ALL, year)
        if unknown:
            return Result(None, unknown=unknown)
    else:
        place = _place(dataset, exporter, importer, product, year)
        if isinstance(place, Result):
            return place
        chosen = slice(place, place + 1)
    found = _world(dataset, year)
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


def _all_flows(dataset: str, year: str) -> Input:
    """What a measure of the whole world was computed from."""
    return Input(name="flows", filter=f"all of dataset {dataset}, year {year}")


def _values(dataset: str, year: str, **flows: tuple[str, str, str]) -> tuple[Input, ...]:
    """Trade values as inputs: exporter, importer and product by the name of each."""
    return tuple(
        as_input(name, evidence("trade-value", *flow, year, dataset=dataset))
        for name, flow in flows.items()
    )


def _factor_inputs(
    dataset: str, exporter: str, importer: str, product: str, year: str
) -> tuple[Input, ...]:
    if product == ALL:
        return (_all_flows(dataset, year),)
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
    place = _place(dataset, exporter, exporter, product, year)
    if isinstance(place, Result):
        return place
    found = _world(dataset, year)
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
    place = _place(dataset, importer, importer, product, year)
    if isinstance(place, Result):
        return place
    found = _world(dataset, year)
    inputs = _values(dataset, year, imports=(WORLD, importer, product))
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
    i, j = (_world(dataset, year).country(one) for one in (exporter, importer))
    ease, gravity = _world(dataset, year).ease, _world(dataset, year).gravity[0]
    expected = None if np.isnan(gravity[i, j]) else float(gravity[i, j])
    k = potential_parameters()["credibility"]
    inputs = (
        *_values(dataset, year, actual=(exporter, importer, ALL)),
        Input(name="expected by gravity", value=expected, unit="USD"),
        Input(name="k", value=k, unit="USD"),
        Input(name="w", value=float(ease.weight[i, j]), unit="share"),
        _all_flows(dataset, year),
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
    place = _place(dataset, exporter, importer, product, year)
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
    found = _world(dataset, year)
    value = float(found.potential.usual_distance[found.country(importer), place])
    return None if np.isnan(value) else value


@store_cache(32)
def contributions(identifier: str, exporter: str, importer: str, year: str) -> Array:
    """What each product adds to Michaely's complementarity of the pair; NaN without trade."""
    found = _world(identifier, year)
    return michaely_contributions(
        found.flows.exports,
        found.flows.imports,
        found.country(exporter),
        found.country(importer),
    )


@measure(
    "complementarity",
    "exporter importer product year",
    unit="index",
    label="Complementarity of {exporter}'s exports and {importer}'s imports, {product}, {year}",
    formula="min(x_ik / x_i, m_jk / m_j), for all products the sum (at the dataset's level of "
    "products)",
    source=_MICHAELY,
)
def complementarity(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """0 to 1; for one product, what it adds."""
    chosen = slice(None)
    unknown = _unknown(dataset, exporter, importer, product, year)
    if unknown:
        return Result(None, unknown=unknown)
    if product != ALL:
        place = _place(dataset, exporter, importer, product, year)
        if isinstance(place, Result):
            return place
        chosen = slice(place, place + 1)
    value = float(contributions(dataset, exporter, importer, year)[chosen].sum())
    if np.isnan(value):
        return Result(None, unknown=Reason("one-does-not-trade"))
    flows = {"exports": (exporter, WORLD, ALL), "imports": (WORLD, importer, ALL)}
    if product != ALL:
        flows |= {
            "exports of the product": (exporter, WORLD, product),
            "imports of the product": (WORLD, importer, product),
        }
    notes = () if trade(dataset).complete else (WITHIN_BASKET,)
    return Result(value, _values(dataset, year, **flows), notes=notes)


@measure(
    "rca",
    "exporter product year",
    unit="index",
    label="Revealed comparative advantage of {exporter} in {product}, {year}",
    formula="RCA = (x_ik / x_i) / (w_k / w)",
    source="Balassa (1965), Trade Liberalisation and Revealed Comparative Advantage",
)
def revealed_advantage(dataset: str, exporter: str, product: str, year: str) -> Result:
    """1 is the world's average."""
    flows = {
        "x_ik": (exporter, WORLD, product),
        "x_i": (exporter, WORLD, ALL),
        "w_k": (WORLD, WORLD, product),
        "w": (WORLD, WORLD, ALL),
    }
    if trade(dataset).kind == "totals":
        return _rca_of_totals(dataset, year, flows)
    value = _complete_cell("rca", dataset, exporter, product, year)
    return value if value.value is None else Result(value.value, _values(dataset, year, **flows))


def _rca_of_totals(dataset: str, year: str, flows: dict[str, tuple[str, str, str]]) -> Result:
    """The same from four sums: totals have no flows to make a world of."""
    found = {
        name: evidence("trade-value", *way, year, dataset=dataset) for name, way in flows.items()
    }
    inputs = tuple(as_input(name, one) for name, one in found.items())
    if not trade(dataset).complete:
        return Result(None, inputs, NOT_ALL_GOODS)
    for one in found.values():
        if one.value is None:
            return Result(None, inputs, one.unknown)
    own, exports, product, world_exports = (one.value or 0.0 for one in found.values())
    if exports == 0 or product == 0:
        return Result(None, inputs, Reason("no-trade"))
    return Result((own / exports) / (product / world_exports), inputs)


@measure(
    "density",
    "exporter product year",
    unit="share",
    label="Density of {exporter}'s exports around {product}, {year}",
    formula="sum_q M_cq phi_pq / sum_q phi_pq, M = (RCA >= 1)",
    source=_ATLAS,
)
def density_around(dataset: str, exporter: str, product: str, year: str) -> Result:
    """Fraction, 0 to 1."""
    return _complete_cell("density", dataset, exporter, product, year)


def _complete_cell(name: str, dataset: str, exporter: str, product: str, year: str) -> Result:
    place = _place(dataset, exporter, exporter, product, year)
    if isinstance(place, Result):
        return place
    if not trade(dataset).complete:
        return Result(None, unknown=NOT_ALL_GOODS)
    found = _world(dataset, year)
    cells: Array = getattr(found, name)
    value = float(cells[found.country(exporter), place])
    if np.isnan(value):
        return Result(None, unknown=Reason("near-to-none"))
    return Result(value, (_all_flows(dataset, year),))


@measure(
    "pci",
    "product year",
    unit="index",
    label="Product complexity of {product}, {year}",
    formula="second eigenvector of the product matrix of M = (RCA >= 1), in the scale of ECI",
    source=_ATLAS,
)
def product_complexity(dataset: str, product: str, year: str) -> Result:
    """No unit; levels of different years are not comparable."""
    unknown = unknown_cut(trade(dataset), product, years_of(year))
    if unknown or not trade(dataset).complete:
        return Result(None, unknown=unknown or NOT_ALL_GOODS)
    found = _world(dataset, year)
    if product not in found.product_index:
        return Result(None, unknown=Reason("product-no-line", product=product, dataset=dataset))
    value = float(found.complexity.pci[found.product_index[product]])
    if np.isnan(value):
        return Result(None, unknown=Reason("no-advantage"))
    return Result(value, (_all_flows(dataset, year),), notes=found.complexity.warnings)
