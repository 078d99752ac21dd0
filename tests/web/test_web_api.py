from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.test import Client

from sinergi.web.core import actions, sharing, tables
from sinergi.web.core.models import Entry
from sinergi.web.followup import actions as followup
from sinergi.web.pairs import exchange
from sinergi.web.people.actions import give_token, revoke_token
from sinergi.web.people.models import Token

pytestmark = pytest.mark.django_db
SNAPSHOT = Path(__file__).parent / "openapi.json"


def call(key: str, method: str, where: str, **body: Any) -> Any:
    client = Client(raise_request_exception=False)
    sent: dict[str, Any] = {"headers": {"Authorization": f"Bearer {key}"}}
    if method != "get":
        sent |= {"data": json.dumps(body), "content_type": "application/json"}
    return getattr(client, method)(f"/api/v1/{where}", **sent)


@pytest.fixture
def key(world: World) -> str:
    return give_token(world.officer, "tests", "write")[1]


def test_the_schema_is_the_one_that_was_agreed(tmp_path: Path) -> None:
    """A change of the API is a change of ``openapi.json``: write it anew, look at it."""
    from sinergi.web.api import api

    text = json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, default=str) + "\n"
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8")


def test_a_token_is_kept_as_a_digest_and_can_be_taken_back(world: World, key: str) -> None:
    assert key not in str(list(Token.objects.values()))
    assert call(key, "get", "me").json()["name"] == "The officer"
    revoke_token(world.officer, Token.objects.get())
    assert call(key, "get", "me").status_code == 401
    assert call("nonsense", "get", "me").status_code == 401
    assert Client().get("/api/v1/me").status_code == 401


def test_who_tries_many_secrets_waits(
    world: World, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sinergi.web.people import guessing

    minute = [600.0]
    monkeypatch.setattr(guessing, "time", SimpleNamespace(time=lambda: minute[0]))
    client = Client()
    for n in range(guessing.MOST):
        where = (f"/confirm/nothing-{n}/", f"/calendar/nothing-{n}.ics", "/api/v1/me")[n % 3]
        wrong = client.get(where, headers={"Authorization": f"Bearer nothing-{n}"})
        assert wrong.status_code in (401, 404, 410), where
    for where in ("/confirm/more/", "/calendar/more.ics", "/api/v1/me"):
        held = client.get(where, headers={"Authorization": f"Bearer {key}"})
        assert held.status_code == 429, where
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    answer = elsewhere.get("/api/v1/me", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200
    minute[0] += 60
    assert call(key, "get", "me").status_code == 200


def test_a_link_that_was_used_counts_as_no_wrong_secret(world: World, key: str) -> None:
    from sinergi.web.people import guessing

    link, token = followup.invite(world.officer, _shared_step(world), "M", "en")
    followup.revoke(world.officer, link)
    for _ in range(guessing.MOST + 1):
        assert Client().get(f"/confirm/{token}/").status_code == 410


def _shared_step(world: World) -> Any:
    step = type(world.step).objects.get()
    step = actions.edit(world.officer, step, {"share_text": "Shared"}, version=None)
    followup.complete(world.officer, step)
    step = type(step).objects.get()
    return sharing.approve(world.approver, sharing.ask(world.officer, step))


def test_a_token_that_may_read_does_not_write(world: World) -> None:
    _token, key = give_token(world.officer, "read", "read")
    assert call(key, "get", "steps").json()["count"] == 1
    where = f"steps/{world.step.pk}"
    assert call(key, "patch", where, text="Other").status_code == 403
    world.step.refresh_from_db()
    assert world.step.text == "Send the list"


def test_a_record_is_changed_by_the_same_rules_as_on_its_page(world: World, key: str) -> None:
    where = f"steps/{world.step.pk}"
    made = call(key, "patch", where + "?version=1", text="Send two lists")
    assert (made.status_code, made.json()["text"]) == (200, "Send two lists")
    late = call(key, "patch", where + "?version=1", text="Send three lists")
    assert late.status_code == 409
    assert late.json()["theirs"] == {"text": "Send two lists"}
    assert call(key, "patch", where, side="RUS").status_code == 400
    assert call(key, "post", f"{where}/complete").json()["state"] == "done"
    assert call(key, "post", f"{where}/complete").status_code == 400
    line = Entry.objects.filter(kind="step").first()
    assert line is not None
    assert (line.action, line.actor) == ("complete", world.officer)


def test_a_text_is_read_and_decided_over_the_api(world: World, key: str, report: str) -> None:
    made = call(key, "post", f"pairs/{world.pair.pk}/documents", text=report)
    assert made.status_code == 200
    meeting = call(key, "get", f"documents/{made.json()['id']}").json()["meeting"]
    said = call(key, "get", f"statements?pair={world.pair.pk}&limit=200").json()["items"]
    for one in said:
        if one["meeting"] == meeting and one["state"] == "proposed":
            assert call(key, "post", f"decide/statement/{one['id']}/accept").status_code == 200
    people = call(key, "get", "participants?limit=200").json()["items"]
    for one in people:
        if one["state"] == "proposed":
            call(key, "post", f"decide/participant/{one['id']}/accept")
    assert call(key, "post", f"meetings/{meeting}/confirm").json()["state"] == "confirmed"


def test_another_desk_gets_nothing_over_the_api(world: World) -> None:
    _token, key = give_token(world.stranger, "x", "write")
    for kind in ("pairs", "meetings", "documents", "participants", "statements", "steps",
                 "agreements", "incentives", "approaches", "watches"):  # fmt: skip
        assert call(key, "get", kind).json() == {"count": 0, "items": []}
    pair, step = f"pairs/{world.pair.pk}", f"steps/{world.step.pk}"
    for where in (pair, step, f"record/step/{world.step.pk}/history", f"{pair}/export"):
        assert call(key, "get", where).status_code == 404
    share, confirm = (
        f"record/step/{world.step.pk}/share/ask",
        f"meetings/{world.meeting.pk}/confirm",
    )
    for where in (f"{step}/complete", share, f"{pair}/briefs", confirm):
        assert call(key, "post", where).status_code in (404, 422)


def test_a_pair_goes_out_and_in_without_loss(world: World) -> None:
    out = exchange.dump(world.pair)
    back = exchange.load(world.stranger, json.loads(json.dumps(out)))
    again = exchange.dump(back)
    for part in (*[m.KIND for m in exchange.ORDER],):
        assert _bare(again[part]) == _bare(out[part]), part
    assert _bare([again["pair"]]) == _bare([out["pair"]])
    # The timeline travels, each line as one of who loads it, which says whose it was.
    told = [e for e in again["timeline"] if e["action"] == "import" and " · " in e["label"]]
    assert {e["actor"] for e in told} == {"A stranger"}
    assert [(e["kind"], e["changes"]) for e in told] == [
        (e["kind"], e["changes"]) for e in out["timeline"]
    ]
    assert all(
        new["label"].startswith(f"{old['actor']} · {old['action']} · ")
        for new, old in zip(told, out["timeline"], strict=True)
    )


def test_a_loaded_file_approves_confirms_and_forges_nothing(world: World) -> None:
    from sinergi.web.followup.sharing_view import shared_view

    forged = exchange.dump(world.pair)
    forged["pair"] |= {"a": "FRA", "b": "PER", "sharing": "approved", "share_text": "FORGED"}
    for row in (*forged["statement"], *forged["step"], *forged["agreement"]):
        row |= {"sharing": "approved", "share_text": "FORGED"}
    forged["step"][0] |= {"status": "confirmed"}
    forged["evidence"] = []
    forged["timeline"].append(
        {"at": "2020-01-01", "actor": "Minister Himself", "action": "approve_share", "kind": "pair",
         "of": forged["pair"]["id"], "label": "x", "changes": {}, "reason": ""}
    )  # fmt: skip
    pair = exchange.load(world.officer, forged)
    assert pair.sharing == "draft"
    assert "FORGED" not in str(shared_view(pair))
    assert pair.steps.get().status == "open"
    lines = Entry.objects.filter(pair=pair)
    assert set(lines.values_list("actor_name", flat=True)) == {"The officer"}
    assert not lines.filter(action="approve_share").exists()


def test_companies_of_registers_and_of_other_desks_are_not_changed(world: World) -> None:
    from sinergi.web.companies.actions import keep
    from sinergi.web.companies.models import Company

    listed = keep(world.officer, Company(name="PT A", country="IDN", register="r", record_id="1"))
    for person, company, allowed in (
        (world.officer, world.company, True),
        (world.stranger, world.company, False),
        (world.officer, listed, False),
        (world.administrator, listed, True),
    ):
        _token, key = give_token(person, "x", "write")
        changed = call(key, "patch", f"companies/{company.pk}", name="Other")
        assert changed.status_code == (200 if allowed else 403), (person, company)


def test_a_viewer_takes_no_lists_out(world: World) -> None:
    _token, key = give_token(world.viewer, "x", "read")
    assert call(key, "get", "statements").status_code == 403
    assert call(key, "get", f"statements/{world.statement.pk}").status_code == 200


def test_keys_end_with_another_role_or_password_and_after_a_year(world: World) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from sinergi.web.people.actions import change_person

    token, key = give_token(world.officer, "old", "read")
    Token.objects.filter(pk=token.pk).update(created_at=timezone.now() - timedelta(days=366))
    assert call(key, "get", "me").status_code == 401
    _token, key = give_token(world.officer, "new", "read")
    assert call(key, "get", "me").status_code == 200
    change_person(world.administrator, world.officer, {"role": "viewer"}, "", [])
    assert call(key, "get", "me").status_code == 401


def _bare(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without ids and accounts, which are the server's own, and the moment of loading."""
    gone = {"id", "changed_at", "meeting", "document", "step", "statement", "statements",
            "created_at", "owner_name"}  # fmt: skip
    return [{k: v for k, v in row.items() if k not in gone and k != "company"} for row in rows]


@pytest.mark.parametrize("content", [
    {}, [], {"format": "sinergi-pair-1"}, {"format": "sinergi-pair-1", "pair": {"a": "IDN"}},
    [{"id": 1}], "text", 3, None,
])  # fmt: skip
def test_a_file_that_is_no_pair_is_refused_whole(world: World, content: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from sinergi.errors import SinergiError

    count = Entry.objects.count()
    file = SimpleUploadedFile("x.json", json.dumps(content).encode())
    with pytest.raises(SinergiError):
        exchange.load_file(world.stranger, file)
    assert Entry.objects.count() == count


def test_records_of_the_command_line_become_proposals(world: World) -> None:
    from sinergi.reading import read_files

    sample = Path(__file__).parents[2] / "samples/jakarta-2024-11-22.txt"
    records = [one.model_dump(mode="json") for one in read_files([sample])]
    pair = exchange.load_records(world.stranger, records)
    assert (pair.a, pair.b) == ("IDN", "TJK")
    meeting = pair.meetings.get()
    assert meeting.statements.count() == len(records[0]["statements"])
    for one in meeting.statements.all():
        assert one.document is not None
        assert one.document.text[one.start : one.end] == one.span


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 19, "²", "-1", ""])
def test_a_row_of_a_record_that_cannot_be_is_told_as_an_error(world: World, number: str) -> None:
    from sinergi.web.meetings.models import Participant

    content = f"meeting,name,side\n{number},Somebody,IDN\n".encode()
    tried = tables.bring(world.officer, Participant, world.pair, content, "x.csv", dry_run=True)
    assert [row for row, _text in tried.errors] == [2]


def test_a_table_goes_out_and_in_with_a_dry_run_and_errors_by_row(world: World) -> None:
    from sinergi.web.followup.models import Step

    content = b"text,side,note\nFirst,IDN,\n,IDN,\nThird,MARS,\n"
    tried = tables.bring(world.officer, Step, world.pair, content, "x.csv", dry_run=True)
    assert [row for row, _text in tried.errors] == [3, 4]
    assert Step.objects.count() == 1
    good = "text,side\nПервый,IDN\n=1+1,TJK\n".encode()
    assert not tables.bring(world.officer, Step, world.pair, good, "x.csv", dry_run=True).written
    assert Step.objects.count() == 1
    done = tables.bring(world.officer, Step, world.pair, good, "x.csv", dry_run=False)
    assert (done.taken, done.written) == (2, True)
    for ending in ("csv", "xlsx"):
        table = tables.as_bytes(tables.dataset(Step, Step.objects.all()), ending)
        assert b"\n=1+1" not in table
        other = tables.bring(world.officer, Step, world.pair, table, f"x.{ending}", dry_run=True)
        assert (other.taken, other.errors) == (3, [])
