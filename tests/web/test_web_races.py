"""Twenty people at once on one server of two processes, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from scripts.with_postgres import cluster, programs

pytestmark = pytest.mark.slow
WRITERS, PROCESSES, TURNS = 20, 2, 5
SETUP = """
import django; django.setup()
from sinergi.web.agreements.models import Agreement
from sinergi.web.core import actions, sharing
from sinergi.web.companies.actions import keep
from sinergi.web.companies.models import Company
from sinergi.web.followup import actions as followup
from sinergi.web.followup.models import Step
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Desk, Person
desk = Desk.objects.create(name="Desk", country="IDN")
make = lambda name, role: Person.objects.create(username=name, name=name, role=role, desk=desk)
officer, approver = make("o", "officer"), make("a", "approver")
pair = actions.create(officer, Pair(desk=desk, a="IDN", b="TJK"))
keep(officer, Company(name="PT Sinar", country="IDN"))
for text in ("written by all", "closed by all", "confirmed by all"):
    step = actions.create(officer, Step(pair=pair, text=text, side="IDN", share_text="Shared."))
    followup.attach(officer, step, text="proof")
sharing.approve(approver, sharing.ask(officer, step))
done = followup.complete(officer, Step.objects.get(pk=step.pk))
print(followup.invite(officer, done, "Ministry", "en")[1])
"""
WRITE = """
import json, sys, threading
import django; django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.dummy.DummyBackend"
from django.db import connection
from django.test import Client
from sinergi.web.companies.models import Company
from sinergi.web.followup.models import Step
from sinergi.web.pairs.models import Pair
from sinergi.web.people.actions import give_token
from sinergi.web.people.models import Person
first, many, turns, token = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
person, pair = Person.objects.get(username="o"), Pair.objects.get(a="IDN", b="TJK")
company = Company.objects.get()
written, closed, confirmed = Step.objects.order_by("pk")
key = {"Authorization": f"Bearer {give_token(person, 'k', 'write')[1]}"}
told, lock, ready = [], threading.Lock(), threading.Barrier(many)
def tell(what, answer):
    with lock:
        told.append((what, answer.status_code, len(told)))
    return answer
def write(number):
    client = Client(raise_request_exception=False)
    page = Client(raise_request_exception=False)
    page.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    ready.wait()
    tell("confirm", client.post(f"/confirm/{token}/", {"remark": "yes"}))
    tell("take_up", page.post(f"/pairs/{pair.pk}/companies/take-up/", {"company": company.pk}))
    tell("pair", page.post("/pairs/add/", {"a": "IDN", "b": "KAZ"}))
    tell("complete", client.post(f"/api/v1/steps/{closed.pk}/complete", headers=key))
    tell("approve", client.post(f"/api/v1/record/step/{written.pk}/share/ask", headers=key))
    for turn in range(turns):
        mark = f"[{number}.{turn}]"
        while True:
            now = client.get(f"/api/v1/steps/{written.pk}", headers=key).json()
            answer = tell("edit", client.patch(
                f"/api/v1/steps/{written.pk}?version={now['version']}",
                data=json.dumps({"note": now["note"] + mark}), headers=key,
                content_type="application/json"))
            if answer.status_code != 409:
                break
    connection.close()
threads = [threading.Thread(target=write, args=(first + n,)) for n in range(many)]
[t.start() for t in threads]; [t.join() for t in threads]
print(json.dumps([one[:2] for one in told]))
"""
LOOK = """
import json
import django; django.setup()
from sinergi.web.companies.models import Approach
from sinergi.web.core.models import Entry
from sinergi.web.followup.models import Step
from sinergi.web.pairs.models import Pair
written, closed, confirmed = Step.objects.order_by("pk")
lines = lambda step, action: Entry.objects.filter(
    kind="step", object_id=step.pk, action=action).count()
print(json.dumps({
    "note": written.note, "edits": lines(written, "edit"), "version": written.version,
    "closings": lines(closed, "complete"), "confirmations": lines(confirmed, "confirm"),
    "asked": lines(written, "ask_share"), "status": [closed.status, confirmed.status],
    "approaches": Approach.objects.count(), "pairs": Pair.objects.filter(b="KAZ").count()}))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    own = {"SINERGI_HOME": str(tmp_path / "home"), "DJANGO_SETTINGS_MODULE": "sinergi.web.settings"}
    with ExitStack() as stack:
        if request.param == "postgresql":
            if programs() is None:
                pytest.skip("PostgreSQL is not installed")
            # Not below pytest's own folder, which PostgreSQL's user may not enter.
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="sinergi-pg-"))
            own["DATABASE_URL"] = stack.enter_context(cluster(Path(folder)))
        yield os.environ | own


def start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, *arguments], env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip


def ended(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, err[-3000:]
    return out.strip().splitlines()[-1] if out.strip() else ""


def test_twenty_writers_lose_nothing_and_meet_no_fault(database: dict[str, str]) -> None:
    ended(start(database, "-m", "django", "migrate", "-v", "0"))
    token = ended(start(database, "-c", SETUP))
    each = WRITERS // PROCESSES
    running = [
        start(database, "-c", WRITE, str(n * each), str(each), str(TURNS), token)
        for n in range(PROCESSES)
    ]
    told = Counter(tuple(one) for process in running for one in json.loads(ended(process)))
    found: Any = json.loads(ended(start(database, "-c", LOOK)))
    assert not [one for one in told if one[1] >= 500], told
    marks = {f"[{n}.{turn}]" for n in range(WRITERS) for turn in range(TURNS)}
    assert {f"[{one}]" for one in found["note"].strip("[]").split("][")} == marks
    assert found["edits"] == told["edit", 200] == WRITERS * TURNS
    assert found["closings"] == told["complete", 200] == 1
    assert found["asked"] == told["approve", 200] == 1
    assert found["confirmations"] == 1
    assert found["status"] == ["done", "confirmed"]
    assert (found["approaches"], found["pairs"]) == (1, 1)
