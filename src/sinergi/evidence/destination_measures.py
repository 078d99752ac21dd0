"""Measures of one partner among the others: shares, places among buyers and suppliers."""

from __future__ import annotations

from sinergi.evidence.cuts import absent, products_of, unknown_cut, unknown_flow, years_of
from sinergi.evidence.datasets import trade
from sinergi.evidence.measures import BACI, WORLD, Result, measure
from sinergi.evidence.provenance import Input
from sinergi.evidence.trade_measures import place, share
from sinergi.trade import queries
from sinergi.vocabulary.reasons import Reason

Way = tuple[str | None, str | None]


@measure(
    "destination-share",
    "exporter importer product year",
    unit="share",
    label="Share of {importer} in the exports of {exporter}, product {product}, {year}",
    formula="s = v_ijk / x_ik: the flow over the exporter's exports to all countries",
    source=BACI,
)
def destination_share(
    dataset: str, exporter: str, importer: str, product: str, year: str
) -> Result:
    """Fraction, 0 to 1."""
    return share(dataset, (exporter, importer), (exporter, WORLD), product, year)


@measure(
    "market-rank",
    "exporter importer product year",
    unit="rank",
    label="Place of {importer} among the buyers of {exporter}, product {product}, {year}",
    formula="1 + number of countries to which the exporter sells more of the product",
    source=BACI,
)
def market_rank(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """1 is the largest market; unknown where nothing goes."""
    return _partner_rank(dataset, (exporter, None), importer, product, year)


@measure(
    "supplier-rank",
    "exporter importer product year",
    unit="rank",
    label="Place of {exporter} among the suppliers of {importer}, product {product}, {year}",
    formula="1 + number of countries from which the importer buys more of the product",
    source=BACI,
)
def supplier_rank(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """1 is the largest supplier; unknown where nothing comes."""
    return _partner_rank(dataset, (None, importer), exporter, product, year)


def _partner_rank(dataset: str, way: Way, partner: str, product: str, year: str) -> Result:
    held = trade(dataset)
    years = years_of(year)
    exporter, importer = (partner if country is None else country for country in way)
    unknown = unknown_cut(held, product, years) or unknown_flow(held, exporter, importer)
    if unknown is None and held.flow not in (None, "pairs"):
        unknown = Reason("totals-no-partners", dataset=held.id)
    if unknown:
        return Result(None, unknown=unknown)
    side = "importer" if way[1] is None else "exporter"
    rows = queries.flows(held, *way, products_of(product), years).select(side, "value")
    amounts = dict(rows.group_by(side).sum().collect().iter_rows())
    inputs = (Input(name="partners", value=float(len(amounts)), unit="count"),)
    if partner not in amounts:
        missing = absent(dataset, exporter, importer, years)
        return Result(None, inputs, missing or Reason("no-trade-in-years"))
    return Result(place(amounts, partner), inputs)
