"""Pages of documents and meetings: bring in, read beside the record, confirm."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.errors import InputError
from sinergi.web.agreements.models import Agreement
from sinergi.web.agreements.proposing import MEANT, meaning
from sinergi.web.core.kinds import find
from sinergi.web.core.messages import STATEMENTS
from sinergi.web.core.pages import back, done
from sinergi.web.core.permissions import require, visible
from sinergi.web.core.templating import lang
from sinergi.web.core.urls_of import address
from sinergi.web.meetings import actions
from sinergi.web.meetings.forms import BringForm
from sinergi.web.meetings.models import Document, Meeting, Statement
from sinergi.web.meetings.queries import KEPT, pieces, understood
from sinergi.web.people.requests import actor

DECIDED = {"accept", "refuse", "undo"}


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Paste a text or upload a file about a meeting of a pair."""
    person = actor(request)
    pair = find(person, "pair", pk)
    require(person, "create", pair)
    form = BringForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if given["file"]:
                made = actions.bring_file(person, pair, given["file"], published=given["published"])
            else:
                made = actions.bring_text(person, pair, given["text"], published=given["published"])
            return redirect("document", made.pk)
        except InputError as error:
            form.add_error(None, str(error))
    status = 400 if form.is_bound else 200
    page = {"form": form, "pair": pair, "limit": settings.UPLOAD_LIMIT // 2**20}
    return render(request, "meetings/bring.html", page, status=status)


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its spans beside the record."""
    person = actor(request)
    held = find(person, "document", pk)
    return render(request, "meetings/document.html", _reading(held))


def _reading(held: Document) -> dict[str, Any]:
    meeting = held.meeting
    statements = _said(meeting) if meeting else []
    people = list(meeting.participants.filter(archived_at=None)) if meeting else []
    own = [s for s in statements if s.document_id == held.pk and s.state != "refused"]
    both: list[Any] = [*people, *statements]
    left = [one for one in both if one.state == "proposed"]
    return {
        "document": held,
        "meeting": meeting,
        "pair": held.pair,
        "people": people,
        "statements": statements,
        "pieces": pieces(held, own),
        "left": len(left),
        "kinds": STATEMENTS,
        "understood": _understood,
        "notes": (held.reading or {}).get("notes", []),
        "why": (held.reading or {}).get("why"),
    }


def _understood(one: Statement) -> str:
    return understood(one, lang())


def _said(meeting: Meeting) -> list[Statement]:
    rows = meeting.statements.filter(archived_at=None)
    return list(rows.select_related("document", "meeting__pair"))


def _page_after(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The reading page's record anew for htmx, else back to the page."""
    if "HX-Request" in request.headers:
        held = visible(actor(request), Document).filter(
            pk=_number(request.POST.get("document")), meeting=meeting
        )
        document = held.first()
        if document is not None:
            return render(request, "meetings/reading.html", _reading(document))
    return back(request, f"/meetings/{meeting.pk}/")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


@require_POST
def decide(request: HttpRequest, kind: str, pk: int, action: str) -> HttpResponse:
    """Accept or refuse a proposal, or take the decision back."""
    person = actor(request)
    if kind not in ("participant", "statement", "step", "agreement") or action not in DECIDED:
        raise Http404(kind)
    record = actions.decide(person, find(person, kind, pk), action)
    if kind in ("step", "agreement"):
        return back(request, address(record))
    return _page_after(request, record.meeting)


@require_POST
def decide_rest(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Accept or refuse all that is left."""
    person = actor(request)
    meeting = find(person, "meeting", pk)
    if action not in ("accept", "refuse"):
        raise Http404(action)
    actions.decide_rest(person, meeting, action)
    return _page_after(request, meeting)


@require_POST
def add_span(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a statement by a selected part of the text."""
    person = actor(request)
    held = find(person, "document", pk)
    kind, side = request.POST.get("kind", ""), request.POST.get("side", "")
    if kind not in STATEMENTS or side not in ("", held.pair.a, held.pair.b, "JOINT"):
        raise InputError(_("Choose a kind and a side."))
    start, end = (_number(request.POST.get(name)) for name in ("start", "end"))
    made = actions.add_statement(person, held, start, end, kind, side)
    return _page_after(request, made.meeting)


@require_POST
def add_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a meeting for a document in which the reader found none."""
    person = actor(request)
    actions.add_meeting(person, find(person, "document", pk))
    return redirect("document", pk)


@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of a meeting."""
    person = actor(request)
    held = find(person, "meeting", pk)
    others = Meeting.objects.filter(pair=held.pair, archived_at=None).exclude(pk=held.pk)
    page = {
        "meeting": held,
        "pair": held.pair,
        "people": held.participants.filter(archived_at=None).exclude(state="refused"),
        "statements": [one for one in _said(held) if one.state != "refused"],
        "understood": _understood,
        "meaning": lambda one: meaning(one, lang()),
        "refused": held.statements.filter(Q(state="refused") | ~Q(archived_at=None)),
        "documents": held.documents.filter(archived_at=None),
        "steps": held.steps.filter(archived_at=None).exclude(state="refused")
        .select_related("owner").order_by("deadline", "id"),
        "agreements": Agreement.objects.filter(
            statement__meeting=held, archived_at=None).exclude(state="refused")
        .select_related(*MEANT),
        "others": others.order_by("-date")[:20],
        "left": held.statements.filter(state="proposed", archived_at=None).count()
        + held.participants.filter(state="proposed", archived_at=None).count(),
        "kept": KEPT,
    }  # fmt: skip
    return render(request, "meetings/meeting.html", page)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a meeting's record."""
    person = actor(request)
    made = actions.confirm_meeting(person, find(person, "meeting", pk))
    done(request, _("Confirmed. These steps follow from it: accept, correct or refuse them."))
    return redirect("meeting", made.pk)


@require_POST
def accept_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept all proposed steps of a meeting."""
    person = actor(request)
    held = find(person, "meeting", pk)
    require(person, "decide", held)
    for step in held.steps.filter(state="proposed", archived_at=None):
        actions.decide(person, step, "accept")
    done(request, _("Accepted."))
    return redirect("meeting", pk)


@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one meeting of two."""
    person = actor(request)
    into = find(person, "meeting", _number(request.POST.get("into")))
    made = actions.merge(person, find(person, "meeting", pk), into)
    done(request, _("The two meetings are one."))
    return redirect("meeting", made.pk)


@require_GET
def document_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it was brought in, to be saved."""
    held = find(actor(request), "document", pk)
    if not held.file:
        raise Http404("file")
    return FileResponse(
        held.file.open("rb"), as_attachment=True, filename=safe_name(held.name),
        content_type="application/octet-stream",
    )  # fmt: skip


def safe_name(name: str) -> str:
    """A file's name without what a system could take for a path or a command."""
    kept = "".join(c if c.isalnum() or c in " ._-" else "_" for c in name).strip(" .")
    return kept[:120] or "file"
