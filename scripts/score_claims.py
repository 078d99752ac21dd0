"""How well stated figures are checked: precision of each verdict, and coverage by language.

python scripts/score_claims.py                # the half that was tuned on
python scripts/score_claims.py --half unseen  # the other
python scripts/score_claims.py --wrong        # and every claim with another verdict than expected
"""

from __future__ import annotations

import csv
import random
import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sinergi.evidence import evidence
from sinergi.evidence.claim_checks import FAR, NEAR, check
from sinergi.reading.claims import claims_in
from sinergi.trade import catalogue, queries
from sinergi.vocabulary import countries

LABELLED = Path(__file__).resolve().parents[1] / "tests/evidence/claims/labelled.csv"
DATASET = "baci-minerals"
TARGET = 0.97
VERDICTS = ("supported", "contradicted")
PAIRS = "baci-pairs"
SENTENCES = {
    "en": "{b} imported goods worth ${amount} million from {a} in {year}.",
    "id": "Pada {year} {a} mengekspor barang senilai {amount} juta dolar AS ke {b}.",
    "tg": "Дар соли {year} {a} ба {b} ба маблағи {amount} миллион доллар мол содир кард.",
    "zh": "{year}年{a}对{b}出口{wan}万美元。",
}
"""One sentence in each language whose names of countries need no case or article."""
LEAST = 1e6
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


def of_pairs(count: int, seed: int = 7) -> list[Scored]:
    """Made sentences on pairs drawn by lot: the flow, threefold, a third, and the reverse."""
    draw = random.Random(seed)
    names = queries.countries(catalogue.dataset(PAIRS))
    found: list[Scored] = []
    drawn = 0
    while drawn < count:
        a, b = draw.sample(names, 2)
        year = draw.randint(2001, 2020)
        value, back = (
            evidence("trade-value", *way, "all", year, dataset=PAIRS).value or 0.0
            for way in ((a, b), (b, a))
        )
        if min(value, back) < LEAST:
            continue
        drawn += 1
        for lang, sentence in SENTENCES.items():
            for stated in (value, 3 * value, value / 3, back):
                amount = f"{stated / 1e6:.2f}"
                text = sentence.format(
                    a=countries.name(a, lang),
                    b=countries.name(b, lang),
                    year=year,
                    amount=amount if lang == "en" else amount.replace(".", ","),
                    wan=f"{stated / 1e4:.0f}",
                )
                row = {"half": "pairs", "lang": lang, "parties": f"{a} {b}", "side": "JOINT"}
                expected = _expected(stated, value)
                found.append(_scored({**row, "text": text, "expected": expected}))
    return found


def _expected(stated: float, value: float) -> str:
    larger, smaller = max(stated, value), min(stated, value)
    if larger - smaller <= NEAR * larger:
        return "supported"
    return "contradicted" if larger > FAR * smaller else "open"


def main(arguments: list[str]) -> int:
    """Print the report; exit code 1 where a precision misses the target."""
    parser = ArgumentParser(description="Score the checks of stated figures")
    parser.add_argument("--half", choices=("tune", "unseen"), default="tune")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--pairs", type=int, help="made sentences on so many pairs, by lot")
    chosen = parser.parse_args(arguments)
    rows = [one for one in scored() if one.half == chosen.half]
    if chosen.pairs:
        rows = of_pairs(chosen.pairs)
    print(f"{len(rows)} claims, {'pairs' if chosen.pairs else chosen.half}")
    print("\n".join(report(rows)))
    if chosen.wrong:
        for one in rows:
            if one.verdict != one.expected:
                print(f"{one.lang} {one.expected} → {one.verdict}: {one.text} [{one.reason}]")
    counts = [precision(rows, verdict) for verdict in VERDICTS]
    return int(any(given and right / given < TARGET for right, given in counts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
