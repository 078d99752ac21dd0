"""Score the rule reader on annotated documents, by language, and name the targets that are missed.

    .venv/bin/python scripts/score_reading.py [FOLDER ...]
        [--second-opinion URL --model NAME --policy add|correct|confirm|lead]

Without a folder: the project's own gold documents and, where the folder ``shared`` lies beside the
checkout, the development sets: ``dev``, and ``dev2`` in two halves by event (odd numbers were
looked at while rules were written, even ones only measured). A predicted statement matches an
annotated one when their spans overlap by at least 0.3 (intersection over union); each counts once.
Annotated statements marked optional are not counted, nor what matches only them. F1 scores are
micro-averages over all documents of a row. A score below its target is told; with ``--strict`` it
is a failure (exit code 1). A score below its floor in ``reading_floors.csv``, the level reached
once less a little, always is one. With a second opinion the documents leave the machine for that
address, and no floor holds; without, nothing does.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
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
from sinergi.reading.model_service import ModelService
from sinergi.reading.opinion import Policy, SecondOpinion
from sinergi.reading.reader import Reader
from sinergi.reading.rules import RuleReader
from sinergi.reading.same_event import assign_events, same_name
from sinergi.store.home import home

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "reading" / "gold"
SHARED = ROOT.parent / "shared" / "reading"
FLOORS = Path(__file__).with_name("reading_floors.csv")
OVERLAP = 0.3
SURE = 0.8
"""From here on a person is shown as sure: few may be wrong."""
TARGETS = {
    "record or not": 0.98,
    "parties F1": 0.97,
    "meeting date": 0.88,
    "meeting country": 0.85,
    "participants F1": 0.88,
    "sure names right": 0.97,
    "sectors F1": 0.88,
    "statements F1, kind": 0.64,
    "statements F1, any": 0.80,
    "ask F1": 0.55,
    "side": 0.85,
    "due date": 0.60,
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
    if gold["is_record"]:
        meeting = gold["meeting"]
        accepted = [meeting["date"], *meeting.get("date_alt", [])]
        tally.add("meeting date", int(record.meeting.date in accepted), 1, 1)
        tally.add("meeting country", int(record.meeting.country == meeting["country"]), 1, 1)
    people, found_people = gold["participants"], record.participants
    pairs = match(
        len(people),
        len(found_people),
        lambda u, v: float(same_name(people[u]["name"], found_people[v].name)),
    )
    tally.add("participants F1", len(pairs), len(found_people), len(people))
    sure = [v for v, person in enumerate(found_people) if (person.confidence or 0) >= SURE]
    tally.add("sure names right", len({v for _, v in pairs} & set(sure)), len(sure), len(sure))
    _score_statements(gold["statements"], record, tally)


def _needed(
    wanted: list[dict[str, Any]], predicted: int, fits: Callable[[int, int], float]
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """The annotated and predicted statements that count, and the pairs of them that match.

    Optional annotated statements never count; a prediction that only one of them explains
    does not either.
    """
    needed = [u for u, s in enumerate(wanted) if not s.get("optional")]
    optional = [u for u, s in enumerate(wanted) if s.get("optional")]
    taken = {v for _, v in match(len(needed), predicted, lambda u, v: fits(needed[u], v))}
    rest = [v for v in range(predicted) if v not in taken]
    idle = match(len(optional), len(rest), lambda u, v: fits(optional[u], rest[v]))
    gone = {rest[v] for _, v in idle}
    counted = [v for v in range(predicted) if v not in gone]
    pairs = match(len(needed), len(counted), lambda u, v: fits(needed[u], counted[v]))
    return needed, counted, [(needed[u], counted[v]) for u, v in pairs]


def _score_statements(wanted: list[dict[str, Any]], record: CooperationRecord, t: Tally) -> None:
    found = record.statements

    def any_kind(u: int, v: int) -> float:
        share = overlap(wanted[u], found[v].start, found[v].end)
        return share if share >= OVERLAP else 0.0

    def same_kind(u: int, v: int) -> float:
        return any_kind(u, v) if wanted[u]["kind"] == found[v].kind.value else 0.0

    needed, counted, pairs = _needed(wanted, len(found), any_kind)
    t.add("statements F1, any", len(pairs), len(counted), len(needed))
    sides = sum(wanted[u]["side"] == found[v].side for u, v in pairs)
    t.add("side", sides, len(pairs), len(pairs))
    due = sum(bool(wanted[u]["due"]) and wanted[u]["due"] == found[v].due for u, v in pairs)
    dated = sum(bool(wanted[u]["due"]) for u in needed)
    t.add("due date", due, dated, dated)
    needed, counted, kinds = _needed(wanted, len(found), same_kind)
    t.add("statements F1, kind", len(kinds), len(counted), len(needed))
    asked = sum(wanted[u]["kind"] == "ask" for u, _ in kinds)
    asks = sum(found[v].kind.value == "ask" for v in counted)
    t.add("ask F1", asked, asks, sum(wanted[u]["kind"] == "ask" for u in needed))


def event_pairs(events: Iterable[tuple[str, str | None]]) -> set[tuple[str, ...]]:
    """All pairs of documents of one event."""
    groups: dict[str, list[str]] = defaultdict(list)
    for document, event in events:
        if event:
            groups[event].append(document)
    return {tuple(sorted(p)) for group in groups.values() for p in combinations(group, 2)}


def load(folder: Path, half: int | None = None) -> list[dict[str, Any]]:
    """The annotated documents; of a ``half`` those whose event's number is odd (1) or even (0)."""
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
    if half is None:
        return golds
    return [g for g in golds if int(g["event_cluster"].lstrip("K")) % 2 == half]


def score_folder(
    folder: Path, half: int | None = None, reader: Reader | None = None
) -> dict[str, Tally]:
    """The tallies of a folder of annotated documents, by language and for all."""
    golds = load(folder, half)
    records = [
        read_text(
            gold["text"],
            id=gold["id"],
            published=date.fromisoformat(gold["published"]) if gold["published"] else None,
            reader=reader,
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


def floors() -> dict[tuple[str, str], float]:
    """The least each measure may reach, by set and measure.

    Raises:
        ValueError: a row names no measure, no number, or a set and measure twice.
    """
    found: dict[tuple[str, str], float] = {}
    with FLOORS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        for number, row in enumerate(rows, start=1):
            key = (row["set"], row["measure"])
            if row["measure"] not in TARGETS or key in found:
                raise ValueError(f"{FLOORS.name}, row {number}: '{key[1]}' is not known or twice")
            found[key] = float(row["floor"])
    return found


def fallen(title: str, tally: Tally) -> list[str]:
    """What fell below its floor in a set, with both numbers."""
    told = []
    for (name, measure), floor in floors().items():
        reached = tally.score(measure) if name == title else None
        if reached is not None and reached < floor:
            told.append(f"{title}: {measure} {reached:.3f}, at least {floor:.3f}")
    return told


def show(title: str, tallies: dict[str, Tally]) -> list[str]:
    """Print a table; return the targets that are missed over all languages."""
    columns = [*sorted(lang for lang in tallies if lang != "all"), "all"]
    documents = tallies["all"].counts["record or not"][2]
    print(f"\n{title}: {documents} documents")
    print(f"{'':22s}{'target':>8s}" + "".join(f"{column:>8s}" for column in columns))
    missed = []
    for measure, target in TARGETS.items():
        cells = [tallies[column].score(measure) for column in columns]
        row = "".join(f"{cell:8.2f}" if cell is not None else f"{'-':>8s}" for cell in cells)
        print(f"{measure:22s}{target:8.2f}{row}")
        if cells[-1] is not None and cells[-1] < target:
            missed.append(f"{title}: {measure}")
    return missed


def sets(folders: list[Path]) -> Iterable[tuple[str, Path, int | None]]:
    """The titles, folders and halves to score."""
    if folders:
        yield from ((folder.name, folder, None) for folder in folders)
        return
    yield "gold", GOLD, None
    if SHARED.is_dir():
        yield "dev", SHARED / "dev", None
        yield "dev2, looked at", SHARED / "dev2", 1
        yield "dev2, kept aside", SHARED / "dev2", 0


def asked() -> tuple[list[Path], SecondOpinion | None, bool]:
    """The folders of the command line, the second opinion where one is named, and --strict."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    options.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    options.add_argument("--second-opinion", metavar="URL")
    options.add_argument("--model", default="local")
    options.add_argument("--policy", choices=[p.value for p in Policy], default=Policy.LEAD.value)
    given = options.parse_args()
    if given.second_opinion is None:
        return given.folders, None, given.strict
    key = os.environ.get("SINERGI_MODEL_KEY")
    service = ModelService(given.second_opinion, given.model, key)
    cache = home() / "opinions"
    opinion = SecondOpinion(RuleReader(), service, Policy(given.policy), cache)
    return given.folders, opinion, given.strict


def main() -> int:
    """Score the folders given, or the usual ones."""
    folders, opinion, strict = asked()
    missed, fell = [], []
    for title, folder, half in sets(folders):
        tallies = score_folder(folder, half, opinion)
        missed += show(title, tallies)
        if opinion is None:
            fell += fallen(title, tallies["all"])
    if opinion is not None:
        print(f"\nSecond opinion: {opinion.costs}")
    print("\n" + ("Missed: " + "; ".join(missed) if missed else "Every target is met."))
    for line in fell:
        print(f"Fell below the floor: {line}")
    return 1 if fell or (missed and strict) else 0


if __name__ == "__main__":
    sys.exit(main())
