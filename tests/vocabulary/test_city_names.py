"""A city is told as itself in every language: never as another of its country."""

from __future__ import annotations

import pytest

from sinergi.reading.lexicon_rows import PlaceRow
from sinergi.vocabulary.city_names import city_name
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.tables import data_path, read_table

ENGLISH = [
    name.removesuffix("+")
    for row in read_table(data_path("reading", "cities.csv"), PlaceRow)
    for name in row.names("en")
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bandung", ("Bandung", "Bandung", "Бандунг", "Бандунг")),
        ("Hamburg", ("Hamburg", "Hamburg", "Гамбург", "Ҳамбург")),
        ("Tel Aviv", ("Tel Aviv", "Tel Aviv", "Тель-Авив", "Тел-Авив")),
        ("Мекке", ("Mecca", "Mekkah", "Мекка", "Макка")),
        ("Худжанде", ("Khujand", "Khujand", "Худжанд", "Хуҷанд")),
        ("Пекине", ("Beijing", "Beijing", "Пекин", "Пекин")),
        ("Праге", ("Prague", "Praha", "Прага", "Прага")),
        ("Казани", ("Kazan", "Kazan", "Казань", "Қазон")),
        ("Москвы", ("Moscow", "Moskow", "Москва", "Маскав")),
        ("Istana Merdeka", ("Merdeka Palace", "Istana Merdeka", "дворец Мердека", "Қасри Мердека")),
    ],
)
def test_a_city_is_itself_in_every_language(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(city_name(text, lang) for lang in LANGUAGES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Cordoba", "Кордова"), ("Mendoza", "Мендоса"), ("Catamarca", "Катамарка"),
     ("Jujuy", "Жужуй"), ("Indianapolis", "Индианаполис"), ("Kwajalein", "Кваджалейн")],
)  # fmt: skip
def test_a_city_with_an_old_zone_too_is_told_by_the_one_that_has_its_name(
    text: str, expected: str
) -> None:
    # Which of its zones came first changed from one run to the next.
    assert city_name(text, "ru") == expected


@pytest.mark.parametrize("text", ["Римини", "Сан-Марино", "Парижская", "Springfield", ""])
def test_what_is_no_city_of_the_table_is_not_told_as_one(text: str) -> None:
    assert city_name(text, "en") is None


def test_every_city_that_documents_are_read_by_has_its_own_name() -> None:
    wrong = [
        name
        for name in ENGLISH
        if (told := city_name(name, "en")) is None
        or (told != name and city_name(told, "ru") != city_name(name, "ru"))
    ]
    assert not wrong


def test_no_two_cities_share_a_name() -> None:
    for lang in LANGUAGES:
        told: dict[str, set[str]] = {}
        for name in ENGLISH:
            told.setdefault(str(city_name(name, lang)), set()).add(str(city_name(name, "en")))
        assert not {name: cities for name, cities in told.items() if len(cities) > 1}
