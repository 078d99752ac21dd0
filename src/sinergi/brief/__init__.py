"""Gathers evidence into a typed brief, and renders it."""

from typing import TYPE_CHECKING, Any

from sinergi._callable import make_callable
from sinergi.brief.model import Brief

if TYPE_CHECKING:
    from sinergi.brief.gather import brief

__all__ = ["Brief", "brief"]

make_callable(__name__, "sinergi.brief.gather", "brief")


def __getattr__(name: str) -> Any:
    # Gathering asks every package: it is imported when it is used, not with the model.
    if name == "brief":
        from sinergi.brief.gather import brief

        return brief
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
