"""Processes that make briefs side by side."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor


def cores() -> int:
    """How many work at a time unless it is said."""
    return os.cpu_count() or 1


def pool(workers: int) -> ProcessPoolExecutor:
    """A pool of so many processes."""
    # A forked process would inherit the threads of Polars: each worker starts anew.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_one_thread)


def _one_thread() -> None:
    """The workers share the cores: numerical libraries take one thread each."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
