"""What a pair could trade of a product where the exporter is known by chapter only.

Two datasets of totals and one of pairs stand in for flows by product: exports by chapter, imports
by product, and the trade of pairs in all goods. Their years differ, which every number says.
"""

from __future__ import annotations

import numpy as np

from sinergi.errors import DataError
from sinergi.evidence.datasets import trade
from sinergi.evidence.measures import ALL, WORLD, Result, as_input, evidence, measure
from sinergi.evidence.potential_parameters import potential_parameters
from sinergi.evidence.provenance import Input
from sinergi.evidence.worlds import World, pair_world, period
from sinergi.trade import catalogue
from sinergi.trade.windows import window
from sinergi.vocabulary.reasons import Reason

DIGITS = 2
EXPORT_YEARS = 3
"""Last years of the exports by chapter that are averaged."""


def totals_of(flow: catalogue.Flow) -> catalogue.Dataset:
    """The totals of a flow that these numbers read.

    Raises:
        DataError: there is none, not even the embedded one.
    """
    found = catalogue.default_totals(flow)
    if found is None:
        raise DataError(f"no totals of {flow} are there", where="catalogue")
    return found


def chapter_years() -> str:
    """The years of the exports by chapter, as an evidence id writes them."""
    years = totals_of("exports").years_held[-EXPORT_YEARS:]
    return period(range(years[0], years[-1] + 1))


def import_years(dataset: str) -> str:
    """The years of a dataset of imports, as an evidence id writes them."""
    years = trade(dataset).years_held
    return period(range(years[0], years[-1] + 1))


def all_goods() -> World:
    """The trade of pairs in all goods, in the last five years there are."""
    dataset = totals_of("pairs")
    years = window(dataset)
    return pair_world(dataset.id, years[0], years[-1])


@measure(
    "chapter-potential",
    "exporter importer product",
    unit="USD",
    label="Potential from {exporter} to {importer} estimated by chapter, product {product}",
    formula="c min(1, s_ic e_ij) m_jk: share of the exporter in world exports of the product's "
    "chapter, ease of trade of the pair in all goods, imports of the product; c: part that came of "
    "such estimates where they could be tested",
    source="Decreux and Spies (2016), Export Potential Assessments, International Trade Centre; "
    "by chapter here",
)
def chapter_potential(dataset: str, exporter: str, importer: str, product: str) -> Result:
    """US dollars a year; what already goes of the product is not known and not taken off."""
    exports, world = totals_of("exports").id, all_goods()
    chapter = product[:DIGITS]
    share = evidence("world-export-share", exporter, chapter, chapter_years(), dataset=exports)
    imports = evidence(
        "trade-value", WORLD, importer, product, import_years(dataset), dataset=dataset
    )
    part = potential_parameters()["chapter-part"]
    inputs = [
        as_input("share of the chapter", share),
        as_input("imports", imports),
        Input(name="part", value=part, unit="share"),
    ]
    for one in (share, imports):
        if one.value is None:
            return Result(None, tuple(inputs), one.unknown)
    missing = [code for code in (exporter, importer) if code not in world.country_index]
    if missing:
        reason = Reason("country-not-in-dataset", country=missing[0], dataset=world.dataset)
        return Result(None, tuple(inputs), reason)
    i, j = world.country(exporter), world.country(importer)
    ease = float(world.ease.value[i, j])
    flow = evidence("trade-value", exporter, importer, ALL, world.period, dataset=world.dataset)
    expected = float(world.gravity[0][i, j])
    inputs += [
        Input(name="ease in all goods", value=ease, unit="ratio"),
        as_input("trade in all goods", flow),
        Input(
            name="expected by gravity",
            value=None if np.isnan(expected) else expected,
            unit="USD",
        ),
    ]
    # Ease can be so large that the share of the market would be more than all of it.
    value = part * min(1.0, (share.value or 0.0) * ease) * (imports.value or 0.0)
    return Result(value, tuple(inputs), also=(exports, world.dataset, "geodist"))
