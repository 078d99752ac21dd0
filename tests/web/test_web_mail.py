"""Mail: documents that come in over IMAP, the digest, the calendar feed."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from io import StringIO
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from icalendar import Calendar

from sinergi.web.agreements.models import Agreement
from sinergi.web.environment import Mailbox
from sinergi.web.followup.digest import send_digests
from sinergi.web.meetings.mail import take
from sinergi.web.meetings.models import Document
from sinergi.web.people.actions import give_calendar
from sinergi.web.people.models import Person

pytestmark = pytest.mark.django_db


class Imap(socketserver.StreamRequestHandler):
    """As much of a server of RFC 3501 as a client needs that reads one mailbox."""

    server: Any

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, command, *rest = line.split(" ", 2)
            words = rest[0] if rest else ""
            answer = self._answer(command.upper(), words)
            self._say(f"{tag} {answer}")
            if command.upper() == "LOGOUT":
                return

    def _answer(self, command: str, words: str) -> str:
        box = self.server.box
        if command == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1")
        elif command == "LOGIN" and '"right"' not in words and "right" not in words:
            return "NO wrong"
        elif command == "SELECT":
            self._say(f"* {len(box)} EXISTS")
        elif command == "UID" and words.upper().startswith("SEARCH"):
            unseen = [str(n) for n, (_raw, flags) in box.items() if "Seen" not in flags]
            self._say("* SEARCH " + " ".join(unseen))
        elif command == "UID" and words.upper().startswith("FETCH"):
            number = int(words.split()[1])
            raw = box[number][0]
            if "RFC822.SIZE" in words:
                size = self.server.sizes.get(number, len(raw))
                self._say(f"* {number} FETCH (UID {number} RFC822.SIZE {size})")
                return "OK done"
            self.server.sent.append(number)
            self.wfile.write(
                f"* {number} FETCH (UID {number} BODY[] {{{len(raw)}}}\r\n".encode()
                + raw
                + b")\r\n"
            )
        elif command == "UID" and words.upper().startswith("STORE"):
            box[int(words.split()[1])][1].update(
                flag for flag in ("Seen", "Flagged") if flag in words
            )
        return "OK done"

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def imap() -> Iterator[Any]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Imap) as server:
        server.daemon_threads = True
        for name, start in (("box", {}), ("sizes", {}), ("sent", [])):
            setattr(server, name, start)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def message(sender: str, subject: str, text: str, *files: tuple[str, bytes]) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "desk@localhost", subject
    made.set_content(text)
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(made)


def box_of(server: Any, word: str = "right") -> Mailbox:
    return Mailbox("127.0.0.1", server.server_address[1], "desk", word, "INBOX", tls=False)


def test_a_document_that_was_sent_is_read_for_the_person_who_sent_it(
    world: World, imap: Any, settings: Any, report: str,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    Person.objects.filter(pk=world.officer.pk).update(email="officer@ministry.example")
    imap.box = {
        1: (message("The officer <OFFICER@ministry.example>", "Laporan IDN-TJK", report), set()),
        2: (message("x@elsewhere.example", "IDN-TJK", "Buy now"), set()),
        3: (message("officer@ministry.example", "minutes", "see file",
                    ("minutes.txt", report.encode()), ("tool.exe", b"MZ")), set()),
        4: (message("officer@ministry.example", "old", "x"), {"Seen"}),
    }  # fmt: skip
    settings.MAILBOX = box_of(imap)
    out, err = StringIO(), StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("mailin", stdout=out, stderr=err)
    assert out.getvalue().count("Taken:") == 2
    assert "x@elsewhere.example" in err.getvalue()
    brought = Document.objects.filter(pair=world.pair).exclude(pk=world.document.pk)
    assert {one.state for one in brought} == {"read"}
    assert {one.created_by for one in brought} == {world.officer}
    # The two tell of one event: they are one meeting.
    assert len({one.meeting_id for one in brought}) == 1
    assert {n: flags for n, (_raw, flags) in imap.box.items()} == {
        1: {"Seen"}, 2: {"Seen", "Flagged"}, 3: {"Seen"}, 4: {"Seen"},
    }  # fmt: skip
    imap.box[1][1].clear()
    call_command("mailin", stdout=StringIO(), stderr=StringIO())
    assert brought.count() == 2


def test_a_mailbox_that_refuses_is_said_in_one_line(imap: Any, settings: Any) -> None:
    settings.MAILBOX = box_of(imap, "wrong")
    with pytest.raises(CommandError, match="the mailbox does not answer"):
        call_command("mailin")
    settings.MAILBOX = None
    with pytest.raises(CommandError, match="SINERGI_IMAP is not set"):
        call_command("mailin")


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\0\0", b"From: \r\n\r\n", b"Subject: =?x?q?=00?=\r\n\r\n\0"]
)
def test_damaged_mail_brings_nothing_and_breaks_nothing(world: World, raw: bytes) -> None:
    assert take(raw).refused
    assert Document.objects.count() == 1


NESTED = b"".join(
    b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(1000)
)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"(" * 3000 + b"a@b\r\n\r\nx",
        b"From: a@b\r\nMIME-Version: 1.0\r\n" + NESTED + b"\r\n\r\nx",
        b"Content-Type: text/plain; charset*=x''%ff; name*0*=a\r\nFrom: <\r\n\r\nx",
    ],
)
def test_mail_that_breaks_the_parser_does_not_stop_what_comes_after(
    world: World, imap: Any, settings: Any, raw: bytes
) -> None:
    """Anybody may send it: it was met first, and again, by every later run."""
    Person.objects.filter(pk=world.officer.pk).update(email="o@ministry.example")
    settings.MAILBOX = box_of(imap)
    imap.box[1] = (raw, set())
    imap.box[2] = (message("o@ministry.example", "IDN-TJK", "Both sides agreed."), set())
    call_command("mailin")
    assert imap.box[1][1] == {"Seen", "Flagged"}
    assert imap.box[2][1] == {"Seen"}
    assert Document.objects.count() == 2


def test_a_message_that_is_too_large_is_not_even_fetched(
    world: World, imap: Any, settings: Any
) -> None:
    from sinergi.web.meetings.mail import LARGEST

    Person.objects.filter(pk=world.officer.pk).update(email="o@ministry.example")
    settings.MAILBOX = box_of(imap)
    for number in (1, 2, 3):
        text = f"Both sides agreed on {number} things."
        imap.box[number] = (message("o@ministry.example", "IDN-TJK", text), set())
    imap.sizes = {1: LARGEST + 1, 2: LARGEST}
    err = StringIO()
    call_command("mailin", stderr=err, stdout=StringIO())
    assert imap.sent == [2, 3]
    assert "too large" in err.getvalue()
    assert imap.box[1][1] == {"Seen", "Flagged"}


def test_nobody_sends_into_a_pair_of_another_desk(world: World) -> None:
    Person.objects.filter(pk=world.stranger.pk).update(email="s@ministry.example")
    Person.objects.filter(pk=world.viewer.pk).update(email="v@ministry.example")
    for sender in ("s@ministry.example", "v@ministry.example"):
        assert "pair" in take(message(sender, "IDN-TJK", "One said yes.")).refused


def test_the_digest_is_one_mail_a_person_in_the_own_language(world: World) -> None:
    Person.objects.filter(pk=world.officer.pk).update(
        email="o@ministry.example", language="ru", digest=True
    )
    Person.objects.filter(pk=world.approver.pk).update(email="a@ministry.example", digest=False)
    Person.objects.filter(pk=world.stranger.pk).update(email="s@ministry.example")
    assert send_digests(date.today()) == 1
    (sent,) = mail.outbox
    assert sent.to == ["o@ministry.example"]
    assert "Send the list" in sent.body
    assert "Индонезия" in sent.body or "шаг" in sent.body


def test_the_calendar_feed_holds_open_steps_and_ends_of_agreements(
    world: World, as_: Callable[[Any], Any]
) -> None:
    ends = date.today() + timedelta(days=90)
    Agreement.objects.filter(pk=world.agreement.pk).update(stage="in_force", expires_on=ends)
    secret = give_calendar(world.officer)
    answer = as_(None).get(reverse("calendar", args=[secret]))
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    days = {str(one["summary"]).split(": ", 1)[1]: one.decoded("dtstart") for one in events}
    assert days == {"Send the list": date(2025, 1, 31), "MoU on aluminium": ends}
    give_calendar(world.officer)
    assert as_(None).get(reverse("calendar", args=[secret])).status_code == 404
