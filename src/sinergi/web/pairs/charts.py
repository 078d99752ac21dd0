"""The charts of a pair as specifications of Vega and rows of data.

Each has a sentence that says what is seen, and the rows it shows; the page draws it, prints the
table behind it, and hands it out as SVG, PNG and CSV.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from sinergi.errors import SinergiError
from sinergi.store import stamp
from sinergi.trade import catalogue, queries
from sinergi.web.core.templating import country, figure, lang, number, product
from sinergi.web.openings.queries import openings
from sinergi.web.pairs.models import Pair

NAMES = ("sells-a", "sells-b", "openings-a", "openings-b", "trade")
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#B88A00", "#8F4A77", "#56708a", "#7a5c3e", "#4c7a34"]
_TOP = 40


@dataclass(frozen=True)
class Chart:
    """A chart: its specification without data, its rows, columns with titles, and words."""

    title: str
    sentence: str
    source: str
    columns: list[tuple[str, str]]
    rows: list[dict[str, Any]]
    spec: dict[str, Any]
    problem: str = ""


def chart(pair: Pair, name: str) -> Chart:
    """The chart of this name for a pair; kept until the datasets change."""
    key = f"chart:{pair.a}:{pair.b}:{name}:{lang()}:{stamp()[1]}"
    held: Chart | None = cache.get(key)
    if held is None:
        try:
            held = _make(pair, name)
        except SinergiError as error:
            return Chart(_title(pair, name), "", "", [], [], {}, problem=str(error))
        cache.set(key, held)
    return held


def _title(pair: Pair, name: str) -> str:
    one, other = (pair.a, pair.b) if name.endswith("-a") else (pair.b, pair.a)
    if name == "trade":
        return _("Trade between the two countries")
    if name.startswith("sells"):
        return _("What %(country)s sells to the world") % {"country": country(one)}
    return _("What %(one)s could sell to %(other)s") % {
        "one": country(one),
        "other": country(other),
    }


def _make(pair: Pair, name: str) -> Chart:
    if name == "trade":
        return _trade(pair)
    one = pair.a if name.endswith("-a") else pair.b
    return _sells(pair, name, one) if name.startswith("sells") else _openings(pair, name, one)


def _source(ds: Any, years: str) -> str:
    text = f"{ds.origin.producer}: {ds.title}, {years}" if hasattr(ds, "origin") else ds.title
    return text if ds.complete else text + ". " + _("Raw materials only, not all trade.")


def _sells(pair: Pair, name: str, one: str) -> Chart:
    ds = catalogue.default_trade()
    year = queries.latest_year(ds, country=one)
    frame = queries.exports_by_product(ds, one, [year]).sort("value", descending=True)
    total = float(frame["value"].sum())
    held = frame.head(_TOP).select("product", "value").rows()
    rows = [
        {"product": code, "name": product(code, ds.nomenclature), "value": value,
         "share": value / total if total else None, "chapter": code[:2]}
        for code, value in held
    ]  # fmt: skip
    largest = rows[0] if rows else None
    sentence = (
        _("%(country)s sold %(total)s in %(year)s; the largest product is %(name)s with %(share)s.")
        % {
            "country": country(one),
            "total": figure(total, "USD"),
            "year": year,
            "name": largest["name"],
            "share": figure(largest["share"], "share"),
        }
        if largest
        else _("No sales are known.")
    )
    columns = [("product", "HS"), ("name", _("Product")), ("value", "USD"), ("share", _("Share"))]
    return Chart(_title(pair, name), sentence, _source(ds, str(year)), columns, rows, _TREEMAP)


def _openings(pair: Pair, name: str, one: str) -> Chart:
    other = pair.other(one) or ""
    found = openings(one, other)
    ds = catalogue.dataset(found.dataset)
    from sinergi.web.core.messages import STATES, label

    rows = [
        {"product": item.product, "name": product(item.product, found.nomenclature),
         "sells": item.exports.value, "buys": item.imports.value,
         "open": item.potential.unrealised.value, "status": label(STATES, item.status),
         "rank": item.rank}
        for item in found.items
    ]  # fmt: skip
    open_ones = sum(1 for item in found.items if item.status != "traded")
    sentence = _(
        "%(total)s products that %(one)s sells and %(other)s buys; %(open)s of them are not or "
        "hardly traded between the two. The first in rank is %(name)s."
    ) % {
        "total": number(len(rows)),
        "one": country(one),
        "other": country(other),
        "open": number(open_ones),
        "name": rows[0]["name"] if rows else "–",
    }
    columns = [("rank", _("Rank")), ("product", "HS"), ("name", _("Product")),
               ("sells", _("Seller sells, USD a year")), ("buys", _("Buyer buys, USD a year")),
               ("open", _("Not yet used, USD a year")), ("status", _("State"))]  # fmt: skip
    years = f"{found.years[0]}–{found.years[1]}"
    spec = _scatter(_("Seller sells, USD a year"), _("Buyer buys, USD a year"), _("State"))
    return Chart(_title(pair, name), sentence, _source(ds, years), columns, rows, spec)


def _trade(pair: Pair) -> Chart:
    ds = catalogue.default_trade()
    rows: list[dict[str, Any]] = []
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        held = dict(queries.pair_series(ds, one, other).select("year", "value").rows())
        title = f"{country(one)} → {country(other)}"
        first, last = ds.years or (0, -1)
        # A year without a row stays a gap: nothing is known to have been traded, or recorded.
        rows += [
            {"year": year, "flow": title, "value": held.get(year)}
            for year in range(first, last + 1)
        ]
    known = [row for row in rows if row["value"] is not None]
    latest = max((row["year"] for row in known), default=None)
    sentence = (
        _(
            "The last year with trade is %(year)s: %(total)s both ways. "
            "Gaps are years without a record."
        )
        % {
            "year": latest,
            "total": figure(sum(r["value"] for r in known if r["year"] == latest), "USD"),
        }
        if latest
        else _("No trade between the two countries is recorded in this dataset.")
    )
    columns = [("year", _("Year")), ("flow", _("Direction")), ("value", "USD")]
    years = f"{ds.years[0]}–{ds.years[1]}" if ds.years else ""
    return Chart(
        _title(pair, "trade"), sentence, _source(ds, years), columns, rows, _line(_("Year"))
    )


_BASE: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "width": "container",
    "height": 300,
    "autosize": {"type": "fit", "contains": "padding"},
    "config": {
        "font": "Segoe UI, Noto Sans, PT Sans, DejaVu Sans, sans-serif",
        "axis": {"labelColor": "#1c2733", "titleColor": "#1c2733", "gridColor": "#e6eaee"},
        "legend": {"labelColor": "#1c2733", "titleColor": "#1c2733", "orient": "bottom"},
        "view": {"stroke": None},
    },
}


def _scatter(sells: str, buys: str, state: str) -> dict[str, Any]:
    log = {"type": "log", "nice": True}
    return _BASE | {
        "transform": [{"filter": "datum.sells > 0 && datum.buys > 0"}],
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 0.85},
        "encoding": {
            "x": {"field": "sells", "type": "quantitative", "scale": log, "title": sells,
                  "axis": {"format": "~s", "tickCount": 5}},
            "y": {"field": "buys", "type": "quantitative", "scale": log, "title": buys,
                  "axis": {"format": "~s", "tickCount": 5}},
            "color": {"field": "status", "type": "nominal", "title": state,
                      "scale": {"range": COLOURS}},
            "shape": {"field": "status", "type": "nominal", "title": state},
            "tooltip": [{"field": "name"}, {"field": "sells", "format": ",.0f"},
                        {"field": "buys", "format": ",.0f"}],
        },
    }  # fmt: skip


def _line(year: str) -> dict[str, Any]:
    return _BASE | {
        "mark": {"type": "line", "point": True, "invalid": "break-paths-show-domains"},
        "encoding": {
            "x": {"field": "year", "type": "quantitative", "title": year,
                  "axis": {"format": "d", "tickCount": 8}, "scale": {"zero": False}},
            "y": {"field": "value", "type": "quantitative", "title": "USD",
                  "axis": {"format": "~s", "tickCount": 5}},
            "color": {"field": "flow", "type": "nominal", "title": None,
                      "scale": {"range": COLOURS}},
            "strokeDash": {"field": "flow", "type": "nominal", "title": None},
            "tooltip": [{"field": "flow"}, {"field": "year"}, {"field": "value", "format": ",.0f"}],
        },
    }  # fmt: skip


_TREEMAP: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega/v6.json",
    "width": 520,
    "height": 300,
    "data": [
        {
            "name": "tree",
            "values": [],
            "transform": [
                {"type": "stratify", "key": "id", "parentKey": "parent"},
                {"type": "treemap", "field": "value",
                 "sort": {"field": "value", "order": "descending"},
                 "round": True, "method": "squarify", "paddingInner": 1,
                 "size": [{"signal": "width"}, {"signal": "height"}]},
            ],
        },
        {"name": "leaves", "source": "tree",
         "transform": [{"type": "filter", "expr": "datum.parent != null"}]},
    ],
    "scales": [
        {"name": "color", "type": "ordinal", "range": COLOURS,
         "domain": {"data": "leaves", "field": "chapter", "sort": True}},
    ],
    "marks": [
        {
            "type": "rect",
            "from": {"data": "leaves"},
            "encode": {
                "update": {
                    "x": {"field": "x0"}, "x2": {"field": "x1"},
                    "y": {"field": "y0"}, "y2": {"field": "y1"},
                    "fill": {"scale": "color", "field": "chapter"},
                    "tooltip": {"signal": "datum.name + ': ' + format(datum.share, '.1%')"},
                }
            },
        },
        {
            "type": "text",
            "interactive": False,
            "from": {"data": "leaves"},
            "encode": {
                "update": {
                    "x": {"field": "x0", "offset": 5}, "y": {"field": "y0", "offset": 14},
                    "fill": {"value": "#ffffff"}, "fontSize": {"value": 11},
                    "font": {"value": "Segoe UI, Noto Sans, DejaVu Sans, sans-serif"},
                    "limit": {"signal": "max(datum.x1 - datum.x0 - 8, 1)"},
                    "opacity": {"signal":
                        "datum.x1 - datum.x0 > 46 && datum.y1 - datum.y0 > 20 ? 1 : 0"},
                    "text": {"signal": "datum.name"},
                }
            },
        },
    ],
}  # fmt: skip
