"""Measures the name comparison: quality on general organisation names, recall, speed.

``python -m benchmarks.names [--logic-v2 PYTHON] [--cache DIR]``

With ``--logic-v2``, the interpreter of an environment that has nomenklatura, its logic-v2 scores
the same pairs in the same run. How the pairs are made stands in :mod:`benchmarks.names_variants`;
nothing of them was used to fit the weights.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.names_variants import LATIN, cyrillic
from scripts.extract.word_frequencies import names as gleif_names
from sinergi.companies.names import CompanyName, normalise, score
from sinergi.companies.names.name_index import NameIndex

SEED = 20240607
PAIRS = 1500
HAYSTACK = 1000
QUERIES = 200
POOL = 60_000
NEAR = 10
REAL = Path(__file__).with_name("names_cyrillic.csv")
SCRIPT = Path(__file__).with_name("names_logic_v2.py")

Pairs = Sequence[tuple[str, str]]
Scorer = Callable[[Pairs], list[float]]


class Labelled(NamedTuple):
    """A pair of names, whether they are one organisation's, and how the pair was made."""

    left: str
    right: str
    same: bool
    kind: str


def ours(pairs: Pairs) -> list[float]:
    return [score(normalise(left), normalise(right)) for left, right in pairs]


def logic_v2(python: str) -> Scorer:
    def scorer(pairs: Pairs) -> list[float]:
        lines = "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)
        done = subprocess.run(
            [python, str(SCRIPT)], input=lines, capture_output=True, text=True, check=True
        )
        seconds = float(done.stderr.split("seconds")[-1])
        print(f"  (logic-v2: {seconds / len(pairs) * 1e6:.0f} us a pair)")
        return [float(line) for line in done.stdout.split()]

    return scorer


def make_pairs(pool: list[str], rng: random.Random) -> list[Labelled]:
    """Positives of every kind and as many negatives, each the near neighbour of a name."""
    index = NameIndex(normalise(name) for name in pool)
    found: list[Labelled] = []
    kinds = [*LATIN.items(), ("cyrillic", cyrillic)]
    places = rng.sample(range(len(pool)), len(pool))
    for number, place in enumerate(places):
        if len(found) >= 2 * PAIRS:
            break
        kind, make = kinds[number % len(kinds)]
        name = pool[place]
        variant = make(name, rng)
        if variant is None or variant == name:
            continue
        near = _near(index, place, rng)
        if near is None:
            continue
        other = pool[near] if kind != "cyrillic" else cyrillic(pool[near], rng)
        if other is None:
            continue
        found.append(Labelled(name, variant, True, kind))
        found.append(Labelled(name, other, False, kind))
    return found


def _near(index: NameIndex, place: int, rng: random.Random) -> int | None:
    """One of the ten names that share most with a name without being written the same."""
    name = index.names[place]
    others = index.candidates(name, NEAR + 5)
    others = [p for p in others if index.names[p].skeleton != name.skeleton][:NEAR]
    return rng.choice(others) if others else None


def auc(scores: Sequence[float], same: Sequence[bool]) -> float:
    positive = sorted(s for s, y in zip(scores, same, strict=True) if y)
    negative = sorted(s for s, y in zip(scores, same, strict=True) if not y)
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / len(positive) / len(negative)


def quality(pairs: list[Labelled], name: str, scorer: Scorer) -> None:
    scores = scorer([(pair.left, pair.right) for pair in pairs])
    same = [pair.same for pair in pairs]
    print(f"{name}: AUC {auc(scores, same):.3f} on {len(pairs)} pairs")
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        chosen = [i for i, pair in enumerate(pairs) if pair.kind == kind]
        value = auc([scores[i] for i in chosen], [same[i] for i in chosen])
        print(f"    {kind:<12} {value:.3f}  ({len(chosen)} pairs)")


def recall_cyrillic(pool: list[str], rng: random.Random, scorers: dict[str, Scorer]) -> None:
    """Every query against every name of a small haystack: is the best-scored one the right one.

    First with names transcribed by rule, then with what well-known organisations are called:
    those looked at when words.csv was completed, and others written down afterwards.
    """
    latin = [name for name in pool if cyrillic(name, rng)][:HAYSTACK]
    places = rng.sample(range(len(latin)), QUERIES)
    made = [(cyrillic(latin[place], rng) or "", place) for place in places]
    with REAL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = [row["name"] for row in rows] + latin[: HAYSTACK - len(rows)]
    tasks = [("transcribed", made, latin)]
    for kind in ("looked-at", "blind"):
        chosen = [(row["query"], at) for at, row in enumerate(rows) if row["set"] == kind]
        tasks.append((f"well-known ({kind})", chosen, named))
    for kind, queries, haystack in tasks:
        for label, scorer in scorers.items():
            value = recall_at_1(queries, haystack, scorer)
            print(f"{label}: {kind} Cyrillic query, Latin names, recall at 1 {value:.3f}")


def recall_at_1(queries: list[tuple[str, int]], haystack: list[str], scorer: Scorer) -> float:
    scores = scorer([(query, name) for query, _ in queries for name in haystack])
    hits = 0.0
    for number, (_, place) in enumerate(queries):
        row = scores[number * len(haystack) : (number + 1) * len(haystack)]
        best = max(row)
        # Ties are drawn by lot: a tie of two counts half.
        hits += (row[place] == best) / row.count(best)
    return hits / len(queries)


def recall_index(names: list[CompanyName], pool: list[str], rng: random.Random) -> None:
    """Does the index keep the right name among its first ten of all GLEIF names."""
    index = NameIndex(names)
    kinds = [*LATIN.items(), ("cyrillic", cyrillic)]
    print(f"index of {len(index)} names:")
    for kind, make in kinds:
        asked = hits = 0
        spent = 0.0
        for place in rng.sample(range(len(pool)), 600):
            variant = make(pool[place], rng)
            if variant is None:
                continue
            name = normalise(variant)
            begun = time.perf_counter()
            found = index.candidates(name, 10)
            spent += time.perf_counter() - begun
            same = {names[place].skeleton}
            hits += any(names[p].skeleton in same for p in found)
            asked += 1
        print(
            f"    {kind:<12} recall at 10 {hits / asked:.3f}, {spent / asked * 1e3:.1f} ms a query"
        )


def speed(pairs: list[Labelled]) -> None:
    made = [(normalise(pair.left), normalise(pair.right)) for pair in pairs]
    begun = time.process_time()
    for left, right in made:
        score(left, right)
    spent = time.process_time() - begun
    print(f"comparison: {spent / len(made) * 1e6:.1f} us of processor a pair after normalising")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logic-v2", metavar="PYTHON")
    parser.add_argument("--cache", type=Path, default=Path(".cache/packages"))
    options = parser.parse_args()
    rng = random.Random(SEED)
    everything = gleif_names(options.cache)
    pool = rng.sample(everything, POOL)
    scorers: dict[str, Scorer] = {"sinergi": ours}
    if options.logic_v2:
        scorers["logic-v2"] = logic_v2(options.logic_v2)
    pairs = make_pairs(pool, rng)
    speed(pairs)
    for label, scorer in scorers.items():
        quality(pairs, label, scorer)
    recall_cyrillic(pool, rng, scorers)
    begun = time.perf_counter()
    names = [normalise(name) for name in everything]
    print(f"normalising: {(time.perf_counter() - begun) / len(names) * 1e6:.0f} us a name")
    recall_index(names, everything, rng)


if __name__ == "__main__":
    main()
