"""Documents become a proposed cooperation record."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sinergi.reading.api import read_file, read_files, read_text
    from sinergi.reading.claims import claims
    from sinergi.reading.glossing import gloss
    from sinergi.reading.merging import merge_event

__all__ = ["claims", "gloss", "merge_event", "read_file", "read_files", "read_text"]

_WHERE = {
    "claims": "sinergi.reading.claims",
    "gloss": "sinergi.reading.glossing",
    "merge_event": "sinergi.reading.merging",
    "read_file": "sinergi.reading.api",
    "read_files": "sinergi.reading.api",
    "read_text": "sinergi.reading.api",
}


def __getattr__(name: str) -> Any:
    """Import a function when it is first used, so that importing the package costs nothing."""
    if name not in _WHERE:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(_WHERE[name]), name)
