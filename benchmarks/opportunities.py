"""Opportunities: a whole call in a fresh process, and the vector part of one pair after loading.

    python benchmarks/opportunities.py [--dataset ID] [--pair TJK/IDN]

Prints a Markdown table. The vector part is the export potential with its factors, the components
of the ranking, and the scores, for all products of a pair.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

from sinergi.evidence.worlds import world
from sinergi.opportunities import opportunities
from sinergi.opportunities.cells import pair_cells
from sinergi.opportunities.pair_tables import pair_tables
from sinergi.opportunities.ranking import DEFAULT, ranking_of, score
from sinergi.trade import catalogue
from sinergi.trade.windows import window

REPEATS = 200


def fresh(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak memory in MB of a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1000


def mean_ms(function: object, repeats: int = REPEATS) -> float:
    """Mean milliseconds of a call, after one that is not counted."""
    assert callable(function)
    function()
    start = time.perf_counter()
    for _ in range(repeats):
        function()
    return 1000 * (time.perf_counter() - start) / repeats


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dataset", default=catalogue.EMBEDDED_TRADE)
    parser.add_argument("--pair", default="TJK/IDN")
    given = parser.parse_args()
    exporter, importer = given.pair.split("/")
    command = [str(Path(sys.executable).with_name("sinergi")), "opportunities", exporter, importer]
    wall, cpu, memory = fresh([*command, "--dataset", given.dataset, "--json"])

    dataset = catalogue.dataset(given.dataset)
    years = window(dataset)
    found = world(dataset.id, years[0], years[-1])
    i, j = found.country(exporter), found.country(importer)
    tables = pair_tables(dataset, found, exporter, importer)
    needed = ranking_of(DEFAULT).components

    def vectors() -> None:
        found.potential.pair(i, j)
        score(pair_cells(tables, needed), DEFAULT, years[-1])

    def whole() -> None:
        opportunities(exporter, importer, dataset=dataset.id, limit=25)

    print(f"{given.dataset}, {given.pair}: {len(found.products)} products, {found.period}\n")
    print("| what | time |")
    print("|---|---:|")
    print(f"| whole process, --json | {wall:.2f} s wall, {cpu:.2f} s CPU, {memory:.0f} MB |")
    print(f"| one pair after loading, vectors only | {mean_ms(vectors):.2f} ms |")
    print(f"| one pair after loading, 25 items with tables | {mean_ms(whole, 10):.0f} ms |")


if __name__ == "__main__":
    main()
