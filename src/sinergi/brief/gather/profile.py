"""One economy: key figures, and what it sells to the world and buys from it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import Column, Part, Profile, Sentence, Table
from sinergi.evidence import ALL, WORLD
from sinergi.trade import queries
from sinergi.vocabulary import development

LARGEST = 8
"""Products a table shows."""


@dataclass(frozen=True)
class _Side:
    """The words of one side of trade."""

    title: str
    share: str
    covered: str
    unknown: str


SIDES = {
    "exports": _Side(
        title=N_("What {country} sells to the world"),
        share=N_("share of world exports"),
        covered=N_(
            "Exports of goods {total} ({year}), of which the trade data here cover {share}."
        ),
        unknown=N_("Exports of goods: not known."),
    ),
    "imports": _Side(
        title=N_("What {country} buys from the world"),
        share=N_("share of world imports"),
        covered=N_(
            "Imports of goods {total} ({year}), of which the trade data here cover {share}."
        ),
        unknown=N_("Imports of goods: not known."),
    ),
}


def profile(context: Context, country: str) -> Profile:
    """Facts and the two tables of a country."""
    return Profile(
        country=context.country(country),
        facts=_facts(context, country),
        exports=_table(context, country, "exports"),
        imports=_table(context, country, "imports"),
    )


def _facts(context: Context, country: str) -> list[Sentence]:
    _, figure = context.translator, context.ledger.figure
    facts: list[Sentence] = []
    year = _last(development.wdi(country, "gdp"))
    if year is None:
        facts.append([_("GDP: not known.")])
    else:
        facts.append(
            _.sentence(
                "GDP {gdp}, {per_head} per head ({year}); population {population}.",
                gdp=figure("gdp", country, year, dataset="wdi"),
                per_head=figure("gdp-per-head", country, year, dataset="wdi"),
                population=figure("population", country, year, dataset="wdi"),
                year=str(year),
            )
        )
    facts += [_covered(context, country, side) for side in ("exports", "imports")]
    year = _last(development.eci(country))
    if year is None:
        facts.append([_("Economic complexity: no index is published for this country.")])
    else:
        facts.append(
            _.sentence(
                "Economic complexity index (published) {eci}, {rank} of {n} countries ({year}).",
                eci=figure("eci", country, year, dataset="eci"),
                rank=figure("eci-rank", country, year, dataset="eci"),
                n=str(len(development.eci_ranks(year))),
                year=str(year),
            )
        )
    facts.append(_distance(context, country))
    return facts


def _distance(context: Context, country: str) -> Sentence:
    other = context.b if country == context.a else context.a
    return context.translator.sentence(
        "Distance to {country}: {distance} between the most populous cities.",
        country=context.name(other),
        distance=context.ledger.figure("distance", country, other, dataset="geodist"),
    )


def _covered(context: Context, country: str, side: str) -> Sentence:
    """All goods traded, and the part of them that the dataset holds."""
    _, figure = context.translator, context.ledger.figure
    published = development.wdi(country, f"{side}_goods_bop")
    year = max(set(published) & set(context.held), default=None)
    if year is None:
        return [_(SIDES[side].unknown)]
    share = figure("basket-share", country, side, year)
    message = SIDES[side].covered
    total = figure(f"goods-{side}", country, year, dataset="wdi")
    return _.sentence(message, total=total, year=str(year), share=share)


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
        note=_("Annual means of {years}.", years=context.window_text),
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
