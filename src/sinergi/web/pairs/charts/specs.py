"""How the charts look: specifications of Vega and Vega-Lite, without data."""

from __future__ import annotations

from typing import Any

COLOURS = ["#0072B2", "#D55E00", "#00805c", "#8a6700", "#8F4A77", "#56708a", "#7a5c3e", "#4c7a34"]
FONT = "Segoe UI, Noto Sans, PT Sans, DejaVu Sans, sans-serif"
"""Of every chart, as the pages have it."""
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]


_BASE: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "width": "container",
    "height": 300,
    "autosize": {"type": "fit", "contains": "padding"},
    "config": {
        "font": FONT,
        "axis": {"labelColor": "#1c2733", "titleColor": "#1c2733", "gridColor": "#e6eaee"},
        "legend": {"labelColor": "#1c2733", "titleColor": "#1c2733", "orient": "bottom"},
        "view": {"stroke": None},
    },
}


def scatter(
    sells: str, buys: str, still_open: str, state: str, states: dict[str, bool]
) -> dict[str, Any]:
    """What the seller sells against what the buyer buys; the size of a point is what is open.

    ``states`` are all there can be, with whether one is seen: each has its own colour and shape in
    every chart and language.
    """
    seen = [(n, name) for n, (name, shown) in enumerate(states.items()) if shown]
    domain = [name for _n, name in seen]
    colours, shapes = ([held[n] for n, _name in seen] for held in (COLOURS, SHAPES))
    log = {"type": "log", "nice": True}
    return _BASE | {
        "transform": [{"filter": "datum.sells > 0 && datum.buys > 0"}],
        "mark": {"type": "point", "filled": True, "opacity": 0.8},
        "encoding": {
            "x": {"field": "sells", "type": "quantitative", "scale": log, "title": sells,
                  "axis": {"format": "~s", "tickCount": 5}},
            "y": {"field": "buys", "type": "quantitative", "scale": log, "title": buys,
                  "axis": {"format": "~s", "tickCount": 5}},
            "size": {"field": "open", "type": "quantitative", "title": still_open,
                     "scale": {"type": "sqrt", "range": [30, 700]}, "legend": None},
            "color": {"field": "status", "type": "nominal", "title": state,
                      "scale": {"domain": domain, "range": colours}},
            "shape": {"field": "status", "type": "nominal", "title": state,
                      "scale": {"domain": domain, "range": shapes}},
            "tooltip": [{"field": "name", "title": "HS"},
                        {"field": "sells", "format": ",.0f", "title": sells},
                        {"field": "buys", "format": ",.0f", "title": buys},
                        {"field": "open", "format": ",.0f", "title": still_open}],
        },
    }  # fmt: skip


def line(year: str) -> dict[str, Any]:
    """Values by year, a line each direction; years without a record break the line."""
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
            "tooltip": [{"field": "flow", "title": " "}, {"field": "year", "title": year},
                        {"field": "value", "format": ",.0f", "title": "USD"}],
        },
    }  # fmt: skip


TREEMAP: dict[str, Any] = {
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
         "domain": {"data": "leaves", "field": "section", "sort": True}},
    ],
    "marks": [
        {
            "type": "rect",
            "from": {"data": "leaves"},
            "encode": {
                "update": {
                    "x": {"field": "x0"}, "x2": {"field": "x1"},
                    "y": {"field": "y0"}, "y2": {"field": "y1"},
                    "fill": {"scale": "color", "field": "section"},
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
                    "font": {"value": FONT},
                    "limit": {"signal": "max(datum.x1 - datum.x0 - 8, 1)"},
                    "opacity": {"signal":
                        "datum.x1 - datum.x0 > 46 && datum.y1 - datum.y0 > 20 ? 1 : 0"},
                    "text": {"signal": "datum.name"},
                }
            },
        },
    ],
}  # fmt: skip
