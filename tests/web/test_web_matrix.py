"""Who gets what: every address × role × method. A new address without an entry fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

pytestmark = pytest.mark.django_db

ALL = {"viewer", "officer", "approver", "administrator", "counterpart"}
DESK = ALL - {"counterpart"}
WORK = DESK - {"viewer"}
SECOND = {"approver", "administrator"}
ADMIN = {"administrator"}
OUTSIDE = {"counterpart"}
NONE: set[str] = set()

PAIR = ("pair",)
MATRIX: dict[str, tuple[tuple[Any, ...], set[str] | None, set[str] | None, dict[str, str]]] = {
    # name: arguments, who may look, who may send (None: there is no such method), what is sent
    "desk": ((), DESK, None, {}),
    "steps": ((), DESK, None, {}),
    "step": (("step",), DESK, None, {}),
    "step_action": (("step", "report"), None, WORK, {"colour": "green"}),
    "link_revoke": ((10**6,), None, NONE, {}),
    "evidence_file": (("evidence",), DESK, None, {}),
    "confirm": (("nothing",), NONE, NONE, {}),
    "shared": ((), OUTSIDE, None, {}),
    "shared_pair": (PAIR, ALL, None, {}),
    "shared_action": (("step", "comment"), None, NONE, {"text": "x"}),
    "search": ((), DESK, None, {}),
    "add": (("company",), WORK, WORK, {"name": "PT Baru", "country": "IDN"}),
    "add_to": (("step", "pair", "pair.pk"), WORK, WORK, {"text": "Another"}),
    "show": (("statement", "statement"), DESK, None, {}),
    "change": (("step", "step"), WORK, WORK, {"text": "Other words"}),
    "archive": (("incentive", "incentive"), WORK, WORK, {"reason": "double"}),
    "bring_back": (("incentive", "incentive"), None, WORK, {}),
    "history": (("step", "step"), DESK, None, {}),
    "restore": (("step", "step", 1, "text"), None, NONE, {}),
    "share": (("step", "step", "ask"), None, NONE, {}),
    "undo": ((10**6,), None, NONE, {}),
    "table_out": (("step", "csv"), WORK, None, {}),
    "table_in": (("step",), WORK, NONE, {}),
    "people": ((), ADMIN, None, {}),
    "person_add": ((), ADMIN, NONE, {}),
    "person": (("officer",), ADMIN, NONE, {}),
    "desk_add": ((), None, ADMIN, {"desk_name": "A", "desk_country": "IDN"}),
    "me": ((), ALL, ALL, {"language": "en"}),
    "token_add": ((), None, ALL, {"token_name": "x", "scope": "read"}),
    "token_revoke": ((10**6,), None, NONE, {}),
    "calendar_give": ((), None, ALL, {}),
    "calendar_revoke": ((), None, ALL, {}),
    "calendar": (("nothing",), NONE, None, {}),
    "language": ((), None, ALL, {"language": "en"}),
    "pairs": ((), DESK, None, {}),
    "pair_add": ((), WORK, WORK, {"a": "IDN", "b": "KAZ"}),
    "pair_load": ((), None, NONE, {}),
    "pair": (PAIR, DESK, None, {}),
    "timeline": (PAIR, DESK, None, {}),
    "pair_sharing": (PAIR, DESK, SECOND, {}),
    "pair_export": (PAIR, WORK, None, {}),
    "pair_map": (("pair", "facilities", "svg"), DESK, None, {}),
    "chart_page": (("pair", "trade"), DESK, None, {}),
    "chart": (("pair", "trade"), DESK, None, {}),
    "chart_csv": (("pair", "trade"), WORK, None, {}),
    "bring": (PAIR, WORK, WORK, {"text": "It rained all day."}),
    "document": (("document",), DESK, None, {}),
    "document_file": (("document",), NONE, None, {}),
    "add_span": (("document",), None, WORK,
                 {"start": "0", "end": "3", "kind": "fact", "side": "IDN"}),
    "document_meeting": (("document",), None, NONE, {}),
    "decide": (("statement", "statement", "accept"), None, WORK, {}),
    "meeting": (("meeting",), DESK, None, {}),
    "decide_rest": (("meeting", "accept"), None, WORK, {}),
    "meeting_confirm": (("meeting",), None, WORK, {"accept_first": "yes"}),
    "accept_steps": (("meeting",), None, WORK, {}),
    "meeting_merge": (("meeting",), None, NONE, {}),
    "agreements": ((), DESK, None, {}),
    "agreement": (("agreement",), DESK, None, {}),
    "agreement_action": (("agreement", "end"), None, WORK, {"reason": "over"}),
    "incentives": ((), DESK, None, {}),
    "companies": ((), DESK, None, {}),
    "review": ((), WORK, None, {}),
    "review_decide": ((), None, WORK, {"verdict": "same", "left": "a:1", "right": "b:2"}),
    "company": (("company",), DESK, None, {}),
    "candidates": (PAIR, DESK, None, {}),
    "take_up": (PAIR, None, NONE, {}),
    "approach": (("approach",), DESK, None, {}),
    "approach_action": (("approach", "ask"), None, WORK, {}),
    "openings": (PAIR, DESK, None, {}),
    "watch": (PAIR, None, NONE, {}),
    "opening": (("pair", "TJK", "000000"), NONE, None, {}),
    "explain": ((), NONE, None, {}),
    "briefs": (PAIR, DESK, NONE, {}),
    "brief": ((10**6,), NONE, None, {}),
    "brief_file": ((10**6, "x"), NONE, None, {}),
    "data": ((), DESK, NONE, {}),
    "data_verify": ((), None, SECOND, {}),
    "data_remove": ((), None, NONE, {}),
    "health": ((), ALL, None, {}),
}  # fmt: skip
"""``NONE`` for what needs more than a role (a token, a file, an earlier act); tried elsewhere."""
OPEN = {"start", "account_login", "account_logout", "account_inactive", "account_signup",
        "account_reauthenticate", "account_change_password", "mfa_index", "mfa_authenticate",
        "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes"}  # fmt: skip
"""Pages of accounts: allauth's own, or for nobody yet."""
SLOW = {
    "candidates",
    "openings",
    "chart",
    "chart_page",
    "chart_csv",
    "pair_map",
    "opening",
    "watch",
}


def names() -> Iterator[str]:
    def walk(resolver: URLResolver) -> Iterator[str]:
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                if one.name and resolver.namespace is None:
                    yield one.name
            elif one.namespace is None:
                yield from walk(one)

    yield from walk(get_resolver())


def test_every_address_has_an_entry() -> None:
    assert set(names()) == set(MATRIX) | OPEN


def address(name: str, world: World) -> str:
    args = [
        getattr(world, arg.partition(".")[0]).pk
        if isinstance(arg, str)
        and hasattr(world, arg.partition(".")[0])
        and not _is_kind(name, n, arg)
        else arg
        for n, arg in enumerate(MATRIX[name][0])
    ]
    return reverse(name, args=args)


def _is_record(world: World, arg: Any) -> bool:
    return isinstance(arg, str) and hasattr(world, arg.partition(".")[0])


def _is_kind(name: str, place: int, arg: str) -> bool:
    """Where an argument is the name of a kind and not a record."""
    kinds = {"add": (0,), "add_to": (0, 1), "show": (0,), "change": (0,), "archive": (0,),
             "bring_back": (0,), "history": (0,), "restore": (0,), "share": (0,), "decide": (0,),
             "table_out": (0,), "table_in": (0,)}  # fmt: skip
    return place in kinds.get(name, ()) and "." not in arg


REFUSED = (302, 400, 403, 404, 405, 410)
FAST = sorted(set(MATRIX) - SLOW)


@pytest.mark.parametrize("role", sorted(ALL))
def test_a_role_sees_and_sends_what_the_matrix_says(
    role: str, world: World, as_: Callable[[Any], Any]
) -> None:
    from django.db import transaction

    client = as_(world.people[role])
    wrong = []
    for name in FAST:
        _args, look, send, given = MATRIX[name]
        where = address(name, world)
        got = client.get(where, HTTP_REFERER="").status_code
        expected = (
            got in (200, 302) if look and role in look else got in (302, 400, 403, 404, 405, 410)
        )
        if look is None:
            expected = got == 405
        if not expected or got >= 500:
            wrong.append(("GET", name, got))
        point = transaction.savepoint()
        if given.get("accept_first") and role in WORK:
            client.post(reverse("decide_rest", args=[world.meeting.pk, "accept"]))
        got = client.post(where, given).status_code
        transaction.savepoint_rollback(point)
        if send is None:
            fine = got == 405
        elif role in send:
            fine = got in (200, 302)
        else:
            fine = got in REFUSED
        if not fine:
            wrong.append(("POST", name, got))
    assert wrong == []


def test_nobody_gets_in_without_signing_in(world: World, as_: Callable[[Any], Any]) -> None:
    client = as_(None)
    for name in FAST:
        if name in ("health", "confirm", "calendar", "language"):
            continue
        where = address(name, world)
        for answer in (client.get(where), client.post(where)):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/account/login/"), name


def test_another_desk_finds_nothing_of_this_one(world: World, as_: Callable[[Any], Any]) -> None:
    client = as_(world.stranger)
    theirs = {"company", "person", "add", "table_out", "table_in"}
    own = [n for n in FAST if n not in theirs and any(_is_record(world, a) for a in MATRIX[n][0])]
    assert len(own) > 25
    for name in own:
        where = address(name, world)
        for answer in (client.get(where), client.post(where, MATRIX[name][3])):
            assert answer.status_code in (302, 400, 403, 404, 405), (name, answer.status_code)
            assert b"Send the list" not in answer.content
            if answer.status_code == 302:
                # A page may only send back to where nothing of the desk stands.
                assert answer["Location"] in ("/", "/pairs/"), (name, answer["Location"])
    world.step.refresh_from_db()
    assert (world.step.text, world.step.version) == ("Send the list", 1)


NAMES = (
    "text", "name", "title", "date", "deadline", "reason", "note", "kind", "side", "country", "a",
    "b", "owner", "to", "language", "lang", "edition", "formats", "parts", "meetings", "purpose",
    "prepared", "version", "start", "end", "into", "id", "verdict", "left", "right", "colour",
    "url",
    "answer", "step", "company", "product", "record", "people", "what", "role", "username",
    "password", "desk", "desk_name", "desk_country", "email", "scope", "token_name", "next",
    "share_text",
    "span", "sectors", "products", "due", "meeting", "pair", "sure", "number", "published",
)  # fmt: skip
BAD = ("\0", "a\0b", "😀" * 300, "\u202eevil\u202c", "العربية", "x" * 1_000_000, "9" * 30, "-1",
       "2025-13-45", "<script>alert(1)</script>", "../../etc/passwd")  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: ascii(bad)[:20])
def test_no_address_answers_bad_input_with_a_fault(
    bad: str, world: World, as_: Callable[[Any], Any]
) -> None:
    client = as_(world.administrator)
    # A megabyte goes into one field a time: all at once it is refused before any form sees it.
    given = {"text": bad, "name": "x"} if len(bad) > 10_000 else dict.fromkeys(NAMES, bad)
    wrong = []
    for name in [*FAST, "start"]:
        where = address(name, world) if name in MATRIX else reverse(name)
        answers = [client.post(where, given)]
        if len(bad) < 10_000 and "\0" not in bad:
            answers.append(client.get(where, dict.fromkeys(("q", "page", "pair", *NAMES), bad)))
        for answer in answers:
            page = answer.get("Content-Type", "").startswith("text/html")
            content = answer.content if page else b""
            if answer.status_code >= 500 or b"<script>alert(1)</script>" in content:
                wrong.append((name, answer.status_code))
    assert wrong == []
