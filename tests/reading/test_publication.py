"""The day of publication, where the page states it on a line of its own."""

from __future__ import annotations

import pytest

from sinergi.reading import read_text

ID = """SIARAN PERS
{line}

BISHKEK – Menteri Perdagangan Kirgizstan Asel Turganbaeva bertemu Menteri Perindustrian Nepal
Suman Adhikari di Bishkek, Jumat (22/11). Kedua menteri sepakat memperluas kerja sama tekstil.
"""


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Diterbitkan: Sabtu, 23 November 2024", "2024-11-23"),
        ("Tanggal terbit 23/11/2024", "2024-11-23"),
        ("Dipublikasikan pada 25 November 2019, 10.15 WIB", "2019-11-25"),
        ("Laporan ini diterbitkan 23 November 2024", None),
        ("Diterbitkan oleh kementerian", None),
        ("Diterbitkan: November 2024", None),
    ],
)
def test_a_line_that_states_the_day(line: str, day: str | None) -> None:
    assert read_text(ID.format(line=line), id="d").published == day


def test_the_day_gives_the_meeting_its_year() -> None:
    for year in (2019, 2024):
        record = read_text(ID.format(line=f"Diterbitkan: 23 November {year}"), id="d")
        assert record.meeting.date == f"{year}-11-22"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published: 3 March 2025\n\nThe ministers of Kenya and Peru met.", "2025-03-03"),
        ("Опубликовано 3 марта 2025 года\n\nМинистры Кении и Перу встретились.", "2025-03-03"),
        ("Санаи нашр: 3 марти соли 2025\n\nВазирони Кения ва Перу мулоқот карданд.", "2025-03-03"),
        ("Publié le 3 mars 2025\n\nLes ministres du Kenya et du Pérou se sont vus.", "2025-03-03"),
        ("发布时间:2025年3月3日\n\n肯尼亚和秘鲁部长举行会谈。", "2025-03-03"),
    ],
)
def test_in_every_language(text: str, day: str) -> None:
    assert read_text(text, id="d").published == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Rabu, 23 April 2025 21:14 WIB", "2025-04-23"),
        ("2025-04-23 09:35", "2025-04-23"),
        ("Rapat pada 23 April 2025 di Jakarta", None),
        ("23 April 2025, kedua menteri bertemu di Jakarta", None),
    ],
)
def test_a_line_at_the_head_that_is_a_date(line: str, day: str | None) -> None:
    assert read_text(ID.format(line=line), id="d").published == day


def test_an_agencys_dateline_takes_its_year_from_the_weekday() -> None:
    text = (
        "BEIJING, Feb 5 (APP): Pakistan's Trade Minister Omar Haleem met China's Trade Minister "
        "Liu Wen here on Wednesday. Both sides agreed to expand cooperation in textiles. Trade "
        "reached $23 billion in 2024.\n"
    )
    meeting = read_text(text, id="d").meeting
    assert (meeting.date, meeting.country) == ("2025-02-05", "CHN")
