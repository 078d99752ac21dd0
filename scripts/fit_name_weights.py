"""Fits the weights of the name comparison on the labelled pairs of the train set.

Usage: python scripts/fit_name_weights.py

A logistic regression with a quadratic penalty, by projected gradient: evidence for one company
may only add to the logit, evidence against it only take away, so that every reason reads the
way it is meant. Of a pair's readings those count that the weights so far like best (a few
rounds). Writes ``compare-weights.csv`` anew and prints the quality on both sets.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sinergi.companies.names.compare import INTERCEPT
from sinergi.companies.names.features import Features, gather_all
from sinergi.companies.names.normalise import normalise
from sinergi.vocabulary.tables import data_path

ROOT = Path(__file__).resolve().parents[1]
PAIRS = tuple(
    ROOT / "tests" / "companies" / "names" / name for name in ("pairs.csv", "pairs_mixed.csv")
)
TARGET = data_path("companies", "names", "compare-weights.csv")
PENALTY = 0.0008
ROUNDS = 6
STEPS = 4000
LARGEST = 8.0

# Sign of each weight, and the words its reason is told in.
TEXTS: dict[str, tuple[int, str]] = {
    "same_text": (1, "the names are the same letter by letter once spelling is evened out"),
    "coverage": (1, "{coverage} of the words answer to each other: {matched}"),
    "least_coverage": (1, "at least {least} of each name is matched"),
    "shared_rare": (1, "the shared words are rare ones: {matched}"),
    "alias": (-1, "the short name '{alias}' was spelled out"),
    "other_names": (-1, "words that differ: {names}"),
    "extra_names": (-1, "words that only one of the names has: {names}"),
    "other_trades": (-1, "the lines of business differ: {trades}"),
    "extra_trades": (-1, "only one names a line of business: {trades}"),
    "other_places": (-1, "the places differ: {places}"),
    "extra_places": (-1, "only one names a town or province: {places}"),
    "extra_countries": (-1, "only one names a country: {places}"),
    "other_numbers": (-1, "the numbers differ: {numbers}"),
    "extra_numbers": (-1, "only one has a number: {numbers}"),
    "other_form": (-1, "the legal forms are not one company's"),
}

Matrix = NDArray[np.float64]


def main() -> None:
    """Fit on the train set, write the weights, print what they reach."""
    rows = [row for path in PAIRS for row in _read(path)]
    evidence = [_matrix(row["left"], row["right"]) for row in rows]
    same = np.array([row["same"] == "1" for row in rows], dtype=float)
    train = np.array([row["set"] == "train" for row in rows])
    weights = fit([e for e, t in zip(evidence, train, strict=True) if t], same[train])
    write(weights)
    sets = np.array([row["set"] for row in rows])
    for name in ("train", "held-out", "blind"):
        chosen = sets == name
        logits = np.array([max(_with_one(e) @ weights) for e in evidence])[chosen]
        print(name, f"AUC {auc(logits, same[chosen]):.3f}", f"F1 {f1(logits, same[chosen]):.3f}")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _matrix(left: str, right: str) -> Matrix:
    found = gather_all(normalise(left), normalise(right))
    return np.array([evidence.features for evidence in found], dtype=float)


def _with_one(features: Matrix) -> Matrix:
    return np.column_stack([features, np.ones(len(features))])


def fit(evidence: list[Matrix], same: Matrix) -> Matrix:
    """The weights of the features, the intercept last."""
    signs = np.array([TEXTS[name][0] for name in Features._fields])
    weights = np.append(signs.astype(float), 0.0)
    for _ in range(ROUNDS):
        rows = np.array([x[np.argmax(_with_one(x) @ weights)] for x in evidence])
        weights = _fit_rows(_with_one(rows), same, signs, weights)
    return weights


def _fit_rows(x: Matrix, same: Matrix, signs: Matrix, start: Matrix) -> Matrix:
    weights = start.copy()
    low = np.append(np.where(signs > 0, 0.0, -LARGEST), -np.inf)
    high = np.append(np.where(signs > 0, LARGEST, 0.0), np.inf)
    penalty = np.append(np.full(len(signs), PENALTY), 0.0)
    step = 4.0 / (np.linalg.norm(x, 2) ** 2 / len(x) + 4.0 * PENALTY)
    for _ in range(STEPS):
        error = 1.0 / (1.0 + np.exp(-x @ weights)) - same
        weights = np.clip(weights - step * (x.T @ error / len(x) + penalty * weights), low, high)
    return weights


def auc(logits: Matrix, same: Matrix) -> float:
    """Probability that a same pair scores above a different one (ties count half)."""
    positive, negative = logits[same == 1], logits[same == 0]
    wins = (positive[:, None] > negative).mean() + 0.5 * (positive[:, None] == negative).mean()
    return float(wins)


def f1(logits: Matrix, same: Matrix) -> float:
    """F1 at the default threshold (logit 0)."""
    found = logits >= 0
    hits = float((found & (same == 1)).sum())
    return 2 * hits / float(found.sum() + same.sum())


def write(weights: Matrix) -> None:
    """Write the weights' file."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write("# Weights of the name comparison, fitted by scripts/fit_name_weights.py.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight", "text"])
        writer.writerow([INTERCEPT, f"{weights[-1]:.3f}", "before any evidence"])
        for name, weight in zip(Features._fields, weights, strict=False):
            writer.writerow([name, f"{weight:.3f}", TEXTS[name][1]])


if __name__ == "__main__":
    main()
