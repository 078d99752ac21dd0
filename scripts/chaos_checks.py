"""What was promised to whom, and whether it was kept."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from scripts.chaos_writers import Ended, command, run, workbench_count

_FIRST_WORDS = {"en": "Indonesia", "ru": "Индонезия"}


@dataclass
class Chaos:
    """A store under attack, what was acknowledged in it, and what went wrong.

    ``work`` is a folder that no attack reaches, where what commands print is kept.
    """

    folder: Path
    work: Path
    chance: random.Random
    acknowledged: set[str] = field(default_factory=set)
    decided: list[str] = field(default_factory=list)
    created: int = 0
    lives: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def register(self) -> Path:
        """A register to import."""
        return self.folder / "register.csv"

    @property
    def saved(self) -> Path:
        """Briefs to write anew."""
        return self.folder / "saved"

    @property
    def out(self) -> Path:
        """Where briefs are written to."""
        return self.folder / "out"

    @property
    def opinions(self) -> Path:
        """Where answers of a second opinion are kept."""
        return self.folder / "home/opinions"

    def fault(self, what: str) -> None:
        """Write down that a promise was broken."""
        self.faults.append(what)
        print(f"BROKEN: {what}", flush=True)

    def before(self, name: str) -> None:
        """A command begins that takes something away: that may be gone from now on."""
        if name == "data remove":
            gone = next((one for one in sorted(self.acknowledged) if one.startswith("d")), None)
            self.acknowledged.discard(gone or "")

    def after(self, name: str, ended: Ended, promise: str | None, *, stopped: bool) -> None:
        """Remember what was acknowledged; a traceback is never right."""
        lines = ended.said.splitlines()
        if name == "decisions":
            self.decided += [line for line in lines if line.startswith("decided ")]
        if name == "workbench":
            self.created += lines.count("created")
            self.lives += 1
        if promise is not None and not ended.killed and ended.code == 0:
            self.acknowledged.add(promise)
        if "Traceback" in ended.wrong and not (stopped and not ended.killed):
            self.fault(f"{name}: a traceback: {ended.wrong[-500:]}")

    def one_line(self, name: str, ended: Ended) -> None:
        """A failure is one line (mappings and the like may be told before)."""
        if ended.code and "Traceback" in ended.wrong:
            self.fault(f"{name}: {ended.wrong[-300:]}")
        if ended.code and not ended.wrong.strip():
            self.fault(f"{name}: failed without a word")


def check(chaos: Chaos) -> None:
    """Compare the store with what was acknowledged."""
    there = set()
    for words, prefix in ((("data", "list"), ""), (("companies", "registers"), "register ")):
        ended = run(command(*words, "--json"), chaos.work)
        if ended.code:
            chaos.fault(f"{' '.join(words)} ended with {ended.code}: {ended.wrong[-300:]}")
            return
        there |= {f"{prefix}{entry['id']}" for entry in json.loads(ended.said or "[]")}
    for lost in chaos.acknowledged - there:
        chaos.fault(f"{lost} was acknowledged and is gone")
        chaos.acknowledged.discard(lost)
    ended = run(command("data", "verify"), chaos.work)
    if ended.code:
        chaos.fault(f"data verify: {ended.said[-300:]} {ended.wrong[-300:]}")
    _check_decisions(chaos)
    _check_results(chaos)
    _check_workbench(chaos)
    for path in chaos.opinions.glob("*.json"):
        if not path.name.startswith("."):
            json.loads(path.read_text())


def _check_decisions(chaos: Chaos) -> None:
    log = chaos.folder / "home/companies/decisions.jsonl"
    written = log.read_bytes() if log.exists() else b""
    lines = [json.loads(line) for line in written.split(b"\n")[:-1] if line.strip()]
    kept = Counter(f"decided {line['left']} {line['right']}" for line in lines if "left" in line)
    kept += Counter(f"decided {line['right']} {line['left']}" for line in lines if "left" in line)
    for entry, count in Counter(chaos.decided).items():
        if kept[entry] < count:
            chaos.fault(f"'{entry}' was said {count} times and is kept {kept[entry]} times")
    numbers = [line["number"] for line in lines if "number" in line]
    if numbers != list(range(1, len(numbers) + 1)):
        chaos.fault("the numbers of the decisions have gaps")


def _check_results(chaos: Chaos) -> None:
    """The folder of the brief: files of one language, and what others keep there."""
    ours = {path.name for path in chaos.out.glob("*") if path.is_file()}
    if not ours or not chaos.saved.exists():
        return
    visible = {name for name in ours if not name.startswith(".")}
    if visible != {"brief.json", "brief.md", "plan.ics"}:
        chaos.fault(f"the brief's folder holds {sorted(visible)}")
        return
    lang = json.loads((chaos.out / "brief.json").read_text())["lang"]
    if _FIRST_WORDS[lang] not in (chaos.out / "brief.md").read_text().partition("\n")[0]:
        chaos.fault("the brief's folder mixes files of two briefs")
    # Of a killed process the next one brings it over.
    held = [*chaos.folder.glob("out/deep/note.txt"), *chaos.folder.glob(".out.*/deep/note.txt")]
    if len(held) != 1:
        chaos.fault(f"what others keep beside the brief is there {len(held)} times")


def _check_workbench(chaos: Chaos) -> None:
    if not (chaos.folder / "home/web").exists():
        return
    ended = run(workbench_count, chaos.work)
    if ended.code:
        chaos.fault(f"the workbench cannot be read: {ended.wrong[-300:]}")
        return
    steps, entries, lines, sound = ended.said.split()
    if sound != "ok" or not steps == entries == lines:
        chaos.fault(f"the workbench holds {steps} steps, {entries} entries, {lines} lines: {sound}")
    # The last write of a life may be done and not yet said to be.
    if not chaos.created <= int(steps) <= chaos.created + chaos.lives:
        chaos.fault(f"{chaos.created} steps were acknowledged, {steps} are there")


def check_litter(chaos: Chaos) -> None:
    """Look for what killed commands left, now that each has run once more."""
    for path in chaos.folder.rglob("*"):
        parts = path.relative_to(chaos.folder).parts
        # The index of an embedded register has a name with a dot.
        hidden = path.name.startswith(".") and path.name != ".lock" and "index" not in parts
        if hidden:
            chaos.fault(f"litter: {'/'.join(parts)}")
