"""From what a desk keeps to the files of a brief.

The record replaces the documents, the steps of the desk the proposed plan. The shareable edition
is made of approved texts only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from django.utils import translation
from django.utils.translation import gettext as _

from sinergi.brief import Brief
from sinergi.brief import brief as gather
from sinergi.brief.model import StepView
from sinergi.brief.render.write import write as write_files
from sinergi.brief.sharing import to_share
from sinergi.web.briefs.models import MadeBrief
from sinergi.web.core.messages import STATES, label
from sinergi.web.core.templating import day, side
from sinergi.web.followup.models import Step
from sinergi.web.followup.queries import LIVE, WORKED_ON
from sinergi.web.meetings.models import Meeting
from sinergi.web.meetings.queries import record_of


def make(made: MadeBrief, folder: Path, tell: Callable[[int], None]) -> dict[str, Any]:
    """Gather, then write format by format; returns the fields that tell what was made.

    Args:
        made: What was asked for.
        folder: Where the files go.
        tell: Is told the number of steps that are done.

    Raises:
        SinergiError: a package could not give its part.
    """
    with translation.override(made.lang):
        brief = compose(made)
        files: dict[str, None] = {}
        for done, name in enumerate(made.formats, start=1):
            tell(done)
            files |= dict.fromkeys(path.name for path in write_files(brief, [name], folder))
    return {
        "files": list(files),
        "dataset": brief.dataset.id,
        "source": summary_of(brief),
    }


def compose(made: MadeBrief) -> Brief:
    """The typed brief of a pair's record."""
    shareable = made.edition == "shareable"
    meetings = Meeting.objects.filter(pk__in=made.meetings, pair=made.pair, archived_at=None)
    record = record_of(meetings, shareable=shareable)
    pair = made.pair
    purpose: Literal["before", "after"] | None = "before" if made.purpose == "before" else None
    brief: Brief = gather(
        pair.a, pair.b, record=record, lang=made.lang, today=made.prepared, purpose=purpose
    )
    if shareable:
        # What one side thinks and wants of its own people goes; the approved steps come after.
        brief = to_share(brief)
    brief.plan = steps(made, meetings) if "plan" in made.parts else []
    brief.plan_note = None if brief.plan else _("There are no steps to show.")
    if "statements" not in made.parts:
        brief.statements = []
    if "companies" not in made.parts:
        brief.companies, brief.companies_note = [], _("Companies were left out of this brief.")
    if "evidence" not in made.parts:
        brief.sectors = []
    if shareable:
        brief.subtitle = f"{brief.subtitle} · {_('shareable edition')}"
    return brief


def steps(made: MadeBrief, meetings: Any) -> list[StepView]:
    """The desk's steps as the brief shows them; of the shareable edition those approved."""
    rows = Step.objects.filter(LIVE, pair=made.pair, state__in=WORKED_ON)
    if made.meetings:
        rows = rows.filter(meeting__in=meetings)
    if made.edition == "shareable":
        rows = rows.filter(sharing="approved")
    rows = rows.select_related("owner").order_by("deadline", "id")
    return [_view(number, one, made.edition) for number, one in enumerate(rows, start=1)]


def _view(number: int, one: Step, edition: str) -> StepView:
    shareable = edition == "shareable"
    status = "late" if one.is_late and not shareable else one.status
    owner = "" if shareable or one.owner is None else f", {one.owner}"
    return StepView(
        number=number,
        uid=one.uid or f"step-{one.pk}@sinergi",
        action=one.share_text if shareable else one.text,
        owner=one.side,
        owner_text=side(one.side) + owner,
        deadline=one.deadline,
        deadline_text=day(one.deadline) if one.deadline else _("to be set"),
        deadline_reason="" if shareable else one.deadline_reason,
        closes_with="" if shareable else one.closes_with,
        statements=[],
        status_text=label(STATES, status),
    )


def summary_of(brief: Brief) -> dict[str, Any]:
    """What two briefs are compared by: statements, steps, companies, figures."""
    return {
        "prepared": date.today().isoformat(),
        "statements": [f"{s.kind_text}: {s.span}" for s in brief.statements],
        "plan": [f"{s.action} ({s.deadline_text}, {s.status_text})" for s in brief.plan],
        "companies": [c.name for held in brief.companies for c in held.candidates],
        "figures": {one.evidence.id: one.text for one in brief.evidence},
    }


def compare(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What is new, what is gone and what changed between two briefs."""
    found: dict[str, Any] = {}
    for part in ("statements", "plan", "companies"):
        before, after = old.get(part, []), new.get(part, [])
        found[part] = {
            "new": [one for one in after if one not in before],
            "gone": [one for one in before if one not in after],
        }
    before, after = old.get("figures", {}), new.get("figures", {})
    found["figures"] = [
        (key, before[key], after[key])
        for key in after
        if key in before and before[key] != after[key]
    ]
    return found
