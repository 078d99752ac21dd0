"""My desk, reminders, digest, calendar, search, companies in any script, bounded queries, start."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from sinergi.web.followup import queries
from sinergi.web.followup.digest import send_digests
from sinergi.web.people import actions as people

pytestmark = pytest.mark.django_db


def test_what_is_late_reminds_its_owner_only(world: World) -> None:
    today = date(2025, 2, 10)
    rules = {r.rule.rule for r in queries.reminders(world.officer, today)}
    assert "step-late" in rules
    assert "step-late" not in {r.rule.rule for r in queries.reminders(world.approver, today)}
    assert queries.reminders(world.stranger, today) == []


def test_the_digest_is_in_the_persons_language_one_mail_each(world: World) -> None:
    type(world.officer).objects.filter(pk=world.officer.pk).update(
        email="o@desk.test", language="ru"
    )
    assert send_digests(date(2025, 2, 10)) == 1
    sent = mail.outbox[0]
    assert sent.to == ["o@desk.test"]
    assert "Этот шаг просрочен" in sent.body
    assert "Send the list" in sent.body


def test_the_calendar_holds_the_steps_and_its_address_can_be_taken_back(
    world: World, client: Any
) -> None:
    secret = people.give_calendar(world.officer)
    answer = client.get(reverse("calendar", args=[secret]))
    assert answer["Content-Type"].startswith("text/calendar")
    text = answer.content.decode()
    assert "Send the list" in text
    assert "DTSTART;VALUE=DATE:20250131" in text
    newer = people.give_calendar(world.officer)
    assert client.get(reverse("calendar", args=[secret])).status_code == 404
    people.revoke_calendar(world.officer)
    assert client.get(reverse("calendar", args=[newer])).status_code == 404


def test_search_finds_in_every_script_and_only_the_own_desk(
    world: World, as_: Callable[[Any], Any]
) -> None:
    from sinergi.web.core import actions

    actions.edit(world.officer, world.step, {"text": "Отправить список алюминия"}, version=None)
    for words in ("алюминия", "alyuminiya spisok", "ОТПРАВИТЬ"):
        page = as_(world.officer).get(reverse("search"), {"q": words}).content.decode()
        assert "Отправить список" in page, words
        other = as_(world.stranger).get(reverse("search"), {"q": words}).content.decode()
        assert "Отправить список" not in other


@pytest.mark.parametrize("written", ["Алюминдо Лайт Метал", "PT. ALUMINDO LIGHT METAL Tbk",
                                     "alumindo"])  # fmt: skip
def test_a_company_is_found_in_any_script_and_spelling(world: World, written: str) -> None:
    from sinergi.web.companies.queries import named

    assert [one.name for one in named(written)] == ["PT Alumindo Light Metal"]


def test_a_name_that_only_sounds_alike_comes_last_and_says_so(
    world: World, as_: Callable[[Any], Any]
) -> None:
    from sinergi.web.companies.actions import keep
    from sinergi.web.companies.models import Company
    from sinergi.web.companies.queries import hits

    for name in ("BRE ENERGY AS", "PT Harum Energy Tbk", "Harum Energetika", "Harum Tenaga"):
        keep(world.officer, Company(name=name, country="IDN"))
    found = [(hit.company.name, hit.alike) for hit in hits("Harum Energy")]
    assert found[0] == ("PT Harum Energy Tbk", False)
    assert dict(found)["Harum Tenaga"]
    assert [alike for _name, alike in found] == sorted(alike for _name, alike in found)
    begun = {hit.company.name for hit in hits("harum energ") if not hit.alike}
    assert begun == {"PT Harum Energy Tbk", "Harum Energetika"}
    assert hits("indonesia") == []
    for query, told in (("Harum Energy", True), ("alumindo", False)):
        for where in (reverse("search"), reverse("companies")):
            page = as_(world.officer).get(where, {"q": query}).content.decode()
            assert ("similar name" in page) == told


def test_candidates_begin_with_a_product_of_which_both_sides_have_companies(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sinergi.web.companies import queries as companies

    held = {("IDN", "52"), ("TJK", "30"), ("IDN", "7601"), ("TJK", "7601")}
    monkeypatch.setattr(companies, "offered", lambda c, p, _other: [c] if (c, p) in held else [])
    first = companies.first_with_most
    assert first(world.pair, ["99", "52", "30", "7601"]) == "7601"
    assert first(world.pair, ["99", "30", "52"]) == "30"
    assert first(world.pair, ["99", "98"]) == "99"
    assert first(world.pair, []) == ""


def test_a_pair_is_found_before_what_was_said_about_it(
    world: World, as_: Callable[[Any], Any]
) -> None:
    from sinergi.web.core.actions import create
    from sinergi.web.core.search import LIMIT
    from sinergi.web.meetings.models import Statement

    for n in range(LIMIT):
        create(world.officer, Statement(meeting=world.meeting, kind="fact",
                                        span=f"Tajikistan said {n}"))  # fmt: skip
    client = as_(world.officer)
    page = client.get(reverse("search"), {"q": "tajikistan"}).content.decode()
    assert page.index("Indonesia – Tajikistan") < page.index("Tajikistan said")
    assert "Only the first are shown" in page
    assert "Only the first" not in client.get(reverse("search"), {"q": "said 7"}).content.decode()


@pytest.mark.parametrize(
    ("chosen", "texts"),
    [("due=past", ["Send the list"]), ("due=month", ["Soon"]), ("due=quarter", ["Soon", "Later"]),
     ("due=none", ["Never"]), ("due=x", ["Send the list", "Soon", "Later", "Never"])],
)  # fmt: skip
def test_the_board_shows_what_is_due_when(
    chosen: str, texts: list[str], world: World, as_: Callable[[Any], Any]
) -> None:
    from datetime import timedelta

    from sinergi.web.followup.models import Step

    for text, days in (("Soon", 0), ("Later", 60), ("Never", None)):
        due = None if days is None else date.today() + timedelta(days=days)
        Step.objects.create(pair=world.pair, text=text, side="TJK", deadline=due, state="accepted")
    page = as_(world.officer).get(f"{reverse('steps')}?{chosen}").content.decode()
    for text in ("Send the list", "Soon", "Later", "Never"):
        assert (text in page) == (text in texts)


def test_the_board_is_arranged_under_headings(world: World, as_: Callable[[Any], Any]) -> None:
    from sinergi.web.followup.models import Step

    Step.objects.create(pair=world.pair, text="Nobody's", side="TJK", state="accepted")
    client = as_(world.officer)
    heads = {}
    for by in ("", "pair", "owner", "status", "x"):
        page = LexborHTMLParser(client.get(f"{reverse('steps')}?by={by}").content.decode())
        heads[by] = [one.text(deep=False).strip() for one in page.css("main h2")]
        assert len(page.css("main tbody tr")) == 2
    assert {"The officer", "Nobody yet"} == set(heads.pop("owner"))
    assert heads == {"": [], "x": [], "pair": ["Indonesia – Tajikistan"], "status": ["Open"]}


def test_lists_ask_the_database_a_bounded_number_of_times(
    world: World, as_: Callable[[Any], Any], django_assert_max_num_queries: Any
) -> None:
    from sinergi.web.followup.models import Step
    from sinergi.web.meetings.models import Statement

    Step.objects.bulk_create(
        [Step(pair=world.pair, text=f"S {n}", side="IDN", owner=world.officer) for n in range(60)]
    )
    Statement.objects.bulk_create(
        [Statement(meeting=world.meeting, kind="fact", span=f"Said {n}") for n in range(60)]
    )
    client = as_(world.officer)
    client.get("/")
    pages = {"desk": (), "steps": (), "pairs": (), "agreements": (), "incentives": (),
             "pair": (world.pair.pk,), "meeting": (world.meeting.pk,),
             "document": (world.document.pk,), "timeline": (world.pair.pk,),
             "step": (world.step.pk,)}  # fmt: skip
    for name, args in pages.items():
        with django_assert_max_num_queries(40):
            assert client.get(reverse(name, args=args)).status_code == 200, name


def test_an_empty_workbench_makes_its_administrator_once(client: Any, db: None) -> None:
    from sinergi.web.people import middleware

    middleware._known = False
    assert client.get("/")["Location"] == "/start/"
    form = {"name": "Siti", "username": "siti", "password": "kopi-susu-9", "desk": "Asia",
            "country": "IDN", "demo": "on"}  # fmt: skip
    assert '<option value="" selected' in client.get("/start/").content.decode()
    assert client.post("/start/", form | {"password": "12345678"}).status_code == 400
    assert client.post("/start/", form | {"country": ""}).status_code == 400
    assert client.post("/start/", form)["Location"] == "/"
    page = client.get("/").content.decode()
    assert "Indonesia – Tajikistan" in page
    client.post("/account/logout/")
    assert client.get("/start/")["Location"] == "/"


def test_the_model_case_takes_at_most_25_actions(
    world: World, as_: Callable[[Any], Any], report: str, django_capture_on_commit_callbacks: Any
) -> None:
    """From the pasted report to a brief in Word, as a person clicks: each request is an action."""
    client = as_(world.officer)
    count = 0

    def act(where: str, **sent: Any) -> Any:
        nonlocal count
        count += 1
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(where, sent)
        assert answer.status_code == 302, (where, answer.content[:300])
        return answer

    where = act(reverse("bring", args=[world.pair.pk]), text=report)["Location"]
    from sinergi.web.meetings.models import Document, Meeting

    meeting = Document.objects.get(pk=int(re.findall(r"\d+", where)[0])).meeting
    assert meeting is not None
    act(reverse("decide_rest", args=[meeting.pk, "accept"]))
    act(reverse("meeting_confirm", args=[meeting.pk]))
    act(reverse("accept_steps", args=[meeting.pk]))
    page = client.get(reverse("candidates", args=[world.pair.pk]), {"product": "7601"})
    count += 1
    taken = re.findall(r'name="record" value="([^"]+)"', page.content.decode())[:3]
    assert len(taken) == 3
    for record in taken:
        act(reverse("take_up", args=[world.pair.pk]), country="IDN", product="7601", record=record)
    assert world.pair.approaches.exclude(product="").count() == 3
    act(reverse("briefs", args=[world.pair.pk]), lang="id", edition="internal", formats=["docx"],
        parts=["statements", "evidence", "companies", "plan"], meetings=[meeting.pk])  # fmt: skip
    brief = world.pair.briefs.get()
    assert (brief.state, brief.failure) == ("ready", "")
    file = client.get(reverse("brief_file", args=[brief.pk, "brief.docx"]))
    assert b"".join(file.streaming_content)[:2] == b"PK"
    assert Meeting.objects.get(pk=meeting.pk).steps.filter(state="accepted").exists()
    assert count + 1 <= 25


def test_check_deploy_is_clean(monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    import os
    import subprocess
    import sys

    environment = os.environ | {"SINERGI_HTTPS": "1", "SINERGI_HOSTS": "desk.example",
                                "DJANGO_SETTINGS_MODULE": "sinergi.web.settings"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_reminder_far_ahead_is_none(world: World) -> None:
    assert queries.reminders(world.officer, date(2025, 1, 31) - timedelta(days=30)) == []
