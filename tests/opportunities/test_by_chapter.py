"""Openings known by chapter: their worth from its evidence, marked, and ranked with the others."""

from __future__ import annotations

import pytest

from sinergi.evidence import WORLD, evidence, explain
from sinergi.evidence.chapter_measures import all_goods
from sinergi.opportunities import Openings, by_chapter, openings
from sinergi.opportunities.by_chapter import ByChapter, basket, chapter_openings
from sinergi.opportunities.plausibility import parameters
from sinergi.vocabulary import countries

from .toy_world import numbers_of

DATASET = "baci-minerals"
PAIRS = (("VNM", "PER"), ("KEN", "DEU"), ("UZB", "KAZ"), ("KAZ", "UZB"), ("IDN", "TJK"))


@pytest.fixture(scope="module", params=PAIRS, ids="-".join)
def found(request: pytest.FixtureRequest) -> Openings:
    return openings(*request.param, dataset=DATASET)


def test_the_worth_is_the_formula(found: Openings) -> None:
    world = all_goods()
    i, j = world.country(found.exporter), world.country(found.importer)
    for item in found.beyond:
        share, imports = item.share.value or 0, item.imports.value or 0
        of_market = min(1, share * world.ease.value[i, j])
        assert item.worth.value == pytest.approx(0.09 * of_market * imports)
        assert (item.worth.value or 0) >= found.least


def test_every_number_computes_again(found: Openings) -> None:
    for one in numbers_of((*found.beyond, *found.beyond_careful)):
        assert one.evidence is not None
        assert explain(one.evidence).value == one.value


def test_what_is_named(found: Openings) -> None:
    known, chapters = basket(DATASET), [item.chapter for item in found.beyond]
    assert all(chapters.count(one) <= parameters()["per-chapter"] for one in chapters)
    for item in found.beyond:
        assert item.product not in known
        assert (item.known, item.controls) == ("chapter", ())
        assert (item.advantage.value or 0) >= 1
        assert item.product.startswith(item.chapter)
    assert all(item.controls for item in found.beyond_careful)


def test_both_kinds_stand_in_one_list() -> None:
    found = openings("KAZ", "UZB", dataset=DATASET)
    worths = [one.worth.value or 0 for one in found.ranked]
    assert worths == sorted(worths, reverse=True)
    assert len(worths) == len(found.items) + len(found.beyond)
    assert found.items
    assert found.beyond


def test_vietnam_sells_shoes_to_peru_and_uzbekistan_no_bananas() -> None:
    shoes = openings("VNM", "PER", dataset=DATASET).beyond
    assert {item.chapter for item in shoes} == {"64"}
    fruit = chapter_openings("UZB", "KAZ", least=1e3, apart_from=frozenset(), limit=500).items
    assert not [item for item in fruit if item.product.startswith("0803")]


def test_a_country_that_a_dataset_lacks_gives_none() -> None:
    every = frozenset[str]()
    assert chapter_openings("DEU", "CHN", least=1, apart_from=every, limit=9) == ByChapter()
    found = evidence("chapter-potential", "DEU", "CHN", "300490", dataset="baci-imports")
    assert found.value is None
    assert found.unknown


def test_what_is_known_better_is_left_to_it() -> None:
    arguments = {"least": 1e6, "limit": 3}
    first = chapter_openings("VNM", "PER", apart_from=frozenset(), **arguments).items[0]
    rest = chapter_openings("VNM", "PER", apart_from=frozenset({first.product}), **arguments).items
    assert first.product not in [item.product for item in rest]
    assert evidence(
        "trade-value", WORLD, "PER", first.product, "2022-2023", dataset="baci-imports"
    ).value == pytest.approx(first.imports.value)


def test_none_is_named_of_an_exporter_whose_imports_are_not_known() -> None:
    """What China buys stands in no dataset: what it rather buys could not be told."""
    assert openings("CHN", "IDN").beyond == ()
    assert openings("IDN", "VNM").beyond


def test_ships_that_change_flag_are_no_opening() -> None:
    for exporter, importer in (("NGA", "IND"), ("PAN", "IDN"), ("LBR", "IND")):
        found = openings(exporter, importer)
        assert not any(one.product.startswith("89") for one in found.beyond)


@pytest.mark.parametrize(
    ("exporter", "importer", "crop"),
    [
        ("TUR", "ETH", "1511"),
        ("TUR", "KAZ", "1511"),
        ("POL", "UKR", "1801"),
        ("DEU", "RUS", "0901"),
    ],
)
def test_no_country_is_told_to_sell_a_crop_that_does_not_grow_there(
    exporter: str, importer: str, crop: str
) -> None:
    """Türkiye sells fats of sunflowers and olives: that makes it no seller of palm oil."""
    every = chapter_openings(exporter, importer, least=1, apart_from=frozenset(), limit=200)
    assert every.items
    assert not [one.product for one in every.items if one.product.startswith(crop)]


def test_who_grows_a_crop_may_sell_it() -> None:
    found = chapter_openings("IDN", "PAK", least=1, apart_from=frozenset(), limit=500)
    assert any(one.product.startswith("1511") for one in found.items)
    growers = by_chapter._growers()
    assert all(countries.is_country(code) for codes in growers.values() for code in codes)
    assert {"IDN", "MYS"} <= growers["1511"]
