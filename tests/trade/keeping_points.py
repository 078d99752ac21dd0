"""Kills the keeping of a dataset's sums at each of its steps; looks at what is left, makes again.

    python keeping_points.py DATASET

A step is whatever Python tells its audit hooks of. Prints a line for each fault, and the number of
steps at the end. Everything that runs Polars does so in a child: its threads do not survive a fork.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count

from sinergi import store
from sinergi.trade import catalogue, derived, deriving, queries, reporting, windows

STEPS = ("os", "open", "shutil", "tempfile", "glob")


def in_child(work: Callable[[], int], last: int | None = None) -> int:
    """The exit code of ``work`` in a child that is killed at its step ``last``; -9 if it was."""
    child = os.fork()
    if child == 0:
        steps = count()

        def hook(event: str, _: object) -> None:
            if last is not None and event.split(".")[0] in STEPS and next(steps) == last:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        code = 1
        try:
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def wrong(identifier: str) -> int:
    """2 where what is kept is not what the flows say, 0 else."""
    ds = catalogue.dataset(identifier)
    if derived.derived(ds) is None:
        return 0
    years = windows.window(ds)
    kept = derived.means(ds, years), derived.world(ds), derived.faults(ds)
    country = queries.countries(ds)[0]
    counted = derived.counts(ds, country, years)
    shutil.rmtree(derived.folder(identifier))
    products, countries = queries.products(ds), queries.countries(ds)
    means, world = windows.mean_flows(ds, years, countries, products), queries.world_by_product(ds)
    if kept[0] is None or kept[1] is None or counted is None:
        return 2
    same = kept[0].equals(means) and kept[1].equals(world) and kept[2] == []
    flows = reporting.flow_counts(ds, country, years)
    return 0 if same and flows == {year: counted.get(year, 0) for year in flows} else 2


def made(identifier: str) -> int:
    """0 where the sums are kept after they were asked for, and nothing else lies on the shelf."""
    ds = catalogue.dataset(identifier)
    deriving.keep(ds)
    there = [path.name for path in store.root(derived.SHELF).iterdir() if path.name != ".lock"]
    return 0 if derived.derived(ds) is not None and there == [identifier] else 3


def main() -> None:
    """Go through all steps."""
    identifier = sys.argv[1]
    ds = catalogue.dataset(identifier)

    def keep() -> int:
        deriving.keep(ds)
        return 0

    for step in count():
        shutil.rmtree(store.root(derived.SHELF), ignore_errors=True)
        killed = in_child(keep, step) == -signal.SIGKILL
        for look in (wrong, made, wrong):
            found = in_child(lambda look=look: look(identifier))  # type: ignore[misc]
            if found:
                print(f"killed at step {step}: {look.__name__} says {found}")
        if not killed:
            print(step)
            return


if __name__ == "__main__":
    main()
