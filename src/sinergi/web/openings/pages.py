"""Openings of a pair both ways, one product, watching, where a number comes from."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.errors import SinergiError, UnknownNameError
from sinergi.vocabulary.sectors import sectors
from sinergi.web.companies.queries import offered
from sinergi.web.core.kinds import find
from sinergi.web.core.pages import back, done
from sinergi.web.core.permissions import require
from sinergi.web.openings import actions, queries
from sinergi.web.openings.models import Watch
from sinergi.web.people.requests import actor


@require_GET
def openings(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranked openings of a direction."""
    person = actor(request)
    pair = find(person, "pair", pk)
    exporter = request.GET.get("exporter", pair.b)
    exporter = exporter if exporter in (pair.a, pair.b) else pair.b
    sector, status = request.GET.get("sector", ""), request.GET.get("status", "")
    found, problem = None, ""
    try:
        found = queries.openings(exporter, pair.other(exporter) or "")
    except SinergiError as error:
        problem = str(error)
    items = queries.chosen(found.items, sector, status) if found else []
    named = [code for code, one in sectors().items() if one.hs]
    page = {
        "pair": pair,
        "exporter": exporter,
        "importer": pair.other(exporter),
        "found": found,
        "problem": problem,
        "items": items,
        "sector": sector if sector in sectors() else "",
        "status": status if status in queries.STATUSES else "",
        "statuses": queries.STATUSES,
        "sectors": named,
        "watched": set(
            pair.watches.filter(archived_at=None, exporter=exporter).values_list(
                "product", flat=True
            )
        ),
    }
    return render(request, "openings/openings.html", page)


@require_GET
def opening(request: HttpRequest, pk: int, exporter: str, product: str) -> HttpResponse:
    """One product: who sells it, who buys it, duty, competitors, chain, companies."""
    person = actor(request)
    pair = find(person, "pair", pk)
    importer = pair.other(exporter)
    if importer is None:
        raise Http404(exporter)
    try:
        held = queries.opening(exporter, importer, product)
    except UnknownNameError:
        held = None
    if held is None:
        raise Http404(product)
    found, one = held
    watched = Watch.objects.filter(pair=pair, exporter=exporter, product=product, archived_at=None)
    page = {
        "pair": pair,
        "exporter": exporter,
        "importer": importer,
        "found": found,
        "one": one,
        "watch": watched.first(),
        "sellers": offered(exporter, product, importer, 5),
        "buyers": offered(importer, product, exporter, 5),
    }
    return render(request, "openings/opening.html", page)


@require_POST
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """Watch an opening, or let it go."""
    person = actor(request)
    pair = find(person, "pair", pk)
    exporter, product = request.POST.get("exporter", ""), request.POST.get("product", "")[:12]
    importer = pair.other(exporter)
    if importer is None or queries.opening(exporter, importer, product) is None:
        raise Http404(product)
    held = Watch.objects.filter(pair=pair, exporter=exporter, product=product, archived_at=None)
    if (one := held.first()) is not None:
        done(request, _("No longer watched."), actions.let_go(person, one, _("No longer watched.")))
    else:
        done(request, _("Watched."), actions.watch(person, pair, exporter, product))
    return back(request, f"/pairs/{pk}/openings/{exporter}/{product}/")


@require_GET
def explain(request: HttpRequest) -> HttpResponse:
    """Where a number comes from, computed again: the same as ``sinergi explain``."""
    import sinergi

    person = actor(request)
    require(person, "view")
    identifier = request.GET.get("id", "")[:400]
    try:
        found = sinergi.explain(identifier)
    except SinergiError as error:
        page = {"title": _("This number is not known"), "text": str(error)}
        return render(request, "core/error.html", page, status=404)
    return render(request, "openings/explain.html", {"found": found})
