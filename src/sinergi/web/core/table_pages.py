"""Pages for tables out and in."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.web.core import messages, table_rows, tables
from sinergi.web.core.audit import note
from sinergi.web.core.kinds import find, model_of
from sinergi.web.core.permissions import require, visible, visible_pairs
from sinergi.web.core.templating import lang
from sinergi.web.people.requests import actor

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class BringTableForm(forms.Form):
    """A table and what to do with it."""

    file = forms.FileField(label=messages.FIELDS["file"])
    pair = forms.ChoiceField(label=messages.FIELDS["pair"], required=False)
    write = forms.BooleanField(
        label=_("Write the rows (without this they are only tried)"), required=False
    )


@require_GET
def table_out(request: HttpRequest, kind: str, ending: str) -> HttpResponse:
    """A table of all the person may see."""
    person = actor(request)
    if kind not in tables.TABLES or ending not in _TYPES:
        raise Http404(kind)
    require(person, "export")
    model = model_of(kind)
    rows = visible(person, model).filter(archived_at=None).order_by("pk")[:50_000]
    note(person, "export", kind=kind, what=f"{kind}.{ending}")
    content = tables.as_bytes(tables.dataset(model, rows), ending)
    response = HttpResponse(content, content_type=_TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}.{ending}"'
    return response


@require_http_methods(["GET", "POST"])
def table_in(request: HttpRequest, kind: str) -> HttpResponse:
    """Bring a table in, first as a trial."""
    person = actor(request)
    if kind not in tables.INTO:
        raise Http404(kind)
    require(person, "import")
    model = model_of(kind)
    form = BringTableForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    pairs = visible_pairs(person).filter(archived_at=None)[:300] if model.PAIR else []
    choices = [(str(one.pk), one.title(lang())) for one in pairs]
    form.fields["pair"].choices = choices  # type: ignore[attr-defined]
    form.fields["pair"].required = bool(model.PAIR)
    report = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        pair = find(person, "pair", int(given["pair"])) if model.PAIR else None
        upload = given["file"]
        content = upload.read(tables.LARGEST + 1)
        dry = not given["write"]
        report = tables.bring(person, model, pair, content, upload.name, dry_run=dry)
        if report.written:
            note(person, "import", kind=kind, of=pair, what=f"{kind}: {report.taken}")
    bad = (form.is_bound and not form.is_valid()) or (report is not None and report.errors)
    page = {"form": form, "kind": kind, "fields": table_rows.columns(model), "report": report}
    return render(request, "core/table_in.html", page, status=400 if bad else 200)
