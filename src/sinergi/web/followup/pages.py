"""My desk, the board of steps, a step, links for confirmation, what the counterpart sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.cooperation.life import RuleBrokenError
from sinergi.cooperation.roles import Role
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.web.core.kinds import find
from sinergi.web.core.messages import STATES, in_words, label
from sinergi.web.core.pages import back, done
from sinergi.web.core.permissions import require, visible_pairs
from sinergi.web.core.sharing import shared
from sinergi.web.core.templating import lang, named
from sinergi.web.core.urls_of import address
from sinergi.web.followup import actions, queries
from sinergi.web.followup.forms import DeadlineForm, EvidenceForm, InviteForm, ReportForm
from sinergi.web.followup.models import Link, Step
from sinergi.web.followup.sharing_view import shared_view
from sinergi.web.meetings.pages import safe_name
from sinergi.web.meetings.queries import understood
from sinergi.web.pairs.models import Pair
from sinergi.web.people import guessing
from sinergi.web.people.actions import seen
from sinergi.web.people.models import Person
from sinergi.web.people.requests import actor

PAGE = 50
CHOICES = ("pair", "owner", "status", "colour", "due", "by")
"""What an address of the board holds."""


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """My desk: what I owe, what waits for me, what others have not confirmed, what is new."""
    person = actor(request)
    if person.role == Role.COUNTERPART:
        return redirect("shared")
    require(person, "view")
    news = list(queries.news(person)[:30])
    page = {
        "owed": queries.owed(person)[:20],
        "reminders": [
            (one, address(one.record))
            for one in queries.reminders(person, date.today(), 60)
            # What I owe stands above, with its state.
            if getattr(one.record, "owner_id", None) != person.pk
        ],
        "approvals": [(one, address(one)) for one in queries.awaiting_approval(person, 20)],
        "unconfirmed": queries.unconfirmed(person)[:20],
        "to_confirm": queries.to_confirm(person)[:10],
        "news": news,
        "pairs": visible_pairs(person).filter(archived_at=None).order_by("-changed_at")[:12],
        "seen_at": person.seen_at,
    }
    response = render(request, "followup/desk.html", page)
    seen(person)
    return response


@require_GET
def steps(request: HttpRequest) -> HttpResponse:
    """The board: steps by pair, owner, due date and state."""
    person = actor(request)
    require(person, "view")
    chosen = {name: request.GET.get(name, "") for name in CHOICES}
    shown = Paginator(queries.board(person, chosen), PAGE).get_page(request.GET.get("page"))
    page = {
        "shown": shown,
        "groups": [(head, list(own)) for head, own in groupby(shown, _heading(chosen["by"]))],
        "chosen": chosen,
        "pairs": visible_pairs(person).filter(archived_at=None).order_by("a", "b")[:300],
        "people": Person.objects.filter(desk=person.desk).order_by("name"),
        "query": "&".join(f"{k}={v}" for k, v in chosen.items() if v.isalnum()),
    }
    return render(request, "followup/steps.html", page)


def _heading(by: str) -> Callable[[Step], str]:
    """What stands above the steps of a group of the board; nothing where it has no groups."""
    if by == "pair":
        return lambda one: named(one.pair)
    if by == "owner":
        return lambda one: str(one.owner or _("Nobody yet"))
    if by == "status":
        return lambda one: label(STATES, one.status)
    return lambda _one: ""


@require_GET
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """A step: where it stands, its evidence, reports, links."""
    held = find(actor(request), "step", pk)
    return _step(request, held)


def _step(request: HttpRequest, held: Step, status: int = 200, **more: Any) -> HttpResponse:
    page = {
        "step": held,
        "pair": held.pair,
        "evidence": held.evidence.filter(archived_at=None),
        "comments": held.comments.filter(archived_at=None).order_by("id"),
        "links": held.links.order_by("-id")[:10],
        "companies": held.approaches.filter(archived_at=None).select_related("company"),
        "statements": held.statements.select_related("document", "meeting__pair"),
        "understood": lambda one: understood(one, lang()),
        "evidence_form": EvidenceForm(),
        "deadline_form": DeadlineForm(initial={"deadline": held.deadline}),
        "report_form": ReportForm(initial={"colour": held.colour}),
        "invite_form": InviteForm(),
        "new_link": "",
        **more,
    }
    return render(request, "followup/step.html", page, status=status)


@require_POST
def step_action(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """What is done to a step: attach, complete, reopen, move_deadline, report, comment, invite."""
    person = actor(request)
    held = find(person, "step", pk)
    does = {
        "attach": _attach,
        "complete": _complete,
        "reopen": _reopen,
        "move_deadline": _move_deadline,
        "report": _report,
        "comment": _comment,
        "invite": _invite,
    }
    if action not in does:
        raise RuleBrokenError("state", f"a step has no action '{action}'")
    answer = does[action](request, person, held)
    return answer or back(request, address(held))


def _attach(request: HttpRequest, person: Person, held: Step) -> HttpResponse | None:
    require(person, "attach", held)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _step(request, held, 400, evidence_form=form)
    given = form.cleaned_data
    made = actions.attach(person, held, text=given["text"], url=given["url"], upload=given["file"])
    done(request, _("Attached."), made)
    return None


def _complete(request: HttpRequest, person: Person, held: Step) -> None:
    done(request, _("Closed."), actions.complete(person, held))


def _reopen(request: HttpRequest, person: Person, held: Step) -> None:
    done(request, _("Open again."), actions.reopen(person, held, request.POST.get("reason", "")))


def _move_deadline(request: HttpRequest, person: Person, held: Step) -> HttpResponse | None:
    require(person, "move_deadline", held)
    form = DeadlineForm(request.POST)
    if not form.is_valid():
        return _step(request, held, 400, deadline_form=form)
    given = form.cleaned_data
    made = actions.move_deadline(person, held, given["deadline"], given["reason"])
    done(request, _("The deadline is moved; the old one is kept."), made)
    return None


def _report(request: HttpRequest, person: Person, held: Step) -> HttpResponse | None:
    require(person, "report", held)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _step(request, held, 400, report_form=form)
    given = form.cleaned_data
    made = actions.report(person, held, given["colour"], given["reason"])
    done(request, _("Reported."), made)
    return None


def _comment(request: HttpRequest, person: Person, held: Step) -> None:
    actions.comment(person, held, request.POST.get("text", ""))
    done(request, _("Added."))


def _invite(request: HttpRequest, person: Person, held: Step) -> HttpResponse:
    require(person, "invite", held)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _step(request, held, 400, invite_form=form)
    given = form.cleaned_data
    _link, token = actions.invite(person, held, given["to"], given["language"])
    where = request.build_absolute_uri(reverse("confirm", args=[token]))
    return _step(request, held, new_link=where)


@require_POST
def link_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    person = actor(request)
    held = find(person, "link", pk)
    assert isinstance(held, Link)  # noqa: S101 - the kind says so
    actions.revoke(person, held)
    messages.success(request, _("The link no longer works."))
    return redirect("step", held.step_id)


@require_GET
def evidence_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """A file that was attached, to be saved."""
    held = find(actor(request), "evidence", pk)
    if not held.file:
        return redirect("step", held.step_id)
    return FileResponse(
        held.file.open("rb"),
        as_attachment=True,
        filename=safe_name(held.file_name),
        content_type="application/octet-stream",
    )


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a link: what was shared of one step, and a button that confirms it."""
    if guessing.held_back(request):
        page = {"title": _("Please wait"),
                "text": _("Too many links that do not work came from your address. Try again in "
                          "a minute.")}  # fmt: skip
        return render(request, "core/error.html", page, status=429)
    try:
        link = actions.link_of(token[:200])
    except RuleBrokenError as error:
        if error.code == "unknown":
            guessing.wrong(request)
        page = {"title": _("This link does not work"), "text": in_words(error)}
        return render(request, "core/error.html", page, status=410)
    code = request.GET.get("lang", link.lang)
    with translation.override(code if code in LANGUAGES else "en"):
        if request.method == "POST":
            actions.confirm(token, request.POST.get("text", ""))
            page = {"title": _("Thank you"), "text": _("Your confirmation is recorded.")}
            return render(request, "core/error.html", page)
        shown = {"text": shared(link.step) or "", "link": link, "step": link.step}
        return render(request, "followup/confirm.html", shown)


@require_GET
def shared_pairs(request: HttpRequest) -> HttpResponse:
    """What is shared with a counterpart."""
    person = actor(request)
    require(person, "view_shared")
    return render(request, "followup/shared_pairs.html", {"pairs": visible_pairs(person)})


@require_GET
def shared_pair(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved texts of a pair, as the counterpart sees them; the desk may look as well."""
    person = actor(request)
    pair = _shared(person, pk)
    return render(request, "followup/shared_pair.html", {"pair": pair, "view": shared_view(pair)})


def _shared(person: Person, pk: int) -> Pair:
    if person.role == Role.COUNTERPART:
        from django.shortcuts import get_object_or_404

        return get_object_or_404(visible_pairs(person), pk=min(pk, 2**62))
    pair = find(person, "pair", pk)
    assert isinstance(pair, Pair)  # noqa: S101 - the kind says so
    return pair


@require_POST
def shared_action(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """A counterpart confirms a shared step, or remarks on it."""
    person = actor(request)
    pairs = visible_pairs(person)
    held = Step.objects.filter(pk=min(pk, 2**62), pair__in=pairs, sharing="approved").first()
    if held is None or held.archived_at is not None:
        raise RuleBrokenError("state", "the step is not shared")
    if action == "confirm":
        actions.confirm_shared(person, held)
        messages.success(request, _("Your confirmation is recorded."))
    else:
        require(person, "comment", held)
        actions.comment(person, held, request.POST.get("text", ""))
        messages.success(request, _("Added."))
    return redirect("shared_pair", held.pair_id)
