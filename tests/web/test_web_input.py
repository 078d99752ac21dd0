"""Bad input at every form and address: a message, never a fault."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

pytestmark = pytest.mark.django_db
BAD = ("\0", "a\0b", "x" * 5000, "😀" * 300, "\u202eevil\u202c", "العربية",
       "<script>alert(1)</script>",
       "' OR 1=1 --", "{{ 7*7 }}", "99999999999999999999", "-1", "2025-13-45", "\ud800", "\r\n\r\n",
       "../../etc/passwd", "=1+1")  # fmt: skip

FORMS: tuple[tuple[str, tuple[Any, ...], tuple[str, ...]], ...] = (
    ("add_to", ("step", "pair", "pair"), ("text", "side", "owner", "closes_with", "share_text")),
    ("add_to", ("statement", "meeting", "meeting"),
     ("kind", "side", "sectors", "products", "due", "span")),
    ("add_to", ("meeting", "pair", "pair"), ("date", "place", "country")),
    ("add_to", ("agreement", "pair", "pair"), ("title", "signed_on", "expires_on")),
    ("add", ("company",), ("name", "country", "website")),
    ("change", ("step", "step"), ("text", "version", "owner", "next")),
    ("step_action", ("step", "attach"), ("text", "url")),
    ("step_action", ("step", "move_deadline"), ("deadline", "reason")),
    ("step_action", ("step", "report"), ("colour", "reason")),
    ("step_action", ("step", "invite"), ("to", "language")),
    ("step_action", ("step", "nonsense"), ("text",)),
    ("add_span", ("document",), ("start", "end", "kind", "side")),
    ("bring", ("pair",), ("text", "published")),
    ("take_up", ("pair",), ("country", "product", "record", "company")),
    ("approach_action", ("approach", "link"), ("step", "answer")),
    ("meeting_merge", ("meeting",), ("into",)),
    ("briefs", ("pair",),
     ("lang", "edition", "formats", "parts", "meetings", "purpose", "prepared")),
    ("pair_add", (), ("a", "b")),
    ("review_decide", (), ("verdict", "left", "right", "number")),
    ("data_remove", (), ("id", "sure")),
    ("person_add", (), ("name", "username", "role", "desk", "language", "email", "password")),
    ("desk_add", (), ("desk_name", "desk_country")),
    ("me", (), ("email", "language")),
    ("token_add", (), ("token_name", "scope")),
    ("language", (), ("language", "next")),
    ("pair_sharing", ("pair",), ("people",)),
)  # fmt: skip
ADDRESSES = ("/steps/?pair={}&owner={}&page={}", "/search/?q={}", "/companies/?q={}&country={}",
             "/agreements/?stage={}&page={}", "/incentives/?pair={}", "/explain/?id={}",
             "/confirm/{}/", "/calendar/{}.ics", "/record/{}/1/", "/record/step/{}/",
             "/tables/{}.csv", "/pairs/{}/", "/undo/{}/", "/decide/step/1/{}/")  # fmt: skip
HUGE = "9" * 30


def address(name: str, args: tuple[Any, ...], world: World) -> str:
    kinds = {"add_to": 2, "change": 1, "add": 1}.get(name, 0)
    filled = [getattr(world, a).pk if n >= kinds and hasattr(world, str(a)) else a
              for n, a in enumerate(args)]  # fmt: skip
    return reverse(name, args=filled)


@pytest.mark.parametrize("form", FORMS, ids=lambda f: "-".join([f[0], *map(str, f[1])]))
def test_bad_input_in_a_form_is_answered(
    form: tuple[str, tuple[Any, ...], tuple[str, ...]],
    world: World,
    as_: Callable[[Any], Any],
    django_assert_max_num_queries: Any,
) -> None:
    client = as_(world.administrator)
    name, args, fields = form
    where = address(name, args, world)
    for bad in BAD:
        sent = {field: bad.encode("utf-8", "surrogatepass").decode("latin-1") if "\ud800" in bad
                else bad for field in fields}  # fmt: skip
        answer = client.post(where, sent)
        assert answer.status_code in (200, 302, 400, 403, 404, 409), (bad[:20], answer.status_code)
        assert b"<script>alert(1)</script>" not in answer.content


@pytest.mark.parametrize("where", ADDRESSES)
def test_bad_addresses_are_answered(where: str, world: World, as_: Callable[[Any], Any]) -> None:
    from urllib.parse import quote

    client = as_(world.administrator)
    for bad in (*BAD, HUGE):
        text = quote(bad.encode("utf-8", "surrogatepass"), safe="")
        answer = client.get(where.replace("{}", text))
        assert answer.status_code in (200, 302, 400, 404, 405, 410), (bad[:20], answer.status_code)
        assert b"<script>alert(1)</script>" not in answer.content


def test_uploads_are_limited_in_type_and_size_and_served_as_attachments(
    world: World, as_: Callable[[Any], Any], settings: Any
) -> None:
    client = as_(world.officer)
    settings.UPLOAD_LIMIT = 1000
    bring = reverse("bring", args=[world.pair.pk])
    for name, content in (("a.exe", b"MZ"), ("a.pdf", b"x" * 1001), ("noending", b"x")):
        answer = client.post(bring, {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 400, name
    attach = reverse("step_action", args=[world.step.pk, "attach"])
    page = SimpleUploadedFile("../../x<b>.html", b"<script>alert(1)</script>")
    assert client.post(attach, {"file": page}).status_code in (302, 400)
    good = SimpleUploadedFile("weird; \u202ename.pdf", b"%PDF-1.4 <script>")
    assert client.post(attach, {"file": good}).status_code == 302
    proof = world.step.evidence.exclude(file="").get()
    answer = client.get(reverse("evidence_file", args=[proof.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "\n" not in answer["Content-Disposition"]
    answer.close()


def test_a_damaged_upload_becomes_a_failed_document_with_a_reason(
    world: World, as_: Callable[[Any], Any], django_capture_on_commit_callbacks: Any
) -> None:
    client = as_(world.officer)
    for name, content in (("broken.docx", b"PK\x03\x04 no zip"), ("broken.pdf", b"%PDF-1.7\n\xff")):
        with django_capture_on_commit_callbacks(execute=True):
            upload = SimpleUploadedFile(name, content)
            answer = client.post(reverse("bring", args=[world.pair.pk]), {"file": upload})
        page = client.get(answer["Location"]).content.decode()
        assert "could not be read" in page


def test_uploads_are_opened_only_by_confined_readers(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    from sinergi.errors import InputError
    from sinergi.reading.formats import confined_formats
    from sinergi.web.meetings.reading import read_upload

    asked = []

    def refuse(*args: Any, **kwargs: Any) -> Any:
        asked.append(args)
        raise InputError("stopped by its limits")

    monkeypatch.setattr(confined_formats, "call", refuse)
    for name, content in (("a.pdf", b"%PDF-1.4"), ("a.docx", b"PK\x03\x04"), ("a.html", b"<p>x")):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(InputError, match="limits"):
            read_upload(file, name, None)
    assert len(asked) == 3


def test_every_answer_carries_the_policy(world: World, as_: Callable[[Any], Any]) -> None:
    answer = as_(world.officer).get("/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    assert "style=" not in text
    assert " onclick" not in text
    assert "<script>" not in text


def test_a_form_from_elsewhere_is_refused(world: World) -> None:
    from django.conf import settings as conf
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.officer, backend=conf.AUTHENTICATION_BACKENDS[0])
    answer = strict.post(reverse("pair_add"), {"a": "IDN", "b": "KAZ"})
    assert answer.status_code == 403
    assert "What you typed is kept" in answer.content.decode()


def test_sign_ins_are_throttled(world: World, client: Any) -> None:
    for _ in range(12):
        answer = client.post("/account/login/", {"login": "u-officer", "password": "wrong"})
    right = client.post("/account/login/", {"login": "u-officer", "password": "kopi-susu-9"})
    assert answer.status_code in (200, 429)
    assert right.status_code != 302


def test_names_of_files_cannot_leave_the_folder() -> None:
    from sinergi.web.meetings.pages import safe_name

    assert "/" not in safe_name("../../etc/passwd")
    assert safe_name("\0\n").strip("_") == ""
