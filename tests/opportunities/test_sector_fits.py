"""What a sector could come to between two countries known by totals."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from sinergi.evidence.chapter_measures import all_goods, chapter_years, import_years, totals_of
from sinergi.evidence.measures import WORLD, evidence
from sinergi.evidence.sector_answers import chapters_of, imports_of
from sinergi.opportunities.plausibility import hub_good
from sinergi.opportunities.sector_fits import counted, expected
from sinergi.vocabulary.sectors import sector, sectors

pytestmark = pytest.mark.usefixtures("home")


def test_arms_gold_and_ships_count_in_no_fit() -> None:
    assert counted(sector("defence")) is None
    for one in filter(None, map(counted, sectors().values())):
        for code in chapters_of(one):
            assert code not in ("71", "89", "93")
            assert not hub_good(code)
    metals = counted(sector("metals"))
    assert metals is not None
    assert metals.name["en"] == "metals (without gold and precious stones)"
    assert counted(sector("energy")) == sector("energy")


def test_it_is_the_formula() -> None:
    """Kenya's food to Germany, summed by hand from the evidence of each number."""
    food, world = sector("food_agro"), all_goods()
    ease = world.ease.value[world.country("KEN"), world.country("DEU")]
    by_hand = 0.0
    for code in chapters_of(food):
        share = evidence(
            "world-export-share", "KEN", code, chapter_years(), dataset=totals_of("exports").id
        ).value
        held = totals_of("imports").id
        bought = evidence("trade-value", WORLD, "DEU", code, import_years(held), dataset=held).value
        by_hand += min(1.0, (share or 0.0) * ease) * (bought or 0.0)
    got = expected(food, "KEN", "DEU")
    assert got is not None
    assert np.isclose(got, by_hand, rtol=1e-6)


def test_it_is_never_more_than_the_buyer_buys() -> None:
    for seller, buyer in pairwise(("CHN", "MNG", "KAZ", "UZB", "DEU", "IDN")):
        for one in filter(None, map(counted, sectors().values())):
            bought = imports_of(one, buyer, limit=0)
            got = expected(one, seller, buyer)
            if got is not None and bought is not None:
                assert got <= (bought.value.value or 0.0) * (1 + 1e-9)


def test_nothing_is_expected_of_a_country_that_no_total_holds() -> None:
    assert expected(sector("food_agro"), "PCN", "CHN") is None
