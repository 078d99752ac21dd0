"""Incentives offered and agreements mentioned, as things of their own."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.topics import INCENTIVES
from sinergi.brief.model import Agreement, Incentive, StatementView
from sinergi.cooperation.record import JOINT, Kind
from sinergi.cooperation.topics import topics_of
from sinergi.reading.objects import objects

_MONEY, _PAPERS = "money", "document"
"""Groups of things that incentives and agreements are."""


def incentives(context: Context, said: Sequence[StatementView]) -> list[Incentive]:
    """What each side offers investors, and that the other offers nothing that is known."""
    _ = context.translator
    found = [
        Incentive(
            side=context.country(view.side) if view.side and view.side != JOINT else None,
            side_text=view.side_text,
            what=_things(context, view, _MONEY) or view.gloss or view.span,
            to=_("investors from the other side"),
            basis=_("not said: ask for the act"),
            statement=view.number,
        )
        for view in said
        if view.kind == Kind.OFFER and INCENTIVES in topics_of(view.span)
    ]
    offering = {view.side.code for view in found if view.side}
    if found and len(offering) == 1:
        (one,) = offering
        silent = context.b if one == context.a else context.a
        found.append(
            Incentive(
                side=context.country(silent),
                side_text=context.name(silent),
                what=_("nothing was said of its own incentives"),
                to="–",
                basis="–",
                statement=0,
            )
        )
    return found


def agreements(context: Context, said: Sequence[StatementView]) -> list[Agreement]:
    """The agreements that were mentioned, and what is not on file of each."""
    _ = context.translator
    return [
        Agreement(
            title=_things(context, view, _PAPERS) or view.gloss or view.span,
            parties=_parties(context, view),
            state=_("mentioned as existing; not confirmed"),
            missing=_("text, date of signature, expiry, what has been done under it"),
            statement=view.number,
        )
        for view in said
        if view.kind == Kind.EXISTING_AGREEMENT
    ]


def _parties(context: Context, view: StatementView) -> str:
    if view.side in (context.a, context.b):
        return str(context.name(view.side))
    return f"{context.name(context.a)}, {context.name(context.b)}"


def _things(context: Context, view: StatementView, group: str) -> str | None:
    """The things of a group that a statement names, with the sectors they are about."""
    assert context.record is not None  # noqa: S101 (views are of its statements)
    named = context.record.statements[view.number - 1].objects
    known = [objects()[code] for code in named if code in objects()]
    words = [one.text[context.lang] for one in known if group in one.group.split()]
    if not words:
        return None
    text = ", ".join(words) + (f" ({view.sectors_text})" if view.sectors_text else "")
    return text[:1].upper() + text[1:]
