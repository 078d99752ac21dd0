"""Names of products: labels, revisions without names, codes that nobody has."""

from __future__ import annotations

import pytest

from sinergi.vocabulary import conversion, products


@pytest.mark.parametrize(
    ("code", "revision", "name"),
    [
        ("080252", "HS17", "Pistachios, shelled"),
        ("120770", "HS22", "Melon seeds"),
        ("880320", "HS17", "Aircraft under-carriages"),
        ("999998", "HS17", "999998"),
    ],
)
def test_a_name_comes_from_the_nearest_revision_that_has_the_code(
    code: str, revision: str, name: str
) -> None:
    assert products.name(code, nomenclature=revision) == name


def test_a_label_goes_before_the_nomenclature() -> None:
    assert products.has_label("760110")
    assert products.name("760110", "id") != products.name("760110", "en")


@pytest.mark.parametrize(
    ("code", "lang", "expected"),
    [
        ("870333", "id", "kapasitas silinder melebihi 2.500 cc"),
        ("300390", "ru", "Лекарственные средства"),
        ("100630", "ru", "Рис"),
        ("851769", "tg", "(русӣ)"),
        ("871000", "ru", "(английский)"),
        ("851769", "id", "smartphone"),
    ],
)
def test_names_of_the_tariff_books_are_marked_in_another_language(
    code: str, lang: str, expected: str
) -> None:
    assert expected in products.name(code, lang, "HS22")


def test_names_are_short_and_without_the_marks_of_the_books() -> None:
    for code in products.codes("HS22"):
        for lang in ("id", "ru", "tg"):
            text = products.name(code, lang, "HS22")
            assert 2 < len(text) < 190, (code, text)
            assert not text.startswith(("-", " ", ":")), (code, text)
            assert not text.rstrip(")").endswith((":", "( ")), (code, text)


def test_all_chapters_are_named_in_four_languages() -> None:
    chapters = {code[:2] for code in conversion.codes("HS22")} - {"99"}
    assert len(chapters) == 96
    assert all(products.has_label(chapter) for chapter in chapters)


def test_a_code_that_is_another_product_today_takes_no_name_of_today() -> None:
    # HS92 851711 were telephone sets; HS22 851711 are cordless ones.
    assert products._national("851711", "ru", "HS92") != products._national("851711", "ru", "HS22")
    assert products.name("123456", "ru", "HS92") == "123456"


@pytest.mark.parametrize(
    ("code", "nomenclature", "revision", "written"),
    [
        ("760110", "HS92", "HS", "760110"),
        ("252400", "HS92", "HS92", "252400 (HS92)"),
        ("811230", "HS92", "HS92", "811230 (HS92)"),
        ("854231", "HS22", "HS", "854231"),
        ("26", "HS92", "HS", "26"),
    ],
)
def test_a_code_that_today_has_no_longer_is_written_with_its_revision(
    code: str, nomenclature: str, revision: str, written: str
) -> None:
    assert products.revision_of(code, nomenclature) == revision
    assert products.written(code, nomenclature) == written


def test_every_code_without_a_revision_stands_in_the_tariff_of_today() -> None:
    today = set(products.codes("HS22"))
    old = [code for code in products.codes("HS92") if code not in today]
    assert len(old) > 500
    for code in products.codes("HS92"):
        assert (products.revision_of(code) == "HS") == (code in today)
