"""Precision and coverage on the labelled sets that lie beside the checkout."""

import csv
import sys
from pathlib import Path

import pytest

from sinergi.companies.classification import Answer, Classifier

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from scripts import score_companies as score  # noqa: E402


def measure(cases: list[tuple[Answer | None, set[str]]]) -> tuple[float, float]:
    answered = [(answer, truth) for answer, truth in cases if answer is not None]
    right = sum(answer.code in truth for answer, truth in answered)
    return right / len(answered), len(answered) / len(cases)


@pytest.fixture(scope="module")
def ours() -> Classifier:
    return Classifier()


def test_divisions_of_exporters(shared: Path, ours: Classifier) -> None:
    precision, coverage = measure(list(score.industries(shared / "data", ours)))
    assert precision >= 0.9
    assert coverage >= 0.6


@pytest.mark.parametrize("language", ["ru", "tj"])
def test_headings_of_the_export_register(shared: Path, ours: Classifier, language: str) -> None:
    precision, coverage = measure(list(score.export_register(shared / "data", ours, language)))
    assert precision >= 0.9
    assert coverage >= 0.8


def test_headings_and_divisions_of_goods_written_blind(ours: Classifier) -> None:
    with (Path(__file__).parent / "goods_review.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    goods = [(ours.heading(row["text"]), set(row["heading"].split(";"))) for row in rows]
    industries = [(ours.industry([r["text"]]), {r["division"]}) for r in rows if r["division"]]
    precision, coverage = measure(goods)
    assert precision >= 0.95
    assert coverage >= 0.9
    precision, coverage = measure(industries)
    assert precision >= 0.95
    assert coverage >= 0.7
