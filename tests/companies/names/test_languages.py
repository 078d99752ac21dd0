"""Words, letters and scripts of many languages in names."""

from __future__ import annotations

import pytest

from sinergi.companies.names import compare, normalise
from sinergi.companies.names.chinese import pinyin_of_russian, spaced
from sinergi.companies.names.meanings import LOCAL, languages_of, meanings
from sinergi.companies.names.normalise import split_words


@pytest.mark.parametrize(
    ("russian", "pinyin"),
    [
        ("шаньдун", "shandong"),
        ("чжунго", "zhongguo"),
        ("гуанчжоу", "guangzhou"),
        ("цзянсу", "jiangsu"),
        ("сычуань", "sichuan"),
        ("янцзы", "yangzi"),
        ("хуавэй", "huawei"),
        ("завод", None),
        ("ли", None),
        ("", None),
    ],
)
def test_palladius(russian: str, pinyin: str | None) -> None:
    assert pinyin_of_russian(russian) == pinyin


def test_characters_become_known_words_and_pinyin() -> None:
    assert spaced("上海华光纺织有限公司") == "上海 huaguang 纺织 有限公司"
    assert spaced("ABC 华光 Ltd").split() == ["ABC", "huaguang", "Ltd"]
    name = normalise("上海华光纺织有限公司")
    assert [word.concept for word in name.readings[0].words] == ["shanghai", None, "textile"]
    assert name.form_classes == {"limited"}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Công ty TNHH Hoa Sen", "vi"),
        ("Yıldız Çimento", "tr"),
        ("«Алтын» ЖШС", "kk"),
        ("Buxoro g'isht zavodi", "uz"),
        ("Schäfer KG", "de"),
        ("Verrerie de la Vallée", "fr"),
        ("青岛", "zh"),
    ],
)
def test_languages_are_told(name: str, language: str) -> None:
    assert language in languages_of(name, split_words(name))


@pytest.mark.parametrize("name", ["Sinar Jaya PT", "ООО Рассвет", "Steel Works Ltd", "ҶДММ Суғд"])
def test_names_of_the_four_languages_are_in_no_other(name: str) -> None:
    assert languages_of(name, split_words(name)) == ()


def test_words_of_a_language_count_in_its_names_only() -> None:
    turkish = normalise("Bereket Un Değirmeni").readings[0].words
    assert "flour" in [word.concept for word in turkish]
    assert "flour" not in [word.concept for word in normalise("PT Un Bereket").readings[0].words]


def test_a_branch_is_read_as_its_company() -> None:
    parts = [reading.part for reading in normalise("АО «Нефтехимик» филиал в Казани").readings]
    assert "outside" in parts
    assert compare("PT Dirgantara Sakti Cabang Bandung", "PT Dirgantara Sakti").probability > 0.5
    assert compare("PT Dirgantara Sakti Cabang Bandung", "PT Bandung").probability < 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("АО «Рено Центр»", "Renault Centre JSC"),
        ("Мерседес-Бенц Сервис, ООО", "Mercedes-Benz Service LLC"),
        ("ООО «Мишлен Рус»", "Michelin Rus LLC"),
        ("Бош ГмбХ", "Bosch GmbH"),
        ("ОАХК «Барқи Помир»", "Барқи Помир"),
        ("Société Sucrière du Marais", "Marais Sugar Company"),
        ("Yıldız Çimento Sanayi A.Ş.", "Yildiz Cement Industry Inc"),
        ("Шаньдун Цзиньху Групп", "Shandong Jinhu Group"),
    ],
)
def test_names_across_languages(left: str, right: str) -> None:
    assert compare(left, right).probability >= 0.5
    assert compare(right, left).probability == pytest.approx(compare(left, right).probability)


def test_every_meaning_has_words_of_several_languages() -> None:
    for row in meanings():
        told = [one for one in (*LOCAL, "ru", "en", "tg", "id") if getattr(row, one)]
        assert len(told) >= 2, row.concept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Samarqand avtomobil zavodi", "Самаркандский автомобильный завод"),
        ("Surxondaryo ko'mir MChJ", "Сурхандарьинский уголь ООО"),
        ("Urganch yog'-moy AJ", "Urgench Oil and Fat JSC"),
        ("Қызылорда күріш АҚ", "Kyzylorda Rice JSC"),
        ("«Береке» сауда үйі", "Торговый дом «Береке»"),
        ("Алматы мақта-мата комбинаты", "Алматинский хлопчатобумажный комбинат"),
    ],
)
def test_towns_and_goods_of_uzbek_and_kazakh_names(one: str, other: str) -> None:
    assert compare(one, other).probability > 0.5
