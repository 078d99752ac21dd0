"""Outlines of countries from Natural Earth, as packed in world-atlas."""

from __future__ import annotations

from pathlib import Path

from scripts.extract import packages
from scripts.extract.output import PUBLIC_DOMAIN, Extract


def make(cache: Path, path: Path) -> None:
    """The TopoJSON as it is: countries by UN M49 number."""
    source = packages.member(packages.WORLD_ATLAS, "package/countries-110m.json", cache)
    path.write_bytes(source.read_bytes())


EXTRACTS = [
    Extract(
        path="vocabulary/outlines.json",
        make=make,
        title="Countries of the world, 1:110 million (TopoJSON)",
        producer="Natural Earth",
        version="world-atlas 2.0.2",
        licence=PUBLIC_DOMAIN,
        source=packages.WORLD_ATLAS.reference,
        extraction="package/countries-110m.json as it is.",
        notes=("The outlines say nothing about the legal status of any territory.",),
    )
]
