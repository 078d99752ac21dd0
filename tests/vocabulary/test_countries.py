"""Countries: codes, names in four languages, and what a user may type."""

from __future__ import annotations

import pytest

from sinergi.errors import UnknownNameError
from sinergi.vocabulary import countries
from sinergi.vocabulary.languages import LANGUAGES


def test_has_the_249_countries_of_iso_and_kosovo() -> None:
    codes = countries.iso3_to_iso2()
    assert len(codes) == 250
    assert len(set(codes.values())) == 250
    assert {"QAT", "TWN", "XKK", "SSD", "PSE"} <= set(codes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_country_has_a_name_in_every_language(lang: str) -> None:
    assert all(countries.name(code, lang) != code for code in countries.iso3_to_iso2())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("TJK", "TJK"),
        ("tj", "TJK"),
        ("Tajikistan", "TJK"),
        ("Таджикистан", "TJK"),
        ("Тоҷикистон", "TJK"),
        ("  indonesia ", "IDN"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Turki", "TUR"),
        ("Cote d'Ivoire", "CIV"),
        ("Россия", "RUS"),
        ("РФ", "RUS"),
    ],
)
def test_resolves_what_people_type(typed: str, code: str) -> None:
    assert countries.resolve(typed) == code


def test_names_the_nearest_when_unknown() -> None:
    with pytest.raises(UnknownNameError, match=r"TJK \(Tajikistan\)"):
        countries.resolve("Tajikstan")


@pytest.mark.parametrize("typed", ["", "   ", "???", "x" * 10_000])
def test_refuses_what_is_no_name(typed: str) -> None:
    with pytest.raises(UnknownNameError):
        countries.resolve(typed)
