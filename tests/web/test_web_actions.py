from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from sinergi.cooperation.life import RuleBrokenError
from sinergi.web.agreements.actions import advance
from sinergi.web.companies import actions as companies
from sinergi.web.core import actions, sharing
from sinergi.web.core.actions import ConflictError
from sinergi.web.core.models import Entry
from sinergi.web.core.permissions import RefusedError
from sinergi.web.followup import actions as followup
from sinergi.web.followup.models import Link
from sinergi.web.meetings import actions as meetings

pytestmark = pytest.mark.django_db


def last(record: object) -> Entry:
    found = Entry.objects.filter(kind=record.KIND, object_id=record.pk).first()  # type: ignore[attr-defined]
    assert found is not None
    return found


def test_what_is_refused_changes_nothing_and_leaves_a_line(world: World) -> None:
    with pytest.raises(RefusedError):
        actions.edit(world.viewer, world.step, {"text": "Other"}, version=None)
    world.step.refresh_from_db()
    assert world.step.text == "Send the list"
    assert last(world.step).action == "refused"
    with pytest.raises(RefusedError):
        actions.edit(world.stranger, world.step, {"text": "Other"}, version=None)


def test_each_change_is_one_line_with_old_and_new_value(world: World) -> None:
    before = Entry.objects.count()
    actions.edit(world.officer, world.step, {"text": "Send two lists"}, version=None)
    line = last(world.step)
    assert Entry.objects.count() == before + 1
    assert line.changes == {"text": ["Send the list", "Send two lists"]}
    assert (line.actor, line.pair) == (world.officer, world.pair)


def test_the_timeline_is_only_added_to(world: World) -> None:
    line = last(world.step)
    for change in (line.save, line.delete, Entry.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        Entry.objects.update(reason="")
    with pytest.raises(TypeError):
        world.step.delete()


def test_the_second_of_two_editors_sees_what_changed(world: World) -> None:
    seen = world.step.version
    actions.edit(world.officer, world.step, {"text": "Mine"}, version=seen)
    with pytest.raises(ConflictError) as stop:
        actions.edit(world.approver, world.step, {"text": "Yours"}, version=seen)
    change = stop.value.changes[0]
    assert (change.theirs, change.yours, change.who) == ("Mine", "Yours", "The officer")
    # Another field of the same version goes together with it.
    made = actions.edit(world.approver, world.step, {"closes_with": "Receipt"}, version=seen)
    assert (made.text, made.closes_with) == ("Mine", "Receipt")


def test_an_edited_proposal_is_a_correction_and_keeps_the_proposal(world: World) -> None:
    made = actions.edit(world.officer, world.statement, {"kind": "ask"}, version=None)
    assert (made.state, made.decided_by, made.proposal) == (
        "corrected",
        world.officer,
        {"kind": "ask"},
    )


def test_undo_is_for_the_author_and_the_last_change(world: World) -> None:
    actions.edit(world.officer, world.step, {"text": "Mine"}, version=None)
    line = last(world.step)
    with pytest.raises(RuleBrokenError):
        actions.undo(world.approver, line, world.step)
    actions.undo(world.officer, line, world.step)
    world.step.refresh_from_db()
    assert world.step.text == "Send the list"
    with pytest.raises(RuleBrokenError):
        actions.undo(world.officer, line, world.step)


def test_an_old_value_is_put_back_and_archived_things_come_back(world: World) -> None:
    actions.edit(world.officer, world.step, {"text": "Mine"}, version=None)
    line = last(world.step)
    assert actions.restore(world.approver, world.step, line, "text").text == "Send the list"
    with pytest.raises(RuleBrokenError):
        actions.archive(world.officer, world.step, "  ")
    assert actions.archive(world.officer, world.step, "twice").archived_at is not None
    assert actions.bring_back(world.officer, world.step).archived_at is None


def test_a_step_is_closed_with_evidence_and_reopened_with_a_reason(world: World) -> None:
    bare = actions.create(
        world.officer, type(world.step)(pair=world.pair, text="Another", side="IDN")
    )
    with pytest.raises(RuleBrokenError) as stop:
        followup.complete(world.officer, bare)
    assert stop.value.code == "evidence"
    done = followup.complete(world.officer, world.step)
    assert (done.status, done.done_on) == ("done", date.today())
    with pytest.raises(RuleBrokenError):
        followup.reopen(world.officer, done, "")
    assert followup.reopen(world.officer, done, "not all").status == "open"


def test_a_moved_deadline_keeps_the_old_one(world: World) -> None:
    with pytest.raises(RuleBrokenError):
        followup.move_deadline(world.officer, world.step, date(2026, 1, 1), " ")
    followup.move_deadline(world.officer, world.step, date(2026, 1, 1), "They asked")
    assert last(world.step).changes["deadline"] == ["2025-01-31", "2026-01-01"]
    assert last(world.step).reason == "They asked"


def _shared_and_done(world: World) -> None:
    actions.edit(world.officer, world.step, {"share_text": "The list is sent."}, version=None)
    world.step.refresh_from_db()
    sharing.ask(world.officer, world.step)
    world.step.refresh_from_db()
    sharing.approve(world.approver, world.step)
    world.step.refresh_from_db()
    followup.complete(world.officer, world.step)
    world.step.refresh_from_db()


def test_a_text_is_approved_by_a_second_person_and_anew_when_rewritten(world: World) -> None:
    with pytest.raises(RuleBrokenError):
        sharing.ask(world.approver, world.step)
    actions.edit(world.approver, world.step, {"share_text": "The list."}, version=None)
    world.step.refresh_from_db()
    asked = sharing.ask(world.approver, world.step)
    with pytest.raises(RuleBrokenError) as stop:
        sharing.approve(world.approver, asked)
    assert stop.value.code == "second_person"
    approved = sharing.approve(world.administrator, asked)
    assert sharing.shared(approved) == "The list."
    rewritten = actions.edit(world.officer, approved, {"share_text": "Other."}, version=None)
    assert sharing.shared(rewritten) is None


def test_a_link_confirms_once_and_not_after_its_end(world: World) -> None:
    with pytest.raises(RuleBrokenError):
        followup.invite(world.officer, world.step, "Minister", "tg")
    _shared_and_done(world)
    link, token = followup.invite(world.officer, world.step, "Minister", "tg")
    assert token not in str(Link.objects.values())
    assert followup.confirm(token, "Good").status == "confirmed"
    with pytest.raises(RuleBrokenError) as stop:
        followup.confirm(token, "")
    assert stop.value.code == "used"
    again = followup.reopen(world.officer, type(world.step).objects.get(), "again")
    followup.complete(world.officer, again)
    late, token = followup.invite(world.officer, type(world.step).objects.get(), "Minister", "tg")
    Link.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(RuleBrokenError) as stop:
        followup.confirm(token, "")
    assert stop.value.code == "expired"
    assert link.expires_at - timezone.now() <= timedelta(days=settings.LINK_DAYS)


def test_a_revoked_or_guessed_link_does_nothing(world: World) -> None:
    _shared_and_done(world)
    link, token = followup.invite(world.officer, world.step, "Minister", "en")
    followup.revoke(world.officer, link)
    for tried in (token, token[:-1] + "x", "", "a" * 500):
        with pytest.raises(RuleBrokenError):
            followup.confirm(tried, "")
    world.step.refresh_from_db()
    assert world.step.status == "done"


def test_an_agreement_moves_only_with_its_dates(world: World) -> None:
    with pytest.raises(RuleBrokenError) as stop:
        advance(world.officer, world.agreement, "sign")
    assert stop.value.code == "signed_on"
    made = actions.edit(
        world.officer, world.agreement, {"signed_on": date(2024, 1, 2)}, version=None
    )
    made = advance(world.officer, made, "sign")
    assert made.stage == "signed"
    with pytest.raises(RuleBrokenError):
        advance(world.officer, made, "end", "  ")


def test_a_company_is_asked_answers_and_is_linked(world: World) -> None:
    with pytest.raises(RuleBrokenError):
        companies.advance(world.officer, world.approach, "link", step=world.step)
    asked = companies.advance(world.officer, world.approach, "ask")
    agreed = companies.advance(world.officer, asked, "agree", answer="We buy 200 t")
    linked = companies.advance(world.officer, agreed, "link", step=world.step)
    assert (linked.stage, linked.step) == ("linked", world.step)
    with pytest.raises(RuleBrokenError) as stop:
        companies.take_up(world.officer, world.pair, world.company)
    assert stop.value.code == "twice"


def test_a_report_becomes_a_confirmed_record_with_steps(world: World, report: str) -> None:
    document = meetings.bring_text(world.officer, world.pair, report)
    meeting = document.meeting
    # The report tells of another meeting than the one typed in by hand, which has no document.
    assert meeting is not None
    assert meeting.date == "2024-11-22"
    assert meeting.statements.filter(state="proposed").count() >= 10
    for one in meeting.statements.all():
        assert document.text[one.start : one.end] == one.span
    with pytest.raises(RuleBrokenError):
        meetings.confirm_meeting(world.officer, meeting)
    refused = meeting.statements.first()
    assert refused is not None
    meetings.decide(world.officer, refused, "refuse")
    assert meetings.decide_rest(world.officer, meeting, "accept") > 5
    confirmed = meetings.confirm_meeting(world.officer, meeting)
    assert confirmed.state == "confirmed"
    steps = list(confirmed.steps.all())
    assert len(steps) > 5
    assert all(step.state == "proposed" and step.closes_with for step in steps)
    assert any(step.owner == world.officer and step.deadline for step in steps)
    world.pair.refresh_from_db()
    assert world.pair.contact_on == date(2024, 11, 22)


def test_a_second_document_of_the_meeting_joins_it(world: World, report: str) -> None:
    first = meetings.bring_text(world.officer, world.pair, report)
    count = first.meeting.statements.count() if first.meeting else 0
    second = meetings.bring_text(world.officer, world.pair, report, name="The same again")
    assert second.meeting == first.meeting
    assert first.meeting is not None
    assert first.meeting.statements.count() == count


def test_a_text_without_cooperation_says_so_and_can_have_a_record_by_hand(world: World) -> None:
    document = meetings.bring_text(world.officer, world.pair, "It rained all day in the city.")
    assert (document.state, document.meeting) == ("read", None)
    made = meetings.add_meeting(world.officer, document)
    added = meetings.add_statement(world.officer, made, 0, 9, "fact", "IDN")
    assert (added.span, added.state) == ("It rained", "accepted")


def test_two_meetings_become_one(world: World, report: str) -> None:
    document = meetings.bring_text(world.officer, world.pair, report)
    assert document.meeting is not None
    count = document.meeting.statements.count()
    meetings.merge(world.officer, document.meeting, world.meeting)
    assert world.meeting.statements.count() == count + 1
    document.meeting.refresh_from_db()
    assert document.meeting.archived_at is not None


def test_a_step_is_added_with_its_deadline(world: World, as_: Any) -> None:
    from django.urls import reverse

    where = reverse("add_to", args=["step", "pair", world.pair.pk])
    sent = {"text": "Send the form", "deadline": "2027-02-01"}
    assert as_(world.officer).post(where, sent).status_code == 302
    made = type(world.step).objects.get(text="Send the form")
    assert made.deadline == date(2027, 2, 1)
    change = reverse("change", args=["step", made.pk])
    assert b'name="deadline"' not in as_(world.officer).get(change).content


def test_a_repeated_letter_finds_no_company(world: World) -> None:
    from sinergi.web.companies.models import Company
    from sinergi.web.companies.queries import named

    companies.keep(world.officer, Company(name="C&S ENERGY, CO., LTD.", country="KOR"))
    assert named("qqqq") == []
    assert [one.name for one in named("energy")] == ["C&S ENERGY, CO., LTD."]


def test_the_hint_for_a_password_is_words(world: World, as_: Any) -> None:
    page = as_(world.officer).get("/account/password/").content.decode()
    assert "&lt;ul" not in page
    assert "At least 8 characters" in page


def test_no_nul_is_written_in_a_reason_or_a_field(world: World) -> None:
    # PostgreSQL keeps none; SQLite would.
    with pytest.raises(ValidationError):
        actions.write(world.officer, "edit", world.agreement, {"title": "x"}, reason="a\0b")
    with pytest.raises(ValidationError):
        actions.edit(world.officer, world.agreement, {"title": "a\0b"}, version=None)
    world.agreement.refresh_from_db()
    assert world.agreement.title not in ("x", "a\0b")
