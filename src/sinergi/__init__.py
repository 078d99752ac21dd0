"""Sinergi takes two governments from a meeting to the companies that carry it out.

Each command has a Python form of the same name: ``sinergi.brief("IDN", "TJK")``,
``sinergi.read(...)``, ``sinergi.opportunities(...)``, ``sinergi.explain(...)``. They are imported
when they are first used; an editor sees their types and texts at once.
"""

from __future__ import annotations

__version__ = "0.1.0"

__all__ = [
    "backtest",
    "brief",
    "companies",
    "data",
    "diff",
    "explain",
    "indicators",
    "opportunities",
    "partners",
    "read",
]

# Not taken from typing: the command line must not wait for an import before it takes ^C.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from sinergi import companies as companies
    from sinergi import trade as data
    from sinergi.brief.comparing import compare as diff
    from sinergi.brief.gather import brief as brief
    from sinergi.evidence import explain as explain
    from sinergi.evidence.indicator_tables import indicators as indicators
    from sinergi.opportunities.backtest import backtest as backtest
    from sinergi.opportunities.pair import opportunities as opportunities
    from sinergi.opportunities.partners import partners as partners
    from sinergi.reading import read_files as read
else:
    _FORMS = {
        "brief": ("sinergi.brief", None),
        "read": ("sinergi.reading", "read_files"),
        "opportunities": ("sinergi.opportunities", None),
        "partners": ("sinergi.opportunities", "partners"),
        "backtest": ("sinergi.opportunities", "backtest"),
        "indicators": ("sinergi.indicators", None),
        "companies": ("sinergi.companies", None),
        "data": ("sinergi.trade", None),
        "diff": ("sinergi.brief.comparing", "compare"),
        "explain": ("sinergi.evidence", "explain"),
    }
    """Public name: the module, and the function in it (None: the module itself)."""

    def __getattr__(name):
        if name not in _FORMS:
            raise AttributeError(f"module 'sinergi' has no attribute '{name}'")
        import importlib

        module, function = _FORMS[name]
        found = importlib.import_module(module)
        return found if function is None else getattr(found, function)

    def __dir__():
        return sorted([*globals(), *_FORMS])
