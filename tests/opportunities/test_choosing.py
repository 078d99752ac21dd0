"""Choosing products by one table gives what their evidence would say, and costs no evidence."""

from __future__ import annotations

import pytest

from sinergi.evidence import WORLD, evidence
from sinergi.evidence.country_totals import country_totals
from sinergi.opportunities import most_traded
from sinergi.trade import catalogue, queries
from sinergi.trade.catalogue import Side

DATASET = "baci-minerals"
PAIR = ("IDN", "TJK")


@pytest.mark.parametrize("years", [None, range(2020, 2025)])
def test_the_sums_are_those_of_the_evidence(years: range | None) -> None:
    found = most_traded(DATASET, PAIR, years=years)
    span = years or range(1995, 2025)
    assert {one.product for one in found} == set(queries.products(catalogue.dataset(DATASET)))
    for one in found[::9]:
        means = [
            evidence("trade-value", i, j, one.product, f"{span[0]}-{span[-1]}", dataset=DATASET)
            for i, j in ((PAIR[0], WORLD), (PAIR[1], WORLD), (WORLD, PAIR[0]), (WORLD, PAIR[1]))
        ]
        sums = [len(span) * (mean.value or 0.0) for mean in means]
        assert one.exports == pytest.approx(sum(sums[:2]))
        assert one.imports == pytest.approx(sum(sums[2:]))


def test_most_first_equals_by_code_and_only_what_is_covered() -> None:
    found = most_traded(DATASET, PAIR)
    keys = [(-one.total, one.product) for one in found]
    assert keys == sorted(keys)
    ores = most_traded(DATASET, PAIR, covers=lambda code: code.startswith("26"), limit=3)
    assert ores == [one for one in found if one.product.startswith("26")][:3]


def test_a_country_without_trade_adds_nothing() -> None:
    alone = most_traded(DATASET, ("TJK",))
    assert most_traded(DATASET, ("TJK", "ATA")) == alone
    assert all(one.total == 0 for one in most_traded(DATASET, ("ATA",)))


@pytest.mark.parametrize("side", ["exporter", "importer"])
@pytest.mark.parametrize("codes", [None, ["26"], ["260300", "7601"]])
def test_totals_of_countries_are_those_of_the_queries(side: Side, codes: list[str] | None) -> None:
    held = catalogue.dataset(DATASET)
    read = queries.exports_by_product if side == "exporter" else queries.imports_by_product
    frame = read(held, None, [2019, 2020])
    if codes is not None:
        frame = frame.filter(queries.product_filter(codes))
    sums = dict(frame.select(side, "value").group_by(side).sum().iter_rows())
    found = country_totals(DATASET, side, 2019, 2020).of(codes)
    assert found.keys() == sums.keys()
    assert found == pytest.approx(sums)
