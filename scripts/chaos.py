"""Kills the writing commands, fills the disk, lets many write at once: nothing may be lost.

    python scripts/chaos.py [--kills N] [--seed N]

Promised, and checked after every blow:

- what a command has said to be done is there afterwards, unchanged;
- nothing half written shows: a dataset, register, brief or decision is whole or not there;
- no litter is left once the next command has run;
- every failure is one line.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
RUN = [sys.executable, "-m", "sinergi.cli"]
DECIDE = (
    "import sys\nfrom sinergi.companies.linkage import DecisionLog\n"
    "log = DecisionLog()\n"
    "for n in range(int(sys.argv[2])):\n"
    "    made = log.decide(f'a:{sys.argv[1]}', f'b:{n}', 'same', who='x', why='\\u2028')\n"
    "    print(made.right, made.left, flush=True)\n"
)


@dataclass
class Chaos:
    """A store under attack, what was acknowledged in it, and what went wrong."""

    folder: Path
    chance: random.Random
    acknowledged: set[str] = field(default_factory=set)
    decided: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """The store as the commands know it."""
        return os.environ | {
            "SINERGI_HOME": str(self.folder / "home"),
            "PYTHONPATH": str(ROOT / "src"),
            "COLUMNS": "200",
        }

    def fault(self, what: str) -> None:
        """Write down that a promise was broken."""
        self.faults.append(what)
        print(f"BROKEN: {what}", flush=True)

    def run(self, *arguments: str, expect: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        done = subprocess.run(
            [*RUN, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        if expect is not None and done.returncode != expect:
            self.fault(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr[-300:]}")
        if "Traceback" in done.stderr:
            self.fault(f"{' '.join(arguments)} printed a traceback: {done.stderr[-600:]}")
        return done

    def kill(self, command: list[str], longest: float, decided: bool = False) -> bool:
        """Start a command and kill it after a random time; whether it had ended by itself."""
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        time.sleep(self.chance.random() * longest)
        ended = process.poll() is not None
        process.send_signal(self.chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        shown, _ = process.communicate()
        if decided:
            self.decided += [line for line in shown.splitlines() if line.count(":") == 2]
        self.counts["ended before the kill" if ended else "killed"] += 1
        return ended and process.returncode == 0


def check(chaos: Chaos) -> None:
    """Compare the store with what was acknowledged."""
    listed = json.loads(chaos.run("data", "list", "--json").stdout or "[]")
    there = {entry["id"] for entry in listed}
    registers = json.loads(chaos.run("companies", "registers", "--json").stdout or "[]")
    there |= {f"register {entry['id']}" for entry in registers}
    for lost in chaos.acknowledged - there:
        chaos.fault(f"{lost} was acknowledged and is gone")
    log = chaos.folder / "home/companies/decisions.jsonl"
    written = log.read_bytes() if log.exists() else b""
    lines = [json.loads(line) for line in written.split(b"\n")[:-1] if line.strip()]
    kept = Counter(f"{line['right']} {line['left']}" for line in lines if "left" in line)
    for entry, count in Counter(chaos.decided).items():
        if kept[entry] < count:
            chaos.fault(
                f"decision {entry} was acknowledged {count} times and is kept {kept[entry]}"
            )
    numbers = [line["number"] for line in lines if "number" in line]
    if numbers != list(range(1, len(numbers) + 1)):
        chaos.fault("the numbers of the decisions have gaps")
    out = chaos.folder / "out"
    if out.exists():
        names = {path.name for path in out.iterdir() if not path.name.startswith(".")}
        if names and names != {"brief.json", "brief.md", "plan.ics"}:
            chaos.fault(f"the brief's folder holds {sorted(names)}")
        marks = {path.stat().st_mtime_ns // 10**9 // 30 for path in out.iterdir()}
        if len(marks) > 2:
            chaos.fault("the brief's folder mixes files of several runs")


def litter(chaos: Chaos) -> None:
    """What is left after one more of every writing command."""
    chaos.run("data", "add", "gdp", str(SAMPLES / "trade/gdp.csv"), "--id", "last")
    chaos.run("data", "remove", "last")
    register = chaos.folder / "register.csv"
    name = ("companies", "import", str(register), "--register", "last", "--country", "IDN", "--yes")
    chaos.run(*name)
    chaos.run("companies", "registers", "--remove", "last")
    brief(chaos)
    allowed = {".lock"}
    for path in [chaos.folder, *chaos.folder.rglob("*")]:
        hidden = path.name.startswith(".") and path.name not in allowed
        # The index of the embedded register has a name with a dot: it is no register's.
        if hidden and not {"opinions", "index"} & set(path.parts):
            chaos.fault(f"litter: {path.relative_to(chaos.folder)}")


def brief(chaos: Chaos) -> None:
    """Write the sample brief to its end."""
    out = str(chaos.folder / "out")
    sample = str(SAMPLES / "jakarta-2024-11-22.txt")
    chaos.run("brief", "IDN", "TJK", "--from", sample, "--out", out, "--format", "json,md")


def kills(chaos: Chaos, number: int) -> None:
    """Kill each writing command in turn."""
    register = chaos.folder / "register.csv"
    rows = "".join(f"PT Company {n},City {n % 90},nickel ore\n" for n in range(20_000))
    register.write_text(f"name,city,products\n{rows}", encoding="utf-8")
    gdp, sample = str(SAMPLES / "trade/gdp.csv"), str(SAMPLES / "jakarta-2024-11-22.txt")
    out = str(chaos.folder / "out")
    brief(chaos)
    for turn in range(number):
        kind = turn % 5
        if kind == 0:
            name = f"d{turn}"
            command = [*RUN, "data", "add", "gdp", gdp, "--id", name]
            if chaos.kill(command, 2.0):
                chaos.acknowledged.add(name)
        elif kind == 1:
            command = [*RUN, "companies", "import", str(register), "--register", "r"]
            options = ["--country", "IDN", "--yes", "--replace"]
            if chaos.kill([*command, *options], 4.0):
                chaos.acknowledged.add("register r")
        elif kind == 2:
            chaos.kill([sys.executable, "-c", DECIDE, str(turn), "1000"], 2.0, decided=True)
        elif kind == 3:
            made = ["--from", sample, "--out", out, "--format", "json,md"]
            chaos.kill([*RUN, "brief", "IDN", "TJK", *made], 12.0)
        elif chaos.acknowledged - {"register r"}:
            name = min(chaos.acknowledged - {"register r"})
            chaos.acknowledged.discard(name)
            chaos.kill([*RUN, "data", "remove", name], 1.5)
        if turn % 25 == 24 or turn == number - 1:
            check(chaos)
            print(f"{turn + 1} kills, {len(chaos.faults)} broken promises", flush=True)
    litter(chaos)


def together(chaos: Chaos, number: int) -> None:
    """Let processes decide at once: none of their decisions may be lost."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", DECIDE, f"p{number}-{n}", "25"],
            env=chaos.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(number)
    ]
    for process in started:
        shown, wrong = process.communicate()
        chaos.decided += shown.splitlines()
        if process.returncode != 0:
            chaos.fault(f"{number} at once: {wrong[-200:]}")
    chaos.counts[f"{number} processes at once"] += 1
    check(chaos)


def full_disk(chaos: Chaos) -> None:
    """Let each writing command meet a limit of file size, which stands for a full disk.

    On a small tmpfs (``--small FOLDER``) the disk itself is full.
    """
    before = {p: p.stat().st_size for p in (chaos.folder / "home").rglob("*.parquet")}
    for blocks in (0, 1, 2, 4, 8):
        script = f'ulimit -f {blocks}; exec "$@"'
        gdp = str(SAMPLES / "trade/gdp.csv")
        for command in (
            [*RUN, "data", "add", "gdp", gdp, "--id", f"full{blocks}"],
            [sys.executable, "-c", DECIDE, f"full{blocks}", "3"],
        ):
            done = subprocess.run(
                ["bash", "-c", script, "bash", *command],
                env=chaos.environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if "-c" in command:
                chaos.decided += [x for x in done.stdout.splitlines() if x.count(":") == 2]
            elif done.returncode == 0:
                chaos.acknowledged.add(f"full{blocks}")
            elif done.stderr.count("\n") > 1 and "Traceback" in done.stderr:
                chaos.fault(f"full disk: a traceback: {done.stderr[-300:]}")
            chaos.counts["full disk"] += 1
    for path, size in before.items():
        if not path.exists() or path.stat().st_size != size:
            chaos.fault(f"full disk: {path.name} has changed")
    check(chaos)


def small_disk(chaos: Chaos, folder: Path) -> None:
    """Fill a small file system and write on it."""
    filler = folder / "filler"
    environment = chaos.environment | {"SINERGI_HOME": str(folder / "home")}
    for free in (0, 20_000, 200_000):
        space = shutil.disk_usage(folder).free
        filler.write_bytes(b"\0" * max(0, space - free))
        gdp = str(SAMPLES / "trade/gdp.csv")
        done = subprocess.run(
            [*RUN, "data", "add", "gdp", gdp, "--id", f"s{free}"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        chaos.counts["small disk"] += 1
        if done.returncode and (done.stderr.count("\n") > 1 or "Traceback" in done.stderr):
            chaos.fault(f"small disk: {done.stderr[-300:]}")
        whole = (folder / f"home/datasets/s{free}").exists()
        if whole != (done.returncode == 0):
            chaos.fault(f"small disk: dataset {whole}, exit code {done.returncode}")
        filler.unlink()


def read_only(chaos: Chaos) -> None:
    """A store and a folder that cannot be written: one line each."""
    if os.geteuid() == 0:
        chaos.counts["read-only: not tried, root may write everywhere"] += 1
        return
    home = chaos.folder / "home"
    home.chmod(0o500)
    try:
        gdp = str(SAMPLES / "trade/gdp.csv")
        chaos.run("data", "add", "gdp", gdp, "--id", "ro", expect=None)
    finally:
        home.chmod(0o700)
    chaos.counts["read-only"] += 1
    check(chaos)


def clock_back(chaos: Chaos) -> None:
    """Datasets whose time lies ahead, as after a clock that was set back."""
    for path in (chaos.folder / "home/datasets").glob("*/dataset.json"):
        fields = json.loads(path.read_text())
        fields["added"] = "2099-01-01T00:00:00Z"
        path.write_text(json.dumps(fields))
    chaos.run("data", "list")
    chaos.run("data", "add", "gdp", str(SAMPLES / "trade/gdp.csv"), "--id", "back")
    chaos.acknowledged.add("back")
    chaos.counts["clock set back"] += 1
    check(chaos)


def main() -> int:
    """Attack, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", type=Path, help="a folder on a small file system (tmpfs)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chaos = Chaos(Path(folder), random.Random(given.seed))
        steps: list[Callable[[], None]] = [
            lambda: kills(chaos, given.kills),
            lambda: together(chaos, 2),
            lambda: together(chaos, 8),
            lambda: full_disk(chaos),
            lambda: read_only(chaos),
            lambda: clock_back(chaos),
        ]
        if given.small:
            steps.append(lambda: small_disk(chaos, given.small))
        for step in steps:
            step()
    for what, count in sorted(chaos.counts.items()):
        print(f"{what:<40} {count:>6}")
    print(f"{len(chaos.faults)} broken promises")
    return 1 if chaos.faults else 0


if __name__ == "__main__":
    sys.exit(main())
