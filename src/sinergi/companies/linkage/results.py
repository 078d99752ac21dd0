"""Results of linking in the store: which record is which company, and the pairs with reasons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from sinergi.companies.linkage.link import Linked
from sinergi.companies.linkage.linkage_model import read_model
from sinergi.errors import InputError, StoreError
from sinergi.store import home, reporting, write_whole
from sinergi.store.home import private_folder

RECORDS = "records.parquet"
PAIRS = "pairs.parquet"

_LEAST_BITS = 0.05


def folder() -> Path:
    """Where the results of the last linking lie."""
    return home() / "companies" / "links"


def save(linked: Linked) -> Path:
    """Write both tables; each appears whole or not at all. Returns the folder."""
    target = folder()
    with reporting():
        private_folder(target)
        for name, frame in ((PAIRS, linked.pairs), (RECORDS, linked.records)):
            write_whole(target / name, frame.write_parquet, private=True)
    return target


def pairs() -> pl.DataFrame:
    """The pairs of the last linking.

    Raises:
        InputError: nothing was linked yet.
    """
    return _read(PAIRS)


def records() -> pl.DataFrame:
    """Every record of the last linking with the company it belongs to.

    Raises:
        InputError: nothing was linked yet.
    """
    return _read(RECORDS)


def _read(name: str) -> pl.DataFrame:
    path = folder() / name
    if not path.exists():
        raise InputError("nothing was linked yet", advice="Run: sinergi companies link")
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise StoreError(
            f"cannot be read ({error})", where=str(path), advice="Run: sinergi companies link"
        ) from error


BEFORE = "before anything is compared: how rarely two records here are one company"


def reasons(pair: dict[str, Any]) -> list[tuple[str, float]]:
    """What speaks for and against a pair: text and bits (log2 of odds), the strongest first.

    The last is the prior; with it the bits add up to the pair's ``weight``. Comparisons of which
    nothing is known are left out.
    """
    found = []
    for name, levels in read_model().comparisons.items():
        texts = {level.level: level.text or level.level for level in levels}
        level, bits = pair[f"level_{name}"], pair[f"bits_{name}"]
        if level is not None and abs(bits) >= _LEAST_BITS:
            found.append((texts[level], float(bits)))
    return [*sorted(found, key=lambda reason: -abs(reason[1])), (BEFORE, float(pair["prior"]))]
