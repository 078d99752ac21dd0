"""Places of a meeting in the reader's language."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sinergi.brief.gather.people import place_text
from sinergi.vocabulary.city_names import city_name as city


def _in(lang: str) -> Any:
    return SimpleNamespace(lang=lang)


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("en", ["Cairo", "Tashkent", "Hanoi"]),
        ("id", ["Kairo", "Tashkent", "Hanoi"]),
        ("ru", ["Каир", "Ташкент", "Ханой"]),
        ("tg", ["Қоҳира", "Тошканд", "Ҳаной"]),
    ],
)
def test_a_city_is_called_as_the_reader_calls_it(lang: str, names: list[str]) -> None:
    assert [city(name, lang) for name in ("Каире", "Tashkent", "Hanoi")] == names
    assert city("Nowhere", lang) is None


def test_an_institution_is_named_without_the_words_before_it() -> None:
    place = "kantor Kementerian Perindustrian, Jakarta"
    assert place_text(_in("ru"), place) == "Министерство промышленности, Джакарта"
    assert place_text(_in("ru"), "Hotel Borobudur, Jakarta") == "Hotel Borobudur, Джакарта"
    assert place_text(_in("ru"), None) is None
