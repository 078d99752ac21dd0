"""Sinergi takes two governments from a meeting to the companies that carry it out.

Each command has a Python form of the same name: ``sinergi.brief("IDN", "TJK")``,
``sinergi.read(...)``, ``sinergi.opportunities(...)``, ``sinergi.explain(...)``. They are imported
when they are first used.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_FORMS = {
    "brief": ("sinergi.brief", None),
    "read": ("sinergi.reading", "read_files"),
    "opportunities": ("sinergi.opportunities", None),
    "partners": ("sinergi.opportunities", "partners"),
    "backtest": ("sinergi.opportunities", "backtest"),
    "indicators": ("sinergi.indicators", None),
    "companies": ("sinergi.companies", None),
    "data": ("sinergi.trade", None),
    "explain": ("sinergi.evidence", "explain"),
}
"""Public name: the module, and the function in it (None: the module itself)."""


def __getattr__(name: str) -> Any:
    if name not in _FORMS:
        raise AttributeError(f"module 'sinergi' has no attribute '{name}'")
    module, function = _FORMS[name]
    found = importlib.import_module(module)
    return found if function is None else getattr(found, function)


def __dir__() -> list[str]:
    return sorted([*globals(), *_FORMS])
