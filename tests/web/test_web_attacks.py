"""Ways round the rules that a careless or cunning person finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sinergi.cooperation.life import RuleBrokenError
from sinergi.web.companies.queries import named
from sinergi.web.core import actions, sharing
from sinergi.web.core.models import Entry
from sinergi.web.followup import actions as followup
from sinergi.web.followup.models import Evidence, Step
from sinergi.web.meetings.actions import decide
from sinergi.web.people.actions import give_calendar, give_token

pytestmark = pytest.mark.django_db


def call(client: Any, person: Any, method: str, path: str, **given: Any) -> Any:
    _token, key = give_token(person, "k", "write")
    return getattr(client, method)(
        f"/api/v1/{path}",
        data=json.dumps(given),
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )


def test_a_closed_step_keeps_its_last_evidence(world: World) -> None:
    followup.complete(world.officer, world.step)
    line = Entry.objects.filter(kind="evidence", object_id=world.evidence.pk).get()
    with pytest.raises(RuleBrokenError, match="last evidence"):
        actions.archive(world.officer, world.evidence, "not needed")
    with pytest.raises(RuleBrokenError, match="last evidence"):
        actions.undo(world.officer, line, world.evidence)
    with pytest.raises(RuleBrokenError, match="evidence is"):
        actions.edit(world.officer, world.evidence, {"text": " "}, version=None)
    second = followup.attach(world.officer, world.step, url="https://ministry.example/list")
    actions.archive(world.officer, world.evidence, "there is a better one")
    with pytest.raises(RuleBrokenError, match="last evidence"):
        actions.archive(world.officer, second, "not needed")
    followup.reopen(world.officer, Step.objects.get(), "it was the wrong list")
    actions.archive(world.officer, second, "not needed")
    assert not Evidence.objects.filter(archived_at=None).exists()


def test_an_archived_link_confirms_nothing(world: World) -> None:
    step = actions.edit(world.officer, world.step, {"share_text": "The list."}, version=None)
    sharing.approve(world.approver, sharing.ask(world.officer, step))
    step = followup.complete(world.officer, Step.objects.get())
    link, token = followup.invite(world.officer, step, "Ministry", "en")
    actions.archive(world.officer, link, "sent to the wrong person")
    with pytest.raises(RuleBrokenError):
        followup.confirm(token, "")
    assert Step.objects.get().status == "done"


def test_a_company_is_found_however_it_came_in_and_by_its_new_name(
    world: World, as_: Callable[[Any], Any], client: Any
) -> None:
    as_(world.officer).post("/add/company/", {"name": "PT Zamrud Khatulistiwa", "country": "IDN"})
    assert [one.name for one in named("замруд")] == ["PT Zamrud Khatulistiwa"]
    given = {"name": "Ганҷи Помир", "country": "TJK"}
    assert call(client, world.officer, "post", "companies", **given).status_code == 201
    assert [one.name for one in named("pomir")] == ["Ганҷи Помир"]
    (held,) = named("zamrud")
    actions.edit(world.officer, held, {"name": "PT Mutiara Timur"}, version=None)
    assert named("zamrud") == []
    assert named("mutiara") == [held]


def test_the_other_values_of_a_conflict_are_told_over_the_api(world: World, client: Any) -> None:
    where = f"steps/{world.step.pk}?version={world.step.version}"
    first = call(client, world.officer, "patch", where, owner=world.approver.pk)
    assert first.status_code == 200
    second = call(client, world.officer, "patch", where, owner=world.administrator.pk)
    assert (second.status_code, second.json()["theirs"]) == (409, {"owner": world.approver.pk})


def test_a_version_that_never_was_overwrites_nothing(world: World, client: Any) -> None:
    answer = call(client, world.officer, "patch", f"steps/{world.step.pk}?version=999", text="x")
    assert answer.status_code == 400
    assert Step.objects.get().text == "Send the list"


def test_what_a_person_wrote_is_no_proposal_to_decide_on(world: World) -> None:
    for record in (world.participant, world.step, world.agreement):
        with pytest.raises(RuleBrokenError):
            decide(world.officer, record, "undo")


def test_the_calendar_of_who_no_longer_belongs_to_the_desk_is_empty(
    world: World, client: Any
) -> None:
    where = reverse("calendar", args=[give_calendar(world.officer)])
    assert b"Send the list" in client.get(where).content
    world.officer.role = "counterpart"
    world.officer.save()
    assert b"Send the list" not in client.get(where).content
    world.officer.is_active = False
    world.officer.save()
    assert client.get(where).status_code == 404


def test_every_kind_is_archived_with_a_reason_and_comes_back(world: World, client: Any) -> None:
    kinds = ("pair", "meeting", "document", "participant", "statement", "step", "agreement",
             "incentive", "company", "approach", "watch", "evidence")  # fmt: skip
    for kind in kinds:
        where = f"record/{kind}/{getattr(world, kind).pk}"
        assert call(client, world.administrator, "post", f"{where}/archive").status_code == 400
        for step, given in (("archive", {"reason": "twice"}), ("bring-back", {})):
            answer = call(client, world.administrator, "post", f"{where}/{step}", **given)
            assert answer.status_code == 200, (kind, step)
    for kind in ("person", "desk", "token", "entry", "searchline"):
        answer = call(client, world.administrator, "post", f"record/{kind}/1/archive", reason="x")
        assert answer.status_code == 404, kind


TABLES = {
    "meeting": "date,place\n2025-03-31,Dushanbe\n",
    "participant": "meeting,name,country\n{meeting},Another,TJK\n",
    "statement": "meeting,kind,side,span,sectors\n{meeting},offer,TJK,=1+1,aluminium textile\n",
    "step": "text;side;deadline\nОтправить список;IDN;2027-01-02\n",
    "evidence": "step,text\n{step},Sent again\n",
    "agreement": "title,signed_on\nMoU on cotton,2025-02-01\n",
    "incentive": "country,what\nTJK,No duty\n",
    "company": "name,country\nPT Baru,IDN\n",
    "approach": "company,product,contact\n{company},760110,Mr X\n",
    "watch": "exporter,product,note\nIDN,090111,coffee\n",
}


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_table_goes_in_and_out_without_loss(kind: str, ending: str, world: World) -> None:
    from sinergi.web.core import tables
    from sinergi.web.core.kinds import model_of

    assert set(TABLES) == tables.INTO
    model: Any = model_of(kind)
    numbers = {name: getattr(world, name).pk for name in ("meeting", "step", "company")}
    content = TABLES[kind].format(**numbers).encode()
    held = world.pair if model.PAIR else None
    before = set(model.objects.values_list("pk", flat=True))
    tried = tables.bring(world.officer, model, held, content, "x.csv", dry_run=True)
    assert (tried.taken, tried.errors, tried.written) == (1, [], False)
    assert set(model.objects.values_list("pk", flat=True)) == before
    tables.bring(world.officer, model, held, content, "x.csv", dry_run=False)
    made = model.objects.exclude(pk__in=before).get()
    table = tables.as_bytes(tables.dataset(model, model.objects.filter(pk=made.pk)), ending)
    if kind in ("watch", "approach"):  # the same is not there twice
        actions.archive(world.officer, made, "to bring it in again")
    again = tables.bring(world.officer, model, held, table, f"x.{ending}", dry_run=False)
    assert again.errors == []
    other = model.objects.exclude(pk__in=before).latest("pk")
    for name in model.ADDED or model.FIELDS:
        if name != "owner":
            assert getattr(other, name) == getattr(made, name), name


def test_rows_that_belong_to_another_pair_are_errors(world: World) -> None:
    from sinergi.web.core import tables
    from sinergi.web.meetings.models import Meeting, Participant
    from sinergi.web.pairs.models import Pair

    pair = actions.create(world.stranger, Pair(desk=world.other_desk, a="IDN", b="KAZ"))
    meeting = actions.create(world.stranger, Meeting(pair=pair))
    rows = f"meeting,name\n{meeting.pk},A\n,B\n{10**30},C\nx,D\n{world.meeting.pk},E\n"
    done = tables.bring(world.officer, Participant, world.pair, rows.encode(), "x.csv",
                        dry_run=False)  # fmt: skip
    assert [line for line, _text in done.errors] == [2, 3, 4, 5]
    assert not done.written


def _unfolding() -> bytes:
    """A workbook of some hundred kilobytes whose sheet unfolds to 300 MB."""
    import io
    import zipfile

    import openpyxl

    plain, made = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["name", "country"])
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", b" " * 300_000_000 + b"</sheetData>")
            new.writestr(item.filename, data)
    return made.getvalue()


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv"])
def test_a_table_is_opened_only_by_the_confined_reader(
    name: str, world: World, as_: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_(world.officer)
    where = reverse("table_in", args=["company"])
    for content in (_unfolding(), b"PK\x03\x04", b"", b"\0" * 1000, b"\xff\xfe", b"name\n" * 9000):
        answer = client.post(where, {"file": SimpleUploadedFile(name, content), "write": "on"})
        assert answer.status_code in (302, 400)
    assert world.company == type(world.company).objects.get()
