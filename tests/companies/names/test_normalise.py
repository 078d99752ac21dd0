"""The normaliser: forms off, glyphs repaired, scripts and spellings brought together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinergi.companies.names import normalise
from sinergi.companies.names.legal_forms import (
    forms_agree,
    forms_conflict,
    legal_forms,
    strip_forms,
)
from sinergi.companies.names.name_words import make_word, number_of, read_phrases, split_compound
from sinergi.companies.names.normalise import LONGEST_NAME, split_words
from sinergi.companies.names.scripts import plain, repair_glyphs, romanise
from sinergi.companies.names.spelling import skeletons, sound


@pytest.mark.parametrize(
    ("text", "words", "forms"),
    [
        ("ҶДММ «Баҳор»", ("баҳор",), ["ҷдмм"]),
        ("PT Aneka Tambang (Persero) Tbk", ("aneka", "tambang"), ["persero", "tbk", "pt"]),
        ("Maju Jaya, CV.", ("maju", "jaya"), ["cv"]),
        ("P.T. Sumber Makmur", ("sumber", "makmur"), ["pt"]),
        ("Акционерное общество «Север»", ("север",), ["акционерное общество"]),
        ("Muster GmbH & Co. KG", ("muster",), ["gmbh and co kg"]),
        ("Grupo Uno, S.A. de C.V.", ("grupo", "uno"), ["sa de cv"]),
        ("Spółka Dobra Sp. z o.o.", ("spolka", "dobra"), ["sp z oo"]),
    ],
)
def test_legal_forms_come_off(text: str, words: tuple[str, ...], forms: list[str]) -> None:
    stripped = strip_forms(split_words(text))
    assert stripped.words == words
    assert [form.form for form in stripped.forms] == forms


def test_a_name_that_is_only_a_form_keeps_its_words() -> None:
    assert normalise("PT").readings[0].joined == "pt"
    assert normalise("АО ООО").readings


def test_a_short_form_in_the_middle_is_a_word() -> None:
    assert strip_forms(("bank", "ag", "rau")).words == ("bank", "ag", "rau")


def test_every_form_of_the_table_is_found_again() -> None:
    for form in legal_forms():
        words = tuple(plain(form.form).split())
        name = ("zzz", *words) if form.place in ("end", "any") else (*words, "zzz")
        assert strip_forms(name).words == ("zzz",), form.form


def test_forms_that_one_company_can_have() -> None:
    assert forms_agree(frozenset({"limited"}), frozenset({"joint-stock"})) is True
    assert forms_agree(frozenset({"sole"}), frozenset({"joint-stock"})) is False
    assert forms_agree(frozenset({"sole"}), frozenset({"partnership"})) is False
    assert forms_agree(frozenset({"status"}), frozenset({"joint-stock"})) is None


def test_glyphs_are_repaired_only_where_the_text_is_tajik() -> None:
    assert repair_glyphs("Тоҷикистони њамроњ") == "Тоҷикистони ҳамроҳ"
    assert repair_glyphs("Ќаҳрамон", tajik=True) == "Қаҳрамон"
    assert repair_glyphs("ќўрѓон") == "қӯрғон"
    # Serbian, Ukrainian and Uzbek write these letters themselves.
    for text in ("Будућност Књига", "Київстар", "Ўзбекнефтегаз"):
        assert repair_glyphs(text) == text


def test_a_tajik_legal_form_settles_the_language() -> None:
    assert normalise("ЉДММ Пањлавон").text == "ҶДММ Паҳлавон"
    assert normalise("Пањлавон", country="TJK").text == "Паҳлавон"
    assert normalise("Пањлавон").text == "Пањлавон"


@pytest.mark.parametrize(
    ("text", "latin"),
    [("Тоҷикистон", "tojikiston"), ("Щёкино", "shchyokino"), ("Зарафшон", "zarafshon")],
)
def test_cyrillic_in_latin(text: str, latin: str) -> None:
    assert romanise(plain(text)) == latin


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("soerabaja", "surabaya"),
        ("djakarta", "jakarta"),
        ("tjandra", "candra"),
        ("achmad", "ahmad"),
        ("xorazm", "khorazm"),
        ("mueller", "muller"),
        ("tekstil", "textile"),
        ("shariah", "syariah"),
    ],
)
def test_spellings_share_a_skeleton(one: str, other: str) -> None:
    assert set(skeletons(one)) & set(skeletons(other))


@pytest.mark.parametrize(("one", "other"), [("pln", "pgn"), ("timah", "tirta"), ("anzob", "anzor")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert not set(skeletons(one)) & set(skeletons(other))


def test_tajik_and_russian_vowels_sound_alike() -> None:
    assert sound(skeletons("tojikiston")[0]) == sound(skeletons("tajikistan")[0])


def test_numbers() -> None:
    assert number_of("iii", first=False) == "3"
    assert number_of("xxxix", first=False) == "39"
    assert number_of("007", first=True) == "7"
    assert number_of("xi", first=True) is None
    assert number_of("mix", first=False) is None
    assert make_word("три", first=False).concept == "3"


def test_compounds_of_a_place_and_a_product() -> None:
    assert split_compound("таджикцемент") == ("таджик", "цемент")
    assert split_compound("газпром") == ("газпром",)
    assert split_compound("самаркандский") == ("самаркандский",)


def test_two_words_that_mean_one_thing() -> None:
    assert read_phrases(("грузинская", "железная", "дорога")) == ("грузинская", "railway")
    assert read_phrases(("железная", "воля")) == ("железная", "воля")
    assert read_phrases(()) == ()


def test_brackets_hold_another_name_a_place_or_a_form() -> None:
    other = normalise("ООО «Гулдаст» (Букет-Люкс)")
    assert [reading.joined for reading in other.readings] == [
        "guldastbuketliuks",
        "guldast",
        "buketliuks",
    ]
    place = normalise("Nestor (Indonesia) Ltd")
    assert [reading.joined for reading in place.readings] == ["nestorindonesia"]


def test_a_short_name_is_spelled_out() -> None:
    readings = normalise("PTPN III").readings
    assert [reading.alias for reading in readings] == [None, "ptpn"]
    assert readings[1].numbers == {"3"}


def test_a_short_name_is_not_spelled_out_twice() -> None:
    bank = normalise("Bank BNI").readings[1]
    assert [word.latin for word in bank.words] == ["bank", "negara", "indonesia"]
    talco = normalise("Tajik Aluminium Company TALCO").readings[1]
    assert [word.latin for word in talco.words] == ["tajik", "aluminium"]
    assert len(normalise("Pabrik Kertas Tjiwi Kimia").readings) == 1


@pytest.mark.parametrize("text", ["", "   ", "«»", "***", "()", "—"])
def test_nothing_to_compare(text: str) -> None:
    assert not normalise(text)
    assert normalise(text).skeleton == ""


def test_a_name_of_ten_thousand_characters() -> None:
    name = normalise("Сементи Ваҳдат " * 700)
    assert name
    assert len(name.text) <= LONGEST_NAME


@settings(deadline=None)  # the first Chinese character loads the table of pinyin
@given(st.text(max_size=80))
def test_any_text_can_be_normalised(text: str) -> None:
    name = normalise(text)
    for reading in name.readings:
        assert reading.words
        assert reading.joined == "".join(word.skeletons[0] for word in reading.words)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ҷамъияти дорои масъулияти маҳдуди «Баракат»", "barakat"),
        ("Чамъияти дорои масъулияти махдуди «Баракат»", "barakat"),
        ("Ҷамъияти саҳомии кушодаи «Баракат»", "barakat"),
        ("Хочагии дехкони «Баракат»", "barakat"),
        ("ПТ Баракат Тбк", "barakat"),
    ],
)
def test_legal_forms_with_izofat_or_in_plain_letters_come_off(text: str, word: str) -> None:
    assert [w.latin for w in normalise(text).readings[0].words] == [word]


@pytest.mark.parametrize(
    ("adjective", "place"), [("рогунская", "рогун"), ("норильский", "норильск")]
)
def test_a_russian_adjective_is_also_read_as_its_place(adjective: str, place: str) -> None:
    (one,) = normalise(adjective).readings[0].words
    (other,) = normalise(place).readings[0].words
    assert other.skeletons[0] in one.skeletons


def test_a_short_name_before_a_part_of_its_name_is_spelled_out_once() -> None:
    spelled = [r for r in normalise("TALCO Aluminium Company").readings if r.alias]
    assert [w.latin for w in spelled[0].words] == ["tajik", "aluminium"]


@pytest.mark.parametrize(
    ("left", "right", "conflict"),
    [
        ("CV Sumber", "UD Sumber", True),
        ("CV Sumber", "PT Sumber", True),
        ("ИП Каримов", "ҶДММ Каримов", True),
        ("Sumber LP", "ЗАО Сумбер", False),
        ("Stichting Sumber", "ООО Сумбер", False),
        ("ЗАО Дусти", "Dusti LLC", False),
        ("Sumber", "UD Sumber", False),
    ],
)
def test_forms_conflict_unless_translated_loosely(left: str, right: str, conflict: bool) -> None:
    assert forms_conflict(normalise(left).forms, normalise(right).forms) is conflict
