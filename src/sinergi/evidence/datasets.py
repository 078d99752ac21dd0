"""Datasets by id: those of the trade catalogue and the embedded series on countries."""

from __future__ import annotations

from pathlib import Path

from sinergi.errors import UnknownNameError
from sinergi.evidence.caching import refresh, store_cache
from sinergi.evidence.provenance import Reference
from sinergi.facilities.plants import facilities_path
from sinergi.origin import Origin, read_origin
from sinergi.trade import catalogue
from sinergi.vocabulary import development, geography, positions, treaties, visas

_EMBEDDED = {
    "wdi": development.wdi_path,
    "eci": development.eci_path,
    "geodist": geography.distances_path,
    "gem-facilities": facilities_path,
    positions.DATASET: positions.positions_path,
    treaties.DATASET: treaties.treaties_path,
    visas.DATASET: visas.visas_path,
}
"""Embedded tables on countries, by the id their evidence carries."""


def trade(identifier: str) -> catalogue.Dataset:
    """The dataset of this id, of trade or of totals.

    Raises:
        UnknownNameError: there is none, or it holds neither.
    """
    refresh()
    return _trade(identifier)


@store_cache(16)
def _trade(identifier: str) -> catalogue.Dataset:
    dataset = catalogue.dataset(identifier)
    if dataset.kind not in ("trade", "totals"):
        raise UnknownNameError(f"dataset '{identifier}' holds no trade")
    return dataset


def reference(identifier: str) -> Reference:
    """What the origin record of the dataset says.

    Raises:
        UnknownNameError: there is no dataset of this id.
    """
    refresh()
    return _reference(identifier)


# Every evidence names its datasets: their descriptions are read once.
@store_cache(64)
def _reference(identifier: str) -> Reference:
    origin = _origin(identifier)
    return Reference(
        id=identifier,
        title=origin.title,
        producer=origin.producer,
        version=origin.version,
        licence=origin.licence.name,
        licence_url=origin.licence.url,
        attribution=origin.licence.attribution,
        sha256=origin.sha256,
        notes=(*origin.notes, *origin.gaps),
    )


def _origin(identifier: str) -> Origin:
    if identifier in _EMBEDDED:
        path: Path = _EMBEDDED[identifier]()
        return read_origin(path)
    return catalogue.dataset(identifier).origin
