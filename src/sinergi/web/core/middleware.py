"""Bad input gets an answer instead of a fault; a broken rule gets a message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sinergi.errors import SinergiError
from sinergi.web.core.messages import RULES, in_words
from sinergi.web.core.permissions import RefusedError

Respond = Callable[[HttpRequest], Any]


class CleanInputMiddleware:
    """Refuses NUL characters in an address: no database takes them, no person types them."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> Any:
        """Answer the request, or refuse it."""
        raw = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "%00" in raw or "\0" in raw or len(raw) > 8000:
            return HttpResponse("400", status=400, content_type="text/plain")
        return self.respond(request)


class ErrorsMiddleware:
    """A mistake that actions report becomes a message on the page the person came from."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> Any:
        """Pass the request on."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an error of ours; leave others to Django."""
        if isinstance(error, ValidationError):
            text = " ".join(error.messages)
            return self._answer(request, text, 400)
        if isinstance(error, IntegrityError) and "unique" in str(error).casefold():
            # Of two who add the same at once the database lets the first pass. Any other break of
            # its rules is a fault of the program.
            return self._answer(request, str(RULES["twice"]), 400)
        if not isinstance(error, SinergiError):
            return None
        return self._answer(
            request, in_words(error), 403 if isinstance(error, RefusedError) else 400
        )

    def _answer(self, request: HttpRequest, text: str, status: int) -> HttpResponse:
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": text}, status=status)
        back = request.META.get("HTTP_REFERER", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
        if (
            request.method == "POST"
            and status == 400
            and safe
            and "HX-Request" not in request.headers
        ):
            messages.error(request, text)
            return redirect(back)
        title = _("This is not allowed") if status == 403 else _("This could not be done")
        page = {"title": title, "text": text}
        return render(request, "core/error.html", page, status=status)
