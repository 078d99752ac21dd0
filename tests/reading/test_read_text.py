"""A text in, a proposed record out: the whole path."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.reading import read_text
from sinergi.reading.document import Document
from sinergi.reading.rules import RuleReader

REPORT = """JAKARTA - Indonesia dan Kenya sepakat memperkuat kerja sama pertambangan dan teh.
Kesepakatan itu dicapai dalam pertemuan Menteri Perdagangan RI Bagus Wirasena dan Menteri \
Industri Kenya Joseph Wanderi di Jakarta, Kamis (6/3).
"Kami menawarkan pelatihan vokasi bagi tenaga kerja Kenya," kata Bagus.
Wanderi mengatakan Kenya tertarik pada industri tekstil Indonesia.
"""


def test_it_names_parties_people_date_and_place() -> None:
    record = read_text(REPORT, id="kenya", published=date(2025, 3, 7))
    assert record.is_record
    assert record.parties == ["IDN", "KEN"]
    assert record.meeting.date == "2025-03-06"
    assert record.meeting.country == "IDN"
    assert [(p.name, p.country) for p in record.participants] == [
        ("Bagus Wirasena", "IDN"),
        ("Joseph Wanderi", "KEN"),
    ]


def test_every_span_is_an_exact_piece_of_the_text() -> None:
    record = read_text(REPORT, id="kenya")
    assert record.statements
    for statement in record.statements:
        assert REPORT[statement.start : statement.end] == statement.span


@pytest.mark.parametrize(
    ("kind", "side", "sector"),
    [
        ("commitment", "JOINT", "mining"),
        ("offer", "IDN", "hr_training"),
        ("interest", "KEN", "textile"),
    ],
)
def test_statements_carry_side_kind_and_sector(kind: str, side: str, sector: str) -> None:
    record = read_text(REPORT, id="kenya")
    found = {(s.kind.value, s.side, s.sector) for s in record.statements}
    assert (kind, side, sector) in found


def test_the_weekday_tells_the_year_when_nothing_else_does() -> None:
    record = read_text(REPORT, id="kenya", reader=RuleReader(today=date(2026, 1, 1)))
    assert record.meeting.date == "2025-03-06"
    assert record.meeting.date_reason is not None
    assert "weekday" in record.meeting.date_reason


def test_his_counterpart_tells_the_others_country() -> None:
    text = (
        "LE CAIRE – Le président Bagus Wirasena a rencontré mardi son homologue égyptien Karim "
        "Fahmy. Les deux présidents ont évoqué la coopération avec l'Indonésie dans l'agriculture. "
        "L'Égypte et l'Indonésie ont convenu de lever les taxes sur le café.\n"
    )
    found = {p.name: p.country for p in read_text(text, id="d").participants}
    assert found == {"Bagus Wirasena": "IDN", "Karim Fahmy": "EGY"}


def test_a_verb_after_and_tells_the_kind_of_its_clause() -> None:
    text = (
        "MINSK, 3 March 2025 (BelTA) – Belarusian Industry Minister Ivan Lysenko met with Turkish "
        "Trade Minister Emre Kaya. Ivan Lysenko expressed interest in Turkish textiles and asked "
        "Turkish firms to build a tractor plant in Gomel.\n"
    )
    kinds = [s.kind.value for s in read_text(text, id="d").statements]
    assert kinds == ["interest", "ask"]


def test_an_abbreviated_office_at_a_sentences_end_takes_no_name() -> None:
    text = (
        "Jakarta - Duta Besar Mesir untuk Indonesia Karim Fahmy bertemu Menteri Perdagangan Bagus "
        'Wirasena di Jakarta, Rabu (5/2/2025). "Kami mengundang Menteri Bagus berkunjung ke '
        'Kairo," kata Dubes. Bagus menyambut baik undangan itu.\n'
    )
    record = read_text(text, id="d")
    assert record.statements[0].side == "EGY"


def kinds_of(text: str) -> dict[str, tuple[str, str | None]]:
    """Kind and side of each statement by its words."""
    record = read_text(text, id="x")
    assert record.is_record, record.why
    return {s.span: (s.kind.value, s.side) for s in record.statements}


MET = "Fijian Trade Minister Sela Tavua met Peruvian Foreign Minister Rosa Quispe in Lima. "


def test_a_second_verb_of_one_subject_is_a_statement_of_its_own() -> None:
    found = kinds_of(MET + "Fiji will build a cannery in Lima and will train local welders there.")
    assert found["Fiji will build a cannery in Lima"] == ("commitment", "FJI")
    assert found["will train local welders there"] in (("offer", "FJI"), ("commitment", "FJI"))
    one = kinds_of(MET + "Fiji will buy cloth, lamps and tyres from the Peruvian mills.")
    assert len(one) == 1, "a list of nouns under one verb is one statement"


def test_verbs_that_share_one_object_are_not_parted() -> None:
    found = kinds_of(MET + "Fiji will lower and abolish duties on coffee from Peru.")
    assert list(found) == ["Fiji will lower and abolish duties on coffee from Peru"]


def test_a_clause_without_a_cue_is_a_fact_or_a_wish() -> None:
    found = kinds_of(MET + "Peru's main goods are copper and coffee. They discussed trade in tea.")
    assert found["Peru's main goods are copper and coffee"] == ("fact", "PER")
    found = kinds_of(MET + "Peru can use coconut oil in its soap mills. They discussed tea trade.")
    assert found["Peru can use coconut oil in its soap mills"][0] in ("interest", "offer")


def test_what_is_hoped_of_the_other_side_is_asked_of_it() -> None:
    found = kinds_of(MET + "Tavua hoped Peru would lower its tariff on coconut oil.")
    assert set(found.values()) == {("ask", "FJI")}
    found = kinds_of(MET + "Tavua hoped both countries would trade more coconut oil.")
    assert {kind for kind, _ in found.values()} == {"interest"}


def test_talks_still_to_come_are_no_step() -> None:
    found = kinds_of(MET + "The ministers will discuss fisheries and copper mining in Suva.")
    assert set(found.values()) == {("interest", "JOINT")}


def test_an_agreement_still_to_come_is_a_step() -> None:
    found = kinds_of(MET + "The memorandum on fisheries is to be signed by June 2031.")
    assert {kind for kind, _ in found.values()} == {"commitment"}


def test_items_of_a_list_are_statements() -> None:
    text = MET + "\nThe following were signed:\n1. Memorandum on fisheries between Fiji and Peru\n"
    text += "2. Memorandum on copper mining between Fiji and Peru\n3. Protocol on tea trade\n"
    found = kinds_of(text)
    items = [span for span in found if span.startswith(("Memorandum", "Protocol"))]
    assert len(items) == 3
    assert {found[span][0] for span in items} == {"existing_agreement"}


def test_who_signed_on_another_day_was_not_there() -> None:
    text = (
        "Fijian Trade Minister Sela Tavua met Peruvian Foreign Minister Rosa Quispe in Lima on "
        "4 May 2031. They discussed fisheries. The fisheries pact was concluded by President "
        "Ana Torres of Peru on 2 June 2020."
    )
    record = read_text(text, id="x")
    assert [p.name for p in record.participants] == ["Sela Tavua", "Rosa Quispe"]


def test_a_name_only_a_headline_has_is_left_out() -> None:
    text = "Minister Selly Meets Peru\n" + MET + "They discussed fisheries and copper."
    assert "Selly" not in {p.name for p in read_text(text, id="x").participants}


def test_whom_one_side_meets_is_of_the_other() -> None:
    text = MET + "Tavua will also meet with Mayor Luis Prado. They discussed fisheries and copper."
    people = {p.name: p for p in read_text(text, id="x").participants}
    assert people["Luis Prado"].country == "PER"
    assert (people["Luis Prado"].confidence or 1) < (people["Sela Tavua"].confidence or 0)
    assert "does not say for which country" in str(people["Luis Prado"].reason)


def test_an_adviser_is_no_minister() -> None:
    text = (
        "Staf Khusus Menteri Perdagangan RI Sinta Halim bertemu Menteri Perikanan Peru Luis Prado "
        "di Lima. Keduanya membahas kerja sama perikanan Indonesia dan Peru."
    )
    role = next(p.role for p in read_text(text, id="x").participants if p.name == "Sinta Halim")
    assert role is not None
    assert role.startswith("Staf Khusus")


def test_delegations_without_names_make_a_record() -> None:
    text = (
        "An export agency of Fiji held talks with a delegation of Peru. The meeting discussed "
        "cooperation in fisheries, trade in copper and investment. A memorandum on bilateral "
        "trade and partnership was signed between Fiji and Peru."
    )
    assert read_text(text, id="x").is_record


def test_a_year_long_ago_that_only_a_weekday_tells_is_left_to_a_person() -> None:
    text = MET.replace(".", " on Tuesday, 27 March.") + "They discussed fisheries and copper."
    record = RuleReader(today=date(2026, 6, 1)).read(Document("x", text))
    assert record.meeting.date is None
    assert "2018-03-27" in {a.value for a in record.meeting.date_alternatives}
    record = RuleReader(today=date(2018, 6, 1)).read(Document("x", text))
    assert record.meeting.date == "2018-03-27"


def test_how_long_an_agreement_holds_is_no_deadline() -> None:
    text = MET + "Peru will provide a soft loan for fisheries valid for a period of five years."
    assert {s.due for s in read_text(text, id="x").statements} == {None}
    text = MET + "Peru will build the fish market within five years."
    assert {s.due for s in read_text(text, id="x").statements} == {"P5Y"}


def test_a_weekday_without_any_year_is_read_without_failing() -> None:
    text = MET + "Fiji will send experts on Tuesday, 27 March to the copper mines."
    assert {s.due for s in read_text(text, id="x").statements} == {None}


def test_a_request_of_several_verbs_is_of_one_side() -> None:
    text = (
        "Министр торговли Фиджи Иван Петров встретился с министром торговли Перу Олегом Лимой. "
        "Петров отметил, что нужна работа: следует расширять перечень поставок рыбы из Перу, "
        "развивать торговлю медью и кофе."
    )
    found = kinds_of(text)
    assert found["развивать торговлю медью и кофе"] == ("ask", "FJI")


def test_offices_written_small_are_offices() -> None:
    record = read_text(
        "Tashkent, 4 April 2025. The minister of trade of Uzbekistan Laziz Qudratov met the"
        " minister of trade of Indonesia Budi Santoso. Uzbekistan offered to supply copper.",
        id="small",
    )
    assert record.parties == ["UZB", "IDN"]
    assert [(one.name, one.country) for one in record.participants] == [
        ("Laziz Qudratov", "UZB"),
        ("Budi Santoso", "IDN"),
    ]


def test_a_short_text_broken_at_a_width_is_read_as_if_it_were_not() -> None:
    text = (
        "Tashkent, 4 April 2025. The Minister of Trade of Uzbekistan Laziz Qudratov met the\n"
        "Minister of Trade of Indonesia Budi Santoso. Uzbekistan offered to supply copper and\n"
        "fruit. Indonesia is ready to supply coffee.\n"
    )
    broken = read_text(text, id="broken")
    whole = read_text(text.replace("\n", " "), id="whole")
    assert broken.parties == whole.parties == ["UZB", "IDN"]
    assert [one.side for one in broken.statements] == [one.side for one in whole.statements]
    assert broken.meeting.country == whole.meeting.country == "UZB"
