"""Kills the writing commands, fills the disk, lets many write at once: nothing may be lost.

    python -m scripts.chaos [--kills N] [--minutes N] [--seed N] [--parts kills,together,…]

Promised, and checked after the blows:

- what a command has said to be done is there afterwards, unchanged;
- nothing half written shows: a dataset, register, brief or decision is whole or not there;
- what others keep in a folder of results stays;
- no litter is left once the next command has run;
- every failure is one line.

A full and a read-only disk are small file systems of their own (tmpfs), which only root can
mount; without that right they are not tried, and the figures say so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from scripts.chaos_checks import Chaos, check, check_litter
from scripts.chaos_writers import (
    Job,
    command,
    decide,
    keep_opinion,
    load_all,
    run,
    workbench_setup,
    workbench_write,
    write_brief,
)
from sinergi import store
from sinergi.origin import origin_path, read_origin

ROOT = Path(__file__).resolve().parents[1]
TRADE = ROOT / "samples/trade"
PARTS = ("kills", "together", "full", "read-only", "clock")
MEETING = ROOT / "samples/jakarta-2024-11-22.txt"


def prepare(chaos: Chaos) -> None:
    """A store, registers to import, two saved briefs, and a workbench with one pair."""
    rows = "".join(f"PT Company {n},City {n % 90},nickel ore\n" for n in range(2_000))
    chaos.register.write_text(f"name,city,products\n{rows}", encoding="utf-8")
    for lang in ("en", "ru"):
        made = ("brief", "IDN", "TJK", "--from", str(MEETING), "--lang", lang, "--format", "json")
        done = subprocess.run(
            [sys.executable, "-m", "sinergi.cli", *made, "--out", str(chaos.saved / lang)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stderr)
    chaos.out.mkdir()
    (chaos.out / "deep").mkdir()
    (chaos.out / "deep/note.txt").write_text("mine")
    ended = run(workbench_setup, chaos.work)
    if ended.code:
        raise SystemExit(ended.wrong)


def jobs(chaos: Chaos, turn: int) -> dict[str, tuple[Job, str | None]]:
    """What writes, by name: the job, and what is acknowledged when it ends well."""
    name = f"d{turn}"
    loaded = sorted(chaos.acknowledged)
    removed = next((one for one in loaded if one.startswith("d")), None)
    register = ("companies", "import", str(chaos.register), "--country", "IDN", "--yes")
    mapping = str(chaos.folder / "mapping.toml")
    lang = chaos.chance.choice(("en", "ru"))
    return {
        "data add gdp": (command("data", "add", "gdp", str(TRADE / "gdp.csv"), "--id", name), name),
        "data add tariffs": (
            command("data", "add", "tariffs", str(TRADE / "tariffs.csv"), "--country", "TJK",
                    "--revision", "HS22", "--id", name),
            name,
        ),
        "data remove": (command("data", "remove", removed or "none"), None),
        "companies import": (
            command(*register, "--register", "r", "--replace", "--save-map", mapping),
            "register r",
        ),
        "companies registers --remove": (command("companies", "registers", "--remove", "x"), None),
        "decisions": (decide(str(turn), 8), None),
        "brief": (write_brief(chaos.saved / lang / "brief.json", chaos.out), None),
        "second opinion": (keep_opinion(chaos.opinions, str(turn % 10)), None),
        "workbench": (workbench_write(4), None),
    }  # fmt: skip


def kills(chaos: Chaos, number: int, minutes: float) -> None:
    """Kill each writing command at steps of its own choosing, some by a signal after a time."""
    steps: Counter[str] = Counter()
    names = list(jobs(chaos, 0))
    turn = 0
    until = time.monotonic() + 60 * minutes
    while chaos.counts["kills"] < number and time.monotonic() < until:
        turn += 1
        name = names[turn % len(names)]
        job, promise = jobs(chaos, turn)[name]
        chaos.before(name)
        if not steps[name]:
            # One whole run tells how many steps there are.
            at, seconds = None, None
        elif chaos.chance.random() < 0.1:
            at, seconds = None, chaos.chance.random() * 0.4
        else:
            at, seconds = chaos.chance.randrange(steps[name] + 1), None
        ended = run(job, chaos.work, at=at, signal_at=seconds)
        steps[name] = max(steps[name], ended.steps)
        stopped = ended.killed or (seconds is not None and ended.code != 0)
        chaos.counts["kills"] += stopped
        chaos.counts[f"  {name}: {'killed' if stopped else 'ended before'}"] += 1
        chaos.after(name, ended, promise, stopped=stopped)
        if turn % 50 == 0:
            check(chaos)
        if turn % 100 == 0:
            print(f"{chaos.counts['kills']} kills, {len(chaos.faults)} broken promises", flush=True)
    check(chaos)
    whole_commands(chaos)
    check_litter(chaos)
    check(chaos)


def whole_commands(chaos: Chaos) -> None:
    """Each writing command once, to its end: it works, and takes away what kills have left."""
    for number, name in enumerate(jobs(chaos, 0), start=10**9):
        job, promise = jobs(chaos, number)[name]
        chaos.before(name)
        ended = run(job, chaos.work)
        if ended.code and name not in ("data remove", "companies registers --remove"):
            chaos.fault(f"{name} after the kills: {ended.code} {ended.wrong[-300:]}")
        chaos.after(name, ended, promise, stopped=False)
    for name in [one for one in chaos.acknowledged if one.startswith("d")]:
        chaos.acknowledged.discard(name)
        run(command("data", "remove", name), chaos.work)


def together(chaos: Chaos, number: int) -> None:
    """Let processes write at once, all to the same places: nothing acknowledged may be lost."""
    children = []
    for n in range(number):
        child = os.fork()
        if child == 0:
            place = chaos.folder / f"process-{number}-{n}"
            place.mkdir()
            os._exit(_many(chaos, place, f"p{number}-{n}"))
        children.append(child)
    for child in children:
        if os.waitpid(child, 0)[1] != 0:
            chaos.fault(f"{number} at once: one broke a promise")
    for n in range(number):
        place = chaos.folder / f"process-{number}-{n}"
        told = json.loads((place / "told").read_text())
        for fault in told["faults"]:
            chaos.fault(f"{number} at once: {fault}")
        chaos.decided += told["decided"]
        chaos.created += told["created"]
        chaos.acknowledged |= set(told["acknowledged"])
    chaos.counts[f"{number} processes at once"] += 1
    check(chaos)


def _many(chaos: Chaos, place: Path, mark: str) -> int:
    mine = Chaos(chaos.folder, place, random.Random(mark))
    for round_ in range(3):
        everything = jobs(mine, 0) | {"decisions": (decide(f"{mark}-{round_}", 8), None)}
        everything["data add gdp"] = (
            command("data", "add", "gdp", str(TRADE / "gdp.csv"), "--id", f"{mark}-{round_}"),
            f"{mark}-{round_}",
        )
        for name in ("decisions", "data add gdp", "brief", "companies import", "workbench"):
            job, promise = everything[name]
            ended = run(job, place)
            busy = "another sinergi" in ended.wrong or "being" in ended.wrong
            if ended.code and not busy:
                mine.faults.append(f"{name} ended with {ended.code}: {ended.wrong[-300:]}")
            mine.after(name, ended, promise, stopped=False)
    told = {"faults": mine.faults, "decided": mine.decided, "created": mine.created,
            "acknowledged": sorted(mine.acknowledged)}  # fmt: skip
    (place / "told").write_text(json.dumps(told))
    return 0


def full_disk(chaos: Chaos) -> None:
    """Let each writing command meet a disk with ever less room: one line, nothing half written."""
    with Disk(chaos, "size=8m") as disk:
        if not disk.mounted:
            chaos.counts["full disk: not tried, nothing could be mounted"] += 1
            return
        for free in (0, 4_000, 30_000, 200_000, 1_000_000):
            disk.leave(free)
            everything = jobs(disk.chaos, free)
            for name in ("data add gdp", "data add tariffs", "companies import", "decisions",
                         "brief", "second opinion"):  # fmt: skip
                job, promise = everything[name]
                disk.chaos.before(name)
                ended = run(job, chaos.work)
                chaos.counts[f"full disk: {'refused' if ended.code else 'written'}"] += 1
                disk.chaos.after(name, ended, promise, stopped=False)
                disk.chaos.one_line(name, ended)
        disk.leave(None)
        check(disk.chaos)


def read_only(chaos: Chaos) -> None:
    """A store and a folder that cannot be written: one line each, and reading goes on."""
    with Disk(chaos, "size=16m") as disk:
        if not disk.mounted:
            chaos.counts["read-only: not tried, nothing could be mounted"] += 1
            return
        run(command("data", "add", "gdp", str(TRADE / "gdp.csv"), "--id", "there"), chaos.work)
        disk.chaos.acknowledged.add("there")
        subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)
        for name, (job, _) in jobs(disk.chaos, 1).items():
            if name in ("workbench", "data remove", "companies registers --remove"):
                continue
            ended = run(job, chaos.work)
            chaos.counts["read-only: refused"] += ended.code != 0
            if ended.code == 0:
                disk.chaos.fault(f"read-only: {name} says that it has written")
            disk.chaos.one_line(name, ended)
        check(disk.chaos)


class Disk:
    """A small file system of its own with a store on it; ``mounted`` is false without the right."""

    def __init__(self, chaos: Chaos, options: str) -> None:
        self._options = options
        self._faults, self._work = chaos.faults, chaos.work
        self.folder = Path(tempfile.mkdtemp(prefix="sinergi-disk-"))
        self.mounted = False
        self._home = os.environ["SINERGI_HOME"]

    def __enter__(self) -> Disk:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", self._options, "tmpfs", str(self.folder)],
            capture_output=True,
            check=False,
        )
        self.mounted = made.returncode == 0
        self.chaos = Chaos(self.folder, self._work, random.Random(2), faults=self._faults)
        os.environ["SINERGI_HOME"] = str(self.folder / "home")
        self.chaos.register.write_text("name,city\n" + "PT A,Depok\nPT B,Bogor\n")
        return self

    def leave(self, free: int | None) -> None:
        """Fill the disk but for so many bytes; None: empty it again."""
        filler = self.folder / "filler"
        filler.unlink(missing_ok=True)
        if free is None:
            return
        space = os.statvfs(self.folder)
        with filler.open("wb") as file:
            size = space.f_bavail * space.f_frsize - free
            if self.mounted:
                os.posix_fallocate(file.fileno(), 0, max(1, size))

    def __exit__(self, *_: object) -> None:
        os.environ["SINERGI_HOME"] = self._home
        if self.mounted:
            subprocess.run(["umount", str(self.folder)], check=False)


def clock_back(chaos: Chaos) -> None:
    """What was written lies in the future, as after a clock that was set back."""
    ended = run(command("data", "add", "gdp", str(TRADE / "gdp.csv"), "--id", "then"), chaos.work)
    chaos.after("data add gdp", ended, "then", stopped=False)
    for path in (chaos.folder / "home/datasets").glob("*/dataset.json"):
        fields = json.loads(path.read_text())
        fields["added"] = "2099-01-01T00:00:00Z"
        path.write_text(json.dumps(fields))
        # Its digests are those that the clock's dataset would have.
        sums = path.parent / store.SUMS
        origin = read_origin(sums)
        origin_path(sums).unlink()
        store.seal(path.parent, origin)
    for path in (chaos.folder / "home").rglob("*"):
        if path.is_file() and not path.is_symlink():
            os.utime(path, (4_000_000_000, 4_000_000_000))
    whole_commands(chaos)
    ended = run(command("data", "add", "gdp", str(TRADE / "gdp.csv"), "--id", "back"), chaos.work)
    chaos.after("data add gdp", ended, "back", stopped=False)
    chaos.one_line("data add gdp", ended)
    chaos.counts["clock set back"] += 1
    check(chaos)


def main() -> int:
    """Attack, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=600, help="the kills end then")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", default=",".join(PARTS), help="which of the blows to give")
    given = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "sinergi.web.settings"
    os.environ["COLUMNS"] = "200"
    with tempfile.TemporaryDirectory() as folder:
        store, work = Path(folder) / "place", Path(folder) / "work"
        store.mkdir()
        work.mkdir()
        os.environ["SINERGI_HOME"] = str(store / "home")
        chaos = Chaos(store, work, random.Random(given.seed))
        load_all()
        steps: dict[str, list[Callable[[], None]]] = {
            "kills": [lambda: kills(chaos, given.kills, given.minutes)],
            "together": [lambda: together(chaos, 2), lambda: together(chaos, 8)],
            "full": [lambda: full_disk(chaos)],
            "read-only": [lambda: read_only(chaos)],
            "clock": [lambda: clock_back(chaos)],
        }
        prepare(chaos)
        for part in PARTS:
            for step in steps[part] if part in given.parts.split(",") else ():
                step()
    for what, count in sorted(chaos.counts.items()):
        print(f"{what:<48} {count:>6}")
    print(f"{len(chaos.faults)} broken promises")
    return 1 if chaos.faults else 0


if __name__ == "__main__":
    sys.exit(main())
