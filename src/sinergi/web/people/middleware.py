"""Language of the person, and nobody sees a page without being signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import translation

from sinergi.vocabulary.languages import LANGUAGES
from sinergi.web.people.models import Person

Respond = Callable[[HttpRequest], Any]
OPEN = (
    "/account/",
    "/start/",
    "/confirm/",
    "/calendar/",
    "/api/",
    "/static/",
    "/language/",
    "/health",
)
"""Pages that need no account, or know the person by other means."""


class LanguageMiddleware:
    """The cookie the person chose, else the account's language, else the browser's."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> Any:
        """Answer in the person's language."""
        code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if code not in LANGUAGES and request.user.is_authenticated:
            code = request.user.language
        if code not in LANGUAGES:
            code = translation.get_language_from_request(request)
        with translation.override(code if code in LANGUAGES else "en"):
            request.LANGUAGE_CODE = translation.get_language() or "en"
            response = self.respond(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


class SignedInMiddleware:
    """Sends who is not signed in to the sign-in page; an empty workbench to the first page."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> Any:
        """Let the request through, or send it to sign in."""
        if request.path.startswith("/account/login") and not _is_set_up():
            return redirect("start")
        if request.path.startswith(OPEN) or request.user.is_authenticated:
            response = self.respond(request)
        elif not _is_set_up():
            return redirect("start")
        else:
            return redirect_to_login(request.get_full_path())
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


_known = False


def _is_set_up() -> bool:
    global _known
    _known = _known or Person.objects.exists()
    return _known
