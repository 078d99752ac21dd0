"""Glosses: a sentence in four languages for whatever a statement was understood to mean."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from sinergi.cooperation.record import Kind, Statement
from sinergi.errors import UsageError
from sinergi.reading import gloss, read_text
from sinergi.reading.objects import objects
from sinergi.vocabulary import countries
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.sectors import sectors

LATIN = re.compile(r"[A-Za-z]")
CURRENCIES = re.compile(r"\b[A-Z]{3}\b|\b[MG]W\b")


def statement(
    side: str | None,
    kind: str,
    *named: str,
    about: tuple[str, ...] = (),
    due: str | None = None,
    span: str = "x",
    denied: bool = False,
) -> Statement:
    return Statement(
        side=side,
        kind=Kind(kind),
        sectors_all=list(about),
        objects=list(named),
        denied=denied,
        due=due,
        span=span,
        start=0,
        end=len(span),
    )


def check(sentence: str, language: str) -> None:
    """Whether a sentence is whole: no holes, no marks of the template, in its own script."""
    assert sentence
    assert sentence == sentence.strip()
    assert sentence[0].isupper()
    assert not re.search(r"[{}\[\]|<>]|  |\s[;,:]|,,|\(\)|\.$", sentence), sentence
    if language in ("ru", "tg"):
        assert not LATIN.search(CURRENCIES.sub("", sentence)), sentence


WORDED = [
    (
        statement("TJK", "offer", "cooperation", about=("textile", "pharmaceutical", "aluminium")),
        {
            "en": "Tajikistan offers cooperation in textiles, pharmaceuticals and aluminium",
            "id": "Tajikistan menawarkan kerja sama di bidang tekstil, farmasi dan aluminium",
            "ru": "Таджикистан предлагает сотрудничество в сфере текстиля, фармацевтики и алюминия",
            "tg": "Тоҷикистон дар соҳаи нассоҷӣ, дорусозӣ ва алюминий ҳамкорӣ пешниҳод мекунад",
        },
    ),
    (
        statement("IDN", "commitment", "identify", "companies", due="2025-03"),
        {
            "en": "Indonesia will identify companies; by March 2025",
            "id": "Indonesia akan mengidentifikasi perusahaan; paling lambat Maret 2025",
            "ru": "Индонезия планирует определить компании; срок: март 2025 года",
            "tg": "Индонезия нақша дорад, ки ширкатҳоро муайян кунад; муҳлат: марти соли 2025",
        },
    ),
    (
        statement("JOINT", "commitment", "sign", "free_trade", due="2025-01/2025-03"),
        {
            "en": "Both sides will sign a free trade agreement; between January and March 2025",
            "id": "Kedua pihak akan menandatangani perjanjian perdagangan bebas;"
            " antara Januari dan Maret 2025",
            "ru": "Стороны планируют подписать соглашение о свободной торговле;"
            " срок: январь – март 2025 года",
            "tg": "Ҷонибҳо нақша доранд, ки созишномаи савдои озодро имзо кунанд;"
            " муҳлат: аз январи то марти соли 2025",
        },
    ),
    (
        statement("USA", "ask", "buy", "garments", due="P5Y"),
        {
            "en": "The United States asks the other side to buy garments; within 5 years",
            "id": "Amerika Serikat meminta pihak lain untuk membeli garmen; dalam 5 tahun",
            "ru": "США просят другую сторону закупать одежду; в течение 5 лет",
            "tg": "ИМА аз тарафи дигар хоҳиш мекунад, ки либосро харидорӣ кунад; дар давоми 5 сол",
        },
    ),
    (
        statement(
            "IDN", "fact", "nickel", about=("nickel",), span="holds 42 percent of the reserves"
        ),
        {
            "en": "Indonesia: nickel – 42%",
            "id": "Indonesia: nikel – 42%",
            "ru": "Индонезия: никель – 42 %",
            "tg": "Индонезия: никел – 42 %",
        },
    ),
    (
        statement("KAZ", "offer", "supply", "coal", about=("mining", "food_agro")),
        {
            "en": "Kazakhstan is ready to supply coal (sectors: agrifood)",
            "id": "Kazakhstan siap memasok batu bara (sektor: agropangan)",
            "ru": "Казахстан выражает готовность поставлять уголь"
            " (в сфере агропромышленного комплекса)",
            "tg": "Қазоқистон омода аст, ки ангиштро таъмин кунад (соҳаҳо: кишоварзӣ)",
        },
    ),
    (
        statement("KAZ", "fact", "flights", denied=True),
        {
            "en": "Kazakhstan: not, or not yet: direct flights",
            "id": "Kazakhstan: tidak, atau belum: penerbangan langsung",
            "ru": "Казахстан: нет или пока нет: прямые авиарейсы",
            "tg": "Қазоқистон: не ё ҳанӯз не: парвозҳои мустақим",
        },
    ),
    (
        statement("JOINT", "fact", span="it has passed the mark of 120 million dollars"),
        {
            "en": "Both sides: 120 million USD, see the original words",
            "id": "Kedua pihak: 120 juta USD, lihat kata aslinya",
            "ru": "Стороны: 120 млн USD, см. подлинные слова",
            "tg": "Ҷонибҳо: 120 млн USD, ба матни аслӣ нигаред",
        },
    ),
    (
        statement("UZB", "ask", "companies", about=("mining",)),
        {
            "en": "Uzbekistan asks the other side for cooperation in mining"
            " (also named: companies)",
            "id": "Uzbekistan meminta kepada pihak lain kerja sama di bidang pertambangan"
            " (juga disebut: perusahaan)",
            "ru": "Узбекистан призывает другую сторону к сотрудничеству в сфере"
            " горнодобывающей промышленности (упоминается также: компании)",
            "tg": "Ӯзбекистон тарафи дигарро дар соҳаи маъдани кӯҳӣ ба ҳамкорӣ даъват мекунад"
            " (инчунин зикр шудааст: ширкатҳо)",
        },
    ),
    (
        statement("IDN", "ask", "learn", about=("green_energy",)),
        {
            "en": "Indonesia asks the other side for cooperation in green energy",
            "id": "Indonesia meminta kepada pihak lain kerja sama di bidang energi hijau",
            "ru": "Индонезия призывает другую сторону к сотрудничеству в сфере зелёной энергетики",
            "tg": "Индонезия тарафи дигарро дар соҳаи энергияи сабз ба ҳамкорӣ даъват мекунад",
        },
    ),
    (
        statement("JOINT", "commitment", "sign", "agreement", "free_trade", "training", "train"),
        {
            "en": "Both sides will sign a free trade agreement and train specialists",
            "id": "Kedua pihak akan menandatangani perjanjian perdagangan bebas dan"
            " melatih tenaga ahli",
            "ru": "Стороны планируют подписать соглашение о свободной торговле и"
            " готовить специалистов",
            "tg": "Ҷонибҳо нақша доранд, ки созишномаи савдои озодро имзо кунанд ва"
            " мутахассисонро омода кунанд",
        },
    ),
    (
        statement(None, "interest", "cooperation"),
        {
            "en": "One side (which one is not clear) is interested in cooperation",
            "id": "Salah satu pihak (belum jelas yang mana) berminat pada kerja sama",
            "ru": "Одна из сторон (какая, неясно) хочет сотрудничать",
            "tg": "Яке аз ҷонибҳо (кадомаш маълум нест) ба ҳамкорӣ таваҷҷуҳ дорад",
        },
    ),
]


@pytest.mark.parametrize(("said", "worded"), WORDED)
def test_sentences_read_as_a_person_would_write_them(
    said: Statement, worded: dict[str, str]
) -> None:
    assert {language: gloss(said, language) for language in LANGUAGES} == worded


def test_every_object_sector_and_kind_gives_a_whole_sentence() -> None:
    sides = ("PHL", "JOINT")
    for side, kind, language in product(sides, Kind, LANGUAGES):
        for code in objects():
            check(gloss(statement(side, kind, code), language), language)
            check(gloss(statement(side, kind, "invest", code, "cotton"), language), language)
        for sector in sectors():
            check(gloss(statement(side, kind, about=(sector,)), language), language)
            check(
                gloss(statement(side, kind, "cotton", about=(sector, "mining")), language), language
            )
        check(gloss(statement(side, kind), language), language)


def test_every_kind_side_deadline_and_sector_gives_a_whole_sentence() -> None:
    deadlines = (None, "2025-03-31", "2025-03", "2025", "2025-01/2025-06", "P1Y", "P5Y", "P18M")
    about: tuple[tuple[str, ...], ...] = ((), ("energy",), ("mining", "textile", "finance"))
    cases = product(Kind, ("TJK", "PHL", "JOINT", None), deadlines, about, (False, True), LANGUAGES)
    for kind, side, due, fields, denied, language in cases:
        for named in ((), ("trade",), ("supply", "coal")):
            said = statement(side, kind, *named, about=fields, due=due, denied=denied)
            sentence = gloss(said, language)
            check(sentence, language)
            assert ("; " in sentence) >= (due is not None)
            assert len(sentence.split()) > 1


def test_every_country_is_named() -> None:
    for iso3, language in product(countries.iso3_to_iso2(), LANGUAGES):
        check(gloss(statement(iso3, "offer", "coal"), language), "en")


@pytest.mark.parametrize("due", ["2030", "2030-02", "2030-02-28", "2030-01/2031-02", "P1Y", "P21M"])
def test_every_deadline_is_worded(due: str) -> None:
    for language in LANGUAGES:
        without = gloss(statement("IDN", "commitment", "invest"), language)
        sentence = gloss(statement("IDN", "commitment", "invest", due=due), language)
        assert sentence.startswith(without + ";")
        check(sentence, language)


def test_a_deadline_that_is_none_is_left_out() -> None:
    assert gloss(statement("IDN", "commitment", "invest", due="2025-13"), "en").count(";") == 0
    assert gloss(statement("IDN", "commitment", "invest", due="soon"), "ru").count(";") == 0


def test_an_action_that_needs_an_object_is_not_given_an_invented_one() -> None:
    assert gloss(statement("IDN", "interest", "build", "cooperation"), "en") == (
        "Indonesia is interested in cooperation"
    )
    assert "plant" in gloss(statement("IDN", "interest", "build", "plant"), "en")


def test_other_languages_are_refused() -> None:
    with pytest.raises(UsageError, match="'fr' is no language of briefs"):
        gloss(statement("IDN", "offer"), "fr")


def test_all_statements_of_annotated_documents(shared: Path) -> None:
    for folder in ("dev", "dev2"):
        for path in sorted((shared / "reading" / folder).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            for said in read_text(gold["text"], id=gold["id"]).statements:
                worded = {gloss(said, language) for language in LANGUAGES}
                assert len(worded) == len(LANGUAGES)
                for language in LANGUAGES:
                    check(gloss(said, language), language)


INVITED = (
    "Iran's Trade Minister Ali Rezai met the ambassador of Kenya, Amina Wanjiru. He invited the "
    "minister to visit Tehran. Kenya would like to learn from Iran's experience in irrigation. A "
    "new cargo terminal will be commissioned by the end of 2026. The next session will take place "
    "in Nairobi in May 2026."
)


@pytest.mark.parametrize(
    ("words", "language", "told"),
    [
        ("Tehran", "en", "Iran is ready to invite guests to a visit"),
        ("Tehran", "ru", "Иран выражает готовность пригласить на встречу"),
        ("experience", "id", "Kenya ingin belajar dari pengalaman mitra di bidang agropangan"),
        ("experience", "ru", "Кения хочет перенять опыт партнёра в сфере агропромышленного"),
        ("next session", "ru", "Стороны планируют провести следующее заседание; срок: май 2026"),
        ("next session", "tg", "Ҷонибҳо нақша доранд, ки ҷаласаи навбатӣро баргузор кунанд"),
    ],
)
def test_invitations_sessions_and_experience_are_named(
    words: str, language: str, told: str
) -> None:
    record = read_text(INVITED, id="t", published=date(2025, 9, 9))
    found = next(s for s in record.statements if words in s.span)
    assert gloss(found, language).startswith(told)


def test_a_step_in_a_sector_is_called_no_cooperation() -> None:
    record = read_text(INVITED, id="t", published=date(2025, 9, 9))
    found = next(s for s in record.statements if "terminal" in s.span)
    assert "cooperat" not in gloss(found, "en")


def test_a_month_is_no_fish() -> None:
    text = (
        "Вазири саноати Тоҷикистон Муродалӣ Сафарзода бо сафири Беларус Виктор Денисов мулоқот "
        "кард. Ҷонибҳо қарор доданд, ки дар моҳи март ҳамкориро густариш медиҳанд."
    )
    record = read_text(text, id="t", published=date(2025, 9, 9))
    assert all("fish" not in s.objects for s in record.statements)
