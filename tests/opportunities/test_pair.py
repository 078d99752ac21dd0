"""Opportunities of a pair on the embedded raw materials."""

from __future__ import annotations

import pytest

from sinergi.errors import UnknownNameError, UsageError
from sinergi.evidence import explain
from sinergi.opportunities import Opportunities, opportunities

from .toy_world import numbers_of

DATASET = "baci-minerals"


@pytest.fixture(scope="module")
def found() -> Opportunities:
    return opportunities("TJK", "IDN", dataset=DATASET)


def test_the_former_flow_of_aluminium_comes_first(found: Opportunities) -> None:
    first = found.items[0]
    assert first.product == "760110"
    assert first.status == "stopped"
    assert first.current.value == 0
    assert first.peak.value == pytest.approx(7_591_703)
    assert (first.peak_year.value, first.last_year.value) == (2012, 2012)
    assert first.exports.value is not None
    assert first.exports.value > 1e8
    assert first.imports.value is not None
    assert first.imports.value > 1e8


def test_every_evidence_id_computes_the_same_number_again(found: Opportunities) -> None:
    assert agree(found) > 300


@pytest.mark.parametrize(
    ("exporter", "importer"), [("DEU", "FRA"), ("LAO", "BOL"), ("SAU", "JPN"), ("MDG", "NZL")]
)
def test_columns_and_single_numbers_agree_for_any_pair(exporter: str, importer: str) -> None:
    assert agree(opportunities(exporter, importer, dataset=DATASET, limit=5)) > 50


def agree(found: Opportunities) -> int:
    """See to it that all numbers are those of their evidence; how many there are."""
    numbers = [one for one in numbers_of(found) if one.evidence is not None]
    for one in numbers:
        again = explain(one.evidence or "")
        wanted = None if one.value is None else pytest.approx(one.value, rel=1e-9)
        assert again.value == wanted, one.evidence
        assert again.unit == one.unit, one.evidence
        assert (again.unknown is None) == (one.unknown is None), one.evidence
    return len(numbers)


def test_a_number_is_known_or_says_why_not(found: Opportunities) -> None:
    for one in numbers_of(found):
        assert (one.value is None) == (one.unknown is not None)


def test_advantage_is_unknown_on_a_basket(found: Opportunities) -> None:
    for item in found.items:
        assert item.rca.value is None
        assert item.density.value is None
        assert "does not cover all goods" in item.unknown["rca"]


def test_the_ease_of_a_pair_without_trade_is_predicted_and_said(found: Opportunities) -> None:
    assert all(item.potential.ease_predicted for item in found.items)
    assert any("gravity" in warning for warning in found.warnings)
    assert found.ease.value is not None
    assert found.ease.value > 0


def test_competitors_exclude_the_exporter_and_are_sorted() -> None:
    for item in opportunities("IDN", "CHN", dataset=DATASET).items:
        values = [one.value.value or 0 for one in item.competitors]
        assert "IDN" not in [one.country for one in item.competitors]
        assert values == sorted(values, reverse=True)
        assert len(values) <= 5


def test_contributions_add_up_to_the_score(found: Opportunities) -> None:
    for item in found.items:
        assert sum(c.contribution for c in item.contributions) == pytest.approx(item.score)
    scores = [item.score for item in found.items]
    assert scores == sorted(scores, reverse=True)


def test_limit_cuts_the_list_and_not_the_count(found: Opportunities) -> None:
    short = opportunities("TJK", "IDN", dataset=DATASET, limit=3)
    assert short.items == found.items[:3]
    assert short.considered == len(found.items)


def test_an_earlier_year_knows_nothing_later() -> None:
    then = opportunities("TJK", "IDN", dataset=DATASET, year=2010)
    aluminium = next(item for item in then.items if item.product == "760110")
    assert then.years == (2006, 2010)
    assert aluminium.status == "traded"
    assert aluminium.last_year.value == 2010
    assert aluminium.last_year.evidence is None


@pytest.mark.parametrize(
    ("arguments", "keywords", "error", "message"),
    [
        (("TJK", "TJK"), {}, UsageError, "the same country"),
        (("TJK", "XXX"), {}, UnknownNameError, "XXX has no trade"),
        (("TJK", "IDN"), {"dataset": "none"}, UnknownNameError, "dataset 'none' is not known"),
        (("TJK", "IDN"), {"year": 1990}, UsageError, "covers 1995 to 2024"),
        (("TJK", "IDN"), {"ranking": "best"}, UnknownNameError, "ranking 'best' is not known"),
        (("TJK", "IDN"), {"limit": 0}, UsageError, "limit of 0"),
        (("TJK", "IDN"), {"small": 0}, UsageError, "threshold"),
    ],
)
def test_bad_arguments_are_named(
    arguments: tuple[str, str], keywords: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        opportunities(*arguments, **{"dataset": DATASET} | keywords)
