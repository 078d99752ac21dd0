"""The main job against its limits: a cold process, four formats; and ``sinergi --help``.

Run with ``python -m benchmarks.brief [--runs N]``. Prints medians of wall time, CPU time and peak
memory of whole processes beside their limits, and exits 1 when a median is over its limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SINERGI = Path(sys.executable).with_name("sinergi")
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "jakarta-2024-11-22.txt"


@dataclass(frozen=True)
class Job:
    """A command and its limits: seconds of wall time, megabytes of peak memory."""

    name: str
    arguments: list[str]
    seconds: float
    megabytes: float | None


@dataclass(frozen=True)
class Run:
    """What one process took."""

    wall: float
    cpu: float
    megabytes: float


def measure(arguments: list[str], folder: Path) -> Run:
    """Run the command once in ``folder`` and return the kernel's own accounting of it."""
    started = time.perf_counter()
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen([SINERGI, *arguments], cwd=folder, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit((folder / "output").read_text())
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main() -> int:
    """Measure all jobs; 1 when one is over a limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    brief = ["brief", "IDN", "TJK", "--from", str(SAMPLE), "--out", "out"]
    jobs = [
        Job("sinergi --help", ["--help"], 0.3, None),
        Job("sinergi brief, four formats", brief, 5.0, 600),
    ]
    over = False
    print(f"{'whole process, median of ' + str(runs):34} wall s  limit   CPU s  peak MB  limit")
    for job in jobs:
        with tempfile.TemporaryDirectory() as folder:
            measure(job.arguments, Path(folder))  # fills the file cache
            found = [measure(job.arguments, Path(folder)) for _ in range(runs)]
        wall = statistics.median(run.wall for run in found)
        cpu = statistics.median(run.cpu for run in found)
        memory = statistics.median(run.megabytes for run in found)
        limit = f"{job.megabytes:.0f}" if job.megabytes else "-"
        print(f"{job.name:34} {wall:6.2f} {job.seconds:6.1f} {cpu:7.2f} {memory:8.0f}  {limit:>5}")
        over |= wall > job.seconds or (job.megabytes is not None and memory > job.megabytes)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
