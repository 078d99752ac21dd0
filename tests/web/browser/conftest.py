"""A real server, a real worker and Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip
PASSWORD = "kopi-susu-9"  # noqa: S105 - of a server that lives for one test
SETUP = """
import django; django.setup()
from sinergi.web.people.models import Desk, Person
from sinergi.web.pairs.models import Pair
from sinergi.web.core.actions import create
desk = Desk.objects.create(name="Central Asia", country="IDN")
for role in ("viewer", "officer", "approver", "administrator", "counterpart"):
    person = Person(username=role, name=role.title(), role=role, desk=desk)
    person.set_password("kopi-susu-9"); person.save()
officer = Person.objects.get(username="officer")
pair = create(officer, Pair(desk=desk, a="IDN", b="TJK"))
Person.objects.get(username="counterpart").shared_pairs.set([pair])
for a, b in (("TJK", "IDN"), ("IDN", "UZB")):
    create(officer, Pair(desk=desk, a=a, b=b))
from sinergi.web.demo import load_demo
from sinergi.web.meetings import actions
meeting = load_demo(officer).meeting
actions.decide_rest(officer, meeting, "accept")
actions.confirm_meeting(officer, meeting)
for step in meeting.steps.all():
    actions.decide(officer, step, "accept")
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """``sinergi serve`` on a free port with people of every role and the pair IDN–TJK."""
    home = tmp_path_factory.mktemp("server")
    environment = os.environ | {"SINERGI_HOME": str(home),
                                "DJANGO_SETTINGS_MODULE": "sinergi.web.settings"}  # fmt: skip
    for command in (["-m", "django", "migrate", "-v", "0"], ["-c", SETUP]):
        subprocess.run([sys.executable, *command], env=environment, check=True)
    port = free_port()
    log = (home / "log").open("wb")
    running = subprocess.Popen(
        [sys.executable, "-m", "sinergi.cli", "serve", "--port", str(port), "--workers", "1"],
        env=environment, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{base}/health")
        yield SimpleNamespace(base=base, home=home, environment=environment, log=home / "log")
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(timeout=30)
        log.close()


def _wait(where: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(where, timeout=2):  # noqa: S310 - our own
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{where} does not answer")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(chromium: Any, server: SimpleNamespace) -> Iterator[Callable[..., Any]]:
    """A page signed in as a role; faults on the page or in its policy fail the test."""
    contexts, faults = [], []

    def heard(message: Any) -> None:
        if "Content Security" in message.text:
            faults.append(message.text)

    def sign_in(role: str, lang: str = "en", **options: Any) -> Any:
        context = chromium.new_context(base_url=server.base, **options)
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": lang, "url": server.base}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console", lambda m: faults.append(m.text) if "Content Security" in m.text else None
        )
        if role:
            page.goto("/account/login/")
            page.fill("#id_login", role)
            page.fill("#id_password", PASSWORD)
            page.click("main button.main")
            page.wait_for_url(lambda url: "login" not in url)
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def axe() -> str:
    return (Path(__file__).parents[1] / "vendor/axe.min.js").read_text(encoding="utf-8")
