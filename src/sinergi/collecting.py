"""Python's garbage collector looks through all objects again and again while many are made."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 50)
"""Thresholds of :func:`gc.set_threshold` while a brief is made; Python's own are 700, 10 and 10.

A third of the time of a PDF went into looking for circles among objects that were all in use.
"""

_lock = threading.Lock()
_within: list[tuple[int, int, int]] = []


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector run seldom; several threads may be within at the same time."""
    with _lock:
        _within.append(_within[0] if _within else gc.get_threshold())
        gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        with _lock:
            usual = _within.pop()
            if not _within:
                gc.set_threshold(*usual)
