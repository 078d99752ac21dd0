"""Products and sectors."""

from __future__ import annotations

import pytest

from sinergi.errors import UnknownNameError
from sinergi.vocabulary import products
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.sectors import sector, sectors


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        ("HS92:760110", ("HS92", "760110")),
        ("hs12:7601", ("HS12", "7601")),
        ("760110", ("HS92", "760110")),
        ("7601.10", ("HS92", "760110")),
        ("01", ("HS92", "01")),
    ],
)
def test_parses_products(typed: str, parsed: tuple[str, str]) -> None:
    assert products.parse(typed) == parsed


@pytest.mark.parametrize("typed", ["HS93:760110", "76011", "aluminium", "", "HS92:"])
def test_refuses_what_is_no_product(typed: str) -> None:
    with pytest.raises(UnknownNameError):
        products.parse(typed)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_a_product_of_the_basket_in_every_language(lang: str) -> None:
    assert products.has_label("760110")
    assert "760110" not in products.name("760110", lang)


def test_an_unknown_code_is_its_own_name() -> None:
    assert products.name("123456") == "123456"


def test_counts_the_codes_of_hs92() -> None:
    assert len(products.codes("HS92", 6)) > 5000
    assert len(products.codes("HS92", 4)) > 1200


def test_a_sector_covers_its_headings_and_no_others() -> None:
    assert sector("nickel").covers("260400")
    assert not sector("nickel").covers("260300")
    assert not sector("halal").covers("260400")


def test_every_sector_has_four_names() -> None:
    assert all(s.name[lang] for s in sectors().values() for lang in LANGUAGES)


def test_an_unknown_sector_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="aluminium"):
        sector("aluminum")
