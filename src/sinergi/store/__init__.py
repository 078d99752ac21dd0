"""The room where the user's data lie: datasets, registers, decisions, and how they are written.

It knows how something is kept (whole or not at all, locked, synced, private to its user), never
what is in it. Everything lies below :func:`home`.
"""

from sinergi.store.home import home
from sinergi.store.shelves import (
    DATASETS,
    SUMS,
    Draft,
    check_id,
    draft,
    faults,
    folders,
    remove,
    reporting,
    root,
    seal,
    stamp,
)
from sinergi.store.whole import write_text, write_whole

__all__ = [
    "DATASETS",
    "SUMS",
    "Draft",
    "check_id",
    "draft",
    "faults",
    "folders",
    "home",
    "remove",
    "reporting",
    "root",
    "seal",
    "stamp",
    "write_text",
    "write_whole",
]
