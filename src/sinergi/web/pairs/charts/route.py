"""The map of a pair: both countries and the shortest line over the globe between them."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from sinergi.brief.model import Chart as Picture
from sinergi.brief.render.maps import centre, world_map
from sinergi.evidence import evidence
from sinergi.web.core.templating import country, figure, lang
from sinergi.web.pairs.charts.model import Chart
from sinergi.web.pairs.charts.pictures import as_file

LINE = "#7d1f0e"


def route(a: str, b: str, title: str) -> Chart:
    """The words and the row of the map; the picture is drawn apart."""
    measured = evidence("distance", a, b, dataset="geodist")
    far = measured.value
    sentence = (
        _(
            "The most populous cities of %(a)s and %(b)s are %(far)s apart in a straight line over "
            "the globe; goods travel farther."
        )
        % {"a": country(a), "b": country(b), "far": figure(far, "km")}
        if far is not None
        else _("The distance between the two is not known.")
    )
    rows: list[dict[str, Any]] = [
        {"flow": f"{country(a)} – {country(b)}", "km": far, "evidence": {"km": measured.id}}
    ]
    return Chart(
        title=title,
        sentence=sentence,
        source=_("Distance: CEPII, GeoDist. The line joins the middles of the two countries. "
                 "Outlines: Natural Earth; they say nothing about the status of any territory."),
        columns=[("flow", _("Pair")), ("km", "km")],
        rows=rows,
        picture=True,
    )  # fmt: skip


def picture(a: str, b: str, kind: str) -> bytes:
    """The map as ``svg`` or ``png`` in the page's language."""
    spec = Picture(id="map", kind="map", title="", unit="km", axis="", alt="", countries=[a, b])
    drawn = world_map(spec, lang())
    ends = centre(a), centre(b)
    if ends[0] is not None and ends[1] is not None:
        for x, y in great_circle(ends[0], ends[1]):
            drawn.axes[0].plot(x, y, color=LINE, linewidth=1.4, linestyle=(0, (4, 2)), zorder=3)
    return as_file(drawn, "map", kind)


def great_circle(
    one: tuple[float, float], other: tuple[float, float], points: int = 100
) -> list[tuple[list[float], list[float]]]:
    """The shortest way over the globe as pieces ``(longitudes, latitudes)`` in degrees.

    Spherical interpolation between the two unit vectors; cut where it crosses the 180th meridian.
    """
    start, end = (_vector(*place) for place in (one, other))
    angle = float(np.arccos(np.clip(start @ end, -1, 1)))
    if angle < 1e-6:
        return []
    t = np.linspace(0, 1, points)[:, None]
    way = (np.sin((1 - t) * angle) * start + np.sin(t * angle) * end) / np.sin(angle)
    east = np.degrees(np.arctan2(way[:, 1], way[:, 0]))
    north = np.degrees(np.arcsin(np.clip(way[:, 2], -1, 1)))
    cuts = np.flatnonzero(np.abs(np.diff(east)) > 180) + 1
    return [
        (x.tolist(), y.tolist())
        for x, y in zip(np.split(east, cuts), np.split(north, cuts), strict=True)
    ]


def _vector(east: float, north: float) -> Any:
    x, y = np.radians(east), np.radians(north)
    return np.array([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])
