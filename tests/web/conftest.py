"""The workbench in tests: its own folder, tasks done at once, people of every role on two desks."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("django", reason="the workbench needs the extra web")

_BEFORE = os.environ.get("SINERGI_HOME")
_HOME = tempfile.TemporaryDirectory(prefix="sinergi-web-tests-")
os.environ["SINERGI_HOME"] = _HOME.name
os.environ["DJANGO_SETTINGS_MODULE"] = "sinergi.web.settings"

import django  # noqa: E402
from django.conf import settings as django_settings  # noqa: E402
from django.core.cache import cache  # noqa: E402

django_settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
django_settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django_settings.ALLOWED_HOSTS = ["*"]
django.setup()
# A worker of xdist inherits the environment: it would read the settings before this file.
del os.environ["DJANGO_SETTINGS_MODULE"]
if _BEFORE is None:
    del os.environ["SINERGI_HOME"]
else:
    os.environ["SINERGI_HOME"] = _BEFORE

REPORT = (Path(__file__).parents[2] / "samples/jakarta-2024-11-22.txt").read_text(encoding="utf-8")
ROLES = ("viewer", "officer", "approver", "administrator", "counterpart")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINERGI_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(django_settings, "MEDIA_ROOT", str(tmp_path / "files"))
    cache.clear()


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    """Two desks with people of every role; a pair on the first with one record of each kind."""
    return make_world()


def make_world() -> SimpleNamespace:
    from sinergi.web.agreements.models import Agreement, Incentive
    from sinergi.web.companies.actions import keep, take_up
    from sinergi.web.companies.models import Company
    from sinergi.web.core.actions import create
    from sinergi.web.followup import actions as followup
    from sinergi.web.followup.models import Step
    from sinergi.web.meetings.models import Document, Meeting, Participant, Statement
    from sinergi.web.openings.models import Watch
    from sinergi.web.pairs.models import Pair
    from sinergi.web.people.models import Desk, Person

    desk = Desk.objects.create(name="Central Asia", country="IDN")
    other_desk = Desk.objects.create(name="Europe", country="IDN")
    people = {}
    for role in ROLES:
        person = Person(username=f"u-{role}", name=f"The {role}", role=role, desk=desk)
        person.set_password("kopi-susu-9")
        person.save()
        people[role] = person
    stranger = Person.objects.create(
        username="stranger", name="A stranger", role="officer", desk=other_desk
    )
    officer = people["officer"]
    pair = create(officer, Pair(desk=desk, a="IDN", b="TJK", note="inside"))
    people["counterpart"].shared_pairs.set([pair])
    meeting = create(officer, Meeting(pair=pair, date="2024-11-22", place="Jakarta"))
    document = create(
        officer,
        Document(pair=pair, meeting=meeting, name="R-1", text="One said yes. Two said no.",
                 sha256="0" * 64, state="read"),
    )  # fmt: skip
    participant = create(officer, Participant(meeting=meeting, name="Somebody", country="TJK"))
    statement = create(
        officer,
        Statement(meeting=meeting, document=document, kind="offer", side="TJK", span="One said yes",
                  start=0, end=12, sectors=["aluminium"], state="proposed",
                  proposal={"kind": "ask"}),
    )  # fmt: skip
    step = create(
        officer, Step(pair=pair, meeting=meeting, text="Send the list", side="IDN", owner=officer,
                      deadline=date(2025, 1, 31)),
    )  # fmt: skip
    agreement = create(officer, Agreement(pair=pair, title="MoU on aluminium"))
    incentive = create(officer, Incentive(pair=pair, country="TJK", what="No tax for five years"))
    company = keep(officer, Company(name="PT Alumindo Light Metal", country="IDN"))
    approach = take_up(officer, pair, company)
    watch = create(officer, Watch(pair=pair, exporter="TJK", importer="IDN", product="760110"))
    evidence = followup.attach(officer, step, text="The list was sent")
    return SimpleNamespace(
        desk=desk, other_desk=other_desk, people=people, stranger=stranger, pair=pair,
        meeting=meeting, document=document, participant=participant, statement=statement,
        step=step, agreement=agreement, incentive=incentive, company=company, approach=approach,
        watch=watch, evidence=evidence, **people,
    )  # fmt: skip


@pytest.fixture
def as_(client: Any) -> Callable[[Any], Any]:
    """A client signed in as a person."""
    from django.test import Client

    def sign_in(person: Any) -> Client:
        one = Client(raise_request_exception=False)
        if person is not None:
            one.force_login(person, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        return one

    return sign_in


@pytest.fixture
def report() -> str:
    """The text of the model case."""
    return REPORT
