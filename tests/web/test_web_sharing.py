"""Internal text never leaves the desk: a marker planted in every internal field is seen nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace as World
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import models
from django.urls import reverse

from sinergi.web.core import actions, sharing
from sinergi.web.core.kinds import kinds
from sinergi.web.core.templating import day
from sinergi.web.followup import actions as followup
from sinergi.web.people.actions import give_token

pytestmark = pytest.mark.django_db
MARK = "ZQXinsideZQX"


CODES = {
    "state", "sharing", "kind", "side", "country", "a", "b", "product", "exporter", "importer",
    "status", "colour", "stage", "lang", "sha256", "uid", "register", "record_id",
    "screening", "due", "date", "file", "folder", "dataset", "progress", "edition",
}  # fmt: skip
"""Fields that hold a code, a date or a digest: their values are from a list, or checked."""
OPEN = {"share_text": "approved by a second person", "place": "where both sides met"}
"""The only texts that leave the desk. A text field that is not named here is planted."""


def plant(world: World) -> int:
    """Write the marker into every text of every record that is neither a code nor shared."""
    planted = 0
    for model in kinds().values():
        named = CODES | set(OPEN)
        fields = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField)) and field.name not in named
        ]
        for record in model._default_manager.all():
            texts = {one.name: f"{getattr(record, one.name)} {MARK}" for one in fields}
            model._default_manager.filter(pk=record.pk).update(**texts)
            planted += len(texts)
    return planted


def share(world: World, record: Any, text: str) -> None:
    fresh = type(record).objects.get(pk=record.pk)
    fresh = actions.edit(world.officer, fresh, {"share_text": text}, version=None)
    sharing.approve(world.approver, sharing.ask(world.officer, fresh))


@pytest.fixture
def shared(world: World) -> World:
    from sinergi.web.meetings.actions import decide

    decide(world.officer, world.statement, "accept")
    for record in (world.pair, world.statement, world.step, world.agreement, world.incentive):
        share(world, record, f"Shared words of the {record.KIND}.")
    followup.complete(world.officer, type(world.step).objects.get())
    followup.comment(world.officer, world.step, f"{MARK} a remark of the desk")
    assert plant(world) > 25
    return world


def test_the_counterpart_sees_approved_texts_and_no_internal_one(
    shared: World, as_: Callable[[Any], Any]
) -> None:
    client = as_(shared.counterpart)
    page = client.get(reverse("shared_pair", args=[shared.pair.pk])).content.decode()
    for kind in ("pair", "statement", "step", "agreement", "incentive"):
        assert f"Shared words of the {kind}." in page
    assert MARK not in page
    assert MARK not in client.get(reverse("shared")).content.decode()


def test_the_page_behind_a_link_shows_the_approved_text_only(
    shared: World, as_: Callable[[Any], Any]
) -> None:
    _link, token = followup.invite(shared.officer, type(shared.step).objects.get(), "M", "en")
    page = as_(None).get(reverse("confirm", args=[token])).content.decode()
    assert "Shared words of the step." in page
    assert MARK not in page
    assert "no-store" in as_(None).get(reverse("confirm", args=[token]))["Cache-Control"]


def test_a_withdrawn_text_is_gone_at_once(shared: World, as_: Callable[[Any], Any]) -> None:
    sharing.withdraw(shared.officer, type(shared.step).objects.get())
    page = as_(shared.counterpart).get(reverse("shared_pair", args=[shared.pair.pk]))
    assert "Shared words of the step." not in page.content.decode()


def test_no_token_of_a_counterpart_reads_records(shared: World, as_: Callable[[Any], Any]) -> None:
    _token, key = give_token(shared.counterpart, "x", "write")
    client = as_(None)
    for where in ("pairs", "statements", "steps", "documents", "briefs", "companies"):
        answer = client.get(f"/api/v1/{where}", headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 403
    where = f"/api/v1/pairs/{shared.pair.pk}/export"
    assert client.get(where, headers={"Authorization": f"Bearer {key}"}).status_code == 404


def _text_of(file: Path) -> str:
    if file.suffix == ".docx":
        with ZipFile(file) as parts:
            return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "tg"])
def test_the_shareable_brief_holds_no_internal_text(
    shared: World, lang: str, tmp_path: Path
) -> None:
    from django.utils import translation

    from sinergi.brief.model import Brief
    from sinergi.brief.render.write import write as write_files
    from sinergi.brief.sharing import shared_fields
    from sinergi.web.briefs.making import compose
    from sinergi.web.briefs.models import MadeBrief

    made = MadeBrief(pair=shared.pair, lang=lang, edition="shareable", formats=["json"],
                     parts=["statements", "evidence", "companies", "plan"],
                     meetings=[shared.meeting.pk])  # fmt: skip
    type(shared.meeting).objects.update(state="confirmed")
    with translation.override(lang):
        brief = compose(made)
        text = brief.model_dump_json()
        assert MARK not in text
        assert "Shared words of the statement." in text
        assert "Shared words of the step." in text
        assert brief.shared
        for name in set(Brief.model_fields) - shared_fields(Brief) - {"plan", "plan_note"}:
            assert not getattr(brief, name), name
        assert [step.action for step in brief.plan] == ["Shared words of the step."]
        for file in write_files(brief, ["html", "md", "docx"], tmp_path):
            assert MARK not in _text_of(file)
        made.edition = "internal"
        inside = compose(made)
        assert MARK in inside.model_dump_json()
        assert day(shared.step.deadline) in {step.deadline_text for step in inside.plan}


@pytest.mark.parametrize("how", ["archived", "withdrawn", "pair archived"])
def test_a_link_confirms_nothing_that_is_no_longer_shared(shared: World, how: str) -> None:
    from sinergi.cooperation.life import RuleBrokenError

    step = type(shared.step).objects.get()
    _link, token = followup.invite(shared.officer, step, "M", "en")
    if how == "withdrawn":
        sharing.withdraw(shared.officer, step)
    else:
        actions.archive(shared.officer, step if how == "archived" else shared.pair, "mistake")
    with pytest.raises(RuleBrokenError):
        followup.confirm(token, "")
    assert type(shared.step).objects.get().status == "done"


def test_a_brief_is_for_the_purpose_and_the_day_that_were_asked_for(
    world: World, as_: Callable[[Any], Any]
) -> None:
    from datetime import date

    from sinergi.web.briefs.making import compose
    from sinergi.web.briefs.models import MadeBrief

    type(world.meeting).objects.update(state="confirmed")
    sent = {"lang": "en", "edition": "internal", "formats": ["json"], "parts": ["plan"],
            "meetings": [world.meeting.pk], "purpose": "before",
            "prepared": "2025-02-03"}  # fmt: skip
    where = reverse("briefs", args=[world.pair.pk])
    assert as_(world.officer).post(where, sent).status_code == 302
    brief = compose(MadeBrief.objects.get())
    assert (brief.purpose, brief.prepared) == ("before", date(2025, 2, 3))
    assert as_(world.officer).post(where, sent | {"prepared": "31.31."}).status_code in (302, 400)
    assert MadeBrief.objects.count() == 1
