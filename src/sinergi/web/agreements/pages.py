"""Agreements by their end, one agreement, incentives side by side."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.cooperation.life import possible
from sinergi.web.agreements.actions import advance
from sinergi.web.agreements.models import Agreement, Incentive
from sinergi.web.agreements.proposing import MEANT, meaning
from sinergi.web.core.kinds import find
from sinergi.web.core.pages import back, done
from sinergi.web.core.permissions import require, visible, visible_pairs
from sinergi.web.core.templating import lang
from sinergi.web.people.requests import actor

STAGES = ("drafting", "signed", "in_force", "expired", "ended")


@require_GET
def agreements(request: HttpRequest) -> HttpResponse:
    """Agreements, those that end first at the top."""
    person = actor(request)
    require(person, "view")
    stage = request.GET.get("stage", "")
    rows = visible(person, Agreement).filter(archived_at=None).exclude(state="refused")
    if stage in STAGES:
        rows = rows.filter(stage=stage)
    rows = rows.select_related("pair", *MEANT).order_by(F("expires_on").asc(nulls_last=True), "id")
    page = {
        "rows": Paginator(rows, 50).get_page(request.GET.get("page")),
        "stage": stage if stage in STAGES else "",
        "stages": STAGES,
        "meaning": _meaning,
        "pairs": visible_pairs(person).filter(archived_at=None).order_by("a", "b")[:300],
    }
    return render(request, "agreements/agreements.html", page)


def _meaning(held: Agreement) -> str:
    return meaning(held, lang())


@require_GET
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement."""
    held = find(actor(request), "agreement", pk)
    page = {
        "agreement": held,
        "pair": held.pair,
        "possible": possible("agreement", held.stage),
        "meaning": _meaning,
    }
    return render(request, "agreements/agreement.html", page)


@require_POST
def agreement_action(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Move an agreement to its next stage."""
    person = actor(request)
    held = find(person, "agreement", pk)
    made = advance(person, held, action, request.POST.get("reason", ""))
    done(request, _("Saved."), made)
    return back(request, f"/agreements/{pk}/")


@require_GET
def incentives(request: HttpRequest) -> HttpResponse:
    """Incentives of countries side by side."""
    person = actor(request)
    require(person, "view")
    rows = visible(person, Incentive).filter(archived_at=None).exclude(state="refused")
    pair = request.GET.get("pair", "")
    if pair.isdecimal():
        rows = rows.filter(pair_id=min(int(pair), 2**62))
    held: dict[str, list[Incentive]] = {}
    for one in rows.select_related("pair").order_by("country", "what")[:500]:
        held.setdefault(one.country, []).append(one)
    page = {
        "held": held,
        "pair": pair,
        "pairs": visible_pairs(person).filter(archived_at=None).order_by("a", "b")[:300],
    }
    return render(request, "agreements/incentives.html", page)
