"""The start that the guide for servers names, and the way from the first schema to today's."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
GUIDE = Path(__file__).parents[2] / "docs/workbench-server.md"
FIRST = {"agreements": "0002", "briefs": "0002", "companies": "0002", "core": "0002",
         "datasets": "0002", "followup": "0002", "meetings": "0002", "openings": "0002",
         "pairs": "0002", "people": "0001"}  # fmt: skip
"""The last migration of each app in the first version that was given out."""
FILL = """
import django; django.setup()
from django.db import connection
cursor = connection.cursor()
def add(table, **values):
    names = ", ".join(values)
    marks = ", ".join(["%s"] * len(values))
    cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))
    return cursor.lastrowid
now = "2025-01-02 03:04:05"
kept = {"version": 1, "created_at": now, "changed_at": now, "archive_reason": ""}
desk = add("people_desk", name="Desk", country="IDN", created_at=now)
person = add("people_person", password="!", is_superuser=False, username="o", email="",
             is_staff=False, is_active=True, date_joined=now, name="O", role="officer",
             language="en", digest=True, desk_id=desk)
pair = add("pairs_pair", a="IDN", b="TJK", note="inside", share_text="", sharing="draft",
           desk_id=desk, created_by_id=person, **kept)
company = add("companies_company", name="PT Sinar", country="IDN", register="desk", record_id="",
              city="", website="", email="", phone="", activity="", screening="not screened",
              created_by_id=person, **kept)
add("companies_approach", product="76", reasons='["it makes aluminium"]', unknown='["size"]',
    stage="planned", contact="", answer="", note="", share_text="", sharing="draft",
    company_id=company, pair_id=pair, created_by_id=person, **kept)
"""
LOOK = """
import django; django.setup()
from django.test import Client
from django.conf import settings
from sinergi.web.companies.models import Approach
from sinergi.web.people.models import Person
settings.ALLOWED_HOSTS = ["*"]
one = Approach.objects.get()
assert (one.company.name, one.pair.note) == ("PT Sinar", "inside")
assert one.reasons == ["it makes aluminium"]
client = Client()
client.force_login(Person.objects.get(), backend=settings.AUTHENTICATION_BACKENDS[0])
for where in ("/", f"/pairs/{one.pair_id}/", f"/approaches/{one.pk}/",
              f"/companies/{one.company_id}/"):
    assert client.get(where).status_code == 200, where
assert b"it makes aluminium" in client.get(f"/approaches/{one.pk}/").content
"""


def run(home: Path, *arguments: str, **more: str) -> str:
    own = {"SINERGI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sinergi.web.settings"}
    environment = os.environ | own | more
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout + done.stderr


def test_what_the_first_schema_held_is_there_after_all_migrations(tmp_path: Path) -> None:
    # Every app's first state, with the other packages' as they are.
    for app in ("auth", "sessions", "account", "mfa", "django_tasks_database"):
        run(tmp_path, "-m", "django", "migrate", app, "-v", "0")
    for app, name in FIRST.items():
        run(tmp_path, "-m", "django", "migrate", app, name, "-v", "0")
    run(tmp_path, "-c", FILL)
    run(tmp_path, "-m", "django", "migrate", "-v", "0")
    run(tmp_path, "-c", LOOK)


def test_no_change_of_a_model_is_without_its_migration(tmp_path: Path) -> None:
    run(tmp_path, "-m", "django", "makemigrations", "--check", "--dry-run")


def test_the_settings_of_an_office_pass_the_check_for_deployment(tmp_path: Path) -> None:
    said = run(tmp_path, "-m", "sinergi.cli", "manage", "check", "--deploy", "--fail-level",
               "WARNING", SINERGI_HTTPS="1", SINERGI_HOSTS="desk.example")  # fmt: skip
    assert "no issues" in said


def test_the_start_of_the_guide_answers_behind_a_proxy_and_only_there(tmp_path: Path) -> None:
    line = re.search(r"ExecStart=\S*gunicorn (.+)", GUIDE.read_text(encoding="utf-8"))
    assert line is not None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = line[1].replace("127.0.0.1:8000", f"127.0.0.1:{port}").split()
    more = {"SINERGI_HTTPS": "1", "SINERGI_HOSTS": "desk.example"}
    run(tmp_path, "-m", "sinergi.cli", "manage", "migrate", "--no-input", "-v", "0", **more)
    own = {"SINERGI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "sinergi.web.settings"}
    environment = os.environ | own | more
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", *arguments], env=environment)
    try:
        proxied = {"Host": "desk.example", "X-Forwarded-Proto": "https",
                   "X-Forwarded-For": "10.0.0.1"}  # fmt: skip
        answer = _ask(port, "/start/", proxied)
        assert answer.status == 200
        assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
        assert "includeSubDomains" not in answer.headers["Strict-Transport-Security"]
        cookie = answer.headers["Set-Cookie"]
        assert "Secure" in cookie
        assert "SameSite=Strict" in cookie
        assert _ask(port, "/static/web/style.css", proxied).status == 200
        with pytest.raises(urllib.error.HTTPError, match="400"):
            _ask(port, "/start/", proxied | {"Host": "elsewhere.example"})
        # While it runs, nothing is restored.
        archive = tmp_path / "b.tar.gz"
        run(tmp_path, "-m", "sinergi.cli", "manage", "backup", str(archive), **more)
        refused = subprocess.run(
            [sys.executable, "-m", "sinergi.cli", "manage", "restore", str(archive)],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert refused.returncode == 1
        assert "the server runs" in refused.stderr
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)


def _ask(port: int, where: str, headers: dict[str, str]) -> Any:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{where}", headers=headers)
    for _ in range(240):
        try:
            return urllib.request.urlopen(request, timeout=30)  # noqa: S310 - our own
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server does not answer")
