"""When, where, who and by when, in the turns that real reports take; all texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.cooperation.record import CooperationRecord, Kind, Statement
from sinergi.reading import read_text


def _read(text: str, published: str | None = None) -> CooperationRecord:
    return read_text(text, id="t", published=date.fromisoformat(published) if published else None)


def _statement(record: CooperationRecord, words: str) -> Statement:
    found = [s for s in record.statements if words in s.span]
    assert len(found) == 1, [s.span for s in record.statements]
    return found[0]


PERU = (
    "Peru's Trade Minister Rosa Quispe Mamani received the ambassador of Thailand, Somchai "
    "Rattana, in Lima. They discussed fisheries and mining. "
)


def test_a_day_in_the_brackets_of_an_attribution_is_the_meetings() -> None:
    text = PERU + '"We will send a technical mission next month," she announced (2 November 2022).'
    assert _read(text, "2022-11-03").meeting.date == "2022-11-02"


@pytest.mark.parametrize(
    "deadline",
    ["by 15 January 2023", "no later than 15 January 2023", "before 15 January 2023"],
)
def test_a_deadline_is_no_day_of_the_meeting(deadline: str) -> None:
    record = _read(PERU + f"The ministers agreed to finish the text {deadline}.")
    assert record.meeting.date is None


def test_the_day_of_the_signing_beats_the_days_of_the_forum() -> None:
    text = (
        "Ghana's Trade Minister Kwabena Asare and Türkiye's Trade Minister Selim Tuncel signed a "
        "memorandum in Ankara on 18 September 2023 at a forum on 16-20 September 2023. "
        "They agreed to train weavers."
    )
    assert _read(text).meeting.date == "2023-09-18"


def test_a_weekday_of_the_next_sentence_joins_no_date() -> None:
    text = (
        "Serbian Minister of Trade Milan Petrovic visits Baku from 10 to 12 September 2024. On "
        "Wednesday he was received by Azerbaijan's Economy Minister Rashad Mammadov. They "
        "discussed wine and medicines."
    )
    assert _read(text, "2024-09-12").meeting.date == "2024-09-11"


def test_a_caption_tells_day_and_place_where_the_report_does_not() -> None:
    text = (
        "Photo: the ministers at the signing, Muscat, 6 June 2024.\n"
        "Kazakhstan's Transport Minister Alibek Seitov met Oman's Transport Minister Salim Nasser. "
        "They agreed to build a grain terminal.\n"
    )
    meeting = _read(text, "2024-06-10").meeting
    assert (meeting.date, meeting.place, meeting.country) == ("2024-06-06", "Muscat", "OMN")


def test_a_dateline_is_no_venue_unless_the_report_begins_with_a_meeting() -> None:
    said = (
        "LIMA - Thailand offers training to farmers of Peru, the Thai ambassador to Peru, Somchai "
        "Rattana, told Trade Minister Rosa Quispe Mamani by letter. Peru is ready to sell grapes."
    )
    assert _read(said, "2024-06-10").meeting.place is None
    met = (
        "LIMA - Trade Minister of Peru Rosa Quispe Mamani held talks with Thailand's Trade "
        "Minister Somchai Rattana. Peru is ready to sell grapes."
    )
    assert _read(met, "2024-06-10").meeting.country == "PER"


def test_a_heading_of_place_and_day_beats_the_place_of_the_next_meeting() -> None:
    text = (
        "Minutes of the meeting of the Ministries of Economy of Bangladesh and Georgia\n"
        "Tbilisi, 3 October 2023\n"
        "Present: Ms Nino Beridze, Deputy Minister of Economy of Georgia.\n"
        "The Georgian side offered tax exemptions for garment makers.\n"
        "It was agreed to hold the next session in Dhaka in 2024.\n"
    )
    assert _read(text).meeting.country == "GEO"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "Делегация Таджикистана во главе с министром юстиции Сафаром Юсуфовым побывала в "
            "министерстве, где ее приняла министр экономики Германии Анна Келлер. Стороны обсудили "
            "солнечную энергетику.",
            "DEU",
        ),
        (
            "Duta Besar Ethiopia untuk Indonesia Tadesse Bekele diterima Menteri Perdagangan RI "
            "Rina Lestari. Keduanya membahas kopi dan penerbangan.",
            "IDN",
        ),
        (
            "Kenya's Trade Minister Peter Mwangi paid a courtesy call on Viet Nam's Minister of "
            "Industry Tran Quoc Hung. The two sides discussed rice and tea.",
            "VNM",
        ),
    ],
)
def test_who_receives_tells_the_country(text: str, country: str) -> None:
    assert _read(text).meeting.country == country


def test_the_guest_is_of_the_other_side() -> None:
    text = (
        "Вице-премьер Кыргызстана Бакыт Токтогулов принял в Бишкеке министра сельского хозяйства "
        "Монголии Ганболда Батсайхана. Гость сообщил, что намерен изучить опыт гидроэнергетики."
    )
    assert _statement(_read(text), "гидроэнергетики").side == "MNG"


def test_a_dropped_subject_is_that_of_the_sentence() -> None:
    text = (
        "The delegation of Bangladesh met Deputy Minister of Economy of Georgia Nino Beridze. "
        "Both sides discussed jute. The Georgian side presented its zones and "
        "offered tax exemptions for garment makers."
    )
    assert _statement(_read(text), "offered tax exemptions").side == "GEO"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "Menteri Perdagangan RI Surya Wirawan bertemu Menteri Perdagangan Uzbekistan Jamshid "
            "Karimov. Kedua negara sepakat membahas baja. Ekspor Indonesia ke Uzbekistan naik 14 "
            "persen.",
            "IDN",
        ),
        (
            "越南工贸部长阮文雄会见巴西农业部长席尔瓦。双方同意加强畜牧业合作。去年越南从巴西进口大豆10万吨。",
            "VNM",
        ),
    ],
)
def test_goods_are_a_fact_of_whose_they_are(text: str, side: str) -> None:
    assert [s.side for s in _read(text).statements if s.kind.value == "fact"] == [side]


@pytest.mark.parametrize(
    ("clause", "due"),
    [
        ("Viet Nam will build a mill by the end of 2025", "2025-12-31"),
        ("Viet Nam will build a mill by the end of the year", "2024-12-31"),
        ("Viet Nam invites Kenyan companies to the food fair in October", None),
        ("Viet Nam will open its market to Kenyan tea by October", "2024-10"),
    ],
)
def test_deadlines(clause: str, due: str | None) -> None:
    text = (
        "Kenya's Trade Minister Peter Mwangi met Viet Nam's Minister of Industry Tran Quoc Hung in "
        f"Hanoi on 14 March 2024. {clause}."
    )
    assert _statement(_read(text), clause[-12:]).due == due


def test_a_year_written_beside_a_period_is_its_year() -> None:
    text = (
        "2024年7月4日,中国工业部副部长李建华在北京会见埃塞俄比亚贸易部长特斯法耶。"
        "埃塞俄比亚将于2025年年底前建成两个工业园区。"
    )
    assert _statement(_read(text), "工业园区").due == "2025-12-31"


def test_a_day_to_come_makes_a_step_of_what_is_said() -> None:
    text = (
        "Вице-премьер Кыргызстана Бакыт Токтогулов 29 октября 2024 года принял министра сельского "
        "хозяйства Монголии Ганболда Батсайхана. Гость сообщил, что власти Монголии снимут запрет "
        "на ввоз яблок в первом квартале 2025 года."
    )
    step = _statement(_read(text), "яблок")
    assert (step.kind.value, step.due) == ("commitment", "2025-01/2025-03")


def test_an_invitation_to_a_fair_is_an_offer_and_to_invest_an_ask() -> None:
    text = (
        "Kenya's Trade Minister Peter Mwangi met Viet Nam's Minister of Industry Tran Quoc Hung. "
        "Mr Mwangi invited Vietnamese companies to take part in the Nairobi trade fair. "
        "He invited Vietnamese companies to invest in fisheries."
    )
    record = _read(text)
    assert _statement(record, "trade fair").kind.value == "offer"
    assert _statement(record, "fisheries").kind.value == "ask"


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        (
            "Министр промышленности Беларуси Сергей Ковальчук и министр промышленности Узбекистана "
            "Рустам Каримов. Встреча прошла по темам: текстиль, медицина, удобрения.",
            {"textile", "pharmaceutical", "chemicals"},
        ),
        (
            "Duta Besar Ethiopia untuk Indonesia, Tadesse Worku, menilai kerja sama kedua negara "
            "di bidang kulit dan penerbangan dapat ditingkatkan. Ia bertemu Menteri Perdagangan RI "
            "Rina Lestari.",
            {"textile", "transport_logistics"},
        ),
    ],
)
def test_topics_named_with_the_meeting_are_its_sectors(text: str, sectors: set[str]) -> None:
    assert set(_read(text).sectors) == sectors


def test_the_day_of_arrival_is_not_the_meetings() -> None:
    text = (
        "SEOUL, Nov. 18 - South Korea will take part in the reconstruction of refineries in Iraq. "
        "The agreement came at a meeting of Energy Minister Choi Dong-hyun and Iraqi Electricity "
        "Minister Karim Hadi, who arrived in Seoul on Monday."
    )
    assert _read(text, "2010-11-19").meeting.date == "2010-11-18"


def test_as_somebody_said_leaves_the_clause_its_own_subject() -> None:
    text = (
        "Министр инфраструктуры Украины Владимир Коваленко и министр транспорта Турции "
        "Мехмет Аслан обсудили порты. Как сообщил В.Коваленко журналистам, турецкая "
        "сторона выделит кредит."
    )
    said = _statement(_read(text), "выделит кредит")
    assert (said.side, said.span) == ("TUR", "турецкая сторона выделит кредит")


def test_an_agreement_of_an_earlier_year_does_not_date_the_end_of_the_year() -> None:
    record = _read(
        "Le ministre du Commerce du Pérou, Luis Rojas, a reçu le 3 mars 2025 à Lima l'ambassadeur "
        "du Ghana, Kofi Boateng. Les deux parties sont convenues de réviser l'accord de 2016 d'ici "
        "à la fin de l'année."
    )
    assert _statement(record, "réviser").due == "2025-12-31"


def test_how_long_a_tax_is_forgiven_is_no_deadline() -> None:
    record = _read(PERU + "The minister offered a tax holiday for ten years in the free zones.")
    assert _statement(record, "tax holiday").due is None


def test_where_something_is_to_open_is_no_venue() -> None:
    record = _read(
        "Астана, 12 марта 2025 года. Министр торговли Казахстана Ерлан Ахметов принял министра "
        "торговли Египта Шерифа Фарука. Стороны обсудили поставки пшеницы, а также открытие в "
        "Каире торгового дома. Ш. Фарук пригласил делегацию в Каир в мае."
    )
    assert (record.meeting.country, record.meeting.date) == ("KAZ", "2025-03-12")


def test_where_a_visit_leads_is_the_venue() -> None:
    record = _read(
        "Dar es Salaam. Tanzania and Norway signed two accords during a working visit by Trade "
        "Minister Joseph Mwakalinga to Oslo on Thursday. Norwegian firms have built dams worth "
        "$6 million in Tanzania. His host, Norwegian Trade Minister Kari Lund, offered Tanzania "
        "machinery.",
        "2026-02-06",
    )
    assert record.meeting.country == "NOR"


def test_a_day_before_the_city_is_a_dateline() -> None:
    record = _read(
        "3 июня, Минск /Корр. БЕЛТА/. Министр промышленности Беларуси Сергей Ковальчук провел "
        "переговоры с заместителем министра Индонезии Агусом Хартоно. Стороны обсудили тракторы.",
        "2025-06-04",
    )
    assert (record.meeting.country, record.meeting.date) == ("BLR", "2025-06-03")


def test_today_counts_from_a_dateline_with_a_day_in_figures() -> None:
    record = _read(
        "ДАВҲА, 10.12.2025. /АМИТ «Ховар»/. Сафири Тоҷикистон дар Қатар Завқӣ Зайниддинзода имрӯз "
        "бо муовини вазири савдои Қатар Ҳамад Ал-Маррӣ мулоқот намуд. Ҷонибҳо содироти меваро "
        "баррасӣ карданд.",
        "2025-12-11",
    )
    assert record.meeting.date == "2025-12-10"


def test_whom_something_is_for_does_not_offer_it() -> None:
    record = _read(
        PERU + "The envoy said that for Peruvian investors the free zone in Rayong offers land and "
        "cheap power.",
        "2022-11-03",
    )
    assert _statement(record, "Rayong").side == "THA"


def test_exports_are_of_the_country_behind_the_goods() -> None:
    record = _read(
        "Menteri Perdagangan RI Bambang Surya bertemu Menteri Perdagangan Mesir Samir Alaoui. "
        "Keduanya membahas kerja sama bilateral. Menurut Bambang, ekspor kendaraan "
        "Indonesia ke Mesir pada 2024 mencapai 18.000 unit.",
        "2025-02-05",
    )
    assert _statement(record, "18.000").side == "IDN"


def test_what_one_will_do_is_announced_and_not_only_offered() -> None:
    record = _read(PERU + "Thailand will grant thirty scholarships to Peruvian students.")
    assert _statement(record, "scholarships").kind is Kind.COMMITMENT


@pytest.mark.parametrize(
    ("lead", "country"),
    [
        ("Keduanya bertemu dalam kunjungan kenegaraan Menteri Samir Alaoui ke Indonesia.", "IDN"),
        ("Keduanya bertemu di kantor Kementerian Perdagangan.", "IDN"),
        ("KAIRO - Menteri Perdagangan RI Bambang Surya membawa 20 pengusaha.", "EGY"),
        ("JAKARTA - Menteri Perdagangan RI Bambang Surya membawa 20 pengusaha.", None),
    ],
)
def test_visits_buildings_and_datelines_abroad_tell_the_country(
    lead: str, country: str | None
) -> None:
    record = _read(
        lead + "\nMenteri Perdagangan RI Bambang Surya dan Menteri Perdagangan Mesir Samir Alaoui "
        "membahas kerja sama bilateral. Indonesia menawarkan kopi.",
        "2025-02-05",
    )
    assert record.meeting.country == country
