"""Pictures of every page of the workbench, to be looked at: languages, widths, on paper, desks.

    python -m scripts.workbench_pictures build/pictures --langs en,tg --sizes wide,phone
    python -m scripts.workbench_pictures build/pictures --desk empty --only desk,pairs

A server of its own is started on loopback with the demonstration desk (its record confirmed, steps
accepted, a company taken up, a brief made), or with an empty one. Needs Debian's Chromium.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SIZES = {"wide": (1280, 900), "phone": (390, 844)}
PASSWORD = "kopi-susu-9"
PEOPLE = f"""
import django; django.setup()
from sinergi.web.people.models import Desk, Person
desk = Desk.objects.create(name="Central Asia", country="IDN")
for role in ("viewer", "officer", "approver", "administrator", "counterpart"):
    person = Person(username=role, name=role.title(), role=role, desk=desk)
    person.set_password("{PASSWORD}")
    person.save()
"""
DEMO = """
from datetime import date
from sinergi.web.briefs.actions import ask
from sinergi.web.companies.actions import keep, take_up
from sinergi.web.companies.models import Company
from sinergi.web.core import actions as core, sharing
from sinergi.web.demo import load_demo
from sinergi.web.followup import actions as followup
from sinergi.web.meetings import actions
from sinergi.web.openings.models import Watch
officer, approver = (Person.objects.get(username=one) for one in ("officer", "approver"))
document = load_demo(officer)
meeting, pair = document.meeting, document.pair
actions.decide_rest(officer, meeting, "accept")
actions.confirm_meeting(officer, meeting)
for step in meeting.steps.all():
    actions.decide(officer, step, "accept")
first, second = meeting.steps.order_by("pk")[:2]
followup.attach(officer, first, text="Letter 12")
followup.complete(officer, type(first).objects.get(pk=first.pk))
first = core.edit(officer, type(first).objects.get(pk=first.pk),
                  {"share_text": "The list was sent."}, version=None)
sharing.approve(approver, sharing.ask(officer, first))
core.edit(officer, type(second).objects.get(pk=second.pk),
          {"share_text": "A list of companies is being prepared."}, version=None)
sharing.ask(officer, type(second).objects.get(pk=second.pk))
take_up(officer, pair, keep(officer, Company(name="PT Contoh Logam", country="IDN")))
core.create(officer, Watch(pair=pair, exporter="TJK", importer="IDN", product="760110"))
Person.objects.get(username="counterpart").shared_pairs.set([pair])
ask(officer, pair, lang="en", edition="internal", formats=["docx"], meetings=[meeting])
from sinergi.web.demo import REPORT
from sinergi.web.meetings.actions import bring_text
from sinergi.web.pairs.actions import take_up as take_up_pair
bring_text(officer, take_up_pair(officer, "TJK", "IDN"), REPORT.read_text(encoding="utf-8"))
"""
PAGES = {
    "desk": "/", "pairs": "/pairs/", "pair-add": "/pairs/add/", "pair": "/pairs/1/",
    "timeline": "/pairs/1/timeline/", "sharing": "/pairs/1/sharing/", "bring": "/pairs/1/bring/",
    "reading": "/documents/2/", "document": "/documents/1/", "meeting": "/meetings/1/",
    "statement": "/record/statement/1/history/", "openings": "/pairs/1/openings/",
    "opening": "/pairs/1/openings/TJK/760110/", "chart-trade": "/pairs/1/charts/trade/",
    "chart-sells": "/pairs/1/charts/sells-a/", "chart-openings": "/pairs/1/charts/openings-b/",
    "map": "/pairs/1/charts/map/", "facilities": "/pairs/1/charts/facilities/",
    "candidates": "/pairs/1/companies/?product=7601", "companies": "/companies/",
    "companies-found": "/companies/?q=contoh", "company": "/companies/1/",
    "approach": "/approaches/1/", "review": "/companies/review/",
    "steps": "/steps/", "step": "/steps/1/", "step-add": "/add/step/pair/1/",
    "step-change": "/record/step/1/change/", "archive": "/record/step/1/archive/",
    "agreements": "/agreements/", "agreement": "/agreements/1/", "incentives": "/incentives/",
    "briefs": "/pairs/1/briefs/", "brief": "/briefs/1/", "data": "/data/", "people": "/people/",
    "person-add": "/people/add/", "me": "/me/", "search": "/search/?q=indonesia",
    "search-nothing": "/search/?q=qqqq", "table-in": "/tables/step/bring/",
    "second-step": "/account/2fa/", "password": "/account/password/", "nothing": "/nothing/",
    "shared": "/shared/", "shared-pair": "/shared/1/", "explain": "/explain/?id=nothing",
    "sign-in": "/account/login/", "start": "/start/",
}  # fmt: skip
ROLES = {"shared": "counterpart", "shared-pair": "counterpart", "sign-in": "", "start": ""}
"""Who looks, where it is not the administrator."""
EMPTY = ("desk", "pairs", "pair-add", "companies", "companies-found", "review", "steps",
         "agreements", "incentives", "data", "people", "me", "search", "shared")  # fmt: skip


@contextmanager
def server(setup: str) -> Iterator[str]:
    """``sinergi serve`` in a folder of its own after ``setup``; gives the address."""
    with tempfile.TemporaryDirectory(prefix="sinergi-pictures-") as home:
        environment = os.environ | {"SINERGI_HOME": home,
                                    "DJANGO_SETTINGS_MODULE": "sinergi.web.settings"}  # fmt: skip
        commands = [["-m", "django", "migrate", "-v", "0"], *([["-c", setup]] if setup else [])]
        for command in commands:
            subprocess.run([sys.executable, *command], env=environment, check=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        running = subprocess.Popen(
            [sys.executable, "-m", "sinergi.cli", "serve", "--port", str(port), "--workers", "1"],
            env=environment, start_new_session=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        base = f"http://127.0.0.1:{port}"
        try:
            _wait(f"{base}/health")
            yield base
        finally:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(timeout=30)


def _wait(where: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(where, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"{where} does not answer")


def sign_in(browser: Any, base: str, role: str, lang: str, size: str) -> Any:
    """A page of a person with a role; nobody's without one."""
    width, height = SIZES.get(size, SIZES["wide"])
    context = browser.new_context(base_url=base, viewport={"width": width, "height": height})
    context.add_cookies([{"name": "django_language", "value": lang, "url": base}])
    page = context.new_page()
    page.set_default_timeout(120_000)
    if role:
        page.goto("/account/login/")
        page.fill("#id_login", role)
        page.fill("#id_password", PASSWORD)
        page.click("main button.main")
        page.wait_for_url(lambda url: "login" not in url)
    return page


def shoot(page: Any, where: str, target: Path, size: str) -> str:
    """Take one picture; returns what is wrong at first sight, in words, or nothing."""
    page.goto(where)
    page.wait_for_load_state("networkidle")
    for image in page.locator("img[loading=lazy]").all():
        image.scroll_into_view_if_needed()
        image.evaluate("one => one.complete || new Promise(told => { one.onload = told; })")
    if page.locator("figure.vega").count():
        page.wait_for_function(
            "[...document.querySelectorAll('figure.vega [data-draw]')]"
            ".every(one => one.children.length)"
        )
    if size == "print":
        page.pdf(path=str(target.with_suffix(".pdf")), format="A4", print_background=True)
        return ""
    page.screenshot(path=str(target.with_suffix(".png")), full_page=True)
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return f"{target.name}: {wider} px wider than the window" if wider > 0 else ""


def main(arguments: list[str]) -> int:
    """Take the pictures; exit code 1 if a page is wider than its window."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--langs", default="en,id,ru,tg")
    parser.add_argument("--sizes", default="wide,phone,print")
    parser.add_argument("--desk", choices=("demo", "empty"), default="demo")
    parser.add_argument("--only", default="")
    chosen = parser.parse_args(arguments)
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("needs Chromium: apt-get install chromium\n")
        return 2
    from playwright.sync_api import sync_playwright

    empty = chosen.desk == "empty"
    names = [one for one in chosen.only.split(",") if one] or list(EMPTY if empty else PAGES)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    wrong = []
    with server(PEOPLE if empty else PEOPLE + DEMO) as base, sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for size in chosen.sizes.split(","):
            for lang in chosen.langs.split(","):
                pages: dict[str, Any] = {}
                for name in names:
                    role = ROLES.get(name, "administrator")
                    if role not in pages:
                        pages[role] = sign_in(browser, base, role, lang, size)
                    target = chosen.folder / f"{chosen.desk}-{size}-{lang}-{name}"
                    wrong.append(shoot(pages[role], PAGES[name], target, size))
                for page in pages.values():
                    page.context.close()
        browser.close()
    for line in filter(None, wrong):
        sys.stderr.write(line + "\n")
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
