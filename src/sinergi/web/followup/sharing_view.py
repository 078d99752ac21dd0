"""What leaves the desk: the one place where records become texts for the counterpart.

Only approved texts, codes and dates stand in what is returned; no record of the desk does, so
that no page can show more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sinergi.web.agreements.models import Agreement, Incentive
from sinergi.web.followup.models import Step
from sinergi.web.meetings.models import Statement
from sinergi.web.pairs.models import Pair


@dataclass(frozen=True)
class SharedLine:
    """An approved text with what may be said beside it."""

    id: int
    text: str
    side: str = ""
    kind: str = ""
    day: date | str | None = None
    state: str = ""
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SharedView:
    """Everything of a pair that is shared."""

    summary: str
    meetings: tuple[tuple[str, str], ...]
    statements: tuple[SharedLine, ...]
    steps: tuple[SharedLine, ...]
    agreements: tuple[SharedLine, ...]
    incentives: tuple[SharedLine, ...]


def shared_view(pair: Pair) -> SharedView:
    """The approved texts of a pair."""
    live = {"archived_at": None, "sharing": "approved"}
    said = Statement.objects.filter(meeting__pair=pair, meeting__archived_at=None, **live)
    said = said.exclude(state__in=("proposed", "refused")).select_related("meeting")
    steps = Step.objects.filter(pair=pair, **live).exclude(state__in=("proposed", "refused"))
    agreements = Agreement.objects.filter(pair=pair, **live)
    incentives = Incentive.objects.filter(pair=pair, **live)
    meetings = {s.meeting_id: (s.meeting.date, s.meeting.country) for s in said}
    return SharedView(
        summary=pair.share_text if pair.sharing == "approved" else "",
        meetings=tuple(meetings.values()),
        statements=tuple(
            SharedLine(s.pk, s.share_text, s.side, s.kind, s.meeting.date) for s in said
        ),
        steps=tuple(
            SharedLine(
                s.pk, s.share_text, s.side, day=s.deadline, state=s.status, remarks=_remarks(s)
            )
            for s in steps.prefetch_related("comments").order_by("deadline", "id")
        ),
        agreements=tuple(
            SharedLine(a.pk, a.share_text, day=a.signed_on, state=a.stage) for a in agreements
        ),
        incentives=tuple(SharedLine(i.pk, i.share_text, i.country) for i in incentives),
    )


def _remarks(step: Step) -> tuple[tuple[str, str], ...]:
    """Remarks from outside; the desk's own stay inside."""
    rows = [c for c in step.comments.all() if c.outside and c.archived_at is None]
    return tuple((c.author, c.text) for c in rows)
