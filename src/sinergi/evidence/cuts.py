"""The rows of a dataset that the arguments of a measure name, and why there may be none.

A country argument is ISO3 or ``WLD`` (all countries), a product argument a code of 2, 4 or 6
digits, several joined by ``+``, or ``all``; a year argument is a year or an interval
``2020-2024``. A dataset of totals answers for the flows it holds; one that is the mean of some
years answers for those years together only; one in which a missing product is not known gives
bounds of sums.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from sinergi.errors import UsageError
from sinergi.evidence.caching import store_cache
from sinergi.evidence.datasets import trade
from sinergi.evidence.measures import ALL, WORLD
from sinergi.evidence.reporting import unreported_years
from sinergi.trade import queries, totals
from sinergi.trade.catalogue import Dataset
from sinergi.trade.reporting import merges_reports
from sinergi.vocabulary.reasons import Reason

LOWER_BOUND = Reason("lower-bound")
HOLE = 10_000_000
"""US dollars of the years before and after from which a single year without a row is a hole.

In the raw materials 1,521 flows have one, Saudi crude oil to Japan in 2015 among them (43 billion
dollars before, 18 after): hardly any stopped for a year.
"""


@dataclass(frozen=True)
class Cut:
    """The rows a measure sums: after the arguments were read."""

    frame: pl.DataFrame
    years: range
    unknown: Reason | None
    divisor: int = 1
    """By how many years a sum of the rows is divided to be that of one year."""
    notes: tuple[Reason, ...] = ()

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


def year_of(text: str) -> int:
    """Read a year.

    Raises:
        UsageError: it is none.
    """
    if not text.isdigit():
        raise UsageError(f"'{text}' is not a year")
    return int(text)


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
    held = trade(identifier)
    unknown = unknown_cut(held, product, years) or unknown_flow(held, exporter, importer)
    if unknown:
        return Cut(pl.DataFrame(), years, unknown)
    frame = _in_years(identifier, exporter, importer, product, years)
    hole = _hole(identifier, exporter, importer, product, years)
    if not frame.height:
        unknown = absent(identifier, exporter, importer, years) or hole
        if unknown is None and held.absent == "unknown":
            unknown = Reason("row-missing", dataset=identifier)
    single = product.isdigit() and len(product) == held.digits
    notes = [LOWER_BOUND] if held.absent == "unknown" and not single else []
    if frame.height and (silent := _unreported(identifier, exporter, importer, years)):
        notes.append(silent)
    if frame.height and hole:
        notes.append(hole)
    divisor = 1 if held.mean else len(years)
    return Cut(frame, years, unknown, divisor, tuple(notes))


def _hole(
    identifier: str, exporter: str, importer: str, product: str, years: range
) -> Reason | None:
    """That a large flow has no row in one of the years, though it has before and after."""
    holes = sorted(_holes(identifier, exporter, importer, product).intersection(years))
    if not holes:
        return None
    listed = ", ".join(str(year) for year in holes)
    return Reason("flow-hole", exporter=exporter, importer=importer, years=listed)


@store_cache(1024)
def _holes(identifier: str, exporter: str, importer: str, product: str) -> frozenset[int]:
    if WORLD in (exporter, importer) or not merges_reports(trade(identifier)):
        return frozenset()
    rows = of_product(identifier, exporter, importer, product).select("year", "value")
    value: dict[int, float] = {}
    for year, worth in rows.iter_rows():
        value[year] = value.get(year, 0.0) + worth
    return frozenset(
        year + 1
        for year, before in value.items()
        if year + 1 not in value and min(before, value.get(year + 2, 0.0)) >= HOLE
    )


def unknown_flow(dataset: Dataset, exporter: str, importer: str) -> Reason | None:
    """Why totals cannot tell about trade of these countries, None where the dataset can."""
    if dataset.kind != "totals":
        return None
    i, j = (None if country == WORLD else country for country in (exporter, importer))
    return totals.knows(dataset, i, j)


def absent(identifier: str, exporter: str, importer: str, years: range) -> Reason | None:
    """Why no rows are not a zero: a country that the dataset does not know in these years.

    BACI has no Luxembourg before 1999, no Botswana before 2000, no South Sudan before 2012, and
    never Monaco: their trade stands with a neighbour's. Or a year that neither of two reported.
    """
    held = trade(identifier)
    when = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    for country in (exporter, importer):
        sides = ((country, WORLD), (WORLD, country))
        told = [side for side in sides if unknown_flow(held, *side) is None]
        if country in (WORLD, *held.partners):
            continue
        if not any(_years_of_pair(identifier, *side).intersection(years) for side in told):
            return Reason("country-no-trade-in-years", country=country, years=when)
    return _unreported(identifier, exporter, importer, years)


def _unreported(identifier: str, exporter: str, importer: str, years: range) -> Reason | None:
    """That neither of two countries reported some of these years."""
    if WORLD in (exporter, importer):
        return None
    silent = sorted(unreported_years(identifier, exporter, importer).intersection(years))
    if not silent:
        return None
    listed = ", ".join(str(year) for year in silent)
    return Reason("pair-not-reported", exporter=exporter, importer=importer, years=listed)


def _in_years(
    identifier: str, exporter: str, importer: str, product: str, years: range
) -> pl.DataFrame:
    if len(years) == 1:
        by_year = _by_year(identifier, exporter, importer, product)
        empty = of_product(identifier, exporter, importer, product).clear
        return by_year[years[0]] if years[0] in by_year else empty()
    rows = of_product(identifier, exporter, importer, product)
    return rows.filter(pl.col("year").is_between(years[0], years[-1]))


# A chart asks for one flow year by year.
@store_cache(1024)
def _by_year(
    identifier: str, exporter: str, importer: str, product: str
) -> dict[int, pl.DataFrame]:
    rows = of_product(identifier, exporter, importer, product)
    return {int(year): part for (year,), part in rows.partition_by("year", as_dict=True).items()}


@store_cache(64)
def _years_of_pair(identifier: str, exporter: str, importer: str) -> frozenset[int]:
    return frozenset(_of_pair(identifier, exporter, importer)["year"].unique())


# A brief asks for the same flow in many years: all years of it are read once.
@store_cache(1024)
def of_product(identifier: str, exporter: str, importer: str, product: str) -> pl.DataFrame:
    """All years of a flow, or of the sums of a country or the world."""
    frame = _of_pair(identifier, exporter, importer)
    codes = products_of(product)
    return frame if codes is None else frame.filter(queries.product_filter(codes))


@store_cache(64)
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
    if dataset.mean and dataset.years and (years[0], years[-1]) != dataset.years:
        first, last = dataset.years
        return Reason("years-mean-only", dataset=dataset.id, first=first, last=last)
    if dataset.years and not (dataset.years[0] <= years[0] and years[-1] <= dataset.years[1]):
        first, last = dataset.years
        return Reason("years-not-covered", dataset=dataset.id, first=first, last=last)
    if dataset.years and (missing := sorted(set(years) - set(dataset.years_held))):
        listed = ", ".join(str(one) for one in missing)
        return Reason("years-not-held", dataset=dataset.id, years=listed)
    return None
