"""The plan: owners, deadlines, and what is not known stays open."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.cooperation.periods import add, first_day, last_day
from sinergi.cooperation.plan import Step, plan
from sinergi.cooperation.record import JOINT, CooperationRecord, Kind, Meeting, Statement
from sinergi.cooperation.step_rules import rules
from sinergi.cooperation.topics import topics_of
from sinergi.vocabulary.country_forms import Name
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
COMPANIES = said(Kind.COMMITMENT, "IDN", "akan mengidentifikasi perusahaan")


def test_a_promised_beginning_is_due_at_its_end_and_what_prepares_it_before() -> None:
    soon = said(Kind.COMMITMENT, "IDN", "implementasi awal dimulai", due="2024-12")
    steps = plan(record(TECHNICAL, soon), "IDN")
    first = step(steps, "first_implementation")
    assert first.deadline == date(2024, 12, 31)
    assert first.source.kind == "said"
    assert first.owner == JOINT
    prepared = step(steps, "technical_steps")
    assert prepared.deadline == date(2024, 11, 29)  # The 30th is a Saturday.
    assert prepared.source.kind == "before"
    assert (prepared.owner, prepared.other) == ("IDN", "TJK")


def test_a_late_beginning_does_not_draw_all_steps_to_one_day() -> None:
    steps = plan(record(TECHNICAL, COMPANIES, BEGIN), "IDN")
    days = [step(steps, name).deadline for name in ("technical_steps", "identify_companies")]
    assert days == [date(2024, 12, 23), date(2024, 12, 31)]


def test_without_a_promised_beginning_a_working_rule_counts() -> None:
    prepared = step(plan(record(TECHNICAL), "IDN"), "technical_steps")
    assert prepared.deadline == date(2024, 12, 23)  # The 22nd is a Sunday.
    assert prepared.source.kind == "rule"


def test_a_beginning_before_the_meeting_sets_no_deadline() -> None:
    late = record(TECHNICAL, BEGIN, held="2025-06-01")
    assert step(plan(late, "IDN"), "technical_steps").deadline == date(2025, 7, 1)


def test_an_offer_of_goods_is_one_question_to_them_and_one_to_our_companies() -> None:
    offer = said(Kind.OFFER, "TJK", "menawarkan", "textile", "aluminium")
    steps = plan(record(offer), "IDN")
    asked = step(steps, "ask_goods")
    assert asked.sectors == ["textile", "aluminium"]
    assert asked.action_text("en", "", "").startswith("Ask Tajikistan what exactly it offers in ")
    assert step(steps, "ask_buyers").sectors == ["textile", "aluminium"]
    mine = plan(record(offer), "TJK")
    assert step(mine, "send_goods").other == "IDN"
    assert "ask_goods" not in {s.rule.rule for s in mine}


def test_their_request_is_answered_and_ours_is_followed_up() -> None:
    ask = said(Kind.ASK, "TJK", "meminta bantuan")
    answered = step(plan(record(ask), "IDN"), "answer_ask")
    assert answered.owner == "IDN"
    assert "meminta" in answered.action_text("id", "meminta bantuan", "")
    assert step(plan(record(ask), "TJK"), "await_answer").owner == "TJK"


def test_what_nobody_is_known_to_have_said_is_cleared_up_once() -> None:
    asks = [said(Kind.ASK, None, "meminta"), said(Kind.OFFER, None, "menawarkan", "textile")]
    steps = plan(record(*asks), "IDN")
    assert {s.rule.rule for s in steps} == {"confirm_record", "who_said", "ratify_treaty"}
    assert step(steps, "who_said").statements == [0, 1]


def test_wishes_about_several_sectors_are_one_meeting_of_specialists() -> None:
    wishes = [
        said(Kind.INTEREST, "TJK", "tertarik", "nickel"),
        said(Kind.INTEREST, "IDN", "ingin", "halal"),
        said(Kind.INTEREST, "JOINT", "berharap", "nickel", "ai_digital"),
    ]
    found = step(plan(record(*wishes), "IDN"), "experts_meet")
    assert found.sectors == ["nickel", "halal", "ai_digital"]
    assert found.statements == [0, 1, 2]


def test_promises_are_steps_of_their_own_with_what_was_promised() -> None:
    ours = [said(Kind.COMMITMENT, "IDN", text) for text in ("akan mengirim", "akan membuka")]
    steps = [s for s in plan(record(*ours), "IDN") if s.rule.rule == "carry_out"]
    assert len(steps) == 2
    assert "send" in steps[0].action_text("en", "send a list", "")
    theirs = plan(record(said(Kind.COMMITMENT, "TJK", "akan mengirim")), "IDN")
    assert step(theirs, "chase").owner == "IDN"


def test_promises_whose_date_has_passed_are_asked_after_first() -> None:
    late = plan(record(TECHNICAL, BEGIN), "IDN", today=date(2025, 6, 1))
    assert step(late, "ask_progress").other == "TJK"
    early = plan(record(TECHNICAL, BEGIN), "IDN", today=date(2024, 12, 1))
    assert "ask_progress" not in {s.rule.rule for s in early}


def test_the_same_step_is_proposed_once() -> None:
    steps = plan(record(TECHNICAL, TECHNICAL), "IDN")
    assert step(steps, "technical_steps").statements == [0, 1]


def test_a_fact_gives_no_step() -> None:
    steps = plan(record(said(Kind.FACT, "IDN", "cadangan nikel terbesar", "nickel")), "IDN")
    assert [s.rule.rule for s in steps] == ["confirm_record", "ratify_treaty"]
    assert not any(s.statements for s in steps)


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
    for rule in rules():
        for text in (rule.action, rule.closes):
            words = {"other": Name("TJK", lang), "sectors": "C", "what": "D", "year": 2003}
            filled = text.format(lang, **words)
            assert filled
            assert "{" not in filled
        for place in ("other", "sectors", "what", "year"):
            needed = "{" + place
            assert (needed in rule.action[lang]) == (needed in rule.action["en"]), rule.rule


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


def test_a_treaty_never_in_force_is_a_step_of_the_plan() -> None:
    found = step(plan(record(COMPANIES), "IDN"), "ratify_treaty")
    assert found.year == 2003
    assert found.deadline == date(2025, 1, 21)
    assert found.source.kind == "rule"
    for lang in LANGUAGES:
        text = found.action_text(lang, "", "")
        assert "2003" in text
        assert "{" not in text


def test_what_is_said_of_guarantees_belongs_to_the_step() -> None:
    guarantee = said(Kind.OFFER, "TJK", "memberikan jaminan keamanan investasi")
    found = step(plan(record(COMPANIES, guarantee), "IDN"), "ratify_treaty")
    assert found.statements == [1]


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ("KGZ", "replace_treaty"),
        ("CHN", None),
        ("LAO", None),
        ("PER", "want_treaty"),
        ("TJK", "ratify_treaty"),
    ],
)
def test_without_a_treaty_in_force_terms_ask_for_one(other: str, rule: str | None) -> None:
    guarantee = said(Kind.OFFER, other, "guarantee for investors")
    made = record(guarantee).model_copy(update={"parties": ["IDN", other]})
    names = {one.rule.rule for one in plan(made, "IDN", other=other)}
    treaty = {"ratify_treaty", "replace_treaty", "want_treaty"}
    assert names & treaty == ({rule} if rule else set())
    quiet = made.model_copy(update={"statements": [said(Kind.OFFER, other, "textiles")]})
    names = {one.rule.rule for one in plan(quiet, "IDN", other=other)}
    assert names & treaty == ({rule} & {"ratify_treaty"} if rule else set())


def test_a_side_that_is_not_known_is_called_what_the_reader_is_told() -> None:
    alone = record(said(Kind.OFFER, None, "pelatihan")).model_copy(update={"parties": ["IDN"]})
    for found in plan(alone, "IDN"):
        assert found.other is None
        for lang in LANGUAGES:
            told = found.action_text(lang, "pelatihan", "XYZ") + found.closes_text(lang, "XYZ")
            assert "{" not in told
    steps = plan(alone, "IDN")
    assert any("XYZ" in one.action_text("ru", "", "XYZ") for one in steps)
    assert not {one.rule.rule for one in steps} & {"ratify_treaty", "replace_treaty", "want_treaty"}
