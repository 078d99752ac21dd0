"""Bad input where an answer takes its time (openings, charts, maps), and on pages of accounts."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace as World
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BAD = ("x" * 5000, "\U0001f600" * 300, "\u202eevil\u202c", "العربية", "Ҷумҳурии Тоҷикистон",
       "<script>alert(1)</script>", "{{ 7*7 }}", "9" * 30, "-1", "1e400", "nan", "2025-13-45",
       "\ud800", "a\0b", "../../etc/passwd", "")  # fmt: skip
NAMES = ("exporter", "importer", "product", "sector", "status", "state", "potential", "least",
         "country", "page", "year", "years", "side", "lang", "show", "sort", "q", "kind", "level",
         "from", "to", "top", "record", "company", "next", "code", "password", "oldpassword",
         "password1", "password2", "login", "username", "email")  # fmt: skip
SLOW = (
    ("candidates", ("pair",)), ("openings", ("pair",)), ("pair_map", ("pair", "route", "svg")),
    *((name, ("pair", chart)) for name in ("chart", "chart_page", "chart_csv")
      for chart in ("sells", "fits", "trade", "route")),
    ("watch", ("pair",)), ("opening", ("pair", "TJK", "760110")),
)  # fmt: skip
ACCOUNTS = ("account_login", "account_logout", "account_inactive", "account_signup",
            "account_reauthenticate", "account_change_password", "mfa_index", "mfa_authenticate",
            "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
            "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
            "mfa_download_recovery_codes")  # fmt: skip
FINE = (200, 302, 400, 403, 404, 405, 409, 429)


def wrong(client: Any, where: str, bad: str) -> list[Any]:
    """The answers to a bad value in every field that are a fault, or give a script back."""
    sent = quote(bad.encode("utf-8", "surrogatepass"), safe="")
    query = "&".join(f"{name}={sent}" for name in NAMES)
    kind = "application/x-www-form-urlencoded"
    # A few at a time in an address, which may only be so long.
    parts = [f"{name}={sent}" for name in NAMES] if len(sent) > 200 else [query]
    answers = [client.get(f"{where}?{part}") for part in parts]
    answers.append(client.post(where, query, content_type=kind))
    return [
        (where, bad[:12], answer.status_code)
        for answer in answers
        if answer.status_code not in FINE
        or (not answer.streaming and b"<script>alert(1)</script>" in answer.content)
    ]


@pytest.mark.parametrize("one", SLOW, ids=lambda one: "-".join([one[0], *one[1][1:]]))
def test_bad_input_where_an_answer_takes_its_time(
    one: tuple[str, tuple[str, ...]], world: World, as_: Callable[[Any], Any]
) -> None:
    client = as_(world.officer)
    name, args = one
    where = reverse(name, args=[world.pair.pk, *args[1:]])
    assert [found for bad in BAD for found in wrong(client, where, bad)] == []


@pytest.mark.parametrize("name", ["chart", "chart_page", "chart_csv", "pair_map", "opening"])
def test_bad_places_in_their_addresses(name: str, world: World, as_: Callable[[Any], Any]) -> None:
    client = as_(world.officer)
    marks = {"opening": ("TJK", "760110"), "pair_map": ("xx", "yy")}.get(name, ("xx",))
    good = reverse(name, args=[world.pair.pk, *marks])
    for bad in BAD:
        text = quote(bad.encode("utf-8", "surrogatepass"), safe="") or "%20"
        for number in (str(world.pair.pk), "9" * 30, "0"):
            where = good.replace(f"/{world.pair.pk}/", f"/{number}/", 1)
            for old in marks:
                head, _, tail = where.rpartition(old)
                answer = client.get(f"{head}{text}{tail}")
                assert answer.status_code in (302, 400, 404), (head, bad[:12], answer.status_code)


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("role", ["officer", None])
def test_bad_input_on_pages_of_accounts(
    name: str, role: str | None, world: World, as_: Callable[[Any], Any]
) -> None:
    faults = []
    for bad in BAD:
        cache.clear()  # or the throttle answers from the sixth on
        client = as_(world.people[role] if role else None)
        faults += wrong(client, reverse(name), bad)
    assert faults == []
