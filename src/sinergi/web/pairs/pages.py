"""Pages of a pair: the list, the pair with its charts, the timeline, whole pairs out and in."""

from __future__ import annotations

import csv
import json

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.cooperation.roles import Role
from sinergi.vocabulary.sectors import sectors
from sinergi.web.agreements.proposing import MEANT, meaning
from sinergi.web.core.audit import note
from sinergi.web.core.kinds import find
from sinergi.web.core.models import Entry
from sinergi.web.core.pages import done
from sinergi.web.core.permissions import require, visible_pairs
from sinergi.web.core.templating import lang
from sinergi.web.followup.queries import WORKED_ON
from sinergi.web.openings.queries import SIZES, STATUSES
from sinergi.web.pairs import actions, charts, exchange
from sinergi.web.pairs.charts.facilities import kinds_of
from sinergi.web.pairs.forms import PairForm
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person
from sinergi.web.people.requests import actor


@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    """The pairs of the desk, with what is open and late."""
    person = actor(request)
    require(person, "view")
    live = Q(steps__archived_at=None, steps__state__in=WORKED_ON, steps__status="open")
    rows = (
        visible_pairs(person)
        .filter(archived_at=None)
        .select_related("desk")
        .annotate(open_steps=Count("steps", filter=live))
        .order_by("a", "b")
    )
    shown = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "pairs/pairs.html", {"rows": shown})


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Take up a pair of countries."""
    person = actor(request)
    require(person, "create")
    own = person.desk.country if person.desk else ""
    form = PairForm(request.POST if request.method == "POST" else None, initial={"a": own})
    if request.method == "POST" and form.is_valid():
        made = actions.take_up(person, form.cleaned_data["a"], form.cleaned_data["b"])
        done(request, _("Added."))
        return redirect("pair", made.pk)
    status = 400 if form.is_bound else 200
    return render(request, "pairs/add.html", {"form": form}, status=status)


@require_GET
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """A pair: what was agreed and what came of it, what is due, charts, companies, timeline."""
    person = actor(request)
    held = find(person, "pair", pk)
    steps = held.steps.filter(archived_at=None, state__in=WORKED_ON).select_related("owner")
    page = {
        "pair": held,
        "meetings": held.meetings.filter(archived_at=None)
        .annotate(said=Count("statements", filter=Q(statements__archived_at=None), distinct=True))
        .order_by("-date", "-id")[:10],
        "unread": held.documents.filter(archived_at=None)
        .exclude(state="read", meeting__isnull=False)
        .order_by("-id")[:10],
        "steps": steps.filter(status="open").order_by("deadline", "id")[:12],
        "counts": steps.aggregate(
            open=Count("pk", filter=Q(status="open")),
            done=Count("pk", filter=Q(status="done")),
            confirmed=Count("pk", filter=Q(status="confirmed")),
        ),
        "agreements": held.agreements.filter(archived_at=None)
        .exclude(state="refused")
        .select_related(*MEANT)
        .order_by("expires_on")[:10],
        "meaning": lambda one: meaning(one, lang()),
        "approaches": held.approaches.filter(archived_at=None)
        .select_related("company")
        .order_by("-id")[:10],
        "watches": held.watches.filter(archived_at=None)[:10],
        "entries": Entry.objects.filter(pair=held)
        .exclude(kind__in=("statement", "participant"), action__in=("create", "accept"))
        .select_related("actor")[:12],
        "briefs": held.briefs.filter(archived_at=None).order_by("-id")[:5],
        "charts": [name for name in charts.NAMES if name not in charts.PICTURES],
        "maps": {name: charts.chart(held, name) for name in charts.PICTURES},
    }
    return render(request, "pairs/pair.html", page)


@require_GET
def chart(request: HttpRequest, pk: int, name: str) -> JsonResponse:
    """A chart's words, rows and specification, for the page that draws it."""
    _held, found = _chart(request, pk, name)
    return JsonResponse(vars(found))


@require_GET
def chart_page(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One chart alone in the state its address holds, with the table behind it."""
    held, found = _chart(request, pk, name)
    state = charts.ChartView.of(request.GET)
    page = {
        "pair": held,
        "name": name,
        "chart": found,
        "state": state,
        "kinds": kinds_of(held.a, held.b) if "kind" in found.controls else [],
        "statuses": STATUSES,
        "sizes": SIZES[1:],
        "sectors": [code for code, one in sectors().items() if one.hs],
    }
    return render(request, "pairs/chart.html", page)


def _chart(request: HttpRequest, pk: int, name: str) -> tuple[Pair, charts.Chart]:
    held = find(actor(request), "pair", pk)
    if name not in charts.NAMES:
        raise Http404(name)
    return held, charts.chart(held, name, charts.ChartView.of(request.GET))


@require_GET
def chart_csv(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The rows of a chart as CSV."""
    person = actor(request)
    held, found = _chart(request, pk, name)
    require(person, "export", held)
    note(person, "export", of=held, what=f"{name}.csv")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{held.a}-{held.b}-{name}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([title for _key, title in found.columns])
    for row in found.rows:
        writer.writerow([exchange.cell(row.get(key)) for key, _title in found.columns])
    return response


@require_GET
def map_picture(request: HttpRequest, pk: int, name: str, kind: str) -> HttpResponse:
    """A map of the pair as a picture."""
    held = find(actor(request), "pair", pk)
    if name not in charts.PICTURES or kind not in ("svg", "png"):
        raise Http404(f"{name}.{kind}")
    drawn = charts.picture(held, name, kind, charts.ChartView.of(request.GET))
    return HttpResponse(drawn, content_type="image/svg+xml" if kind == "svg" else "image/png")


@require_GET
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole timeline of a pair."""
    held = find(actor(request), "pair", pk)
    rows = Entry.objects.filter(pair=held).select_related("actor")
    page = {"pair": held, "rows": Paginator(rows, 100).get_page(request.GET.get("page"))}
    return render(request, "pairs/timeline.html", page)


@require_http_methods(["GET", "POST"])
def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who of the other side sees the approved texts, and what they see."""
    from sinergi.web.followup.sharing_view import shared_view

    person = actor(request)
    held = find(person, "pair", pk)
    outside = Person.objects.filter(role=Role.COUNTERPART, is_active=True).order_by("name")
    if request.method == "POST":
        wanted = set(request.POST.getlist("people"))
        actions.share_with(person, held, [one for one in outside if str(one.pk) in wanted])
        done(request, _("Saved."))
        return redirect("pair_sharing", pk)
    page = {
        "pair": held,
        "people": outside,
        "chosen": set(held.counterparts.values_list("pk", flat=True)),
        "view": shared_view(held),
    }
    return render(request, "pairs/sharing.html", page)


@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The pair whole, as JSON."""
    person = actor(request)
    held = find(person, "pair", pk)
    require(person, "export", held)
    note(person, "export", of=held, what=f"{held} (JSON)")
    content = json.dumps(exchange.dump(held), ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{held.a}-{held.b}.json"'
    return response


@require_POST
def load(request: HttpRequest) -> HttpResponse:
    """A pair that was exported, or records of ``sinergi read --json``, into the desk."""
    person = actor(request)
    require(person, "import")
    upload = request.FILES.get("file")
    if upload is None:
        raise ValidationError(_("Choose a file."))
    made = exchange.load_file(person, upload)
    done(request, _("Loaded."))
    return redirect("pair", made.pk)
