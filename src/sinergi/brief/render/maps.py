"""The map of a brief: the two countries in colour among their neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure as Canvas
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from sinergi.brief.messages import translator
from sinergi.brief.model import Chart
from sinergi.brief.render.charts import INK, WIDTH, canvas, colour, font, text_width
from sinergi.brief.render.outlines import Ring, outlines
from sinergi.vocabulary import countries

LAND, SEA, BORDER = "#e3e7ea", "#f6f8fa", "#ffffff"
_SHAPES = (2.2, 3.2)
"""Width over height of the picture: at least, at most."""

Window = tuple[float, float, float, float]
"""West, east, south, north in degrees."""


def world_map(chart: Chart, lang: str) -> Canvas:
    """The countries of the chart on an equirectangular map true to scale in its middle."""
    window = window_of([ring for code in chart.countries for ring in main_rings(code)])
    west, east, south, north = window
    stretch = 1 / math.cos(math.radians((south + north) / 2))
    height = WIDTH * (north - south) * stretch / (east - west)
    figure, surface = canvas(height)
    axes = figure.add_axes((0, 0, 1, 1), facecolor=SEA)
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect(stretch)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    draw_land(axes, window, {code: colour(n) for n, code in enumerate(chart.countries)})
    for code in chart.countries:
        _name(axes, surface, code, lang)
    _name_missing(axes, chart, lang)
    return figure


def draw_land(axes: Axes, window: Window, chosen: Mapping[str, str]) -> None:
    """Land in grey, the countries of ``chosen`` in the colour given by their code."""
    shades: dict[str, list[Ring]] = {}
    for code, rings in outlines():
        fill = chosen.get(code or "", LAND)
        shades.setdefault(fill, []).extend(ring for ring in rings if visible(ring, window))
    for fill, shapes in shades.items():
        axes.add_collection(
            PolyCollection(shapes, facecolors=fill, edgecolors=BORDER, linewidths=0.5)
        )


def visible(ring: Ring, window: Window) -> bool:
    """Whether some of the ring may be in the window."""
    west, east, south, north = window
    (x0, y0), (x1, y1) = ring.min(axis=0), ring.max(axis=0)
    return bool(x1 >= west and x0 <= east and y1 >= south and y0 <= north)


def main_rings(code: str) -> list[Ring]:
    """The largest ring of a country and those at least a twentieth as large within reach.

    Far possessions would make the map that of the world.
    """
    rings = [ring for name, found in outlines() for ring in found if name == code]
    # Of a ring across the 180th meridian, the copy whose middle is on the map.
    rings = [ring for ring in rings if abs(ring[:, 0].mean()) <= 180]
    if not rings:
        return []
    largest = max(rings, key=area)
    centre = largest.mean(axis=0)
    return [
        ring
        for ring in rings
        if area(ring) >= 0.05 * area(largest) and np.abs(ring.mean(axis=0) - centre).max() < 40
    ]


def centre(code: str) -> tuple[float, float] | None:
    """Longitude and latitude of the middle of a country's largest part; None without outlines."""
    rings = main_rings(code)
    if not rings:
        return None
    east, north = max(rings, key=area).mean(axis=0)
    return float(east), float(north)


def area(ring: Ring) -> float:
    """Square degrees (the shoelace formula)."""
    x, y = ring[:, 0], ring[:, 1]
    return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2)


def window_of(
    rings: list[Ring], shapes: tuple[float, float] = _SHAPES, margin: float = 6
) -> Window:
    """Degrees around the rings, widened to a picture of a sober shape; else the whole world.

    Args:
        rings: What must be in the window.
        shapes: Width over height of the picture: at least, at most.
        margin: Degrees around it.
    """
    if not rings:
        return (-180.0, 180.0, -58.0, 84.0)
    (west, south), (east, north) = bounds(rings)
    west, east = west - margin, east + margin
    south, north = max(south - margin, -58.0), min(north + margin, 84.0)
    stretch = 1 / math.cos(math.radians((south + north) / 2))
    width, height = east - west, (north - south) * stretch
    wider = max(height * shapes[0] - width, 0) / 2
    higher = max(width / shapes[1] - height, 0) / 2 / stretch
    west, east = west - wider, east + wider
    shift = max(-180 - west, 0) - max(east - 180, 0)
    west, east = max(west + shift, -180.0), min(east + shift, 180.0)
    return (float(west), float(east), float(south - higher), float(north + higher))


def bounds(rings: list[Ring]) -> NDArray[np.float64]:
    """South-west and north-east corner."""
    points = np.concatenate(rings)
    return np.stack([points.min(axis=0), points.max(axis=0)])


def _name(axes: Axes, surface: FigureCanvasAgg, code: str, lang: str) -> None:
    """The country's name on it, or below it where it is small or scattered."""
    rings = main_rings(code)
    if not rings:
        return
    name = countries.name(code, lang)
    largest = max(rings, key=area)
    (west, south), (east, _north) = bounds(rings)
    start, end = axes.get_xlim()
    inches = np.ptp(largest[:, 0]) / (end - start) * WIDTH
    compact = area(largest) > 0.6 * sum(area(ring) for ring in rings)
    inside = compact and inches > 1.2 * text_width(surface, name, font(bold=True))
    x, y = largest.mean(axis=0) if inside else ((west + east) / 2, south)
    axes.annotate(
        name,
        (x, y),
        xytext=(0, 0 if inside else -4),
        textcoords="offset points",
        ha="center",
        va="center" if inside else "top",
        fontproperties=font(bold=True),
        color=INK,
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
    )


def _name_missing(axes: Axes, chart: Chart, lang: str) -> None:
    """Say in a corner which country the outlines do not have."""
    _ = translator(lang)
    missing = [countries.name(code, lang) for code in chart.countries if not main_rings(code)]
    text = "\n".join(_("{country} is too small for this map", country=name) for name in missing)
    axes.annotate(
        text,
        (0, 0),
        xycoords="axes fraction",
        xytext=(6, 6),
        textcoords="offset points",
        fontproperties=font(),
        color=INK,
    )
