"""Outlines of countries: Natural Earth at 1:110 million, kept as TopoJSON.

A TopoJSON topology holds each border once, as an arc of quantised differences; a polygon's ring
is a list of arcs, ``~i`` for arc ``i`` backwards (TopoJSON specification, 2.1.4 and 2.1.6).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from babel.core import get_global
from numpy.typing import NDArray

from sinergi.vocabulary.countries import iso3_to_iso2
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

Ring = NDArray[np.float64]
"""Points of a closed line, shape (n, 2): longitude and latitude in degrees."""


@cache
def outlines() -> tuple[tuple[str | None, tuple[Ring, ...]], ...]:
    """All land areas with the ISO3 code of their country and the rings around them.

    The code is None for areas whose number is not one of ISO 3166-1. Areas smaller than the map's
    scale are not in the data.
    """
    topology = json.loads(
        whole(data_path("vocabulary", "outlines.json")).read_text(encoding="utf-8")
    )
    arcs = _arcs(topology)
    codes = _codes()
    return tuple(
        (codes.get(shape.get("id", "")), tuple(_rings(shape, arcs)))
        for shape in topology["objects"]["countries"]["geometries"]
    )


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    scale = np.array(topology["transform"]["scale"])
    origin = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]


def _rings(shape: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """The outer ring of each polygon (holes are enclaves, which are drawn as their own shape)."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in polygon[0]]
        # Each arc begins where the one before it ends.
        ring = np.concatenate([part[:-1] for part in parts] + [parts[-1][-1:]])
        yield from _unwrapped(ring)


def _unwrapped(ring: Ring) -> Iterator[Ring]:
    """A ring across the 180th meridian without its jumps, once for each side of the map."""
    steps = np.diff(ring[:, 0])
    if (np.abs(steps) <= 180).all():
        yield ring
        return
    turns = np.concatenate([[0.0], np.cumsum(np.where(np.abs(steps) > 180, -np.sign(steps), 0))])
    whole = ring + np.column_stack([360 * turns, np.zeros(len(ring))])
    if turns[-1]:
        # Around a pole: closed along it.
        pole = math.copysign(90.0, whole[:, 1].mean())
        corners = [[whole[-1, 0], pole], [whole[0, 0], pole], whole[0]]
        whole = np.concatenate([whole, np.array(corners)])
    if whole[:, 0].mean() < 0:
        whole = whole + np.array([360.0, 0.0])
    yield whole
    yield whole - np.array([360.0, 0.0])


def _codes() -> dict[str, str]:
    """UN M49 numbers, as the topology writes them, to ISO3 codes (both after CLDR)."""
    alpha3 = {two: three for three, two in iso3_to_iso2().items()}
    return {
        number: alpha3[targets[0]]
        for number, targets in get_global("territory_aliases").items()
        if number.isdigit() and len(targets) == 1 and targets[0] in alpha3
    }
