"""Companies: search, one company, candidates of a pair, contact, the review of matches."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.companies.linkage.pair_decisions import DecisionLog
from sinergi.cooperation.life import RuleBrokenError, possible
from sinergi.vocabulary.sectors import sectors
from sinergi.web.companies import actions, queries
from sinergi.web.companies.models import Company
from sinergi.web.core.audit import note
from sinergi.web.core.kinds import find
from sinergi.web.core.pages import back, done
from sinergi.web.core.permissions import require, visible, visible_pairs
from sinergi.web.core.templating import sector as sector_name
from sinergi.web.followup.models import Step
from sinergi.web.people.requests import actor


@require_GET
def companies(request: HttpRequest) -> HttpResponse:
    """Search companies in any script and spelling."""
    person = actor(request)
    require(person, "view")
    text = request.GET.get("q", "").strip()[:200]
    country = request.GET.get("country", "")[:3]
    page = {
        "q": text,
        "country": country,
        "found": queries.hits(text, country) if text else [],
        "pairs": visible_pairs(person).filter(archived_at=None).order_by("a", "b")[:50],
        "filed": Company.objects.exists(),
    }
    return render(request, "companies/companies.html", page)


@require_GET
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """One company: where it is known from, and the desk's contact with it."""
    person = actor(request)
    held = find(person, "company", pk)
    contacts = held.approaches.filter(archived_at=None, pair__in=visible_pairs(person))
    page = {
        "company": held,
        "approaches": contacts.select_related("pair", "step").order_by("-id"),
        "like": [one for one in queries.named(held.name, held.country, 6) if one.pk != held.pk],
        "pairs": visible_pairs(person).filter(archived_at=None).order_by("a", "b")[:300],
    }
    return render(request, "companies/company.html", page)


@require_GET
def candidates(request: HttpRequest, pk: int) -> HttpResponse:
    """Candidate companies of both sides of a pair for a product."""
    person = actor(request)
    pair = find(person, "pair", pk)
    named = list(
        dict.fromkeys(
            code
            for found in pair.meetings.filter(archived_at=None)
            .values_list("statements__sectors", flat=True)
            .order_by("statements__id")
            for code in (found or [])
        )
    )
    goods = [code for code in named if code in sectors() and sectors()[code].hs]
    choices = [(sectors()[code].hs[0], sector_name(code)) for code in goods]
    asked = request.GET.get("product", "").strip()[:60]
    product = asked or queries.first_with_most(pair, [code for code, _name in choices])
    sides = (
        [(c, queries.offered(c, product, pair.other(c) or "")) for c in (pair.a, pair.b)]
        if product
        else []
    )
    taken = pair.approaches.filter(archived_at=None).select_related("company")
    page = {
        "pair": pair,
        "product": product,
        "choices": choices,
        "sides": sides,
        "taken": {(one.company.register, one.company.record_id): one.pk for one in taken},
        "approaches": taken.order_by("-id"),
    }
    return render(request, "companies/candidates.html", page)


@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up a candidate (by its record) or a company (by its id) for a pair."""
    person = actor(request)
    pair = find(person, "pair", pk)
    given = {name: request.POST.get(name, "")[:200] for name in ("country", "product", "record")}
    if request.POST.get("company", "").isdecimal():
        chosen = find(person, "company", int(request.POST["company"][:18]))
        made = actions.take_up(person, pair, chosen)
        done(request, _("Taken up."), made)
        return redirect("approach", made.pk)
    if given["country"] not in (pair.a, pair.b):
        raise RuleBrokenError("state", "the company is of another country")
    other = pair.other(given["country"]) or ""
    worded = queries.candidate(given["country"], given["product"], other, given["record"])
    if not worded:
        raise RuleBrokenError("state", "there is no such candidate")
    made = actions.approach(person, pair, worded, given["product"][:12])
    done(request, _("Taken up."), made)
    return back(request, f"/approaches/{made.pk}/")


@require_GET
def approach(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact with a company."""
    person = actor(request)
    held = find(person, "approach", pk)
    steps = visible(person, Step).filter(pair=held.pair, archived_at=None, status="open")
    page = {
        "approach": held,
        "company": held.company,
        "pair": held.pair,
        "possible": possible("approach", held.stage),
        "steps": steps.filter(state__in=("accepted", "corrected")).order_by("deadline")[:200],
    }
    return render(request, "companies/approach.html", page)


@require_POST
def approach_action(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Move a contact on."""
    person = actor(request)
    held = find(person, "approach", pk)
    chosen = request.POST.get("step", "")
    step = find(person, "step", int(chosen[:18])) if chosen.isdecimal() else None
    made = actions.advance(person, held, action, answer=request.POST.get("answer", ""), step=step)
    done(request, _("Saved."), made)
    return redirect("approach", pk)


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """Pairs of records that a person must see, and the decisions that stand."""
    person = actor(request)
    require(person, "decide_match")
    decisions = sorted(DecisionLog().standing().values(), key=lambda d: -d.number)
    page = {"rows": queries.review_queue(), "decisions": decisions[:30]}
    return render(request, "companies/review.html", page)


@require_POST
def review_decide(request: HttpRequest) -> HttpResponse:
    """Decide a pair, or take a decision back."""
    person = actor(request)
    require(person, "decide_match")
    log = DecisionLog()
    verdict = request.POST.get("verdict", "")
    if verdict == "undo":
        log.undo(int(request.POST.get("number", "0")[:9] or 0), who=str(person), why="undo")
        note(person, "undo", kind="company", what=request.POST.get("number", ""))
    elif verdict in ("same", "different"):
        left, right = (request.POST.get(name, "")[:300] for name in ("left", "right"))
        log.decide(
            left, right, "same" if verdict == "same" else "different", who=str(person), why=""
        )
        action = "join" if verdict == "same" else "part"
        note(person, action, kind="company", what=f"{left} {right}")
    else:
        raise RuleBrokenError("state", "no such decision")
    messages.success(request, _("Saved."))
    return redirect("review")
