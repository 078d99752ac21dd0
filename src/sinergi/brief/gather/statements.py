"""What was said, with sides, kinds, sectors and dates in words."""

from __future__ import annotations

from sinergi.brief.gather.checks import checks, in_words
from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import StatementView
from sinergi.brief.numbers import date_text, whole_percent_text
from sinergi.cooperation.record import JOINT, CooperationRecord, Kind, Statement
from sinergi.evidence.claim_checks import Checked
from sinergi.reading import gloss
from sinergi.reading.recognise import recognise
from sinergi.vocabulary.sectors import sectors

KINDS = {
    Kind.OFFER: N_("offer"),
    Kind.ASK: N_("request"),
    Kind.INTEREST: N_("interest"),
    Kind.COMMITMENT: N_("commitment"),
    Kind.EXISTING_AGREEMENT: N_("existing agreement"),
    Kind.FACT: N_("fact stated"),
}


WORDS = 200
"""Letters of the document's own words that a promise or step holds at most."""
COURTESY = frozenset({"build", "develop", "cooperation", "relations"})
"""Things that a statement about nothing else only wishes well with."""


def statements(context: Context, record: CooperationRecord) -> list[StatementView]:
    """The statements in the order of the documents, numbered from 1, facts checked."""
    checked = checks(context, record)
    found = [
        _view(context, record, number, statement, checked.get(number - 1))
        for number, statement in enumerate(record.statements, start=1)
    ]
    _fold(record, found)
    return found


def _fold(record: CooperationRecord, views: list[StatementView]) -> None:
    """Mark courtesies and what the same side has said already."""
    seen: set[tuple[object, ...]] = set()
    for statement, view in zip(record.statements, views, strict=True):
        things = set(statement.objects) - COURTESY
        said = (
            statement.side,
            statement.kind,
            tuple(sorted(things)),
            tuple(sorted(view.sectors)),
            statement.due,
        )
        nothing = not things and not view.sectors and not statement.due
        empty = nothing and statement.kind in (Kind.INTEREST, Kind.FACT) and not view.check
        view.folded = empty or (said in seen and not nothing and view.check is None)
        seen.add(said)


def sector_names(context: Context, codes: list[str]) -> str:
    """Names of sectors, joined by commas."""
    known = sectors()
    return ", ".join(known[c].name[context.lang] if c in known else c for c in codes)


def side_name(context: Context, side: str | None) -> str:
    """Who speaks: the country, both sides, or that it is not known."""
    if side is None:
        return context.translator("side not known")
    return context.translator("both sides") if side == JOINT else context.name(side)


def in_own_words(context: Context, view: StatementView) -> str | None:
    """The words of the document, where they are in the reader's language and short enough."""
    if len(view.span) > WORDS or recognise(view.sentence) != context.lang:
        return None
    return view.span[:1].upper() + view.span[1:]


def spoken_to(context: Context, statement: Statement) -> str | None:
    """The other of the two: whom a statement of one of them speaks to."""
    others = {context.a: context.b, context.b: context.a}
    return others.get(statement.side or "")


def _view(
    context: Context,
    record: CooperationRecord,
    number: int,
    statement: Statement,
    checked: Checked | None,
) -> StatementView:
    _ = context.translator
    named = statement.sectors_all or [s for s in (statement.sector,) if s]
    confidence = statement.confidence
    return StatementView(
        number=number,
        kind=statement.kind,
        kind_text=_(KINDS[statement.kind]),
        side=statement.side,
        side_text=side_name(context, statement.side),
        sectors=named,
        sectors_text=sector_names(context, named),
        due=statement.due,
        due_text=date_text(statement.due, context.lang) if statement.due else None,
        span=statement.span,
        sentence=statement.sentence or statement.span,
        document=statement.document or record.id,
        confidence_text=None if confidence is None else _sure(context, confidence),
        reason=statement.reason.text(context.lang) if statement.reason else None,
        check=checked.verdict if checked else None,
        check_text=in_words(context, checked) if checked else None,
        gloss=None
        if statement.kind == Kind.FACT
        else gloss(statement, context.lang, other=spoken_to(context, statement)),
    )


def _sure(context: Context, confidence: float) -> str:
    """How sure the machine is, as shares are written."""
    return context.translator("sure to {share}", share=whole_percent_text(confidence, context.lang))
