"""Openings of a pair both ways, one product, watching, where a number comes from."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.errors import SinergiError, UnknownNameError
from sinergi.vocabulary.sectors import sectors
from sinergi.web.companies.queries import offered
from sinergi.web.core import figures
from sinergi.web.core.kinds import find
from sinergi.web.core.messages import no_trade
from sinergi.web.core.pages import back, done
from sinergi.web.core.permissions import require
from sinergi.web.openings import actions, queries
from sinergi.web.openings.models import Watch
from sinergi.web.people.requests import actor


@require_GET
def openings(request: HttpRequest, pk: int) -> HttpResponse:
    """What is worth naming of a direction, what to be careful with, and all that was compared."""
    person = actor(request)
    pair = find(person, "pair", pk)
    exporter = request.GET.get("exporter", pair.b)
    exporter = exporter if exporter in (pair.a, pair.b) else pair.b
    choice = queries.Choice.of(request.GET)
    page: dict[str, Any] = {
        "pair": pair,
        "exporter": exporter,
        "importer": pair.other(exporter),
        "found": None,
        "problem": "",
        "choice": choice,
        "direction": "a" if exporter == pair.a else "b",
        "statuses": queries.STATUSES,
        "sizes": queries.SIZES[1:],
        "sectors": [code for code, one in sectors().items() if one.hs],
        "watched": set(
            pair.watches.filter(archived_at=None, exporter=exporter).values_list(
                "product", flat=True
            )
        ),
    }
    try:
        page |= _found(exporter, pair.other(exporter) or "", choice)
    except SinergiError as error:
        page["problem"] = no_trade(error)
    return render(request, "openings/openings.html", page)


def _found(exporter: str, importer: str, choice: queries.Choice) -> dict[str, Any]:
    found, every = queries.openings(exporter, importer), queries.everything(exporter, importer)
    takes, still_open = choice.takes, queries.still_open(exporter, importer)
    return {
        "found": found,
        "every": every,
        "items": [
            one
            for one in found.items
            if takes(one.opportunity.product, one.opportunity.status, one.worth.value)
        ],
        "beyond": [o for o in found.beyond if takes(o.product, choice.status, o.worth.value)],
        "careful": [o for o in found.careful if takes(o.product, o.status, o.worth.value)],
        "beyond_careful": [
            o for o in found.beyond_careful if takes(o.product, choice.status, o.worth.value)
        ],
        "left_out": [o for o in found.left_out if takes(o.product, choice.status, o.worth.value)],
        "still_open": still_open,
        "all_items": [
            o for o in every.items if takes(o.product, o.status, still_open[o.product].value)
        ],
    }


@require_GET
def opening(request: HttpRequest, pk: int, exporter: str, product: str) -> HttpResponse:
    """One product: who sells it, who buys it, duty, competitors, chain, companies."""
    person = actor(request)
    pair = find(person, "pair", pk)
    importer = pair.other(exporter)
    held = _product(exporter, importer, product)
    if held is None or importer is None:
        raise Http404(product)
    watched = Watch.objects.filter(pair=pair, exporter=exporter, product=product, archived_at=None)
    every = held.all_of
    sellers, buyers = (
        queries.traders(product, every.years[1], every.dataset) if held.item else ([], [])
    )
    page = {
        "pair": pair,
        "exporter": exporter,
        "importer": importer,
        "held": held,
        "one": held.item,
        "every": every,
        "sellers": sellers,
        "buyers": buyers,
        "watch": watched.first(),
        "companies": [
            (exporter, offered(exporter, product, importer, 5)),
            (importer, offered(importer, product, exporter, 5)),
        ],
    }
    return render(request, "openings/opening.html", page)


def _product(exporter: str, importer: str | None, product: str) -> queries.Product | None:
    if importer is None:
        return None
    try:
        return queries.product(exporter, importer, product)
    except UnknownNameError:
        return None


@require_POST
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """Watch an opening, or let it go."""
    person = actor(request)
    pair = find(person, "pair", pk)
    exporter, product = request.POST.get("exporter", ""), request.POST.get("product", "")[:12]
    if _product(exporter, pair.other(exporter), product) is None:
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
        page = {
            "title": _("This number is not known"),
            "text": _("Its address is not whole, or its dataset is no longer there."),
            "detail": str(error),
        }
        return render(request, "core/error.html", page, status=404)
    words = {"label": figures.label(found), "formula": figures.formula(found)}
    return render(request, "openings/explain.html", {"found": found, "words": words})
