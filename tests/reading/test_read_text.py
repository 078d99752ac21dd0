"""A text in, a proposed record out: the whole path."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.reading import read_text
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
