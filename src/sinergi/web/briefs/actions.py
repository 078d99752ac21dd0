"""Asking for a brief, and the stages of making it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sinergi.cooperation.life import RuleBrokenError, move
from sinergi.errors import UsageError
from sinergi.vocabulary.languages import check_language
from sinergi.web.briefs.models import MadeBrief
from sinergi.web.core.actions import create, write
from sinergi.web.core.permissions import require
from sinergi.web.meetings.models import Meeting
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person

PARTS = ("statements", "evidence", "companies", "plan")
"""Parts that can be left out."""


def ask(
    person: Person,
    pair: Pair,
    *,
    lang: str,
    edition: str,
    formats: Sequence[str],
    parts: Sequence[str] = PARTS,
    meetings: Sequence[Meeting] = (),
    purpose: str = "",
    prepared: date | None = None,
) -> MadeBrief:
    """Ask for a brief; a worker makes it.

    Raises:
        UsageError: the language or a format is not known.
        RuleBrokenError: the edition or a part is not known, or a meeting is of another pair.
    """
    from sinergi.brief.render.write import check_formats
    from sinergi.web.briefs.tasks import make_brief

    require(person, "make_brief", pair)
    if (
        edition not in ("internal", "shareable")
        or not set(parts) <= set(PARTS)
        or purpose not in ("", "before", "after")
    ):
        raise RuleBrokenError("state", "no such edition or part")
    if any(one.pair_id != pair.pk for one in meetings):
        raise RuleBrokenError("state", "a meeting is of another pair")
    if not formats:
        raise UsageError(_("Choose a format"))
    brief = MadeBrief(
        pair=pair,
        lang=check_language(lang),
        edition=edition,
        formats=check_formats(formats),
        parts=list(parts),
        meetings=[one.pk for one in meetings],
        purpose=purpose,
        prepared=prepared,
    )
    with transaction.atomic():
        made = create(person, brief, permission="make_brief")
        transaction.on_commit(lambda: make_brief.enqueue(made.pk, person.pk))
    return made


def start(person: Person, brief: MadeBrief) -> MadeBrief:
    """The worker begins."""
    values = {"state": move("brief", "start", brief.state), "progress": "0"}
    return write(person, "start", brief, values, permission="make_brief")


def tell(brief: MadeBrief, done: int) -> None:
    """How far the worker is; this passes, and leaves no line in the timeline."""
    MadeBrief.objects.filter(pk=brief.pk, state="running").update(progress=str(done))


def finish(person: Person, brief: MadeBrief, values: dict[str, object]) -> MadeBrief:
    """The files are there."""
    wider = values | {"state": move("brief", "finish", brief.state), "progress": ""}
    return write(person, "finish", brief, wider, permission="make_brief")


def fail(person: Person, brief: MadeBrief, why: str) -> MadeBrief:
    """It could not be made; the reason is kept."""
    values = {"state": move("brief", "fail", brief.state, {"reason"}), "failure": why[:500]}
    return write(person, "fail", brief, values, permission="make_brief", reason=why)
