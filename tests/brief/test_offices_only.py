"""A report that names ministers by their office: who is who, what goes which way, what is next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.brief import Brief, brief
from sinergi.brief.layout.blocks import words
from sinergi.reading import read_text

pytestmark = pytest.mark.usefixtures("home")
TODAY = date(2026, 11, 24)
RUSSIAN = """Астана, 12 марта 2026 года. Министр торговли и интеграции Казахстана принял министра \
снабжения и внутренней торговли Египта.

Казахстан предложил поставлять в Египет пшеницу и растительное масло. Египетская сторона \
попросила снизить тариф на перевозку зерна по железной дороге. Казахстан заинтересован в \
египетских лекарствах.

Казахстанская сторона обязалась направить предложение по ценам на пшеницу до 1 мая 2026 года. \
Египет пригласил казахстанскую делегацию в Каир в июне 2026 года. Египет обязался направить список \
складов до 1 апреля 2026 года.
"""
INDONESIAN = """Jakarta, 7 Juli 2026 - Wakil Menteri Perindustrian Indonesia menerima Menteri \
Investasi, Perindustrian dan Perdagangan Uzbekistan.

Uzbekistan menawarkan kerja sama pertambangan tembaga dan pasokan benang kapas. Indonesia \
menawarkan minyak sawit. Uzbekistan meminta penerbangan langsung Tashkent-Jakarta.
"""


def test_the_country_that_ends_one_office_is_not_the_next_ones() -> None:
    found = read_text(RUSSIAN, id="r").offices
    assert [(one.role, one.country) for one in found] == [
        ("министр торговли и интеграции", "KAZ"),
        ("министр снабжения и внутренней торговли", "EGY"),
    ]
    assert [one.country for one in read_text(INDONESIAN, id="i").offices] == ["IDN", "UZB"]


def _made(tmp_path: Path, text: str, a: str, b: str, lang: str = "en") -> Brief:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return brief(a, b, documents=[path], today=TODAY, lang=lang)


@pytest.mark.parametrize(("lang", "words"), [("en", "name not stated"), ("ru", "имя не названо")])
def test_offices_are_shown_where_nobody_is_named(tmp_path: Path, lang: str, words: str) -> None:
    made = _made(tmp_path, RUSSIAN, "KAZ", "EGY", lang)
    assert made.meeting is not None
    assert [one.country and one.country.code for one in made.meeting.people] == ["KAZ", "EGY"]
    assert {one.name for one in made.meeting.people} == {words}


def test_an_invitation_is_answered_with_its_month(tmp_path: Path) -> None:
    made = _made(tmp_path, RUSSIAN, "KAZ", "EGY", "ru")
    (step,) = [one.action for one in made.plan if "приглашение" in one.action]
    assert "в июне 2026 года" in step
    assert "Египта" in step
    assert not any("письменное предложение" in one.action for one in made.plan)


def test_promises_stand_in_the_order_of_their_dates(tmp_path: Path) -> None:
    made = _made(tmp_path, RUSSIAN, "KAZ", "EGY")
    assert [one.due_text for one in made.promises] == ["1 April 2026", "1 May 2026"]
    assert "(1 April 2026; 1 May 2026)" in words(made.summary[-1])


def test_what_is_offered_is_looked_for_one_way(tmp_path: Path) -> None:
    """Uzbekistan offers mining; that no copper ore went there from Indonesia is no answer."""
    made = _made(tmp_path, INDONESIAN, "IDN", "UZB")
    mining = next(one for one in made.topics if one.name.startswith("Mining"))
    assert "from Indonesia to Uzbekistan" not in words(mining.status)
