"""What a country sells to the world, as a treemap."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from django.utils.translation import gettext as _

from sinergi.evidence import WORLD
from sinergi.trade import catalogue, queries
from sinergi.web.core.templating import country, figure, product
from sinergi.web.pairs.charts.model import GOODS, Chart, ChartView, source
from sinergi.web.pairs.charts.specs import TREEMAP

MOST = 40
YEARS = 3
"""Last years of sales by chapter that are averaged: a single year of a small country is chance."""
SECTIONS = (5, 14, 15, 24, 27, 38, 40, 43, 46, 49, 63, 67, 70, 71, 83, 85, 89, 92, 93, 96, 99)
"""Last chapter of each section of the Harmonized System."""


def sells(one: str, title: str, state: ChartView) -> Chart:
    """Sales of a country by chapter (all goods) or by product of the trade dataset."""
    held = catalogue.default_totals("exports") if state.data == GOODS else None
    dataset = held or catalogue.default_trade()
    years = (
        list(dataset.years_held[-YEARS:]) if held else [queries.latest_year(dataset, country=one)]
    )
    frame = queries.exports_by_product(dataset, one, years)
    values: dict[str, float] = {}
    for code, value in frame.select("product", "value").iter_rows():
        values[code] = values.get(code, 0.0) + value / len(years)
    total = sum(values.values())
    measured = f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])
    rows: list[dict[str, Any]] = [
        {"product": code, "name": product(code, dataset.nomenclature), "value": value,
         "share": value / total,
         "evidence": {"value": f"trade-value/{one}/{WORLD}/{code}/{measured}@{dataset.id}"},
         "section": bisect_left(SECTIONS, int(code[:2])) if held else code[:4]}
        for code, value in sorted(values.items(), key=lambda pair: -pair[1])[:MOST]
        if value > 0
    ]  # fmt: skip
    period = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    return Chart(
        title=title,
        sentence=_sentence(one, total, period, rows, len(years)),
        source=source(dataset, period),
        columns=[("product", "HS"), ("name", _("Product")), ("value", _("USD a year")),
                 ("share", _("Share"))],
        rows=rows,
        spec=TREEMAP,
        controls=("data",),
    )  # fmt: skip


def _sentence(one: str, total: float, period: str, rows: list[dict[str, Any]], years: int) -> str:
    if not rows:
        return _("No sales are known.")
    text = (
        _(
            "%(country)s sold %(total)s a year in %(year)s; the largest part is %(name)s with "
            "%(share)s."
        )
        if years > 1
        else _(
            "%(country)s sold %(total)s in %(year)s; the largest product is %(name)s with "
            "%(share)s."
        )
    )
    return text % {
        "country": country(one),
        "total": figure(total, "USD"),
        "year": period,
        "name": rows[0]["name"],
        "share": figure(rows[0]["share"], "share"),
    }
