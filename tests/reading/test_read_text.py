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
