"""The comparison: its quality on labelled pairs, its reasons, its guards."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.companies.names import SAME_FROM, compare, normalise, score

HERE = Path(__file__).parent


def read_pairs(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def quality(rows: list[dict[str, str]]) -> tuple[float, float]:
    """AUC, and F1 at the default threshold."""
    scored = [(compare(r["left"], r["right"]).probability, r["same"] == "1") for r in rows]
    positive = [p for p, same in scored if same]
    negative = [p for p, same in scored if not same]
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    hits = sum(p >= SAME_FROM for p in positive)
    found = hits + sum(p >= SAME_FROM for p in negative)
    return wins / len(positive) / len(negative), 2 * hits / (found + len(positive))


def test_the_labelled_pairs_are_enough_and_none_stands_twice() -> None:
    rows = read_pairs(HERE / "pairs.csv")
    assert len(rows) >= 400
    assert len({frozenset((r["left"], r["right"])) for r in rows}) == len(rows)


def test_quality_on_the_pairs_that_were_not_fitted_on() -> None:
    rows = [row for row in read_pairs(HERE / "pairs.csv") if row["set"] == "held-out"]
    auc, f1 = quality(rows)
    assert auc >= 0.96
    assert f1 >= 0.90


def test_quality_on_pairs_written_before_any_result_was_seen() -> None:
    rows = [row for row in read_pairs(HERE / "pairs.csv") if row["set"] == "blind"]
    auc, f1 = quality(rows)
    assert len(rows) >= 70
    assert auc >= 0.95
    assert f1 >= 0.90


@pytest.mark.parametrize("chosen", ["first", "second"])
def test_quality_on_the_pairs_written_blind(chosen: str) -> None:
    rows = [row for row in read_pairs(HERE / "pairs_review.csv") if row["set"] == chosen]
    auc, f1 = quality(rows)
    assert auc >= 0.93
    assert f1 >= 0.93


def read_languages(half: str) -> list[dict[str, str]]:
    with (HERE / "pairs_languages.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [row for row in rows if row["half"] == half]


@pytest.mark.parametrize(("half", "auc_least", "f1_least"), [("a", 0.95, 0.95), ("b", 0.9, 0.87)])
def test_quality_across_ten_groups_of_languages(
    half: str, auc_least: float, f1_least: float
) -> None:
    """Half b was never looked at but to measure; both were written by one hand with the tables."""
    rows = read_languages(half)
    assert len(rows) >= 144
    auc, f1 = quality(rows)
    for group in sorted({row["group"] for row in rows}):
        found = quality([row for row in rows if row["group"] == group])
        print(f"\n{half} {group:<6} AUC {found[0]:.3f} F1 {found[1]:.3f}", end="")
    print(f"\n{half} all    AUC {auc:.3f} F1 {f1:.3f}")
    assert auc >= auc_least
    assert f1 >= f1_least


def test_pairs_of_languages_do_not_repeat_other_sets() -> None:
    ours = {frozenset((r["left"], r["right"])) for half in "ab" for r in read_languages(half)}
    others = {
        frozenset((r["left"], r["right"]))
        for name in ("pairs.csv", "pairs_mixed.csv", "pairs_review.csv")
        for r in read_pairs(HERE / name)
    }
    assert len(ours) == 304
    assert ours.isdisjoint(others)


@pytest.mark.parametrize(
    ("chosen", "auc_least", "f1_least"), [("held-out", 0.92, 0.93), ("fresh", 0.86, 0.9)]
)
def test_quality_on_the_mixed_pairs_that_were_not_fitted_on(
    chosen: str, auc_least: float, f1_least: float
) -> None:
    """Forms, places, subsidiaries, numbers, scripts and slips in four languages."""
    rows = read_pairs(HERE / "pairs_mixed.csv")
    assert len(rows) == 160
    auc, f1 = quality([row for row in rows if row["set"] == chosen])
    assert auc >= auc_least
    assert f1 >= f1_least


def test_quality_on_the_shared_hard_pairs(shared: Path) -> None:
    auc, f1 = quality(read_pairs(shared / "data" / "benchmarks" / "company_pairs_dev.csv"))
    assert auc >= 0.95
    assert f1 >= 0.90


def test_probabilities_mean_what_they_say() -> None:
    """Of held-out pairs called 90 % or more at least 85 % are the same, below 10 % at most 15 %."""
    rows = [row for row in read_pairs(HERE / "pairs.csv") if row["set"] == "held-out"]
    scored = [(compare(r["left"], r["right"]).probability, r["same"] == "1") for r in rows]
    high = [same for p, same in scored if p >= 0.9]
    low = [same for p, same in scored if p <= 0.1]
    assert len(high) > 20
    assert len(low) > 10
    assert sum(high) / len(high) >= 0.85
    assert sum(low) / len(low) <= 0.15


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("PTPN III", "PTPN IV"),
        ("PT Perkebunan Nusantara III", "PTPN IV"),
        ("PT Timah Tbk", "PT Timah Industri"),
        ("ООО «Нур-1»", "ООО «Нур-2»"),
        ("Tajik Cotton", "Uzbek Cotton"),
        ("Sughd Cement", "Sughd Textile"),
        ("Petrogas (Basin) Ltd", "Petrogas (Island) Ltd"),
        ("ИП Каримов", "ООО Каримов"),
        ("CV Sumber Rejeki", "UD Sumber Rejeki"),
        ("Koperasi Sumber Rejeki", "PT Sumber Rejeki"),
        ("Хуаксин Гаюр Семент", "Хуаксин Гаюр Семент Сугд"),
        ("Indofood CBP", "Indofood"),
    ],
)
def test_guards(left: str, right: str) -> None:
    assert compare(left, right).probability < SAME_FROM


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Gazprom Bank", "Gazprombank"),
        ("ҶДММ «Ситора»", "Sitora LLC"),
        ("PT Aneka Tambang Tbk", "ANTAM"),
        ("Soerja Djaja", "Surya Jaya, CV"),
        ("PT Dirgantara Indonesia (Persero)", "PTDI"),
        ("Грузинская железная дорога", "Georgian Railway"),
        ("Bukit Makmur (Mandiri Group)", "Bukit Makmur"),
        ("ЗАО «Дусти»", "Dusti CJSC"),
        ("ЗАО «Дусти»", "АО «Дусти»"),
        ("ҶДММ «Дусти»", "ООО «Дусти»"),
        ("ТОО «Байтерек»", "Baiterek LLP"),
        ("PT Timah (Persero)", "PT Timah Tbk"),
    ],
)
def test_one_company(left: str, right: str) -> None:
    assert compare(left, right).probability >= SAME_FROM


def test_an_added_country_tells_less_than_an_added_province() -> None:
    plain = compare("Nur Cement", "Nur Cement").probability
    country = compare("Nur Cement", "Nur Cement Tajikistan").probability
    province = compare("Nur Cement", "Nur Cement Sughd").probability
    assert province < country < plain


def test_a_short_name_spelled_out_on_both_sides_counts_once() -> None:
    """What the short name stands for is one shared word, not three."""
    texts = " ".join(reason.text for reason in compare("Indofood CBP", "Indofood").reasons)
    assert "sukses" not in texts


def test_reasons_add_up_to_the_logit() -> None:
    result = compare("PT Semen Padang", "PT Semen Tonasa")
    total = sum(reason.contribution for reason in result.reasons)
    assert math.isclose(1 / (1 + math.exp(-total)), result.probability)
    assert any("padang" in reason.text for reason in result.reasons)


def test_reasons_name_the_words_and_the_numbers() -> None:
    texts = " ".join(reason.text for reason in compare("PTPN III", "PTPN IV").reasons)
    assert "3 / 4" in texts


def test_a_name_without_letters_is_the_same_as_nothing() -> None:
    assert compare("***", "***").probability == 0.0
    assert compare("", "Sitora").reasons[0].text == "a name holds no letter or digit"
    assert score(normalise(""), normalise("Sitora")) == 0.0


NAMES = st.text(alphabet="abhjиоҷт 12()«»&.", max_size=25)


@given(NAMES, NAMES)
def test_symmetric_within_bounds_and_score_agrees(left: str, right: str) -> None:
    one = compare(left, right).probability
    assert 0.0 <= one <= 1.0
    assert math.isclose(one, compare(right, left).probability, abs_tol=0.02)
    assert math.isclose(one, score(normalise(left), normalise(right)))


@given(NAMES)
def test_a_name_is_itself(text: str) -> None:
    if normalise(text):
        assert compare(text, text).probability > 0.5
