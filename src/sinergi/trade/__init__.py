"""The flow table, the readers that make it, the store and catalogue of datasets, the queries.

``add``, ``fetch``, ``remove`` and ``verify`` are the Python forms of ``sinergi data``; questions to
a dataset are in :mod:`sinergi.trade.queries`, both sides' reports in :mod:`sinergi.trade.mirror`,
contradicting mineral statistics in :mod:`sinergi.trade.mineral_conflicts`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sinergi.trade.adding import add
    from sinergi.trade.catalogue import Dataset, dataset, datasets, default_trade
    from sinergi.trade.derived import remove
    from sinergi.trade.fetching import fetch
    from sinergi.trade.loading import Options
    from sinergi.trade.verifying import verify

__all__ = [
    "Dataset",
    "Options",
    "add",
    "dataset",
    "datasets",
    "default_trade",
    "fetch",
    "remove",
    "verify",
]

_HOMES = {
    "Dataset": "sinergi.trade.catalogue",
    "Options": "sinergi.trade.loading",
    "add": "sinergi.trade.adding",
    "dataset": "sinergi.trade.catalogue",
    "datasets": "sinergi.trade.catalogue",
    "default_trade": "sinergi.trade.catalogue",
    "fetch": "sinergi.trade.fetching",
    "remove": "sinergi.trade.derived",
    "verify": "sinergi.trade.verifying",
}


def __getattr__(name: str) -> Any:
    """Imported when first used: who wants the store only does not wait for Polars."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
