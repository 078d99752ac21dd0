"""The main job against its limits: cold, in four languages, one brief after another, loaded worlds.

Run with ``python -m benchmarks.brief [--runs N] [--folder DIR] [--embedded] [--cpu]``. Every row is
a whole process, start and imports included, but the further briefs, which are timed inside one.
Prints medians of wall time, CPU time and peak memory beside their limits; exits 1 when one is over.

Limits are of wall time on a quiet machine with two cores. ``--cpu`` holds the CPU time against
them, for a machine that does other work at the same time. The loaded worlds (two years, 28 years;
3 GB) are made once in ``--folder``; ``--embedded`` leaves them out.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.loaded import loaded_home

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "jakarta-2024-11-22.txt"
START = "from sinergi.cli import main; main()"
MODEL = ("-c", START, "brief", "IDN", "TJK", "--from", str(SAMPLE), "--out", "out")
LANGUAGES = (*MODEL, "--lang", "en,id,ru,tg", "--format", "html,docx,xlsx,pdf,pptx,md,json")
FURTHER = """
import json, time
from pathlib import Path
from sinergi.brief import brief
from sinergi.brief.render.write import write
pairs = "IDN-TJK VNM-PER DEU-KEN KAZ-UZB BRA-SRB PAK-KGZ USA-CHN".split()
taken = []
for a, b in (pair.split("-") for pair in pairs):
    wall, cpu = time.perf_counter(), time.process_time()
    write(brief(a, b), ["html", "json"], Path(f"{a}-{b}"))
    taken.append((time.perf_counter() - wall, time.process_time() - cpu))
print(json.dumps(taken[1:]))
"""


@dataclass(frozen=True)
class Job:
    """Arguments of Python and their limits: seconds, megabytes of peak memory.

    ``inside`` says that the program prints the wall and CPU seconds of its parts as JSON; the
    median of them is what the limit is for.
    """

    name: str
    arguments: tuple[str, ...]
    seconds: float
    megabytes: float | None = None
    home: Path | None = None
    inside: bool = False


@dataclass
class Run:
    """What one process took: seconds and megabytes."""

    wall: float
    cpu: float
    megabytes: float


@dataclass
class Figures:
    """The medians of a job's runs."""

    job: Job
    runs: list[Run] = field(default_factory=list)

    def median(self, what: str) -> float:
        """Of ``wall``, ``cpu`` or ``megabytes``."""
        return float(statistics.median(getattr(run, what) for run in self.runs))

    def over(self, *, cpu: bool) -> bool:
        """Whether a median is over its limit."""
        job = self.job
        slow = self.median("cpu" if cpu else "wall") > job.seconds
        return slow or (job.megabytes is not None and self.median("megabytes") > job.megabytes)


def measure(job: Job, folder: Path) -> Run:
    """Run the job once in ``folder`` and return the kernel's own accounting of it."""
    # Python keeps compiled modules unless it is told not to: that is no part of the job.
    told = {"PYTHONDONTWRITEBYTECODE", "SINERGI_HOME"}
    environment = {name: value for name, value in os.environ.items() if name not in told}
    environment["SINERGI_HOME"] = str(job.home or folder / "home")
    started = time.perf_counter()
    with (folder / "output").open("wb") as output, (folder / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, *job.arguments],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=errors,
        )
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit((folder / "errors").read_text())
    megabytes = usage.ru_maxrss / 1024
    if not job.inside:
        return Run(wall, usage.ru_utime + usage.ru_stime, megabytes)
    walls, cpus = zip(*json.loads((folder / "output").read_text()), strict=True)
    return Run(statistics.median(walls), statistics.median(cpus), megabytes)


def jobs(worlds: Path | None) -> list[Job]:
    """All jobs; those on loaded worlds only where a folder for these is given."""
    found = [
        Job("import sinergi", ("-c", "import sinergi"), 0.3),
        Job("sinergi --help", ("-c", START, "--help"), 0.3),
        Job("model brief, four formats", MODEL, 4.0, 600),
        Job("four languages, all formats", LANGUAGES, 15.0),
        Job("each further brief", ("-c", FURTHER), 0.7, inside=True),
    ]
    if worlds is not None:
        worlds.mkdir(parents=True, exist_ok=True)
        two, all_years = loaded_home(worlds, 2), loaded_home(worlds, 28)
        found += [
            Job("model brief, two years loaded", MODEL, 6.0, home=two),
            Job("each further brief, loaded", ("-c", FURTHER), 1.5, home=two, inside=True),
            Job("model brief, 28 years loaded", MODEL, 8.0, 1500, home=all_years),
        ]
    return found


def main() -> int:
    """Measure all jobs; 1 when one is over a limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path("build/brief-world").absolute())
    parser.add_argument("--embedded", action="store_true", help="without the loaded worlds")
    parser.add_argument("--cpu", action="store_true", help="hold CPU time against the limits")
    given = parser.parse_args()
    over = []
    print(f"{'median of ' + str(given.runs):32} wall s   CPU s  limit  peak MB  limit")
    for job in jobs(None if given.embedded else given.folder.absolute()):
        found = Figures(job)
        with tempfile.TemporaryDirectory() as folder:
            measure(job, Path(folder))  # fills the file cache and the index of companies
            found.runs = [measure(job, Path(folder)) for _ in range(given.runs)]
        limit = f"{job.megabytes:.0f}" if job.megabytes else "-"
        print(
            f"{job.name:32} {found.median('wall'):6.2f} {found.median('cpu'):7.2f}"
            f" {job.seconds:6.1f} {found.median('megabytes'):8.0f}  {limit:>5}",
            flush=True,
        )
        if found.over(cpu=given.cpu):
            over.append(job.name)
    if over:
        print(f"over the limit: {', '.join(over)}")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
