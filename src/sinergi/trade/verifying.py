"""Whether every dataset is as it was written."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from sinergi.origin import sha256
from sinergi.trade import store
from sinergi.trade.catalogue import Dataset, datasets


class Verdict(BaseModel):
    """One dataset and what is wrong with its files; nothing when ``faults`` is empty."""

    model_config = ConfigDict(frozen=True)

    id: str
    faults: tuple[str, ...]


def verify() -> list[Verdict]:
    """Compare the digests of all files with those written when they were made."""
    return [Verdict(id=ds.id, faults=tuple(_faults(ds))) for ds in datasets()]


def _faults(ds: Dataset) -> list[str]:
    if not ds.embedded:
        found = store.faults(ds.folder)
        if not found and sha256(ds.folder / store.SUMS) != ds.origin.sha256:
            found = [f"{store.SUMS} is not the one its origin record vouches for"]
        return found
    if not ds.path.is_file():
        return [f"{ds.file} is missing"]
    if sha256(ds.path) != ds.origin.sha256:
        return [f"{ds.file} has changed since it was written"]
    return []
