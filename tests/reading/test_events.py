"""Several documents of one meeting become one event; differences stay with their sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.errors import InputError
from sinergi.reading import merge_event, read_files, read_text
from sinergi.reading.claims import claims
from sinergi.reading.same_event import assign_events, same_name

FIRST = """JAKARTA - Menteri Perindustrian RI Bagus Wirasena menerima Menteri Industri Kenya \
Joseph Wanderi di Jakarta, Kamis (6/3/2025).
"Kami menawarkan pelatihan vokasi bagi Kenya," kata Bagus.
Nilai perdagangan kedua negara pada 2024 mencapai 500 juta dolar AS.
"""
SECOND = """JAKARTA, 8 марта 2025. Министр промышленности Индонезии Багус Вирасена 7 марта 2025 \
года принял в Джакарте министра промышленности Кении Джозефа Вандери.
Стороны обсудили сотрудничество в сфере текстильной промышленности.
"""
OTHER = """NAIROBI - Menteri Perdagangan RI Dewi Larasati bertemu Menteri Perdagangan Kenya \
Peter Otieno di Nairobi, Selasa (14/5/2019).
Kedua menteri sepakat memperluas perdagangan teh.
"""


def test_names_are_compared_across_scripts() -> None:
    assert same_name("Шерали Кабир", "Sherali Kabir")
    assert same_name("Шералии Кабир", "Sherali Kabir")
    assert not same_name("Bagus Wirasena", "Dewi Larasati")


def test_documents_of_one_meeting_share_an_event_also_across_languages() -> None:
    records = assign_events(
        [read_text(text, id=name) for name, text in (("a", FIRST), ("b", SECOND), ("c", OTHER))]
    )
    assert records[0].event_cluster == records[1].event_cluster
    assert records[0].event_cluster != records[2].event_cluster


def test_where_documents_differ_the_event_keeps_both_with_sources() -> None:
    records = assign_events([read_text(FIRST, id="a"), read_text(SECOND, id="b")])
    event = merge_event(records)
    dates = {event.meeting.date, *(a.value for a in event.meeting.date_alternatives)}
    assert {"2025-03-06", "2025-03-07"} <= dates
    assert all(a.source for a in event.meeting.date_alternatives)
    assert any("different dates" in note for note in event.notes)
    assert event.documents == ["a", "b"]
    assert len(event.participants) == 2
    assert {v.source for p in event.participants for v in p.variants} == {"b"}
    assert {s.document for s in event.statements} == {"a", "b"}


def test_an_event_needs_a_report() -> None:
    with pytest.raises(InputError, match="none of the documents"):
        merge_event([read_text("Timnas menang 2-0 di stadion.", id="x")])


def test_files_are_read_in_order_with_progress(tmp_path: Path) -> None:
    paths = []
    for name, text in (("one", FIRST), ("two", OTHER)):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    steps: list[int] = []
    records = read_files(paths, published=date(2025, 3, 8), progress=lambda: steps.append(1))
    assert [r.id for r in records] == ["one", "two"]
    assert len(steps) == 2


def test_figures_become_typed_claims_with_exact_places() -> None:
    record = read_text(FIRST, id="a")
    (claim,) = [c for c in claims(record) if c.unit == "USD"]
    assert (claim.measure, claim.value, claim.year) == ("trade", 500e6, 2024)
    assert {claim.exporter, claim.importer} == {"IDN", "KEN"}
    assert FIRST[claim.start : claim.end] == claim.span == "500 juta dolar AS"
