"""Pages of accounts: the first page, people and roles, one's own settings, language, calendar."""

from __future__ import annotations

import hmac
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.vocabulary.languages import LANGUAGES
from sinergi.web.core.audit import note
from sinergi.web.core.models import Entry
from sinergi.web.core.pages import back
from sinergi.web.core.permissions import require
from sinergi.web.followup.actions import digest_of
from sinergi.web.followup.calendar import calendar_of
from sinergi.web.people import actions, guessing
from sinergi.web.people.forms import DeskForm, OwnForm, PersonForm, StartForm, TokenForm
from sinergi.web.people.models import CalendarAddress, Desk, Person, Token
from sinergi.web.people.requests import actor


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first page of an empty workbench makes the administrator."""
    if Person.objects.exists():
        return redirect("desk")
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        demo = given.pop("demo")
        try:
            person = actions.first_administrator(language=(get_language() or "en")[:2], **given)
        except ValidationError as error:
            _show(form, error)
        else:
            login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
            if demo:
                from sinergi.web.demo import load_demo

                load_demo(person)
            return redirect("desk")
    status = 400 if form.is_bound else 200
    return render(request, "people/start.html", {"form": form}, status=status)


def _show(form: Any, error: ValidationError) -> None:
    """Put what does not hold beside its field."""
    for name, texts in getattr(error, "error_dict", {"password": error}).items():
        form.add_error(name if name in form.fields else None, texts)


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """People and desks; what was refused and exported lately."""
    person = actor(request)
    require(person, "manage_people")
    page = {
        "people": Person.objects.select_related("desk").order_by("desk__name", "name"),
        "desks": Desk.objects.order_by("name"),
        "desk_form": DeskForm(),
        "audit": Entry.objects.filter(action__in=("refused", "export", "sign_in", "remove"))[:50],
    }
    return render(request, "people/people.html", page)


@require_http_methods(["GET", "POST"])
def person_page(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add or change an account."""
    by = actor(request)
    require(by, "manage_people")
    held = get_object_or_404(Person, pk=min(pk, 2**62)) if pk else None
    form = PersonForm(
        request.POST if request.method == "POST" else None, initial=_initial(held) if held else None
    )
    if held is None:
        form.fields["password"].required = True
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        pairs, password = list(given.pop("shared_pairs")), given.pop("password")
        try:
            if held is None:
                actions.add_person(by, given, password, pairs)
            else:
                actions.change_person(by, held, given, password, pairs)
        except ValidationError as error:
            _show(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("people")
    status = 400 if form.is_bound else 200
    return render(request, "people/person.html", {"form": form, "held": held}, status=status)


def _initial(person: Person) -> dict[str, Any]:
    names = ("name", "username", "email", "role", "desk", "language", "is_active")
    return {n: getattr(person, n) for n in names} | {"shared_pairs": person.shared_pairs.all()}


@require_POST
def add_desk(request: HttpRequest) -> HttpResponse:
    """A new desk."""
    by = actor(request)
    require(by, "manage_people")
    form = DeskForm(request.POST)
    if not form.is_valid():
        raise ValidationError([str(t) for texts in form.errors.values() for t in texts])
    try:
        desk = Desk.objects.create(
            name=form.cleaned_data["desk_name"], country=form.cleaned_data["desk_country"]
        )
    except IntegrityError:
        raise ValidationError(_("This is there already.")) from None
    note(by, "create", kind="desk", what=desk.name)
    messages.success(request, _("Added."))
    return redirect("people")


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """One's own settings, keys to the API, the calendar."""
    person = actor(request)
    start = {"email": person.email, "language": person.language, "digest": person.digest}
    form = OwnForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.settle(person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        response = redirect("me")
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    return _me(request, person, form, 400 if form.is_bound else 200)


def _me(
    request: HttpRequest, person: Person, form: OwnForm, status: int = 200, **shown: str
) -> HttpResponse:
    page = {
        "form": form,
        "token_form": TokenForm(),
        "tokens": person.tokens.filter(revoked_at=None),
        "calendar": person.calendars.filter(revoked_at=None).first(),
        "key": "",
        "calendar_address": "",
        **shown,
    }
    return render(request, "people/me.html", page, status=status)


@require_POST
def token_add(request: HttpRequest) -> HttpResponse:
    """A new key to the API, shown once."""
    person = actor(request)
    given = TokenForm(request.POST)
    if not given.is_valid():
        raise ValidationError([str(t) for texts in given.errors.values() for t in texts])
    _token, key = actions.give_token(
        person, given.cleaned_data["token_name"], given.cleaned_data["scope"]
    )
    return _me(request, person, _own(person), key=key)


@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a key back."""
    person = actor(request)
    actions.revoke_token(person, get_object_or_404(Token, pk=min(pk, 2**62), person=person))
    messages.success(request, _("The key no longer works."))
    return redirect("me")


@require_POST
def calendar_give(request: HttpRequest) -> HttpResponse:
    """A new address of the calendar, shown once."""
    person = actor(request)
    secret = actions.give_calendar(person)
    address = request.build_absolute_uri(reverse("calendar", args=[secret]))
    return _me(request, person, _own(person), calendar_address=address)


@require_POST
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    """Take the address of the calendar back."""
    actions.revoke_calendar(actor(request))
    messages.success(request, _("The address no longer works."))
    return redirect("me")


def _own(person: Person) -> OwnForm:
    names = ("email", "language", "digest")
    return OwnForm(initial={name: getattr(person, name) for name in names})


@require_GET
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of a person, by its secret address."""
    if guessing.held_back(request):
        return HttpResponse(_("Too many wrong addresses; try again in a minute."), status=429,
                            headers={"Retry-After": str(guessing.SECONDS)})  # fmt: skip
    digest = digest_of(secret)
    held = CalendarAddress.objects.filter(digest=digest, revoked_at=None).select_related("person")
    found = held.first()
    if found is None or not hmac.compare_digest(found.digest, digest) or not found.person.is_active:
        guessing.wrong(request)
        raise Http404("calendar")
    response = HttpResponse(calendar_of(found.person), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages."""
    code = request.POST.get("language", "")
    response = back(request, "/")
    if code in LANGUAGES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=31_536_000,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        if isinstance(request.user, Person):
            request.user.language = code
            request.user.save(update_fields=["language"])
    return response
