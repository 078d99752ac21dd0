"""Briefs of a pair: ask for one, see it being made, take its files, compare with the last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.brief.render.write import FILES
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.web.briefs import actions
from sinergi.web.briefs.making import compare
from sinergi.web.briefs.models import MadeBrief
from sinergi.web.core.audit import note
from sinergi.web.core.figures import label_of
from sinergi.web.core.kinds import find
from sinergi.web.core.permissions import require
from sinergi.web.core.templating import lang
from sinergi.web.meetings.models import Meeting
from sinergi.web.people.requests import actor

WANTED = ("docx", "html", "pdf", "xlsx", "json")


@require_http_methods(["GET", "POST"])
def briefs(request: HttpRequest, pk: int) -> HttpResponse:
    """The briefs of a pair, and the form that asks for one."""
    person = actor(request)
    pair = find(person, "pair", pk)
    meetings = pair.meetings.filter(archived_at=None, state="confirmed").order_by("-date")
    if request.method == "POST":
        return redirect("brief", _ask(request, person, pair, list(meetings)).pk)
    page = {
        "pair": pair,
        "meetings": meetings,
        "briefs": pair.briefs.filter(archived_at=None).select_related("created_by").order_by("-id"),
        "formats": [name for name in WANTED if name in FILES],
        "parts_list": actions.PARTS,
        "langs": LANGUAGES,
        "own": lang(),
    }
    return render(request, "briefs/briefs.html", page)


def _ask(request: HttpRequest, person: Any, pair: Any, meetings: list[Any]) -> MadeBrief:
    require(person, "make_brief", pair)
    wanted = set(request.POST.getlist("meetings"))
    chosen = [one for one in meetings if str(one.pk) in wanted]
    parts = [part for part in request.POST.getlist("parts") if part in actions.PARTS]
    formats = [name for name in request.POST.getlist("formats") if name in FILES]
    if not formats:
        from django.utils.translation import gettext as _

        raise ValidationError(_("Choose at least one format."))
    return actions.ask(
        person,
        pair,
        lang=request.POST.get("lang", "en"),
        edition=request.POST.get("edition", "internal"),
        formats=formats,
        parts=parts,
        meetings=chosen,
        purpose=request.POST.get("purpose", ""),
        prepared=forms.DateField(required=False).clean(request.POST.get("prepared", "")),
    )


@require_GET
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    """One brief: how far it is, its files, what changed since the last one."""
    held = find(actor(request), "brief", pk)
    earlier = (
        MadeBrief.objects.filter(
            pair=held.pair, lang=held.lang, edition=held.edition, state="ready", pk__lt=held.pk
        )
        .order_by("-id")
        .first()
    )
    page = {
        "brief": held,
        "pair": held.pair,
        "earlier": earlier,
        "label_of": label_of,
        "told": Meeting.objects.filter(pk__in=held.meetings, pair=held.pair),
        "changed": compare(earlier.source, held.source)
        if earlier is not None and held.state == "ready"
        else None,
    }
    part = "briefs/progress.html" if "HX-Request" in request.headers else "briefs/brief.html"
    return render(request, part, page)


@require_GET
def brief_file(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """A file of a brief, to be saved."""
    person = actor(request)
    held = find(person, "brief", pk)
    require(person, "export", held)
    if name not in held.files:
        raise Http404(name)
    path = Path(settings.MEDIA_ROOT) / held.folder / name
    note(person, "export", of=held, what=name)
    pair = held.pair
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=f"{pair.a}-{pair.b}-{held.pk}-{held.lang}-{name}",
        content_type="application/octet-stream",
    )
