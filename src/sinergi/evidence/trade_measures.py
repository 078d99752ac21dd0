"""Measures read off a trade dataset: values, quantities, shares, ranks, growth.

A country argument is ISO3 or ``WLD`` (all countries), a product argument a code of 2, 4 or 6
digits, several joined by ``+``, or ``all``; a year argument is a year or an interval
``2020-2024``, for which values are annual means. A year of the dataset in which it has no row of
a flow is a year without recorded trade, 0; a product or a year the dataset does not cover is
unknown, and so is the trade of a country that has no row at all in the years asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from sinergi.errors import UsageError
from sinergi.evidence.caching import store_cache
from sinergi.evidence.country_totals import country_totals
from sinergi.evidence.datasets import trade
from sinergi.evidence.histories import years_held
from sinergi.evidence.measures import ALL, WORLD, Result, as_input, evidence, measure
from sinergi.evidence.model import Input
from sinergi.indicators.trade_states import quiet_years
from sinergi.trade import queries
from sinergi.trade.catalogue import Dataset
from sinergi.vocabulary.reasons import Reason

_BACI = "Gaulier and Zignago (2010), BACI: International Trade Database at the Product-Level"


@dataclass(frozen=True)
class Cut:
    """The rows a measure sums: after the arguments were read."""

    frame: pl.DataFrame
    years: range
    unknown: Reason | None

    @property
    def filter(self) -> str:
        """The years, for the inputs."""
        return str(self.years[0]) if len(self.years) == 1 else f"{self.years[0]}-{self.years[-1]}"


def years_of(text: str) -> range:
    """Read a year or an interval of years.

    Raises:
        UsageError: it is neither.
    """
    first, _, last = text.partition("-")
    if not (first.isdigit() and (last.isdigit() or not last)) or int(last or first) < int(first):
        raise UsageError(f"'{text}' is neither a year nor an interval such as 2020-2024")
    return range(int(first), int(last or first) + 1)


def products_of(text: str) -> list[str] | None:
    """Read a product argument: None for all products.

    Raises:
        UsageError: a part is not a code of 2, 4 or 6 digits.
    """
    if text == ALL:
        return None
    codes = text.split("+")
    for code in codes:
        if not (code.isdigit() and len(code) in (2, 4, 6)):
            raise UsageError(f"product '{code}' is not a code of 2, 4 or 6 digits")
    return codes


def covered(dataset: Dataset, product: str) -> bool:
    """Whether the dataset holds any trade of the product (of one, where several are joined)."""
    codes = products_of(product)
    return codes is None or any(code in _held(dataset.id) for code in codes)


@store_cache(4)
def _held(identifier: str) -> frozenset[str]:
    """The dataset's products, with the headings and chapters they belong to."""
    codes = queries.products(trade(identifier))
    return frozenset(code[:digits] for code in codes for digits in (2, 4, 6))


def cut(identifier: str, exporter: str, importer: str, product: str, year: str) -> Cut:
    """The flows that the arguments name, in the years asked for."""
    years = years_of(year)
    unknown = unknown_cut(trade(identifier), product, years)
    if unknown:
        return Cut(pl.DataFrame(), years, unknown)
    frame = _in(_of_product(identifier, exporter, importer, product), years)
    return Cut(
        frame, years, None if frame.height else _absent(identifier, exporter, importer, years)
    )


def _absent(identifier: str, exporter: str, importer: str, years: range) -> Reason | None:
    """Why no rows are not a zero: a country that the dataset does not know in these years.

    BACI has no Luxembourg before 1999, no Botswana before 2000, no South Sudan before 2012, and
    never Monaco: their trade stands with a neighbour's.
    """
    for country in (exporter, importer):
        sides = ((country, WORLD), (WORLD, country))
        if country != WORLD and not any(_in(_of_pair(identifier, *s), years).height for s in sides):
            when = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
            return Reason("country-no-trade-in-years", country=country, years=when)
    return None


def _in(frame: pl.DataFrame, years: range) -> pl.DataFrame:
    return frame.filter(pl.col("year").is_between(years[0], years[-1]))


# A brief asks for the same flow in many years: all years of it are read once.
@store_cache(1024)
def _of_product(identifier: str, exporter: str, importer: str, product: str) -> pl.DataFrame:
    frame = _of_pair(identifier, exporter, importer)
    codes = products_of(product)
    return frame if codes is None else frame.filter(queries.product_filter(codes))


@store_cache(16)
def _of_pair(identifier: str, exporter: str, importer: str) -> pl.DataFrame:
    dataset = trade(identifier)
    if exporter != WORLD and importer != WORLD:
        return queries.flows(dataset, exporter, importer).collect()
    if importer != WORLD:
        return queries.imports_by_product(dataset, importer)
    if exporter != WORLD:
        return queries.exports_by_product(dataset, exporter)
    return queries.world_by_product(dataset)


def unknown_cut(dataset: Dataset, product: str, years: range) -> Reason | None:
    """Why the dataset cannot tell about the product in these years, None where it can."""
    if not covered(dataset, product):
        return Reason("product-not-held", product=product, dataset=dataset.id)
    if dataset.years and not (dataset.years[0] <= years[0] and years[-1] <= dataset.years[1]):
        first, last = dataset.years
        return Reason("years-not-covered", dataset=dataset.id, first=first, last=last)
    if dataset.years and (missing := sorted(set(years) - set(dataset.years_held))):
        listed = ", ".join(str(one) for one in missing)
        return Reason("years-not-held", dataset=dataset.id, years=listed)
    return None


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
    source=_BACI,
    mean=True,
)
def trade_value(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """Current US dollars a year."""
    found = cut(dataset, exporter, importer, product, year)
    if found.unknown:
        return Result(None, unknown=found.unknown)
    value = float(found.frame["value"].sum()) / len(found.years)
    return Result(value, (_rows(found, exporter, importer, product),))


@measure(
    "trade-quantity",
    "exporter importer product year",
    unit="t",
    label="Quantity from {exporter} to {importer}, product {product}, {year}",
    formula="q = sum of the tonnes of all matching flows; for an interval, divided by its years",
    source=_BACI,
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
    return Result(float(found.frame["quantity"].sum()) / len(found.years), inputs)


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
    source=_BACI,
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
    source=_BACI,
)
def world_export_share(dataset: str, exporter: str, product: str, year: str) -> Result:
    """Fraction, 0 to 1."""
    return _share(dataset, (exporter, WORLD), (WORLD, WORLD), product, year)


@measure(
    "world-import-share",
    "importer product year",
    unit="share",
    label="Share of {importer} in world imports of {product}, {year}",
    formula="s = m_jk / w_k: the importer's imports over the imports of all countries",
    source=_BACI,
)
def world_import_share(dataset: str, importer: str, product: str, year: str) -> Result:
    """Fraction, 0 to 1."""
    return _share(dataset, (WORLD, importer), (WORLD, WORLD), product, year)


@measure(
    "market-share",
    "exporter importer product year",
    unit="share",
    label="Share of {exporter} in the imports of {importer}, product {product}, {year}",
    formula="s = v_ijk / m_jk: the flow over the importer's imports from all countries",
    source=_BACI,
)
def market_share(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """Fraction, 0 to 1."""
    return _share(dataset, (exporter, importer), (WORLD, importer), product, year)


def _share(
    dataset: str, part: tuple[str, str], whole: tuple[str, str], product: str, year: str
) -> Result:
    over = evidence("trade-value", *part, product, year, dataset=dataset)
    under = evidence("trade-value", *whole, product, year, dataset=dataset)
    inputs = (as_input("part", over), as_input("whole", under))
    if over.value is None or under.value is None:
        return Result(None, inputs, over.unknown or under.unknown)
    if under.value == 0:
        return Result(None, inputs, Reason("no-trade"))
    return Result(over.value / under.value, inputs)


@measure(
    "exporter-rank",
    "exporter product year",
    unit="rank",
    label="Place of {exporter} among the exporters of {product}, {year}",
    formula="1 + number of countries whose exports of the product are larger",
    source=_BACI,
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
    source=_BACI,
)
def importer_rank(dataset: str, importer: str, product: str, year: str) -> Result:
    """1 is the largest importer; unknown for a country that does not import."""
    return _rank(dataset, "importer", importer, product, year)


def _rank(dataset: str, side: queries.Side, country: str, product: str, year: str) -> Result:
    years = years_of(year)
    unknown = unknown_cut(trade(dataset), product, years)
    if unknown:
        return Result(None, unknown=unknown)
    totals = country_totals(dataset, side, years[0], years[-1]).of(products_of(product))
    inputs = (Input(name="countries that trade", value=float(len(totals)), unit="count"),)
    if country not in totals:
        return Result(None, inputs, Reason("country-no-such-trade", country=country))
    larger = sum(total > totals[country] for total in totals.values())
    return Result(float(larger + 1), inputs)


@measure(
    "trade-growth",
    "exporter importer product first last",
    unit="change",
    label="Annual growth from {exporter} to {importer}, product {product}, {first} to {last}",
    formula="g = (v_last / v_first)^(1 / (last - first)) - 1",
    source=_BACI,
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
    return Result((end.value / start.value) ** (1 / distance) - 1, inputs)


@measure(
    "first-year",
    "exporter importer product",
    unit="year",
    label="First year of trade from {exporter} to {importer}, product {product}",
    formula="min of the years with a flow",
    source=_BACI,
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
    source=_BACI,
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
    source=_BACI,
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
    frame = _of_product(dataset, exporter, importer, product)
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
    source=_BACI,
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
    source=_BACI,
)
def quiet_years_of(dataset: str, exporter: str, importer: str, product: str) -> Result:
    """A count; where there never was a flow, all years held in a row up to the last."""
    by_year, inputs, unknown = _yearly(dataset, exporter, importer, product)
    if by_year is None and not inputs:
        return Result(None, inputs, unknown)
    held = years_held(trade(dataset))
    last = None if by_year is None else int(by_year["year"][-1])
    return Result(float(quiet_years(last, until=held[-1], held=held)), inputs)
