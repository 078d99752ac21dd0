"""The plan: owners, deadlines, and what is not known stays open."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.cooperation.periods import add, first_day, last_day
from sinergi.cooperation.plan import Step, plan, rules
from sinergi.cooperation.record import CooperationRecord, Kind, Meeting, Statement
from sinergi.cooperation.topics import topics_of
from sinergi.vocabulary.languages import LANGUAGES


def said(
    kind: Kind, side: str | None, text: str, *sectors: str, due: str | None = None
) -> Statement:
    return Statement(
        side=side, kind=kind, span=text, start=0, end=len(text), due=due,
        sector=sectors[0] if sectors else None, sectors_all=list(sectors),
    )  # fmt: skip


def record(*statements: Statement, held: str | None = "2024-11-22") -> CooperationRecord:
    return CooperationRecord(
        id="a",
        is_record=True,
        parties=["IDN", "TJK"],
        meeting=Meeting(date=held),
        statements=list(statements),
    )


def step(steps: list[Step], rule: str) -> Step:
    (found,) = [s for s in steps if s.rule.rule == rule]
    return found


BEGIN = said(Kind.COMMITMENT, "IDN", "implementasi awal dimulai", due="2025-01/2025-03")
TECHNICAL = said(Kind.COMMITMENT, "IDN", "akan menyiapkan langkah-langkah teknis")


def test_a_promised_beginning_is_due_at_its_end_and_what_prepares_it_before() -> None:
    steps = plan(record(TECHNICAL, BEGIN), "IDN")
    first = step(steps, "first_implementation")
    assert first.deadline == date(2025, 3, 31)
    assert first.source.kind == "said"
    assert first.statements == [1]
    prepared = step(steps, "technical_steps")
    assert prepared.deadline == date(2024, 12, 31)
    assert prepared.source.kind == "before"
    assert (prepared.owner, prepared.other) == ("IDN", "TJK")


def test_without_a_promised_beginning_there_is_no_deadline() -> None:
    prepared = step(plan(record(TECHNICAL), "IDN"), "technical_steps")
    assert prepared.deadline is None
    assert prepared.source.kind == "none"


def test_a_beginning_before_the_meeting_sets_no_deadline() -> None:
    late = record(TECHNICAL, BEGIN, held="2025-06-01")
    assert step(plan(late, "IDN"), "technical_steps").deadline is None


def test_an_offer_of_goods_gives_a_step_to_each_side() -> None:
    steps = plan(record(said(Kind.OFFER, "TJK", "menawarkan", "textile", "aluminium")), "IDN")
    specify = [s for s in steps if s.rule.rule == "specify_goods"]
    ask = [s for s in steps if s.rule.rule == "ask_buyers"]
    assert {(s.owner, s.sector) for s in specify} == {("TJK", "textile"), ("TJK", "aluminium")}
    assert {(s.owner, s.sector) for s in ask} == {("IDN", "textile"), ("IDN", "aluminium")}


def test_the_listener_answers_an_ask() -> None:
    steps = plan(record(said(Kind.ASK, "TJK", "meminta bantuan")), "IDN")
    assert step(steps, "answer_ask").owner == "IDN"


def test_a_side_that_is_not_known_leaves_the_owner_open() -> None:
    assert step(plan(record(said(Kind.ASK, None, "meminta")), "IDN"), "answer_ask").owner is None


def test_the_same_step_is_proposed_once() -> None:
    steps = plan(record(TECHNICAL, TECHNICAL), "IDN")
    assert step(steps, "technical_steps").statements == [0, 1]


def test_a_fact_gives_no_step() -> None:
    steps = plan(record(said(Kind.FACT, "IDN", "cadangan nikel terbesar", "nickel")), "IDN")
    assert [s.rule.rule for s in steps] == ["confirm_record"]


def test_no_record_no_plan() -> None:
    assert plan(CooperationRecord(id="a", is_record=False), "IDN") == []


def test_without_a_meeting_day_a_working_rule_gives_no_date() -> None:
    for held in (None, "2024", "2024-11"):
        assert step(plan(record(held=held), "IDN"), "confirm_record").deadline is None


def test_uids_are_stable_and_distinct() -> None:
    offer = said(Kind.OFFER, "TJK", "menawarkan", "textile", "aluminium")
    once = [s.uid for s in plan(record(TECHNICAL, BEGIN, offer), "IDN")]
    again = [s.uid for s in plan(record(TECHNICAL, BEGIN, offer), "IDN")]
    assert once == again
    assert len(set(once)) == len(once)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_speaks_every_language(lang: str) -> None:
    words = {"own": "A", "other": "B", "sector": "C"}
    for rule in rules():
        assert rule.action[lang].format(**words)
        assert rule.closes[lang].format(**words)
        for place in words:
            assert ("{" + place + "}" in rule.action[lang]) == (
                "{" + place + "}" in rule.action["en"]
            ), f"{rule.rule}: {{{place}}}"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Kami akan mengidentifikasi sejumlah perusahaan", "identify_companies"),
        ("We will identify the companies", "identify_companies"),
        ("подготовить технические шаги", "technical_steps"),
        ("муайян кардани ширкатҳо", "identify_companies"),
        ("insentif pajak", "investment_terms"),
    ],
)
def test_topics_are_found_by_their_words(text: str, topic: str) -> None:
    assert topic in topics_of(text)


@pytest.mark.parametrize(
    ("due", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-03-07", date(2025, 3, 7), date(2025, 3, 7)),
        ("2025-01/2025-03", date(2025, 1, 1), date(2025, 3, 31)),
        ("P5Y", None, date(2029, 11, 22)),
        ("P3M", None, date(2025, 2, 22)),
        ("soon", None, None),
    ],
)
def test_periods(due: str, first: date | None, last: date | None) -> None:
    assert first_day(due) == first
    assert last_day(due, date(2024, 11, 22)) == last


def test_months_are_added_to_the_end_of_a_shorter_month() -> None:
    assert add(date(2024, 1, 31), 1, "M") == date(2024, 2, 29)
    assert add(date(2024, 2, 29), 1, "Y") == date(2025, 2, 28)
    assert last_day("P1M", None) is None
