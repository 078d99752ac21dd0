from __future__ import annotations

from datetime import date, timedelta

import pytest

from sinergi.cooperation import life, reminders, roles
from sinergi.cooperation.life import RuleBrokenError, move, possible
from sinergi.cooperation.roles import Role, may
from sinergi.errors import UnknownNameError
from sinergi.vocabulary.languages import LANGUAGES

TODAY = date(2026, 3, 10)


def test_a_step_is_done_only_with_evidence_and_confirmed_only_by_a_token() -> None:
    with pytest.raises(RuleBrokenError) as stop:
        move("step", "complete", "open")
    assert stop.value.code == "evidence"
    assert move("step", "complete", "open", {"evidence"}) == "done"
    with pytest.raises(RuleBrokenError) as stop:
        move("step", "confirm", "done", {"evidence", "reason", "second_person"})
    assert stop.value.code == "token"
    assert move("step", "confirm", "done", {"token"}) == "confirmed"
    with pytest.raises(RuleBrokenError) as stop:
        move("step", "confirm", "open", {"token"})
    assert stop.value.code == "state"


@pytest.mark.parametrize(
    ("kind", "action", "state"),
    [("progress", "amber", "green"), ("progress", "red", "amber"), ("step", "reopen", "done"),
     ("step", "move_deadline", "open"), ("agreement", "end", "in_force")],
)  # fmt: skip
def test_what_needs_a_reason_is_refused_without_one(kind: str, action: str, state: str) -> None:
    with pytest.raises(RuleBrokenError) as stop:
        move(kind, action, state)
    assert stop.value.code == "reason"
    move(kind, action, state, {"reason"})


def test_a_moved_deadline_leaves_the_step_open() -> None:
    assert move("step", "move_deadline", "open", {"reason"}) == "open"


def test_a_text_is_shared_only_after_a_second_person_approved_it() -> None:
    assert move("sharing", "ask_share", "draft") == "asked"
    with pytest.raises(RuleBrokenError) as stop:
        move("sharing", "approve_share", "asked")
    assert stop.value.code == "second_person"
    with pytest.raises(RuleBrokenError):
        move("sharing", "approve_share", "draft", {"second_person"})
    assert move("sharing", "rewrite", "approved") == "draft"


def test_every_state_that_is_reached_has_a_way_on_or_is_an_end() -> None:
    ends = {
        ("step", "confirmed"), ("link", "used"), ("link", "revoked"), ("brief", "ready"),
        ("brief", "failed"), ("agreement", "ended"), ("approach", "declined"),
        ("approach", "linked"),
    }  # fmt: skip
    kinds = {kind for kind, _ in life._table()}
    for kind in kinds:
        for one in life.transitions(kind):
            if one.to and (kind, one.to) not in ends:
                assert possible(kind, one.to), (kind, one.to)


def test_unknown_kinds_and_actions_are_named_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="Kinds: proposal"):
        possible("steps", "open")
    with pytest.raises(UnknownNameError, match="complete"):
        move("step", "delete", "open")
    with pytest.raises(UnknownNameError, match="Actions: view"):
        may(Role.VIEWER, "delete")


def test_a_viewer_changes_nothing_and_a_counterpart_sees_only_what_is_shared() -> None:
    assert [action for action in roles.actions() if may("viewer", action)] == ["view"]
    allowed = {action for action in roles.actions() if may("counterpart", action)}
    assert allowed == {"view_shared", "confirm", "comment"}
    assert not may("officer", "approve_share")
    assert not may("officer", "manage_people")
    assert not any(may(role, "confirm") for role in Role if role is not Role.COUNTERPART)


@pytest.mark.parametrize(("days", "expected"), [
    (8, []), (7, ["step-due"]), (1, ["step-due"]), (0, ["step-due"]), (-1, ["step-late"]),
    (-400, ["step-late"]),
])  # fmt: skip
def test_a_deadline_reminds_before_and_after(days: int, expected: list[str]) -> None:
    dates = {"deadline": TODAY + timedelta(days=days)}
    assert [r.rule for r in reminders.standing("step", "open", dates, TODAY)] == expected


def test_no_reminder_of_what_is_done_or_of_a_date_that_is_not_known() -> None:
    past = {"deadline": TODAY - timedelta(days=5)}
    assert reminders.standing("step", "done", past, TODAY) == []
    assert reminders.standing("step", "open", {"deadline": None}, TODAY) == []


def test_every_reminder_is_written_in_every_language() -> None:
    for rule in reminders.rules():
        texts = {rule.text[lang] for lang in LANGUAGES}
        assert len(texts) == len(LANGUAGES), rule.rule
