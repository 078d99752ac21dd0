"""One economy: key figures, and what it sells to the world and buys from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import Column, Figure, Part, Profile, Table
from sinergi.evidence import ALL, WORLD
from sinergi.evidence.reporting import thin_years
from sinergi.trade import queries
from sinergi.vocabulary import development

LARGEST = 5
"""Products a table shows."""


@dataclass(frozen=True)
class _Side:
    """The words of one side of trade."""

    title: str
    share: str


SIDES = {
    "exports": _Side(
        title=N_("What {country} sells to the world"),
        share=N_("share of world exports"),
    ),
    "imports": _Side(
        title=N_("What {country} buys from the world"),
        share=N_("share of world imports"),
    ),
}


def profile(context: Context, country: str) -> Profile:
    """The two tables of a country; its key figures stand in the table of both."""
    return Profile(
        country=context.country(country),
        facts=[],
        exports=_table(context, country, "exports"),
        imports=_table(context, country, "imports"),
    )


def side_by_side(context: Context) -> Table:
    """Key figures of both countries, one beside the other."""
    _ = context.translator
    both = (context.a, context.b)
    lines: tuple[tuple[str, Callable[[Context, str], Part | None]], ...] = (
        (_("GDP"), _wdi("gdp", "gdp")),
        (_("GDP per head"), _wdi("gdp", "gdp-per-head")),
        (_("Population"), _wdi("gdp", "population")),
        (_("Exports of goods"), _goods("exports")),
        (_("of which in the trade data here"), _share("exports")),
        (_("Imports of goods"), _goods("imports")),
        (_("of which in the trade data here"), _share("imports")),
        (_("Economic complexity index (published)"), _eci("eci")),
        (_("Place in it"), _eci("eci-rank")),
    )
    rows: list[list[Part | None]] = [
        [title, *(make(context, country) for country in both)] for title, make in lines
    ]
    distance = context.ledger.figure("distance", *both, dataset="geodist")
    years = sorted({year for c in both if (year := _last(development.wdi(c, "gdp")))})
    return Table(
        id="side-by-side",
        title=_("The two side by side"),
        columns=[
            Column(key="what", title=_("figure")),
            *(Column(key=c, title=context.name(c), numeric=True) for c in both),
        ],
        rows=[*rows, [_("Distance between the most populous cities"), distance, None]],
        note=_("Latest years: {years}.", years=", ".join(map(str, years)) or "–"),
    )


def _wdi(series: str, measure: str) -> Callable[[Context, str], Part | None]:
    def make(context: Context, country: str) -> Part | None:
        year = _last(development.wdi(country, series))
        if year is None:
            return context.translator("not known")
        return context.ledger.figure(measure, country, year, dataset="wdi")

    return make


def _goods(side: str) -> Callable[[Context, str], Part | None]:
    """Trade in goods in the year of which the share that the dataset covers is given."""

    def make(context: Context, country: str) -> Part | None:
        year = covered_year(context, country, side)
        if year is None:
            return context.translator("not known")
        return context.ledger.figure(f"goods-{side}", country, year, dataset="wdi")

    return make


def _share(side: str) -> Callable[[Context, str], Part | None]:
    def make(context: Context, country: str) -> Part | None:
        return covered_share(context, country, side)

    return make


def covered_share(context: Context, country: str, side: str) -> Figure | None:
    """The part of a country's trade in goods that the dataset holds; None where it is not known.

    Of the year that :func:`covered_year` gives.
    """
    year = covered_year(context, country, side)
    if year is None:
        return None
    return context.ledger.figure("basket-share", country, side, year)


def covered_year(context: Context, country: str, side: str) -> int | None:
    """The last year that the dataset and the balance of payments hold and that was reported.

    In a year that a country hardly reported, most of what it traded is missing in the dataset.
    """
    years = set(development.wdi(country, f"{side}_goods_bop")) & set(context.held)
    # Mostly one of the last years is it; only otherwise all of them are counted.
    for span in (context.window_years, range(context.first, context.last + 1)):
        told = years.intersection(span) - thin_years(context.dataset.id, country, span)
        if told:
            return max(told)
    return None


def _eci(measure: str) -> Callable[[Context, str], Part | None]:
    def make(context: Context, country: str) -> Part | None:
        year = _last(development.eci(country))
        if year is None:
            return context.translator("not known")
        return context.ledger.figure(measure, country, year, dataset="eci")

    return make


def _last(values: dict[int, float]) -> int | None:
    """The last year with a value."""
    return max(values, default=None)


def _table(context: Context, country: str, side: str) -> Table:
    _, figure, ledger = context.translator, context.ledger.figure, context.ledger
    words = SIDES[side]
    title = _(words.title, country=context.name(country))
    rows: list[list[Part | None]] = []
    for product in _largest(context, country, side):
        pair = (country, WORLD) if side == "exports" else (WORLD, country)
        rows.append(
            [
                ledger.product(product),
                figure("trade-value", *pair, product, context.window),
                figure(f"world-{side[:-1]}-share", country, product, context.window),
                figure(f"{side[:-1]}er-rank", country, product, context.window),
            ]
        )
    whole = (country, WORLD) if side == "exports" else (WORLD, country)
    total = figure("trade-value", *whole, ALL, context.window)
    rows.append([_("All products of the dataset"), total, None, None])
    a_year = _("annual mean, {years}", years=context.window_text)
    return Table(
        id=f"{side}-{country}",
        title=title,
        columns=[
            Column(key="product", title=_("product")),
            Column(key="value", title=a_year, numeric=True),
            Column(key="share", title=_(words.share), numeric=True),
            Column(key="rank", title=_("place in the world"), numeric=True),
        ],
        rows=rows,
    )


def _largest(context: Context, country: str, side: str) -> list[str]:
    query = queries.exports_by_product if side == "exports" else queries.imports_by_product
    frame = (
        query(context.dataset, country, context.window_years)
        .group_by("product")
        .agg(pl.col("value").sum())
    )
    ordered = frame.sort(["value", "product"], descending=[True, False]).head(LARGEST)
    return list(ordered["product"])
