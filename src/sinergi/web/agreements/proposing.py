"""Agreements and incentives proposed from a confirmed meeting; a person decides on each."""

from __future__ import annotations

from sinergi.web.agreements.models import Agreement
from sinergi.web.core.actions import create
from sinergi.web.meetings.models import Meeting, Statement
from sinergi.web.meetings.queries import KEPT, understood
from sinergi.web.people.models import Person

KIND = "existing_agreement"
MEANT = ("statement__document", "statement__meeting__pair")
"""What :func:`meaning` looks at, for ``select_related``."""


def propose_agreements(person: Person, meeting: Meeting) -> list[Agreement]:
    """Propose an agreement for every kept statement that names one, unless it was proposed before.

    What the statement does not say stays open: dates, signatories, the text.
    """
    said = meeting.statements.filter(kind=KIND, state__in=KEPT, archived_at=None)
    known = set(
        Agreement.objects.filter(pair=meeting.pair)
        .exclude(statement=None)
        .values_list("statement_id", flat=True)
    )
    return [create(person, _agreement(meeting, one)) for one in said if one.pk not in known]


def meaning(agreement: Agreement, lang: str) -> str:
    """What a proposed title was understood to mean, in ``lang``; empty once a person wrote it."""
    one = agreement.statement
    if one is None or agreement.title != (agreement.proposal or {}).get("title"):
        return ""
    return understood(one, lang)


def _agreement(meeting: Meeting, one: Statement) -> Agreement:
    title = " ".join(one.span.split())[:300]
    return Agreement(
        pair=meeting.pair,
        statement=one,
        title=title,
        # The statement says that it stands; since when, a person must find out.
        stage="signed",
        state="proposed",
        proposal={"title": title},
    )
