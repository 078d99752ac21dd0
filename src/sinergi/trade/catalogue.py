"""The catalogue: which datasets there are, what each is, and how to read it."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal, Self

import polars as pl
from pydantic import BaseModel, ConfigDict, model_validator

from sinergi import store
from sinergi.errors import UnknownNameError
from sinergi.origin import SUFFIX, Origin, read_origin
from sinergi.store.formats import NewerFormatError, read_description
from sinergi.trade import flows
from sinergi.trade.coverage import Coverage
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path

logger = logging.getLogger(__name__)

DatasetKind = Literal["trade", "totals", "tariffs", "minerals", "distances", "gdp"]
"""What the table of a dataset holds; several sources (BACI, Comtrade, customs) give ``trade``.

``totals`` are sums of trade: exports or imports by country and product, or of pairs over all goods.
"""

Flow = Literal["exports", "imports", "pairs"]
Side = Literal["exporter", "importer"]
"""What totals are of."""

DESCRIPTION = "dataset.json"
FORMAT = 1
"""The newest format of a dataset that this program knows; a change that older programs would
misunderstand raises it."""

EMBEDDED_TRADE = "baci-minerals"


class Units(BaseModel):
    """Factors from the stored numbers to US dollars and tonnes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value_scale: float = 1.0
    quantity_scale: float = 1.0


class Description(BaseModel):
    """The file ``dataset.json`` of a stored dataset, ``NAME.dataset.json`` of an embedded one.

    ``file`` is the table's file name, or a pattern when there is one file a year. ``years`` are
    the first and the last. ``complete`` says that the table covers all products of its
    nomenclature, so that shares and advantages can be computed on it. ``digits`` is the level of
    the product codes of trade: 6, or 4 or 2 for headings or chapters loaded as they are.
    ``fingerprint`` is a digest of the source file and of what was said that shapes the rows: two
    loads with the same are the same data. ``format`` is the number of the dataset's format;
    fields that are not known are passed over, since a newer program may add some.

    Of totals: ``flow`` says what they are of; ``mean``, that they are the annual mean of ``years``
    and of no single year; ``partners``, of which partners there is a part besides the world;
    ``absent``, whether a country's product that has no row was not traded or is not known.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    format: int = FORMAT
    id: str
    kind: DatasetKind
    title: str
    file: str
    nomenclature: str | None = None
    complete: bool = False
    digits: int = 6
    years: tuple[int, int] | None = None
    units: Units = Units()
    source_kind: str | None = None
    added: datetime | None = None
    fingerprint: str | None = None
    coverage: Coverage | None = None
    flow: Flow | None = None
    mean: bool = False
    partners: tuple[str, ...] = ()
    absent: Literal["zero", "unknown"] = "zero"

    @model_validator(mode="after")
    def _totals_say_of_what(self) -> Self:
        if (self.kind == "totals") != (self.flow is not None):
            raise ValueError("a dataset of totals, and no other, has a 'flow'")
        return self


class Dataset(Description):
    """A dataset of the catalogue: its description, where it lies, and its origin.

    ``path`` is the table's file, or the pattern of its files (Polars and DuckDB read both).
    """

    folder: Path
    origin: Origin

    @property
    def years_held(self) -> tuple[int, ...]:
        """Each year that the table has, ascending: a folder of files may leave some out."""
        if self.years is None:
            return ()
        listed = () if self.coverage is None else self.coverage.years
        return tuple(one.year for one in listed) or tuple(range(self.years[0], self.years[1] + 1))

    @property
    def path(self) -> Path:
        """The table's Parquet file, or the pattern of its files."""
        return self.folder / self.file

    @property
    def embedded(self) -> bool:
        """Whether the dataset ships with the package."""
        return self.added is None

    def scan(self) -> pl.LazyFrame:
        """The table, lazily; a trade dataset in the flow table's columns, types and units.

        Raises:
            DataError: the file of a dataset that ships is missing or damaged.
        """
        frame = pl.scan_parquet(whole(self.path) if self.embedded else self.path)
        if self.kind != "trade":
            return frame
        return flows.normalise(
            frame,
            value_scale=self.units.value_scale,
            quantity_scale=self.units.quantity_scale,
        )

    def has_table(self, name: str) -> bool:
        """Whether the dataset holds a second table of this name (see :meth:`scan_table`)."""
        return any(self.folder.glob(f"{name}-*.parquet"))

    def scan_table(self, name: str) -> pl.LazyFrame:
        """A second table of the dataset, such as ``exports`` or ``reports``, lazily."""
        return pl.scan_parquet(self.folder / f"{name}-*.parquet")


def datasets() -> list[Dataset]:
    """The embedded datasets, then the user's in the order they were added.

    A dataset that a newer version of the program wrote is left aside, with a warning.

    Raises:
        DataError: a dataset's description is broken.
    """
    own = []
    for folder in store.folders():
        try:
            own.append(_read(folder / DESCRIPTION, origin_beside=folder / store.SUMS))
        except NewerFormatError as error:
            logger.warning("dataset %s is left aside: %s", folder.name, error)
    return [
        *_shipped(data_path("trade")),
        *sorted(own, key=lambda d: (d.added is not None and d.added.timestamp(), d.id)),
    ]


@cache
def _shipped(folder: Path) -> tuple[Dataset, ...]:
    """What ships does not change while the program runs: it is read once."""
    found = [_read(file, origin_beside=None) for file in sorted(folder.glob("*.dataset.json"))]
    return tuple(sorted(found, key=lambda d: (d.kind != "trade", d.id)))


def dataset(identifier: str) -> Dataset:
    """The dataset of this id.

    Raises:
        UnknownNameError: there is none; the message lists those there are.
        NewerFormatError: a newer version of the program wrote it.
    """
    found = datasets()
    for one in found:
        if one.id == identifier:
            return one
    for folder in store.folders():
        if folder.name == identifier:
            return _read(folder / DESCRIPTION, origin_beside=folder / store.SUMS)
    raise UnknownNameError(
        f"dataset '{identifier}' is not known",
        advice=f"Datasets: {', '.join(one.id for one in found) or 'none'}",
    )


def default_trade() -> Dataset:
    """The newest complete trade dataset the user added, else the embedded raw materials.

    One country's customs lines are never the default: shares of the world need the world.
    """
    own = [
        d
        for d in datasets()
        if d.kind == "trade" and d.complete and not d.embedded and d.source_kind != "customs"
    ]
    return own[-1] if own else dataset(EMBEDDED_TRADE)


def default_totals(flow: Flow) -> Dataset | None:
    """The user's newest totals of this flow that cover all goods, else the embedded ones."""
    found = [d for d in datasets() if d.kind == "totals" and d.flow == flow]
    own = [d for d in found if d.complete and not d.embedded]
    preferred = own or [d for d in found if d.embedded]
    return preferred[-1] if preferred else None


class Table(BaseModel):
    """A table that ships with the package and is no dataset of the catalogue, such as names.

    ``id`` is its place below the package's data.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    path: Path
    origin: Origin


def tables() -> list[Table]:
    """Everything else that ships with an origin record: names, distances, series, registers."""
    root = data_path()
    described = {ds.path for ds in datasets() if ds.embedded}
    records = sorted(root.rglob(f"*{SUFFIX}"))
    files = [record.with_name(record.name.removesuffix(SUFFIX)) for record in records]
    return [
        Table(id=file.relative_to(root).as_posix(), path=file, origin=read_origin(file))
        for file in files
        if file not in described
    ]


def newest(kind: DatasetKind) -> Dataset | None:
    """The user's newest dataset of this kind, else the embedded one, None where there is none."""
    found = [d for d in datasets() if d.kind == kind]
    own = [d for d in found if not d.embedded]
    preferred = own or found
    return preferred[-1] if preferred else None


def _read(file: Path, *, origin_beside: Path | None) -> Dataset:
    description = read_description(
        file,
        Description,
        FORMAT,
        what="dataset",
        advice=f"Remove it ('sinergi data remove {file.parent.name}') and add the data again",
    )
    origin = read_origin(origin_beside or file.parent / description.file)
    return Dataset(**description.model_dump(), folder=file.parent, origin=origin)
