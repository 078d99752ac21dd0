"""Questions to a dataset of trade or totals: small typed functions that read what they must.

Sums carry three numbers: ``value`` in US dollars; ``quantity`` in tonnes, the known part, null
where none is known; ``value_quantified``, the value of the rows whose quantity is known. A unit
value is ``value_quantified / quantity``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import polars as pl

from sinergi.errors import UnknownNameError, UsageError
from sinergi.trade import derived
from sinergi.trade import totals as sums
from sinergi.trade.catalogue import Dataset, Side

Years = Iterable[int] | None
SUMMARIES: dict[Side, str] = {"exporter": "exports", "importer": "imports"}
"""Tables by country and product that a load writes beside the flows, by the side they sum."""

_QUANTIFIED = pl.col("quantity").is_not_null()
_SUMS = (
    pl.col("value").sum(),
    # A sum over unknown quantities only is unknown, not zero.
    pl.when(pl.col("quantity").count() > 0).then(pl.col("quantity").sum()).alias("quantity"),
    # A filter within each group would take twice the time.
    pl.when(_QUANTIFIED).then("value").otherwise(0.0).sum().alias("value_quantified"),
)
_RESUMS = (
    *_SUMS[:2],
    pl.col("value_quantified").sum(),
)
"""The same over rows that are sums already."""


def flows(
    ds: Dataset,
    exporter: str | None = None,
    importer: str | None = None,
    products: Iterable[str] | None = None,
    years: Years = None,
) -> pl.LazyFrame:
    """The flow table's rows that match all that is given, lazily.

    Args:
        ds: A trade dataset.
        exporter: ISO3 code.
        importer: ISO3 code.
        products: Codes of 2, 4 or 6 digits; a short one stands for all that begin with it.
        years: The years wanted.

    Raises:
        UsageError: a code has more digits than the dataset's products.
    """
    frame = sums.flows(ds, exporter, importer) if ds.kind == "totals" else ds.scan()
    if exporter is not None:
        frame = frame.filter(pl.col("exporter") == exporter)
    if importer is not None:
        frame = frame.filter(pl.col("importer") == importer)
    if products is not None:
        frame = frame.filter(product_filter(check_level(ds, products)))
    if years is not None:
        frame = frame.filter(pl.col("year").is_in([int(y) for y in years]))
    return frame


def check_level(ds: Dataset, products: Iterable[str]) -> list[str]:
    """The codes themselves, where the dataset can tell about them.

    Raises:
        UsageError: one has more digits than the dataset's products: that none is found would look
            as if there were no such trade.
    """
    codes = list(products)
    for code in codes:
        if len(code) > ds.digits:
            raise UsageError(
                f"dataset '{ds.id}' has products of {ds.digits} digits: nothing about {code}",
                advice=f"Ask for {code[: ds.digits]}",
            )
    return codes


def product_filter(products: Iterable[str]) -> pl.Expr:
    """Rows whose ``product`` is one of the codes or begins with one of the shorter codes."""
    codes = list(products)
    whole = [code for code in codes if len(code) == 6]
    expression = pl.col("product").is_in(whole)
    for code in codes:
        if len(code) < 6:
            expression = expression | pl.col("product").str.starts_with(code)
    return expression


def exports_by_product(
    ds: Dataset, exporter: str | None = None, years: Years = None
) -> pl.DataFrame:
    """What one country, or each, sells to the world: year, exporter, product and the sums."""
    return _by_product(ds, "exporter", exporter, years)


def imports_by_product(
    ds: Dataset, importer: str | None = None, years: Years = None
) -> pl.DataFrame:
    """What one country, or each, buys from the world: year, importer, product and the sums."""
    return _by_product(ds, "importer", importer, years)


def by_country(ds: Dataset, side: Side) -> pl.LazyFrame:
    """Trade of each country by product, lazily: year, country, product, value."""
    return _side(ds, side).select("year", pl.col(side).alias("country"), "product", "value")


def world_by_product(ds: Dataset, years: Years = None) -> pl.DataFrame:
    """World trade by product: year, product and the sums."""
    kept = derived.world(ds)
    if kept is not None:
        return kept.filter(_year_filter(years))
    return (
        _side(ds, sides(ds)[0])
        .filter(_year_filter(years))
        .group_by("year", "product")
        .agg(_RESUMS)
        .sort("year", "product")
        .collect()
    )


def pair_series(
    ds: Dataset, exporter: str, importer: str, product: str | None = None
) -> pl.DataFrame:
    """What ``exporter`` sold to ``importer`` by year: year and the sums.

    A year without a row is a year in which the dataset holds no such trade; ``product`` may have
    2, 4 or 6 digits.
    """
    products = None if product is None else [product]
    return (
        flows(ds, exporter, importer, products).group_by("year").agg(_SUMS).sort("year").collect()
    )


def exporters_of(ds: Dataset, product: str, year: int) -> pl.DataFrame:
    """Who sells the product: rank, exporter, the sums, share of world exports (0 to 1)."""
    return _ranked(ds, "exporter", product, year)


def importers_of(ds: Dataset, product: str, year: int) -> pl.DataFrame:
    """Who buys the product: rank, importer, the sums, share of world imports (0 to 1)."""
    return _ranked(ds, "importer", product, year)


def totals(
    ds: Dataset,
    *,
    exporter: str | None = None,
    importer: str | None = None,
    year: int,
) -> float | None:
    """All trade of the dataset in one year of an exporter, an importer or a pair, in US dollars.

    None when the dataset has no row of them in that year: unknown is not zero.
    """
    if exporter is not None and importer is not None:
        rows = flows(ds, exporter, importer, years=[year]).select("value").collect()
    else:
        side: Side = "importer" if exporter is None and importer is not None else sides(ds)[0]
        frame = _side(ds, side).filter(pl.col("year") == year)
        country = exporter if exporter is not None else importer
        if country is not None:
            frame = frame.filter(pl.col(side) == country)
        rows = frame.select("value").collect()
    return float(rows["value"].sum()) if rows.height else None


def countries(ds: Dataset) -> list[str]:
    """ISO3 codes of all countries that export or import in the dataset, sorted."""
    found: set[str] = set()
    for side in sides(ds):
        found |= codes(ds, side, side)
    return sorted(found)


def sides(ds: Dataset) -> tuple[Side, ...]:
    """The sides of trade that the dataset knows: both, or those of its totals."""
    return sums.sides(ds) if ds.kind == "totals" else ("exporter", "importer")


def products(ds: Dataset) -> list[str]:
    """Product codes of the dataset, sorted; none of totals over all goods."""
    return sorted(codes(ds, sides(ds)[0], "product") - {sums.ALL_GOODS})


def codes(ds: Dataset, side: Side, column: str) -> frozenset[str]:
    """The products of one side of trade, or the countries on it."""
    kept = derived.codes(ds, side, column)
    return _distinct(ds, side, column) if kept is None else kept


@lru_cache(maxsize=32)
def _distinct(ds: Dataset, side: Side, column: str) -> frozenset[str]:
    # Year after year: the column of 28 years of world trade need not be in memory at once.
    rows = _side(ds, side).select(column).unique().collect(engine="streaming")
    return frozenset(rows[column].to_list())


def latest_year(ds: Dataset, *, country: str | None = None) -> int:
    """The last year of the dataset, or the last in which ``country`` exports or imports.

    Raises:
        UnknownNameError: the country has no trade in the dataset.
    """
    if country is None and ds.years is not None:
        return ds.years[1]
    last: list[int] = []
    for side in sides(ds):
        frame = _side(ds, side)
        if country is not None:
            frame = frame.filter(pl.col(side) == country)
        year = frame.select(pl.col("year").max()).collect().item()
        if year is not None:
            last.append(int(year))
    if not last:
        who = f"{country} has no trade" if country else "there is no trade"
        raise UnknownNameError(f"{who} in dataset '{ds.id}'")
    return max(last)


def summarise(frame: pl.LazyFrame, side: Side) -> pl.LazyFrame:
    """Flows summed over the partners: year, country, product and the sums."""
    return frame.group_by("year", side, "product").agg(_SUMS).sort("year", side, "product")


def _side(ds: Dataset, side: Side) -> pl.LazyFrame:
    """Trade by country and product, from the stored summary or, once a process, from the flows.

    Raises:
        UsageError: the dataset holds totals of the other side.
    """
    if ds.kind == "totals":
        if side not in sides(ds):
            raise UsageError(f"dataset '{ds.id}' holds {ds.flow}, no {SUMMARIES[side]}")
        return sums.by_side(ds, side)
    if ds.has_table(SUMMARIES[side]):
        return ds.scan_table(SUMMARIES[side])
    return _summary(ds, side).lazy()


@lru_cache(maxsize=8)
def _summary(ds: Dataset, side: Side) -> pl.DataFrame:
    return summarise(ds.scan(), side).collect()


def _year_filter(years: Years) -> pl.Expr:
    return pl.lit(True) if years is None else pl.col("year").is_in([int(y) for y in years])


def _by_product(ds: Dataset, side: Side, country: str | None, years: Years) -> pl.DataFrame:
    frame = _side(ds, side).filter(_year_filter(years))
    if country is not None:
        frame = frame.filter(pl.col(side) == country)
    return frame.sort("year", side, "product").collect()


def _ranked(ds: Dataset, side: Side, product: str, year: int) -> pl.DataFrame:
    return (
        _side(ds, side)
        .filter((pl.col("year") == year) & product_filter(check_level(ds, [product])))
        .group_by(side)
        .agg(_RESUMS)
        .sort(["value", side], descending=[True, False])
        .with_columns((pl.col("value") / pl.col("value").sum()).alias("share"))
        .with_row_index("rank", offset=1)
        .collect()
    )
