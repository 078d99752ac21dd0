"""Score the rule reader on annotated documents, by language; exit 1 when a target is missed.

    .venv/bin/python scripts/score_reading.py [FOLDER ...]

Without a folder: the project's own gold documents, and the shared development set where the
folder ``shared`` lies beside the checkout. A predicted statement matches an annotated one when
their spans overlap by at least 0.3 (intersection over union); each counts once. F1 scores are
micro-averages over all documents of a row.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from sinergi.cooperation.record import CooperationRecord
from sinergi.reading import read_text
from sinergi.reading.clusters import assign_events, same_name

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "reading" / "gold"
SHARED = ROOT.parent / "shared" / "reading" / "dev"
OVERLAP = 0.3
TARGETS = {
    "record or not": 0.96,
    "parties F1": 0.95,
    "meeting date": 0.85,
    "participants F1": 0.80,
    "sectors F1": 0.85,
    "statements F1, kind": 0.62,
    "statements F1, any": 0.78,
    "side": 0.75,
    "due date": 0.70,
    "same event F1": 0.90,
}


@dataclass
class Tally:
    """Hits, predicted and wanted of each measure; an accuracy has as many predicted as wanted."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, measure: str, hits: int, predicted: int, wanted: int) -> None:
        """Count one document."""
        for i, number in enumerate((hits, predicted, wanted)):
            self.counts[measure][i] += number

    def score(self, measure: str) -> float | None:
        """F1 (or accuracy); None where there was nothing to find and nothing found."""
        hits, predicted, wanted = self.counts[measure]
        return 2 * hits / (predicted + wanted) if predicted + wanted else None


def match(wanted: int, predicted: int, fits: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """The pairs of a largest one-to-one assignment along edges of positive weight."""
    owner: dict[int, int] = {}

    def place(u: int, seen: set[int]) -> bool:
        for v in sorted(range(predicted), key=lambda v: -fits(u, v)):
            if fits(u, v) <= 0 or v in seen:
                continue
            seen.add(v)
            if v not in owner or place(owner[v], seen):
                owner[v] = u
                return True
        return False

    for u in range(wanted):
        place(u, set())
    return [(u, v) for v, u in owner.items()]


def overlap(gold: dict[str, Any], start: int, end: int) -> float:
    """Intersection over union of two spans."""
    shared = min(gold["end"], end) - max(gold["start"], start)
    whole = max(gold["end"], end) - min(gold["start"], start)
    return shared / whole if shared > 0 else 0.0


def score(gold: dict[str, Any], record: CooperationRecord, tally: Tally) -> None:
    """Count one document."""
    tally.add("record or not", int(record.is_record == gold["is_record"]), 1, 1)
    for measure, wanted, found in (
        ("parties F1", set(gold["parties"]), set(record.parties)),
        ("sectors F1", set(gold["sectors"]), set(record.sectors)),
    ):
        tally.add(measure, len(wanted & found), len(found), len(wanted))
    meeting = gold["meeting"]
    if gold["is_record"] and meeting["date"]:
        accepted = [meeting["date"], *(d for d in meeting.get("date_alt", []) if d)]
        tally.add("meeting date", int(record.meeting.date in accepted), 1, 1)
    people, found_people = gold["participants"], record.participants
    pairs = match(
        len(people),
        len(found_people),
        lambda u, v: float(same_name(people[u]["name"], found_people[v].name)),
    )
    tally.add("participants F1", len(pairs), len(found_people), len(people))
    _score_statements(gold["statements"], record, tally)


def _score_statements(wanted: list[dict[str, Any]], record: CooperationRecord, t: Tally) -> None:
    found = record.statements

    def any_kind(u: int, v: int) -> float:
        share = overlap(wanted[u], found[v].start, found[v].end)
        return share if share >= OVERLAP else 0.0

    def same_kind(u: int, v: int) -> float:
        return any_kind(u, v) if wanted[u]["kind"] == found[v].kind.value else 0.0

    pairs = match(len(wanted), len(found), any_kind)
    kinds = match(len(wanted), len(found), same_kind)
    t.add("statements F1, any", len(pairs), len(found), len(wanted))
    t.add("statements F1, kind", len(kinds), len(found), len(wanted))
    sides = sum(wanted[u]["side"] == found[v].side for u, v in pairs)
    t.add("side", sides, len(pairs), len(pairs))
    due = sum(bool(wanted[u]["due"]) and wanted[u]["due"] == found[v].due for u, v in pairs)
    dated = sum(bool(s["due"]) for s in wanted)
    t.add("due date", due, dated, dated)


def event_pairs(events: Iterable[tuple[str, str | None]]) -> set[tuple[str, ...]]:
    """All pairs of documents of one event."""
    groups: dict[str, list[str]] = defaultdict(list)
    for document, event in events:
        if event:
            groups[event].append(document)
    return {tuple(sorted(p)) for group in groups.values() for p in combinations(group, 2)}


def score_folder(folder: Path) -> dict[str, Tally]:
    """The tallies of a folder of annotated documents, by language and for all."""
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
    records = [
        read_text(
            gold["text"],
            id=gold["id"],
            published=date.fromisoformat(gold["published"]) if gold["published"] else None,
        )
        for gold in golds
    ]
    tallies: dict[str, Tally] = defaultdict(Tally)
    for gold, record in zip(golds, records, strict=True):
        score(gold, record, tallies[gold["lang"]])
        score(gold, record, tallies["all"])
    wanted = event_pairs((g["id"], g["event_cluster"]) for g in golds)
    found = event_pairs((r.id, r.event_cluster) for r in assign_events(records))
    tallies["all"].add("same event F1", len(wanted & found), len(found), len(wanted))
    return tallies


def show(folder: Path, tallies: dict[str, Tally]) -> list[str]:
    """Print a table; return the targets that are missed over all languages."""
    columns = [*sorted(lang for lang in tallies if lang != "all"), "all"]
    documents = tallies["all"].counts["record or not"][2]
    print(f"\n{folder.parent.name}/{folder.name}: {documents} documents")
    print(f"{'':22s}{'target':>8s}" + "".join(f"{column:>8s}" for column in columns))
    missed = []
    for measure, target in TARGETS.items():
        cells = [tallies[column].score(measure) for column in columns]
        row = "".join(f"{cell:8.2f}" if cell is not None else f"{'-':>8s}" for cell in cells)
        print(f"{measure:22s}{target:8.2f}{row}")
        if cells[-1] is not None and cells[-1] < target:
            missed.append(f"{folder.name}: {measure}")
    return missed


def main() -> int:
    """Score the folders given, or the usual ones."""
    folders = [Path(argument) for argument in sys.argv[1:]]
    if not folders:
        folders = [GOLD] + ([SHARED] if SHARED.is_dir() else [])
    missed = [line for folder in folders for line in show(folder, score_folder(folder))]
    print("\n" + ("Missed: " + "; ".join(missed) if missed else "Every target is met."))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
