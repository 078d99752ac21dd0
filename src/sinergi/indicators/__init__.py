"""Published indicators of trade, one a module: pure functions on arrays.

The functions live in the modules (``rca``, ``complementarity``, ``potential`` and so on). For
tables there is one way: ``compute`` takes any indicator of ``CATALOGUE`` by name. Called as a
function, ``sinergi.indicators("intensity", dataset=…)`` computes one on a dataset of the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinergi._callable import make_callable

if TYPE_CHECKING:
    from sinergi.indicators.catalogue import CATALOGUE, Inputs, Result, compute, indicator

__all__ = ["CATALOGUE", "Inputs", "Result", "compute", "indicator"]

make_callable(__name__, "sinergi.evidence.indicator_tables", "indicators")


def __getattr__(name: str) -> Any:
    """The catalogue is imported when first used: who wants arrays only waits for NumPy only."""
    if name in __all__:
        from sinergi.indicators import catalogue

        return getattr(catalogue, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
