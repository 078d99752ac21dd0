"""Whether every dataset, and every table that ships, is as it was written."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sinergi import store
from sinergi.origin import Origin, sha256
from sinergi.trade import derived
from sinergi.trade.catalogue import Dataset, datasets, tables


class Verification(BaseModel):
    """One dataset and what is wrong with its files; nothing when ``faults`` is empty."""

    model_config = ConfigDict(frozen=True)

    id: str
    faults: tuple[str, ...]


def verify() -> list[Verification]:
    """Compare the digests of all files with those written when they were made."""
    stored = [Verification(id=ds.id, faults=tuple(_faults(ds))) for ds in datasets()]
    shipped = [
        Verification(id=table.id, faults=tuple(_file_faults(table.path, table.origin)))
        for table in tables()
    ]
    return stored + shipped


def damaged() -> list[str]:
    """What is wrong with the files that ship with the program: missing or not as written."""
    own = [(ds.path, ds.origin) for ds in datasets() if ds.embedded]
    own += [(table.path, table.origin) for table in tables()]
    return [f"{path}: {fault}" for path, origin in own for fault in _file_faults(path, origin)]


def _faults(ds: Dataset) -> list[str]:
    if ds.embedded:
        return _file_faults(ds.path, ds.origin)
    found = store.faults(ds.folder)
    if not found and sha256(ds.folder / store.SUMS) != ds.origin.sha256:
        found = [f"{store.SUMS} is not the one its origin record vouches for"]
    return found + derived.faults(ds)


def _file_faults(path: Path, origin: Origin) -> list[str]:
    if not path.is_file():
        return [f"{path.name} is missing"]
    if sha256(path) != origin.sha256:
        return [f"{path.name} has changed since it was written"]
    return []
