"""Caches of what was read or computed from datasets; emptied when the store has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

from sinergi import store

P = ParamSpec("P")
R = TypeVar("R")

_caches: list[Any] = []
_seen: list[object] = []
_settled: ContextVar[bool] = ContextVar("settled", default=False)


def store_cache(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """``lru_cache`` for functions of dataset ids: an id may stand for other data tomorrow."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        cached = lru_cache(maxsize=maxsize)(function)
        _caches.append(cached)
        return cast(Callable[P, R], cached)

    return decorate


def refresh() -> None:
    """Empty the caches if a dataset was added, replaced or removed since the last call."""
    if _settled.get():
        return
    now = store.stamp()
    if _seen != [now]:
        for cached in _caches:
            cached.cache_clear()
        _seen[:] = [now]


@contextmanager
def settled() -> Iterator[None]:
    """Look at the store once: what is computed within is of the datasets as they were then.

    A brief asks for thousands of numbers, and each would look whether the store has changed.
    """
    refresh()
    token = _settled.set(True)
    try:
        yield
    finally:
        _settled.reset(token)
