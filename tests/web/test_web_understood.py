"""Words in another language than the page's: what they were understood to mean, and names."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser

from sinergi.web.agreements.models import Agreement
from sinergi.web.core import actions as core
from sinergi.web.core.actions import create
from sinergi.web.core.models import Entry
from sinergi.web.meetings import actions
from sinergi.web.meetings.models import Document, Statement
from sinergi.web.meetings.queries import record_of, understood

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(world: World, report: str) -> Document:
    return actions.bring_text(world.officer, world.pair, report)


def confirmed(person: Any, document: Document) -> Any:
    actions.decide_rest(person, document.meeting, "accept")
    return actions.confirm_meeting(person, document.meeting)


def test_what_was_said_in_another_language_is_explained_in_that_of_the_page(
    world: World, read: Document, as_: Callable[[Any], Any]
) -> None:
    client = as_(world.officer)
    told = {"en": "Understood as: Tajikistan offers", "ru": "Понято так: Таджикистан", "id": ""}
    for lang, words in told.items():
        client.cookies["django_language"] = lang
        for where in (
            reverse("document", args=[read.pk]),
            reverse("meeting", args=[read.meeting_id]),
        ):
            page = client.get(where).content.decode()
            assert ("Dipahami sebagai" in page, words in page) == (False, True)


def test_a_fact_and_a_text_of_no_known_language_are_not_explained(
    world: World, read: Document
) -> None:
    said = list(read.meeting.statements.filter(document=read))
    for one in said:
        assert bool(understood(one, "en")) == (one.kind != "fact")
    said[0].document = None
    assert understood(said[0], "en") == ""


def test_the_record_keeps_what_was_read_off_the_words_until_they_are_changed(
    world: World, read: Document
) -> None:
    offer = read.meeting.statements.filter(kind="offer")[0]
    assert offer.proposal["objects"]
    offer.proposal |= {"denied": True}
    Statement.objects.filter(pk=offer.pk).update(proposal=offer.proposal)
    meeting = confirmed(world.officer, read)

    def kept() -> Any:
        record = record_of([meeting])
        assert record is not None
        offer.refresh_from_db()
        return next(one for one in record.statements if one.span == offer.span)

    assert kept().objects == offer.proposal["objects"]
    assert kept().denied
    shared = record_of([meeting], shareable=True)
    assert shared is not None
    assert not any(one.objects for one in shared.statements)
    offer.refresh_from_db()
    core.edit(world.officer, offer, {"span": "Tajikistan menawarkan kapas"}, version=None)
    assert kept().objects == []


def test_a_proposed_agreement_says_what_it_means_until_a_person_names_it(
    world: World, read: Document, as_: Callable[[Any], Any]
) -> None:
    confirmed(world.officer, read)
    held = Agreement.objects.get(statement__document=read)
    client = as_(world.officer)
    pages = [reverse("agreements"), reverse("agreement", args=[held.pk]),
             reverse("pair", args=[world.pair.pk])]  # fmt: skip
    for where in pages:
        assert "Understood as: Both sides: a memorandum" in client.get(where).content.decode()
    core.edit(world.officer, held, {"title": "Mining MoU"}, version=None)
    for where in pages:
        assert "Understood as" not in client.get(where).content.decode()


def test_steps_name_the_other_country_and_not_the_other_side(world: World, read: Document) -> None:
    meeting = confirmed(world.officer, read)
    texts = [words["text"] for step in meeting.steps.exclude(proposal=None)
             for words in step.proposal["words"].values()]  # fmt: skip
    assert texts
    assert not [t for t in texts if "other side" in t or "другая сторона" in t]


def test_the_timeline_calls_a_proposed_step_by_its_name_in_the_language_of_the_page(
    world: World, read: Document, as_: Callable[[Any], Any]
) -> None:
    with translation.override("en"):
        meeting = confirmed(world.officer, read)
    step = meeting.steps.exclude(proposal=None).first()
    words = step.proposal["words"]
    client = as_(world.officer)
    client.cookies["django_language"] = "tg"

    def timeline() -> str:
        page = client.get(reverse("timeline", args=[world.pair.pk])).content.decode()
        return LexborHTMLParser(page).css_first("ol.timeline").text()

    assert words["tg"]["text"] in timeline()
    assert words["en"]["text"] not in timeline()
    core.edit(world.officer, step, {"text": "Ask in person"}, version=None)
    assert "Ask in person" in timeline()
    assert Entry.objects.filter(kind="step", object_id=step.pk, label=words["en"]["text"]).exists()
    assert words["tg"]["text"] in timeline()


def test_a_name_that_a_person_gave_stays_as_it_is(world: World, as_: Callable[[Any], Any]) -> None:
    from sinergi.web.followup.models import Step

    made = create(world.officer, Step(pair=world.pair, text="Call Dushanbe", side="IDN"))
    client = as_(world.officer)
    client.cookies["django_language"] = "ru"
    page = client.get(reverse("timeline", args=[world.pair.pk])).content.decode()
    assert str(made) in page


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Trade from Tajikistan to Indonesia"), ("tg", "Тоҷикистон")]
)
def test_a_number_is_named_in_the_language_of_the_page(
    lang: str, words: str, world: World, as_: Callable[[Any], Any]
) -> None:
    from sinergi.web.briefs.models import MadeBrief

    number = "trade-value/TJK/IDN/760110/2011@baci-minerals"
    shared: dict[str, Any] = {"pair": world.pair, "lang": "en", "edition": "internal",
                              "state": "ready", "created_by": world.officer}  # fmt: skip
    gone = "trade-value/TJK/IDN/760110/2011@nothing"
    MadeBrief.objects.create(source={"figures": {number: "1", gone: "3"}}, **shared)
    later = MadeBrief.objects.create(source={"figures": {number: "2", gone: "4"}}, **shared)
    client = as_(world.officer)
    client.cookies["django_language"] = lang
    page = LexborHTMLParser(client.get(reverse("brief", args=[later.pk])).content.decode())
    told = page.css_first("main").text()
    assert words in told
    assert "1 → 2" in told
    assert number not in told
    assert gone in told
    heading = LexborHTMLParser(client.get(f"/explain/?id={number}").content.decode()).css_first(
        "h1"
    )
    assert words in heading.text()
    assert heading.attributes.get("lang") is None


@pytest.mark.parametrize("lang", ["id", "ru", "tg"])
def test_what_went_wrong_is_told_in_the_language_of_the_page(
    lang: str, world: World, as_: Callable[[Any], Any]
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from sinergi.web.pairs.actions import take_up

    small = take_up(world.officer, "MCO", "TJK")
    client = as_(world.administrator)
    client.cookies["django_language"] = lang

    def told(answer: Any) -> str:
        page = LexborHTMLParser(answer.content.decode())
        return " ".join(one.text() for one in page.css(".error-box, main .inset, main .lead"))

    file = SimpleUploadedFile("report.exe", b"MZ")
    record = SimpleUploadedFile("pair.json", b"{}")
    answers = {
        "files of this type are not taken":
            client.post(reverse("bring", args=[world.pair.pk]), {"file": file}),
        "the file is no pair that was exported here":
            client.post(reverse("pair_load"), {"file": record}),
        "The dataset in use holds no trade of one of the two countries.":
            client.get(reverse("openings", args=[small.pk])),
        "Its address is not whole, or its dataset is no longer there.":
            client.get("/explain/?id=nothing"),
    }  # fmt: skip
    chart = client.get(reverse("chart_page", args=[small.pk, "openings-a"]))
    for text, answer in [*answers.items(), (list(answers)[2], chart)]:
        assert answer.status_code < 500
        with translation.override(lang):
            words = translation.gettext(text)
        assert words != text
        assert words in told(answer), text
        assert "dataset '" not in told(answer)


def test_a_step_is_put_away_under_its_name_in_the_language_of_the_page(
    world: World, read: Document, as_: Callable[[Any], Any]
) -> None:
    with translation.override("en"):
        step = confirmed(world.officer, read).steps.exclude(proposal=None)[0]
    client = as_(world.officer)
    client.cookies["django_language"] = "id"
    page = client.get(reverse("archive", args=["step", step.pk])).content.decode()
    assert step.proposal["words"]["id"]["text"] in page
    assert step.proposal["words"]["en"]["text"] not in page
