"""Measures of who is good at what: complementarity of a pair, RCA, density, complexity.

Each reads the flows of a window of years (``2020-2024``, or one year) of a trade dataset; RCA,
density and complexity are known where a dataset holds all goods.
"""

from __future__ import annotations

import numpy as np

from sinergi.evidence.caching import store_cache
from sinergi.evidence.cuts import unknown_cut, years_of
from sinergi.evidence.datasets import trade
from sinergi.evidence.measures import ALL, WORLD, Result, as_input, evidence, measure
from sinergi.evidence.world_cells import (
    NOT_ALL_GOODS,
    WITHIN_BASKET,
    all_flows,
    place_of,
    unknown_in_world,
    values_of,
    world_of,
)
from sinergi.indicators.arrays import Array
from sinergi.indicators.complementarity import michaely_contributions
from sinergi.vocabulary.reasons import Reason

_MICHAELY = "Michaely (1996), Trade Preferential Agreements in Latin America; World Bank WITS"
_ATLAS = "Hausmann, Hidalgo et al. (2014), The Atlas of Economic Complexity"


@store_cache(32)
def contributions(identifier: str, exporter: str, importer: str, year: str) -> Array:
    """What each product adds to Michaely's complementarity of the pair; NaN without trade."""
    found = world_of(identifier, year)
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
    unknown = unknown_in_world(dataset, exporter, importer, product, year)
    if unknown:
        return Result(None, unknown=unknown)
    if product != ALL:
        place = place_of(dataset, exporter, importer, product, year)
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
    return Result(value, values_of(dataset, year, **flows), notes=notes)


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
    return value if value.value is None else Result(value.value, values_of(dataset, year, **flows))


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
    place = place_of(dataset, exporter, exporter, product, year)
    if isinstance(place, Result):
        return place
    if not trade(dataset).complete:
        return Result(None, unknown=NOT_ALL_GOODS)
    found = world_of(dataset, year)
    cells: Array = getattr(found, name)
    value = float(cells[found.country(exporter), place])
    if np.isnan(value):
        return Result(None, unknown=Reason("near-to-none"))
    return Result(value, (all_flows(dataset, year),))


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
    found = world_of(dataset, year)
    if product not in found.product_index:
        return Result(None, unknown=Reason("product-no-line", product=product, dataset=dataset))
    value = float(found.complexity.pci[found.product_index[product]])
    if np.isnan(value):
        return Result(None, unknown=Reason("no-advantage"))
    return Result(value, (all_flows(dataset, year),), notes=found.complexity.warnings)
