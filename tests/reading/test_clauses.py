"""Where one sentence states several things, and where not; all texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.cooperation.record import CooperationRecord, Kind
from sinergi.reading import read_text

_EN = (
    "Peru's Trade Minister Rosa Quispe Mamani received the ambassador of Thailand, Somchai "
    "Rattana, in Lima. They discussed fisheries and mining. "
)
_ID = (
    "Menteri Perdagangan RI Bambang Surya bertemu Menteri Perdagangan Mesir Samir Alaoui di "
    "Jakarta. Keduanya membahas kerja sama perikanan. "
)
_RU = (
    "Министр торговли Перу Роса Киспе провела в Лиме встречу с послом Таиланда Сомчаем Раттаной. "
    "Стороны обсудили сотрудничество в рыболовстве. "
)
_TG = (
    "Вазири саноати Тоҷикистон Муродалӣ Сафарзода сафири Беларус Виктор Денисовро пазируфт. "
    "Ҷонибҳо ҳамкориро дар соҳаи саноат баррасӣ карданд. "
)


def _read(text: str) -> CooperationRecord:
    return read_text(text, id="t", published=date(2025, 3, 3))


def _spans(text: str) -> list[str]:
    return [s.span for s in _read(text).statements]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            _EN + "The minister said Peru will supply copper to Thai smelters and both governments "
            "must cut the duties on machinery.",
            "copper",
            "both governments",
        ),
        (
            _EN + "Peru will supply copper to Thai smelters, he said, and will open a school of "
            "mining in Cusco.",
            "copper",
            "a school",
        ),
        (
            _EN + "The envoy said textile exports stood at 4 million dollars, adding that the "
            "leather industry employs 9,000 people.",
            "textile",
            "leather",
        ),
        (
            _ID + "Menteri mengatakan Indonesia akan memasok kopi ke Kairo dan Mesir memasok "
            "fosfat serta kurma.",
            "kopi",
            "fosfat",
        ),
        (
            _RU + "Посол сообщил, что завод в Бангкоке построит для Перу паромы и сухогрузы, а "
            "таиландские рыбаки в мае приедут в Кальяо.",
            "паромы",
            "рыбаки",
        ),
        (
            _TG + "Сафир гуфт, ки заводи Минск тракторҳоро васл мекунад ва кишвараш ба пахтаи "
            "тоҷикӣ манфиатдор аст.",
            "тракторҳоро",
            "пахтаи",
        ),
    ],
)
def test_a_clause_with_a_subject_of_its_own_is_a_statement(
    text: str, first: str, second: str
) -> None:
    spans = _spans(text)
    assert any(first in s and second not in s for s in spans), spans
    assert any(second in s and first not in s for s in spans), spans


@pytest.mark.parametrize(
    "text",
    [
        _EN + "Peru will buy looms, tractors and solar panels from Thailand.",
        _EN + "Peru will supply copper that is refined in Ilo and zinc which is mined in Junin.",
        _ID + "Indonesia akan membeli traktor dan pompa yang telah diuji di Kairo.",
        _RU + "Перу поставит в Таиланд не сталь, а медь и цинк высокой очистки.",
    ],
)
def test_a_list_under_one_verb_is_one_statement(text: str) -> None:
    last = text.split(". ")[-1].rstrip(".")
    assert [s for s in _spans(text) if s in last] == [last]


def test_items_are_what_the_line_above_them_says() -> None:
    text = (
        _EN + "\nThe Thai side proposed:\n- to extend the pilot to all border crossings;\n"
        "- to increase the number of scholarships to 100;\n- a joint laboratory of fisheries."
    )
    items = [s for s in _read(text).statements if s.start >= len(_EN)]
    assert len(items) == 3
    assert {s.side for s in items} == {"THA"}
    assert len({s.kind for s in items}) == 1


def test_what_is_proposed_to_the_other_is_asked_of_it() -> None:
    text = _RU + "Перу предложило Таиланду снизить пошлины на рыбную муку."
    found = [s for s in _read(text).statements if "пошлины" in s.span]
    assert [(s.kind, s.side) for s in found] == [(Kind.ASK, "PER")]


def test_who_proposes_to_supply_offers_whatever_the_next_sentence_says() -> None:
    text = (
        _RU + "Перуанская сторона предложила поставлять в Таиланд пшеницу. "
        "Таиланд готов поставлять в Перу рис."
    )
    found = [s for s in _read(text).statements if "пшеницу" in s.span]
    assert [(s.kind, s.side) for s in found] == [(Kind.OFFER, "PER")]


def test_a_wish_to_learn_is_no_request() -> None:
    text = _RU + "Перуанская сторона хотела бы изучить таиландский опыт разведения креветок."
    found = [s for s in _read(text).statements if "опыт" in s.span]
    assert [(s.kind, s.side) for s in found] == [(Kind.INTEREST, "PER")]


def test_what_both_can_do_is_the_wish_of_who_says_so() -> None:
    text = _ID + "Menteri Bambang mengatakan kedua negara punya peluang besar membangun galangan."
    found = [s for s in _read(text).statements if "galangan" in s.span]
    assert [(s.kind, s.side) for s in found] == [(Kind.INTEREST, "IDN")]


def test_a_russian_second_verb_of_a_step_to_come_is_a_statement() -> None:
    text = _RU + "Посол сообщил, что Таиланд поставит насосы для рисовых полей и обучит механиков."
    spans = [s for s in _spans(text) if "насосы" in s or "механиков" in s]
    assert len(spans) == 2


def test_what_this_will_bring_is_no_promise() -> None:
    text = _EN + 'Peru will supply copper. The envoy said: "I think this will help both of us."'
    kinds = {s.span: s.kind for s in _read(text).statements}
    assert all(kind is not Kind.COMMITMENT for span, kind in kinds.items() if "help" in span)
