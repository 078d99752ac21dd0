"""The page of data: datasets with origin, registers, loading with progress, verifying."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.companies.register_store import registers
from sinergi.errors import SinergiError
from sinergi.trade.catalogue import datasets, default_trade
from sinergi.trade.kinds import KINDS
from sinergi.web.core import tables
from sinergi.web.core.permissions import require
from sinergi.web.datasets import actions
from sinergi.web.datasets.forms import LoadForm
from sinergi.web.datasets.models import Load
from sinergi.web.people.requests import actor


@require_http_methods(["GET", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """Datasets and registers; the form that loads one."""
    person = actor(request)
    require(person, "view")
    form = LoadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if request.method == "POST":
        require(person, "manage_data")
        if form.is_valid():
            given = form.cleaned_data
            try:
                actions.ask(
                    person,
                    given["what"],
                    given["file"],
                    name=given["name"],
                    country=given["country"],
                )
                return redirect("data")
            except SinergiError as error:
                form.add_error(None, str(error))
    page = {
        "form": form,
        "datasets": datasets(),
        "default": default_trade().id,
        "registers": registers(),
        "loads": Load.objects.filter(archived_at=None).order_by("-id")[:20],
        "kinds": KINDS,
        "tables": tables.TABLES,
        "into": tables.INTO,
    }
    part = "datasets/loads.html" if "HX-Request" in request.headers else "datasets/data.html"
    return render(request, part, page, status=400 if form.is_bound else 200)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Check that every dataset is as it was written."""
    from sinergi.trade.verifying import verify as verify_all

    require(actor(request), "manage_data")
    faults = [f"{one.id}: {'; '.join(one.faults)}" for one in verify_all() if one.faults]
    if faults:
        messages.error(request, " ".join(faults))
    else:
        messages.success(request, _("Every dataset is as it was written."))
    return redirect("data")


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Remove a dataset that was loaded."""
    person = actor(request)
    identifier = request.POST.get("id", "")
    if request.POST.get("sure") != "yes":
        raise ValidationError(_("Tick the box to remove the dataset."))
    actions.remove(person, identifier)
    messages.success(request, _("Removed."))
    return redirect("data")


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether the server and its database answer."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
