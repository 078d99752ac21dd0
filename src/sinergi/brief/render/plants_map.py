"""Facilities on a map of each country: a shape and a colour a kind, so that print tells them."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D

from sinergi.brief.model import Chart
from sinergi.brief.render.charts import INK, WIDTH, canvas, font, text_width
from sinergi.brief.render.maps import SEA, Window, draw_land, main_rings, window_of
from sinergi.brief.render.outlines import Ring
from sinergi.facilities import kinds
from sinergi.vocabulary import countries

LAND, GAP, ROW, TITLE = "#d3dbe1", 0.12, 0.19, 0.22
"""Colour of the country; inches between maps, of a row of the legend, of a map's title."""
_SHAPE = (1.25, 1.9)
"""Width over height of a map: at least, at most."""
_BESIDE = 0.42
"""Inches of a column of the legend beside its names."""
_SMALL = 1.0
"""Degrees around the marks of a country that the outlines do not have."""


class _Mark(NamedTuple):
    shape: str
    colour: str
    size: float
    hollow: bool = False


_MARKS = {
    "coal-mine": _Mark("s", "#3b3b3b", 2.4),
    "iron-mine": _Mark("D", "#8F4A77", 3.2),
    "steel-plant": _Mark("^", "#5B5B5B", 4.4),
    "oil-gas-field": _Mark("P", "#B88A00", 3.8),
    "gas-transport": _Mark("_", "#B88A00", 4.4),
    "coal-power": _Mark("o", "#D55E00", 3.4),
    "gas-power": _Mark("o", "#B85C00", 2.8, hollow=True),
    "hydropower": _Mark("v", "#0072B2", 4.4),
    "geothermal": _Mark("*", "#CC0000", 5.4),
    "bioenergy": _Mark("d", "#009E73", 4.2),
    "nuclear": _Mark("X", "#6A3D9A", 4.6),
}
_OTHER = _Mark(".", INK, 4.0)


def plants_map(chart: Chart, lang: str) -> Canvas:
    """One map a country, beside one another, with a legend of the kinds below."""
    shown = [code for code in kinds() if any(place.kind == code for place in chart.places)]
    width = (WIDTH - GAP * (len(chart.countries) - 1)) / max(len(chart.countries), 1)
    windows = [_window(chart, code) for code in chart.countries]
    tall = max((width / _ratio(one) for one in windows), default=width)
    names = [kinds()[kind].names[lang] for kind in shown]
    columns = _columns(canvas(tall)[1], names)
    legend = ROW * math.ceil(len(shown) / columns) + 0.1
    height = tall + TITLE + legend
    figure, _surface = canvas(height)
    for place, (code, window) in enumerate(zip(chart.countries, windows, strict=True)):
        left = place * (width + GAP) / WIDTH
        own = width / _ratio(window)
        axes = figure.add_axes(
            (left, (legend + tall - own) / height, width / WIDTH, own / height), facecolor=SEA
        )
        _country(axes, chart, code, window)
        axes.set_title(
            countries.name(code, lang), loc="left", pad=4, color=INK, fontproperties=font(bold=True)
        )
    figure.legend(
        handles=[_marks(kind, [], [], name) for kind, name in zip(shown, names, strict=True)],
        loc="lower left",
        ncols=columns,
        frameon=False,
        prop=font(),
        labelcolor=INK,
        handletextpad=0.2,
        columnspacing=1.2,
        borderaxespad=0.0,
    )
    return figure


def _country(axes: Axes, chart: Chart, code: str, window: Window) -> None:
    west, east, south, north = window
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect("auto")
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    draw_land(axes, window, {code: LAND})
    own = {
        kind: [one for one in chart.places if one.country == code and one.kind == kind]
        for kind in kinds()
    }
    # What there is less of is drawn later, on top.
    for kind, found in sorted(own.items(), key=lambda pair: -len(pair[1])):
        marks = _marks(kind, [one.lon for one in found], [one.lat for one in found])
        axes.add_line(marks)


def _marks(kind: str, lons: list[float], lats: list[float], name: str = "") -> Line2D:
    """Marks of a kind without a line between them; with a name, the mark of the legend."""
    mark = _MARKS.get(kind, _OTHER)
    bare = mark.hollow or mark.shape == "_"
    return Line2D(
        lons,
        lats,
        linestyle="none",
        marker=mark.shape,
        markersize=mark.size + (1 if name else 0),
        markerfacecolor="white" if mark.hollow else mark.colour,
        markeredgecolor=mark.colour if bare else "white",
        markeredgewidth=1.1 if bare else 0.3,
        label=name or "_",
    )


def _columns(surface: FigureCanvasAgg, names: list[str]) -> int:
    """The most columns of the legend that fit, each as wide as its longest name."""
    for columns in (3, 2):
        parts = np.array_split(np.array(names), columns)
        widths = [
            max((text_width(surface, str(name), font()) for name in part), default=0.0)
            for part in parts
        ]
        if sum(widths) + columns * _BESIDE <= WIDTH:
            return columns
    return 1


def _window(chart: Chart, code: str) -> Window:
    """Around the country and its facilities; around these alone where it has no outline."""
    points = [(one.lon, one.lat) for one in chart.places if one.country == code]
    rings = main_rings(code)
    margin = 1.0 if rings else _SMALL
    if points:
        rings = [*rings, np.array(_near(points, rings))] if rings else [np.array(points)]
    return window_of([ring for ring in rings if len(ring)], _SHAPE, margin)


def _near(points: list[tuple[float, float]], rings: list[Ring]) -> list[tuple[float, float]]:
    """The marks that do not lie far from the outline: possessions overseas are left out."""
    every = np.concatenate(rings)
    low, high = every.min(axis=0) - 5, every.max(axis=0) + 5
    return [p for p in points if (np.array(p) >= low).all() and (np.array(p) <= high).all()]


def _ratio(window: Window) -> float:
    """Width over height of a window, true to scale in its middle."""
    west, east, south, north = window
    stretch = 1 / math.cos(math.radians((south + north) / 2))
    return (east - west) / ((north - south) * stretch)
