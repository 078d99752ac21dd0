"""Measures read off a trade dataset: values, quantities, shares, ranks, growth.

A country argument is ISO3 or ``WLD`` (all countries), a product argument a code of 2, 4 or 6
digits, several joined by ``+``, or ``all``; a year argument is a year or an interval
``2020-2024``, for which values are annual means. A year of the dataset in which it has no row of
a flow is a year without recorded trade, 0; a product or a year the dataset does not cover is
unknown, and so is the trade of a country that has no row at all in the years asked for.
"""

from __future__ import annotations

import polars as pl

from sinergi.errors import UsageError
from sinergi.evidence.country_totals import country_totals
from sinergi.evidence.cuts import (
    LOWER_BOUND,
    Cut,
    covered,
    cut,
    of_product,
    products_of,
    unknown_cut,
    unknown_flow,
    years_of,
)
from sinergi.evidence.datasets import trade
from sinergi.evidence.histories import years_held
from sinergi.evidence.measures import BACI, WORLD, Result, as_input, evidence, measure
from sinergi.evidence.provenance import Input
from sinergi.evidence.reporting import unreported_years
from sinergi.indicators.growth import annual_growth
from sinergi.indicators.trade_states import quiet_years
from sinergi.trade.catalogue import Side
from sinergi.vocabulary.reasons import Reason

UPPER_BOUND = Reason("upper-bound")
NOT_ALL = Reason("countries-not-held")


def _rows(found: Cut, exporter: str, importer: str, product: str) -> Input:
    return Input(
        name="rows",
        rows=found.frame.height,
        filter=f"exporter {exporter}, importer {importer}, product {product}, year {found.filter}",
    )


@measure(
    "trade-value",
    "exporter importer product year",
    unit="USD",
    label="Trade from {exporter} to {importer}, product {product}, {year}",
    formula="v = sum of the values of all matching flows; for an interval, divided by its years",
    source=BACI,
    mean=True,
)
def trade_value(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """Current US dollars a year."""
    found = cut(dataset, exporter, importer, product, year)
    if found.unknown:
        return Result(None, unknown=found.unknown)
    value = float(found.frame["value"].sum()) / found.divisor
    return Result(value, (_rows(found, exporter, importer, product),), notes=found.notes)


@measure(
    "trade-quantity",
    "exporter importer product year",
    unit="t",
    label="Quantity from {exporter} to {importer}, product {product}, {year}",
    formula="q = sum of the tonnes of all matching flows; for an interval, divided by its years",
    source=BACI,
    mean=True,
)
def trade_quantity(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """Tonnes a year; unknown as soon as the quantity of one flow is."""
    found = cut(dataset, exporter, importer, product, year)
    if found.unknown:
        return Result(None, unknown=found.unknown)
    inputs = (_rows(found, exporter, importer, product),)
    if not found.frame.height:
        return Result(0.0, inputs)
    if _unquantified(found.frame) > 0.001 * float(found.frame["value"].sum()):
        return Result(None, inputs, Reason("quantity-partly-unknown"))
    return Result(float(found.frame["quantity"].sum()) / found.divisor, inputs)


def _unquantified(frame: pl.DataFrame) -> float:
    """US dollars of the rows whose quantity is not known."""
    value = float(frame["value"].sum())
    if "value_quantified" in frame.columns:
        return value - float(frame["value_quantified"].sum())
    return value - float(frame.filter(pl.col("quantity").is_not_null())["value"].sum())


@measure(
    "unit-value",
    "exporter importer product year",
    unit="USD/t",
    label="Unit value from {exporter} to {importer}, product {product}, {year}",
    formula="UV = sum v / sum q over the matching flows whose quantity is known",
    source=BACI,
)
def unit_value(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """US dollars a tonne."""
    found = cut(dataset, exporter, importer, product, year)
    if found.unknown:
        return Result(None, unknown=found.unknown)
    inputs = (_rows(found, exporter, importer, product),)
    value = float(found.frame["value"].sum()) - _unquantified(found.frame)
    quantity = float(found.frame["quantity"].sum() or 0.0)
    if quantity <= 0:
        return Result(None, inputs, Reason("quantity-unknown"))
    return Result(value / quantity, inputs)


@measure(
    "world-export-share",
    "exporter product year",
    unit="share",
    label="Share of {exporter} in world exports of {product}, {year}",
    formula="s = x_ik / w_k: the exporter's exports over the exports of all countries",
    source=BACI,
)
def world_export_share(dataset: str, exporter: str, product: str, year: str) -> Result:
    """Fraction, 0 to 1."""
    return share(dataset, (exporter, WORLD), (WORLD, WORLD), product, year)


@measure(
    "world-import-share",
    "importer product year",
    unit="share",
    label="Share of {importer} in world imports of {product}, {year}",
    formula="s = m_jk / w_k: the importer's imports over the imports of all countries",
    source=BACI,
)
def world_import_share(dataset: str, importer: str, product: str, year: str) -> Result:
    """Fraction, 0 to 1."""
    return share(dataset, (WORLD, importer), (WORLD, WORLD), product, year)


@measure(
    "market-share",
    "exporter importer product year",
    unit="share",
    label="Share of {exporter} in the imports of {importer}, product {product}, {year}",
    formula="s = v_ijk / m_jk: the flow over the importer's imports from all countries",
    source=BACI,
)
def market_share(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """Fraction, 0 to 1."""
    return share(dataset, (exporter, importer), (WORLD, importer), product, year)


def share(
    dataset: str, part: tuple[str, str], whole: tuple[str, str], product: str, year: str
) -> Result:
    """One flow over another; an upper bound where the whole is a lower one."""
    over = evidence("trade-value", *part, product, year, dataset=dataset)
    under = evidence("trade-value", *whole, product, year, dataset=dataset)
    inputs = (as_input("part", over), as_input("whole", under))
    if over.value is None or under.value is None:
        return Result(None, inputs, over.unknown or under.unknown)
    if under.value == 0:
        return Result(None, inputs, Reason("no-trade"))
    notes = (UPPER_BOUND,) if LOWER_BOUND in under.notes else ()
    return Result(over.value / under.value, inputs, notes=notes)


@measure(
    "exporter-rank",
    "exporter product year",
    unit="rank",
    label="Place of {exporter} among the exporters of {product}, {year}",
    formula="1 + number of countries whose exports of the product are larger",
    source=BACI,
)
def exporter_rank(dataset: str, exporter: str, product: str, year: str) -> Result:
    """1 is the largest exporter; unknown for a country that does not export."""
    return _rank(dataset, "exporter", exporter, product, year)


@measure(
    "importer-rank",
    "importer product year",
    unit="rank",
    label="Place of {importer} among the importers of {product}, {year}",
    formula="1 + number of countries whose imports of the product are larger",
    source=BACI,
)
def importer_rank(dataset: str, importer: str, product: str, year: str) -> Result:
    """1 is the largest importer; unknown for a country that does not import."""
    return _rank(dataset, "importer", importer, product, year)


def _rank(dataset: str, side: Side, country: str, product: str, year: str) -> Result:
    years = years_of(year)
    held = trade(dataset)
    way = (country, WORLD) if side == "exporter" else (WORLD, country)
    unknown = unknown_cut(held, product, years) or unknown_flow(held, *way)
    if unknown:
        return Result(None, unknown=unknown)
    amounts = country_totals(dataset, side, years[0], years[-1]).of(products_of(product))
    inputs = (Input(name="countries that trade", value=float(len(amounts)), unit="count"),)
    if country not in amounts:
        return Result(None, inputs, Reason("country-no-such-trade", country=country))
    notes = (NOT_ALL,) if held.absent == "unknown" else ()
    return Result(place(amounts, country), inputs, notes=notes)


def place(amounts: dict[str, float], own: str) -> float:
    """1 for the largest amount."""
    return float(sum(amount > amounts[own] for amount in amounts.values()) + 1)


@measure(
    "trade-growth",
    "exporter importer product first last",
    unit="change",
    label="Annual growth from {exporter} to {importer}, product {product}, {first} to {last}",
    formula="g = (v_last / v_first)^(1 / (last - first)) - 1",
    source=BACI,
    mean=True,
)
def trade_growth(
    dataset: str, exporter: str, importer: str, product: str, first: str, last: str
) -> Result:
    """Compound annual rate, a fraction; the ends are years or intervals (their middle counts)."""
    start = evidence("trade-value", exporter, importer, product, first, dataset=dataset)
    end = evidence("trade-value", exporter, importer, product, last, dataset=dataset)
    inputs = (as_input("first", start), as_input("last", end))
    if start.value is None or end.value is None:
        return Result(None, inputs, start.unknown or end.unknown)
    if start.value == 0 or end.value == 0:
        return Result(None, inputs, Reason("no-trade-at-end"))
    a, b = years_of(first), years_of(last)
    distance = (b[0] + b[-1]) / 2 - (a[0] + a[-1]) / 2
    if distance <= 0:
        raise UsageError(f"growth from {first} to {last}: the last must lie after the first")
    return Result(annual_growth(start.value, end.value, distance), inputs)


@measure(
    "first-year",
    "exporter importer product",
    unit="year",
    label="First year of trade from {exporter} to {importer}, product {product}",
    formula="min of the years with a flow",
    source=BACI,
)
def first_year(dataset: str, exporter: str, importer: str, product: str) -> Result:
    """A year, unknown where there never was a flow."""
    return _year(dataset, exporter, importer, product, pl.col("year").min())


@measure(
    "last-year",
    "exporter importer product",
    unit="year",
    label="Last year of trade from {exporter} to {importer}, product {product}",
    formula="max of the years with a flow",
    source=BACI,
)
def last_year(dataset: str, exporter: str, importer: str, product: str) -> Result:
    """A year, unknown where there never was a flow."""
    return _year(dataset, exporter, importer, product, pl.col("year").max())


@measure(
    "peak-year",
    "exporter importer product",
    unit="year",
    label="Year of the largest trade from {exporter} to {importer}, product {product}",
    formula="the year with the largest value, the earlier of equals",
    source=BACI,
)
def peak_year(dataset: str, exporter: str, importer: str, product: str) -> Result:
    """A year, unknown where there never was a flow."""
    largest = pl.col("year").sort_by([-pl.col("value"), pl.col("year")]).first()
    return _year(dataset, exporter, importer, product, largest)


def _year(dataset: str, exporter: str, importer: str, product: str, which: pl.Expr) -> Result:
    by_year, inputs, unknown = _yearly(dataset, exporter, importer, product)
    if by_year is None:
        return Result(None, inputs, unknown)
    return Result(float(by_year.select(which).item()), inputs)


def _yearly(
    dataset: str, exporter: str, importer: str, product: str
) -> tuple[pl.DataFrame | None, tuple[Input, ...], Reason | None]:
    """The flow by year with a recorded value, of all years held; or None and why."""
    held = trade(dataset)
    if not covered(held, product):
        return None, (), Reason("product-not-held", product=product, dataset=dataset)
    years = years_held(held)
    frame = of_product(dataset, exporter, importer, product)
    found = Cut(frame.filter(pl.col("value") > 0), range(years[0], years[-1] + 1), None)
    inputs = (_rows(found, exporter, importer, product),)
    if not found.frame.height:
        return None, inputs, Reason("no-trade-in-dataset")
    return found.frame.group_by("year").agg(pl.col("value").sum()).sort("year"), inputs, None


@measure(
    "traded-years",
    "exporter importer product",
    unit="count",
    label="Years with trade from {exporter} to {importer}, product {product}",
    formula="number of the dataset's years with a recorded value above zero",
    source=BACI,
)
def traded_years(dataset: str, exporter: str, importer: str, product: str) -> Result:
    """A count; 0 where there never was a flow in the years held."""
    by_year, inputs, unknown = _yearly(dataset, exporter, importer, product)
    if by_year is None and not inputs:
        return Result(None, inputs, unknown)
    return Result(float(0 if by_year is None else by_year.height), inputs)


@measure(
    "quiet-years",
    "exporter importer product",
    unit="count",
    label="Quiet years up to the last: trade from {exporter} to {importer}, product {product}",
    formula="years in a row up to the dataset's last, all held, without a recorded value",
    source=BACI,
)
def quiet_years_of(dataset: str, exporter: str, importer: str, product: str) -> Result:
    """A count; where there never was a flow, all years held in a row up to the last.

    A year that neither side reported is not known to be without a flow.
    """
    by_year, inputs, unknown = _yearly(dataset, exporter, importer, product)
    if by_year is None and not inputs:
        return Result(None, inputs, unknown)
    silent = unreported_years(dataset, exporter, importer)
    known = years_held(trade(dataset))
    held = tuple(year for year in known if year not in silent)
    last = None if by_year is None else int(by_year["year"][-1])
    return Result(float(quiet_years(last, until=known[-1], held=held)), inputs)
