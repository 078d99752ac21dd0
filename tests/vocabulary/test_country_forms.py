"""Country names in cases: every country has its Russian forms."""

from __future__ import annotations

import re

from sinergi.vocabulary import countries
from sinergi.vocabulary.country_forms import FORMS, Name
from sinergi.vocabulary.tables import data_path


def test_every_country_has_russian_forms_that_begin_like_its_name() -> None:
    for iso3 in countries.iso3_to_iso2():
        name = Name(iso3, "ru")
        forms = [name.form(form) for form in FORMS]
        assert forms[0] == name
        assert all(form[:2] == name[:2] for form in forms), forms
        assert not any(re.search("[A-Za-z]", form) for form in forms)


def test_cases() -> None:
    assert [Name("TJK", "ru").form(f) for f in FORMS] == [
        "Таджикистан",
        "Таджикистана",
        "Таджикистану",
        "Таджикистан",
        "Таджикистаном",
        "Таджикистане",
    ]
    assert Name("BLR", "ru").form("ins") == "Беларусью"
    assert Name("SAU", "ru").form("loc") == "Саудовской Аравии"
    assert Name("IDN", "ru").form("acc") == "Индонезию"
    assert Name("PER", "ru").form("gen") == "Перу"
    assert Name("NLD", "en").form("plain") == "the Netherlands"
    assert Name("IDN", "id").form("dat") == "Indonesia"


def test_the_word_before_a_country_is_that_of_the_country() -> None:
    def ways(iso3: str, lang: str = "ru") -> str:
        name = Name(iso3, lang)
        return f"{name:from} {name:into}"

    assert ways("IDN") == "из Индонезии в Индонезию"
    assert ways("VNM") == "из Вьетнама во Вьетнам"
    assert ways("CUB") == "с Кубы на Кубу"
    assert ways("SYC").startswith("с Сейшельских")
    assert ways("VNM", "id") == "Vietnam Vietnam"


def test_no_russian_sentence_chooses_the_word_itself() -> None:
    catalogue = data_path("messages", "ru.po").read_text(encoding="utf-8")
    written = catalogue.replace('"\n"', "")
    assert not re.search(r"(?<![а-яё])([Ии]з|[Вв]о?|на|с) \{\w+:(gen|acc|loc)\}", written)
