"""Pages of any record: add, change, archive, its history; search; what every page needs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.web.core import actions, sharing
from sinergi.web.core.actions import ConflictError
from sinergi.web.core.forms import ReasonForm, RecordForm
from sinergi.web.core.kinds import find, model_of
from sinergi.web.core.labels import labels
from sinergi.web.core.models import Entry, Record, Shareable
from sinergi.web.core.permissions import require
from sinergi.web.core.search import LIMIT
from sinergi.web.core.search import search as find_lines
from sinergi.web.core.urls_of import address
from sinergi.web.people.requests import actor

ADDED_BY_HAND = frozenset(
    {"meeting", "participant", "statement", "step", "agreement", "incentive", "company"}
)
"""Kinds with a page for adding one; the others come about by actions."""
CHANGED_BY_HAND = ADDED_BY_HAND | {"pair", "document", "approach", "watch"}


def back(request: HttpRequest, default: str) -> HttpResponse:
    """Go to where the form says, if that is a page of ours; else to ``default``."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith("/")
    return redirect(wanted if safe else default)


def done(request: HttpRequest, text: str, record: Record | None = None) -> None:
    """Say what was done, with a button that undoes it where that is possible."""
    tags = ""
    if record is not None:
        entry = Entry.objects.filter(kind=record.KIND, object_id=record.pk).first()
        if entry is not None and entry.action in actions.UNDOABLE:
            tags = f"undo-{entry.pk}"
    messages.success(request, text, extra_tags=tags)


def add(request: HttpRequest, kind: str, holder: str = "", pk: int = 0) -> HttpResponse:
    """A new record of a kind, in a pair or a meeting."""
    person = actor(request)
    model = model_of(kind)
    if kind not in ADDED_BY_HAND or (bool(model.PAIR) != bool(holder)):
        raise Http404(kind)
    held = find(person, holder, pk) if holder in ("pair", "meeting") else None
    if model.PAIR and (held is None or model.PAIR.split("__")[0] != held.KIND):
        raise Http404(holder)
    require(person, "create", held)
    pair = held.of_pair if held is not None else None
    sent = request.POST if request.method == "POST" else None
    form = RecordForm(model, pair, sent, adding=True)
    if request.method == "POST" and form.is_valid():
        record = model(**form.values())
        if held is not None:
            setattr(record, held.KIND, held)
        made = _tried(form, lambda: actions.create(person, record))
        if made is not None:
            done(request, _("Added."), made)
            return back(request, address(made))
    status = 400 if form.is_bound else 200
    page = {"form": form, "kind": kind, "record": None, "holder": held, "conflict": None}
    return render(request, "core/form.html", page, status=status)


def change(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change a record; the second of two editors sees what changed and keeps what was typed."""
    person = actor(request)
    record = find(person, kind, pk)
    if kind not in CHANGED_BY_HAND:
        raise Http404(kind)
    require(person, "edit", record)
    form = RecordForm(
        model_of(kind),
        record.of_pair,
        request.POST if request.method == "POST" else None,
        record=record,
    )
    conflict: list[actions.Change] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or record.version
            made = _tried(
                form, lambda: actions.edit(person, record, form.values(), version=version)
            )
            if made is not None:
                done(request, _("Saved."), made)
                return back(request, address(made))
        except ConflictError as error:
            conflict = error.changes
            kept = request.POST.copy()
            kept["version"] = str(error.record.version)
            form.data = kept
    status = 409 if conflict else 400 if form.is_bound else 200
    page = {"form": form, "kind": kind, "record": record, "holder": None, "conflict": conflict}
    return render(request, "core/form.html", page, status=status)


def _tried(form: RecordForm, write: Any) -> Any:
    """What ``write`` gives; None, with the form's errors filled, when a field does not hold."""
    try:
        with transaction.atomic():
            return write()
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            form.add_error(name if name in form.fields else None, texts)
    except IntegrityError:
        form.add_error(None, _("This is there already."))
    return None


@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Archive a record with a reason."""
    person = actor(request)
    record = find(person, kind, pk)
    require(person, "archive", record)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = actions.archive(person, record, form.cleaned_data["reason"])
        done(request, _("Archived. Nothing is deleted: it can be brought back."), made)
        return back(request, address(made))
    status = 400 if form.is_bound else 200
    page = {"form": form, "record": record, "kind": kind}
    return render(request, "core/archive.html", page, status=status)


@require_POST
def bring_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Bring an archived record back."""
    record = actions.bring_back(actor(request), find(actor(request), kind, pk))
    done(request, _("Brought back."), record)
    return back(request, address(record))


@require_GET
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """All lines of a record's timeline."""
    record = find(actor(request), kind, pk)
    lines = Entry.objects.filter(kind=kind, object_id=pk).select_related("actor")[:500]
    page = {"record": record, "kind": kind, "entries": lines, "address": address(record)}
    return render(request, "core/history.html", page)


@require_POST
def restore(request: HttpRequest, kind: str, pk: int, entry: int, field: str) -> HttpResponse:
    """Put an old value back."""
    person = actor(request)
    record = find(person, kind, pk)
    line = get_object_or_404(Entry, pk=entry)
    made = actions.restore(person, record, line, field)
    done(request, _("The old value is back."), made)
    return redirect("history", kind, pk)


@require_POST
def undo(request: HttpRequest, entry: int) -> HttpResponse:
    """Take back what was just done."""
    person = actor(request)
    line = get_object_or_404(Entry, pk=entry, actor=person)
    record = actions.undo(person, line, find(person, line.kind, line.object_id or 0))
    messages.success(request, _("Undone."))
    return back(request, address(record))


@require_POST
def share(request: HttpRequest, kind: str, pk: int, step: str) -> HttpResponse:
    """Ask for, approve or withdraw a text that may be shared."""
    person = actor(request)
    record: Any = find(person, kind, pk)
    does = {"ask": sharing.ask, "approve": sharing.approve, "withdraw": sharing.withdraw}
    if not isinstance(record, Shareable) or step not in does:
        raise Http404(step)
    made: Any = does[step](person, record)
    texts = {
        "ask": _("Sent for approval. A second person has to approve the text."),
        "approve": _("Approved. The text can now be seen by those the pair is shared with."),
        "withdraw": _("Withdrawn."),
    }
    done(request, texts[step], made)
    return back(request, address(made))


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Search over everything the person may see."""
    from sinergi.web.companies.queries import hits

    person = actor(request)
    require(person, "view")
    text = request.GET.get("q", "").strip()[:200]
    lines = list(find_lines(person, text)) if text else []
    names = labels(lines, "title")
    page = {
        "q": text,
        "found": [
            (line, names[line.pk], reverse("show", args=[line.kind, line.object_id]))
            for line in lines
        ],
        "full": len(lines) == LIMIT,
        "companies": hits(text, limit=10) if text else [],
    }
    return render(request, "core/search.html", page)


@require_GET
def show(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Go to the page of a record."""
    return redirect(address(find(actor(request), kind, pk)))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or came from elsewhere."""
    page = {
        "title": _("This form is too old"),
        "text": _("Go back, load the page again and send it once more. What you typed is kept."),
    }
    return render(request, "core/error.html", page, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or not for this person."""
    page = {
        "title": _("There is nothing here"),
        "text": _("The page is not there, or you may not see it. Look at your desk or search."),
    }
    return render(request, "core/error.html", page, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong that nobody foresaw."""
    page = {
        "title": _("Something went wrong"),
        "text": _("Nothing was changed. Try again; if it happens again, tell your administrator."),
    }
    return render(request, "core/error.html", page, status=500)
