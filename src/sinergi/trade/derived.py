"""What is kept beside a dataset so that it need not be computed anew: sums that most briefs need.

``derived/ID`` in the store holds them, sealed like a dataset and named after it. They are of the
dataset only if :func:`stamp` says so: what was kept of other data is as if it were not there.
:mod:`sinergi.trade.deriving` makes them.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from sinergi import store
from sinergi.errors import StoreError, UnknownNameError
from sinergi.origin import sha256
from sinergi.trade.catalogue import DESCRIPTION as OF_DATASET
from sinergi.trade.catalogue import Dataset, Side

logger = logging.getLogger(__name__)

SHELF = "derived"
DESCRIPTION = "derived.json"
FORMAT = 2
"""Raised when a table is computed or laid out otherwise: what an older program kept is made anew,
and what a newer one kept is not read."""

MEANS = ("exporter", "importer", "product", "value")
"""Columns of the mean flows: places in the lists of countries and products, US dollars a year."""


class Derived(BaseModel):
    """The file ``derived.json``: what the tables beside it were made from, and their labels.

    ``made_from`` is the :func:`stamp` of the dataset. ``window`` are the first and last year of the
    mean flows, ``counted`` those of the numbers of flows. ``silent`` are the countries that seem
    not to have reported, by year, where that can be told (see :mod:`sinergi.trade.reporting`).
    ``exporters``, ``importers`` and ``products`` are all codes of the dataset, sorted.
    """

    model_config = ConfigDict(frozen=True)

    format: int
    made_from: str
    window: tuple[int, int]
    counted: tuple[int, int]
    silent: dict[int, tuple[str, ...]]
    exporters: tuple[str, ...]
    importers: tuple[str, ...]
    products: tuple[str, ...]


def derives(ds: Dataset) -> bool:
    """Whether tables are kept beside the dataset: of the flows that a user loaded."""
    return ds.kind == "trade" and not ds.embedded and bool(ds.years_held)


def folder(identifier: str) -> Path:
    """Where those of a dataset lie, or would."""
    return store.root(SHELF) / identifier


def stamp(ds: Dataset) -> str:
    """Changes with the dataset: of its digests, its description and the sizes of its files.

    Raises:
        OSError: a file cannot be read.
    """
    files = sorted(ds.folder.glob(ds.file))
    sizes = "".join(f"{file.name} {file.stat().st_size}\n" for file in files)
    said = f"{ds.origin.sha256}\n{sha256(ds.folder / OF_DATASET)}\n{sizes}"
    return hashlib.sha256(said.encode()).hexdigest()


def derived(ds: Dataset) -> Derived | None:
    """What is kept of the dataset; None where nothing is, or what was made of other data."""
    if not derives(ds):
        return None
    try:
        file = folder(ds.id) / DESCRIPTION
        found = _read(file, file.stat().st_mtime_ns)
        return found if found and found.made_from == stamp(ds) else None
    except OSError:
        return None


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> Derived | None:
    try:
        fields = json.loads(file.read_bytes())
        if isinstance(fields, dict) and fields.get("format") not in (None, FORMAT):
            return None
        return Derived.model_validate(fields)
    except ValueError:
        logger.warning("%s cannot be read: what is kept there is made anew", file)
        return None


def means(ds: Dataset, years: range) -> pl.DataFrame | None:
    """The mean flows of these years (columns :data:`MEANS`); None where they are not kept."""
    found = derived(ds)
    if found is None or found.window != (years[0], years[-1]):
        return None
    return _table(ds, "means")


def world(ds: Dataset) -> pl.DataFrame | None:
    """World trade by year and product with the sums of :mod:`~sinergi.trade.queries`, or None."""
    return _table(ds, "world")


def counts(ds: Dataset, country: str, years: Iterable[int]) -> dict[int, int] | None:
    """Number of a country's flows by year, of years with any; None where not all are kept."""
    found = derived(ds)
    if found is None or not set(years) <= set(range(found.counted[0], found.counted[1] + 1)):
        return None
    table = _table(ds, "counts")
    if table is None:
        return None
    return dict(table.filter(pl.col("country") == country).select("year", "flows").iter_rows())


def silent(ds: Dataset, year: int) -> frozenset[str] | None:
    """The countries that seem not to have reported the year; None where it is not kept."""
    found = derived(ds)
    return frozenset(found.silent[year]) if found and year in found.silent else None


def codes(ds: Dataset, side: Side, column: str) -> frozenset[str] | None:
    """All products of the dataset, or its countries on one side; None where they are not kept."""
    found = derived(ds)
    if found is None:
        return None
    if column == "product":
        return frozenset(found.products)
    return frozenset(found.exporters if side == "exporter" else found.importers)


def _table(ds: Dataset, name: str) -> pl.DataFrame | None:
    file = folder(ds.id) / f"{name}.parquet"
    if derived(ds) is None:
        return None
    try:
        table = pl.read_parquet(file)
    except (OSError, pl.exceptions.PolarsError):
        logger.warning("%s cannot be read: it is computed from the flows", file)
        return None
    # Another process may have put those of a newer dataset there while it was read.
    return table if derived(ds) is not None else None


def faults(ds: Dataset) -> list[str]:
    """What is wrong with the files kept of the dataset; those of other data are no fault."""
    if derived(ds) is None:
        return []
    place = folder(ds.id)
    return [
        f"kept sums: {fault}; delete {place}, they are made anew" for fault in store.faults(place)
    ]


def forget(identifier: str) -> None:
    """Take away what is kept of a dataset, if anything is.

    Raises:
        StoreError: the store cannot be written.
    """
    try:
        store.remove(identifier, shelf=SHELF)
    except UnknownNameError:
        return


def remove(identifier: str) -> None:
    """Take a dataset out of the store, with what is kept beside it.

    Raises:
        UnknownNameError: the store has none of this id.
        StoreError: the store cannot be written.
    """
    store.remove(identifier)
    try:
        forget(identifier)
    except StoreError as error:
        logger.info("sums of %s are left behind: %s", identifier, error)
