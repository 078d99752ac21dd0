"""Verdicts on claims made by hand: each way a claim can be left open, and no verdict by chance."""

from __future__ import annotations

import math
from typing import Any

import pytest

from sinergi.evidence import evidence
from sinergi.evidence.claim_checks import Checked, check
from sinergi.reading.claims import Claim
from sinergi.vocabulary.reasons import Reason

BASKET = "baci-minerals"


def checked(**fields: Any) -> Checked:
    given: dict[str, Any] = {"kind": "value", "unit": "USD", "year": 2018}
    place = {"document": "d", "statement": 0, "span": "", "start": 0, "end": 0}
    return check(Claim(**(given | place | fields)), BASKET)


def traded(exporter: str, importer: str, product: str = "all", year: int = 2018) -> float:
    dataset = "baci-pairs" if product == "all" else BASKET
    return evidence("trade-value", exporter, importer, product, year, dataset=dataset).value or 0.0


def outcome(found: Checked) -> tuple[str, str]:
    return found.verdict, found.reason.code


def test_a_value_without_a_flow_or_a_year_is_not_measured() -> None:
    for fields in (
        {"measure": "exports", "exporter": "PER", "value": 1e9},
        {"measure": "exports", "exporter": "PER", "importer": "VNM", "value": 1e9, "year": None},
        {"measure": "exports", "exporter": "PER", "importer": "VNM", "value": 3.0, "unit": "t"},
        {"measure": "exports", "exporter": "PER", "importer": "VNM", "value": None},
        {"measure": "gdp", "country": "PRK", "value": 1e9},
    ):
        assert outcome(checked(**fields)) == ("not_checkable", "claim-not-measured")


def test_trade_counts_both_ways_and_exports_one() -> None:
    out, back = traded("MNG", "CHN"), traded("CHN", "MNG")
    flow = {"exporter": "MNG", "importer": "CHN"}
    assert checked(measure="trade", value=out + back, **flow).verdict == "supported"
    assert checked(measure="exports", value=out, **flow).verdict == "supported"
    turned = checked(measure="exports", value=back, **flow)
    assert turned.verdict == "contradicted"
    assert Reason("claim-other-direction") in turned.reason


@pytest.mark.parametrize("factor", [1e3, 1e-3, 1e6])
def test_a_wrong_unit_is_named_as_the_likely_slip(factor: float) -> None:
    value = traded("KEN", "UGA") * factor
    found = checked(measure="exports", exporter="KEN", importer="UGA", value=value)
    assert found.verdict == "contradicted"
    assert Reason("claim-off-by", times=f"{max(factor, 1 / factor):,.0f}") in found.reason


@pytest.mark.parametrize(
    ("compare", "factor", "verdict"),
    [
        ("more", 0.8, "supported"),
        ("more", 0.3, "not_checkable"),
        ("more", 3.0, "contradicted"),
        ("less", 1.2, "supported"),
        ("less", 1.9, "supported"),
        ("less", 0.2, "contradicted"),
    ],
)
def test_a_bound_holds_within_twice_its_value(compare: str, factor: float, verdict: str) -> None:
    value = traded("GEO", "ARM") * factor
    flow = {"exporter": "GEO", "importer": "ARM"}
    assert checked(measure="exports", value=value, compare=compare, **flow).verdict == verdict


def test_a_part_of_the_goods_contradicts_but_never_supports() -> None:
    ores = traded("MNG", "WLD", "26")
    flow = {"measure": "exports", "exporter": "MNG", "importer": "WLD", "products": ("26", "71")}
    assert ores > 0
    assert checked(value=ores / 10, **flow).verdict == "contradicted"
    assert checked(value=ores, **flow).verdict != "contradicted"


def test_a_claim_without_partner_may_mean_the_other_country_of_the_report() -> None:
    value = traded("SRB", "HUN")
    flow = {"measure": "exports", "exporter": "SRB", "importer": "WLD", "value": value}
    assert outcome(checked(**flow))[0] == "contradicted"
    found = checked(**flow, party="HUN")
    assert outcome(found) == ("not_checkable", "claim-partner-unclear")
    assert found.evidence[0].value == pytest.approx(value)


def test_growth_is_that_of_the_year_before() -> None:
    before, now = traded("PER", "VNM", year=2017), traded("PER", "VNM", year=2018)
    rate = 100 * (now / before - 1)
    flow = {"kind": "growth", "measure": "exports", "exporter": "PER", "importer": "VNM"}
    percent = {"unit": "percent", **flow}
    assert outcome(checked(value=rate, **percent)) == ("supported", "claim-near")
    assert checked(value=rate + 3 * abs(rate) + 40, **percent).verdict == "contradicted"
    assert checked(value=-rate - math.copysign(30, rate), **percent).verdict == "contradicted"
    assert outcome(checked(value=rate, **{**percent, "year": None})) == (
        "not_checkable",
        "claim-not-measured",
    )
    real = {"kind": "growth", "measure": "gdp", "country": "PER", "unit": "percent"}
    assert outcome(checked(value=4.0, **real)) == ("not_checkable", "claim-not-measured")
    unheld = {"kind": "growth", "measure": "exports", "exporter": "MCO", "importer": "IDN"}
    assert checked(value=4.0, unit="percent", **unheld).verdict == "not_checkable"


def test_a_place_is_checked_where_all_the_goods_are_held() -> None:
    rank = {"kind": "rank", "measure": "exports", "unit": None}
    nickel = {**rank, "products": ("260400",), "year": 2013}
    assert outcome(checked(country="IDN", rank=1, **nickel)) == ("supported", "claim-same-place")
    assert outcome(checked(country="IDN", rank=4, **nickel)) == (
        "contradicted",
        "claim-other-place",
    )
    assert outcome(checked(country="LSO", rank=1, **nickel)) == (
        "contradicted",
        "claim-other-place",
    )
    assert outcome(checked(country="IDN", rank=1, **rank)) == (
        "not_checkable",
        "claim-not-measured",
    )
    cars = {**rank, "products": ("8703",), "year": 2013}
    assert checked(country="DEU", rank=1, **cars).verdict == "not_checkable"
    metals = {**rank, "products": ("76",), "year": 2013}
    assert outcome(checked(country="DEU", rank=1, **metals)) == (
        "not_checkable",
        "claim-part-of-goods",
    )


def test_minerals_by_place_and_share() -> None:
    nickel = {"measure": "reserves", "mineral": "nickel", "year": 2025, "unit": None}
    assert checked(kind="rank", country="IDN", rank=1, **nickel).verdict == "supported"
    assert checked(kind="rank", country="IDN", rank=3, **nickel).verdict == "contradicted"
    share = evidence("mineral-share", "IDN", "nickel", "reserves", 2025, dataset="usgs-minerals")
    percent = {**nickel, "kind": "share", "country": "IDN", "unit": "percent"}
    assert share.value is not None
    assert checked(value=100 * share.value, **percent).verdict == "supported"
    assert checked(value=300 * share.value, **percent).verdict == "contradicted"
    assert outcome(checked(value=140 * share.value, **percent)) == (
        "not_checkable",
        "claim-between",
    )
    assert outcome(checked(kind="growth", country="IDN", value=1.0, **nickel)) == (
        "not_checkable",
        "claim-not-measured",
    )
    assert checked(kind="rank", country="TJK", rank=1, **nickel).verdict == "not_checkable"
