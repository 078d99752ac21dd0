"""How well stated figures are checked: precision of each verdict, and coverage by language.

python scripts/score_claims.py                # the half that was tuned on
python scripts/score_claims.py --half unseen  # the other
python scripts/score_claims.py --wrong        # and every claim with another verdict than expected
"""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sinergi.evidence.claim_checks import check
from sinergi.reading.claims import claims_in

LABELLED = Path(__file__).resolve().parents[1] / "tests/evidence/claims/labelled.csv"
DATASET = "baci-minerals"
TARGET = 0.97
VERDICTS = ("supported", "contradicted")
_ORDER = ("contradicted", "supported", "not_checkable")


@dataclass(frozen=True)
class Scored:
    """A labelled claim and the verdict it got: supported, contradicted or open."""

    half: str
    lang: str
    text: str
    expected: str
    verdict: str
    reason: str


def scored(path: Path = LABELLED) -> list[Scored]:
    """The verdict on every labelled claim; of several figures that of the surest."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return [_scored(row) for row in rows]


def _scored(row: dict[str, str]) -> Scored:
    parties = tuple(row["parties"].split())
    found = claims_in(row["text"], row["lang"], side=row["side"] or None, parties=parties)
    checks = sorted(
        (check(claim, DATASET) for claim in found), key=lambda one: _ORDER.index(one.verdict)
    )
    verdict = checks[0].verdict if checks else "not_checkable"
    return Scored(
        half=row["half"],
        lang=row["lang"],
        text=row["text"],
        expected=row["expected"],
        verdict="open" if verdict == "not_checkable" else verdict,
        reason=str(checks[0].reason) if checks else "no figure was read",
    )


def precision(rows: list[Scored], verdict: str) -> tuple[int, int]:
    """How many of the claims with this verdict deserve it, and how many have it."""
    given = [one for one in rows if one.verdict == verdict]
    return sum(one.expected == verdict for one in given), len(given)


def coverage(rows: list[Scored]) -> tuple[int, int]:
    """How many of the claims that the data measure got the right verdict, of how many."""
    measured = [one for one in rows if one.expected != "open"]
    return sum(one.verdict == one.expected for one in measured), len(measured)


def report(rows: list[Scored]) -> list[str]:
    """One line a verdict and one for coverage, whole and by language."""
    lines = []
    for verdict in VERDICTS:
        right, given = precision(rows, verdict)
        share = f"{right / given:.3f}" if given else "none given"
        lines.append(f"precision of {verdict:13} {share} ({right} of {given})")
    right, measured = coverage(rows)
    lines.append(
        f"coverage                   {right / max(measured, 1):.3f} ({right} of {measured})"
    )
    held = Counter(one.lang for one in rows)
    for lang in sorted(held):
        right, measured = coverage([one for one in rows if one.lang == lang])
        lines.append(f"  {lang}: {right} of {measured}")
    return lines


def main(arguments: list[str]) -> int:
    """Print the report; exit code 1 where a precision misses the target."""
    parser = ArgumentParser(description="Score the checks of stated figures")
    parser.add_argument("--half", choices=("tune", "unseen"), default="tune")
    parser.add_argument("--wrong", action="store_true")
    chosen = parser.parse_args(arguments)
    rows = [one for one in scored() if one.half == chosen.half]
    print(f"{len(rows)} claims, half '{chosen.half}'")
    print("\n".join(report(rows)))
    if chosen.wrong:
        for one in rows:
            if one.verdict != one.expected:
                print(f"{one.lang} {one.expected} → {one.verdict}: {one.text} [{one.reason}]")
    counts = [precision(rows, verdict) for verdict in VERDICTS]
    return int(any(given and right / given < TARGET for right, given in counts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
