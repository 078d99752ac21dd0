"""How sure a person is shown: a wrong name shown as sure is the worst error of a brief."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.cooperation.record import CooperationRecord
from sinergi.reading import read_text

SURE = 0.8


def _read(text: str, published: str | None = None) -> CooperationRecord:
    return read_text(text, id="t", published=date.fromisoformat(published) if published else None)


def test_an_office_between_two_names_makes_neither_sure() -> None:
    text = (
        "Олег Морозов, начальник Белорусской железной дороги Владимир Сидоров и министр транспорта "
        "Казахстана Нурлан Ахметов обсудили рост перевозок. Стороны договорились о тарифах."
    )
    first = next(p for p in _read(text).participants if "Морозов" in p.name)
    assert first.confidence is not None
    assert first.confidence < SURE


def test_who_spoke_only_on_an_earlier_day_is_no_participant() -> None:
    text = (
        "Presiden RI Bambang Surya bertemu Presiden Rusia Ivan Petrov, Kamis (19/6/2025). "
        "Keduanya membahas gas dan pangan.\n"
        "Menurut Menteri Perdagangan RI Agus Hartono pada April 2025, pembahasan hampir selesai. "
        "Agus pun menjelaskan, kedua negara saling melengkapi.\n"
    )
    names = {p.name for p in _read(text, "2025-06-20").participants}
    assert names == {"Bambang Surya", "Ivan Petrov"}


def test_who_is_only_cited_is_less_sure() -> None:
    text = (
        "Presiden RI Bambang Surya bertemu Presiden Brasil Pedro Souza di Brasilia. Keduanya "
        "membahas kedelai. Menurut Menteri Luar Negeri Brasil Susana Rocha, perundingan lancar."
    )
    sure = {p.name: p.confidence for p in _read(text).participants}
    assert (sure["Susana Rocha"] or 0) < SURE <= (sure["Pedro Souza"] or 0)


def test_what_shortens_a_ministry_is_no_part_of_a_name() -> None:
    text = (
        "Direktur Jenderal Deplu Primo Joelianto menerima Duta Besar Korea Selatan untuk "
        "Indonesia Park Jin-woo di kantornya. Kedua pihak membahas kerja sama di bidang "
        "teknologi informasi."
    )
    assert "Primo Joelianto" in {p.name for p in _read(text).participants}


def test_soft_names_come_back_from_the_dative() -> None:
    text = (
        "Министр торговли России Игорь Лосев передал приглашение министру торговли Кубы Раулю "
        "Кастильо. Стороны обсудили поставки сахара."
    )
    assert "Рауль Кастильо" in {p.name for p in _read(text).participants}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Kenya's Trade Minister Peter Mwangi met his Thai counterpart Somchai Rattana in "
            "Nairobi on 3 June 2024. Both sides discussed tea and rice.",
            "Trade Minister",
        ),
        (
            "Menteri Perdagangan RI Surya Wirawan bertemu mitranya dari Uzbekistan Jamshid Karimov "
            "di Tashkent. Kedua negara membahas baja dan kapas.",
            "Menteri Perdagangan",
        ),
    ],
)
def test_a_counterpart_holds_the_office_of_the_other_side(text: str, role: str) -> None:
    assert [p.role for p in _read(text).participants] == [role, role]


def test_a_city_before_a_chinese_office_is_no_part_of_it() -> None:
    text = (
        "11月17日，白俄罗斯工业部副部长叶菲莫夫在京与工业和信息化部副部长张云明举行会谈。"
        "双方同意加强汽车领域合作。"
    )
    record = _read(text)
    assert record.participants[-1].role == "工业和信息化部副部长"
    assert record.meeting.place == "北京"


def test_an_adjective_is_no_name_of_a_place() -> None:
    text = (
        "Montenegro's Foreign Minister Milan Rosic met Russia's Foreign Minister Sergei Lebed in "
        "the Russian capital. They discussed tourism."
    )
    meeting = _read(text).meeting
    assert (meeting.place, meeting.place_span, meeting.country) == ("Russia", "Russian", "RUS")


def test_the_leader_of_the_visiting_delegation_is_not_of_the_home() -> None:
    text = (
        "NAIROBI - Kenya hopes that China would import more of its tea, Trade Permanent Secretary "
        "David Nduta said during talks with a delegation from Shandong Province. The leader of the "
        "delegation, Vice Governor Li Guohua, said Chinese companies would build a textile park."
    )
    assert {p.name: p.country for p in _read(text, "2008-05-21").participants}["Li Guohua"] == "CHN"


def _countries(text: str) -> dict[str, str | None]:
    return {p.name: p.country for p in _read(text, "2025-06-20").participants}


def test_who_was_received_is_of_the_other_country_than_the_host() -> None:
    text = (
        "VIENNA, 18 June 2025 - Ambassador Amina Wanjiru was received today by the State "
        "Secretary at the Austrian Ministry of Economy, Karl Leitner. They discussed cooperation "
        "between Kenya and Austria in tea and machinery. Kenya offered tea."
    )
    assert _countries(text) == {"Amina Wanjiru": "KEN", "Karl Leitner": "AUT"}


def test_a_delegation_is_of_the_country_its_sentence_begins_with() -> None:
    text = (
        "MUSCAT: Kenya on Wednesday showed interest in cooperation with Oman, as a delegation led "
        "by Deputy Minister of Economy Amina Wanjiru held talks with Commerce Secretary Salim "
        "Harthy here. The deputy minister invited Omani investors to the port of Lamu."
    )
    found = _countries(text)
    assert found["Amina Wanjiru"] == "KEN"
    assert found["Salim Harthy"] == "OMN"


def test_a_town_between_office_and_name_is_no_name() -> None:
    text = (
        "Duta Besar RI untuk Maroko Lutfi Hamdani bertemu dengan Ketua Kamar Dagang Beniara, "
        "Samir Alaoui Tazi, untuk membahas ekspor kopi. Maroko ingin membeli kopi Indonesia."
    )
    assert set(_countries(text)) == {"Lutfi Hamdani", "Samir Alaoui Tazi"}


def test_a_body_of_one_country_tells_whose_its_president_is() -> None:
    text = (
        "Menteri Perdagangan RI Bambang Surya bertemu Presiden FICCI Anil Kapoor Rao di Jakarta. "
        "Keduanya membahas kerja sama industri farmasi Indonesia dan India."
    )
    assert _countries(text)["Anil Kapoor Rao"] == "IND"


def test_a_word_of_a_title_that_begins_like_plan_is_no_date() -> None:
    text = (
        "The Ambassador of Peru to Ghana, H.E. Luis Rojas Vega, paid a courtesy call on the "
        "Minister of Plantation Industries, Hon. Kofi Boateng, and offered cooperation in cocoa."
    )
    assert _countries(text)["Kofi Boateng"] == "GHA"


def test_the_tajik_ending_of_an_object_is_no_part_of_a_name() -> None:
    text = (
        "Вазири саноати Тоҷикистон Муродалӣ Сафарзода Сафири Фавқулодда ва Мухтори Ҷумҳурии "
        "Беларус дар Тоҷикистон Виктор Денисенкоро пазируфт. Ҷонибҳо ҳамкориро баррасӣ карданд."
    )
    assert "Виктор Денисенко" in _countries(text)


def test_a_unit_of_a_ministry_is_no_name() -> None:
    text = (
        "Direktur Jenderal Penguatan Mutu Barang Kementerian Perdagangan Ratna Puspita bertemu "
        "Wakil Menteri Perdagangan Mesir Samir Alaoui Tazi di Kairo. Keduanya membahas kopi."
    )
    assert set(_countries(text)) == {"Ratna Puspita", "Samir Alaoui Tazi"}
