"""Indicators against their limits, as whole processes, and against the packages of the field.

    python benchmarks/indicators.py WORLD [--peers PYTHON] [--runs 3] [--plot FILE.svg]

WORLD is a folder for the synthetic world (``benchmarks/world.py``); what it lacks is drawn first.
``--peers`` is an interpreter with ecomplexity and econcomplex (the extra ``oracles``); they take
minutes. Prints Markdown: medians of CPU seconds, wall seconds and peak memory, beside the limits.
``--plot`` measures half and a quarter of the countries and of the years too, and draws the growth.
Exits 1 if a limit is missed.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
YEARS = range(1995, 2023)
LAST = YEARS[-1]


@dataclass(frozen=True)
class Run:
    """What one process took, and the line it printed."""

    cpu: float
    wall: float
    megabytes: float
    said: str


@dataclass(frozen=True)
class Limit:
    """The most that a job may take; None: no limit is set."""

    cpu: float | None = None
    wall: float | None = None
    megabytes: float | None = None

    def missed(self, run: Run) -> list[str]:
        """The limits that the run is over."""
        return [
            f"{name} {getattr(run, name):.2f} > {limit}"
            for name, limit in vars(self).items()
            if limit is not None and getattr(run, name) > limit
        ]


def run(job: str, files: list[Path], *, python: str = sys.executable, world: Path) -> Run:
    """Run a job in a process of its own."""
    command = [python, str(HERE / "indicator_jobs.py"), job, *map(str, files)]
    command += ["--distances", str(world / "SYNTHETIC_distances.parquet")]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read().strip()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{job} failed with exit code {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, said)


def median(runs: list[Run]) -> Run:
    return Run(  # type: ignore[call-arg]  # one number a field
        *(
            statistics.median(getattr(one, name) for one in runs)
            for name in ("cpu", "wall", "megabytes")
        ),
        runs[-1].said,
    )


def exports(world: Path, years: range = range(LAST, LAST + 1)) -> list[Path]:
    return [world / f"SYNTHETIC_exports_{year}.parquet" for year in years]


def flows(world: Path) -> list[Path]:
    return [world / f"SYNTHETIC_flows_{LAST}.parquet"]


def prepare(world: Path, *, countries: int = 230, rows: int | None = None) -> None:
    """Draw what the folder lacks."""
    size = ["--countries", str(countries)] + (["--rows", str(rows)] if rows else [])
    for form, wanted, years in (
        ("exports", exports(world, YEARS), f"{YEARS[0]}-{LAST}"),
        ("flows", flows(world), f"{LAST}-{LAST}"),
    ):
        if not all(path.exists() for path in wanted):
            draw = [sys.executable, str(HERE / "world.py"), str(world), "--as", form]
            subprocess.run([*draw, "--years", years, *size], check=True)


def measure(world: Path, repeats: int) -> dict[str, tuple[Run, Limit]]:
    """Our jobs, several times each."""
    jobs = {
        "RCA to COG, one year": ("complexity", exports(world), Limit(cpu=0.9, megabytes=400)),
        "RCA to COG, 28 years": ("complexity-years", exports(world, YEARS), Limit(wall=9)),
        "Export potential, 264 million cells": (
            "potential",
            flows(world),
            Limit(wall=3, megabytes=1200),
        ),
        "Export potential, one pair": ("pair", flows(world), Limit()),
        "Gravity, 52,670 pairs": ("gravity", flows(world), Limit()),
    }
    return {
        name: (median([run(job, files, world=world) for _ in range(repeats)]), limit)
        for name, (job, files, limit) in jobs.items()
    }


def report(measured: dict[str, tuple[Run, Limit]]) -> list[str]:
    """The table in Markdown; returns the limits missed."""
    print("| job | CPU s | wall s | peak MB | limit | what came out |")
    print("|---|---|---|---|---|---|")
    missed = []
    for name, (one, limit) in measured.items():
        units = {"cpu": "CPU s", "wall": "s", "megabytes": "MB"}
        asked = ", ".join(
            f"{value:g} {units[key]}" for key, value in vars(limit).items() if value is not None
        )
        print(
            f"| {name} | {one.cpu:.2f} | {one.wall:.2f} | {one.megabytes:.0f} | {asked} "
            f"| {one.said} |"
        )
        missed += [f"{name}: {miss}" for miss in limit.missed(one)]
    return missed


def growth(world: Path) -> dict[str, list[tuple[int, float]]]:
    """CPU seconds above those of the start, at a quarter, a half and all of countries and years."""
    found: dict[str, list[tuple[int, float]]] = {"countries": [], "years": [], "pairs": []}
    idle = min(run("start", exports(world), world=world).cpu for _ in range(3))
    for countries in (58, 115, 230):
        part = world if countries == 230 else world / f"countries-{countries}"
        prepare(part, countries=countries, rows=11_300_000 * countries**2 // 230**2)
        one = min((run("complexity", exports(part), world=part) for _ in range(3)), key=_cpu)
        found["countries"].append((countries, one.cpu - idle))
        one = min((run("potential", flows(part), world=part) for _ in range(3)), key=_cpu)
        found["pairs"].append((countries, one.cpu - idle))
    for years in (7, 14, 28):
        files = exports(world, range(LAST - years + 1, LAST + 1))
        found["years"].append((years, run("complexity-years", files, world=world).cpu - idle))
    return found


def _cpu(one: Run) -> float:
    return one.cpu


def draw(found: dict[str, list[tuple[int, float]]], path: Path) -> None:
    """CPU seconds against size on logarithmic axes, with the growth that the algebra promises."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    mpl.rcParams["svg.hashsalt"] = "sinergi"
    titles = {
        "countries": ("RCA to COG, one year", "countries", 1),
        "years": ("RCA to COG", "years", 1),
        "pairs": ("Export potential of the world", "countries", 2),
    }
    figure, axes = plt.subplots(1, 3, figsize=(10, 3.4), constrained_layout=True)
    for axis, (name, (title, label, power)) in zip(axes, titles.items(), strict=True):
        size, cpu = zip(*found[name], strict=True)
        axis.loglog(size, cpu, "o-", color="#1b5e7a", label="measured")
        top = [cpu[-1] * (one / size[-1]) ** power for one in size]
        axis.loglog(size, top, "--", color="#8a8a8a", label=f"power of {power}")
        axis.set(title=title, xlabel=label, xticks=size, xticklabels=[str(one) for one in size])
        axis.set_yticks(cpu, [f"{one:.2g}" for one in cpu])
        axis.minorticks_off()
        axis.legend(frameon=False)
    axes[0].set_ylabel("CPU seconds above the start")
    figure.savefig(path, metadata={"Date": None})


def machine() -> str:
    """What this ran on."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        name = lines[0].partition(":")[2].strip() if lines else name
    day, python = datetime.date.today().isoformat(), platform.python_version()
    return f"{day}, {os.cpu_count()} cores ({name}), Python {python}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("world", type=Path)
    parser.add_argument("--peers", help="an interpreter with ecomplexity and econcomplex")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    prepare(given.world)
    print(machine() + "\n")
    measured = measure(given.world, given.runs)
    if given.peers:
        for peer in ("ecomplexity", "econcomplex"):
            one = run(peer, exports(given.world), python=given.peers, world=given.world)
            measured[f"{peer}, the same year"] = (one, Limit())
    missed = report(measured)
    if given.peers:
        ours = measured["RCA to COG, one year"][0].cpu
        for peer in ("ecomplexity", "econcomplex"):
            theirs = measured[f"{peer}, the same year"][0].cpu
            print(f"\n{peer} takes {theirs / ours:.0f} times the CPU time.")
    if given.plot:
        found = growth(given.world)
        draw(found, given.plot)
        print(f"\nCPU seconds above the start, by size: {found}")
    if missed:
        raise SystemExit("missed: " + "; ".join(missed))


if __name__ == "__main__":
    main()
