"""Of which kind a statement is once its side and deadline are known: the guide's rulings.

A clause's own words propose a kind (``statements``); who says it, of whom, and by when settles it.
"""

from __future__ import annotations

from sinergi.cooperation.record import JOINT, Kind
from sinergi.reading.coordination import has_verb
from sinergi.reading.scan import Scan
from sinergi.reading.speakers import Speakers
from sinergi.reading.statements import Found

_NAMED_AT_ONCE = 3
_VERB_SOON = 4


def kind_of(
    scan: Scan, speakers: Speakers, found: Found, side: str | None, due: str | None
) -> Kind:
    """The kind of a statement.

    A hope with a deadline is a commitment; what both ask of each other is a wish; what one hopes
    that the other will do is asked of the other; an anniversary to come is a fact.
    """
    start, end = found.clause.start, found.clause.end
    if found.refused or found.hedged:
        return found.kind
    ahead = found.kind in (Kind.COMMITMENT, Kind.INTEREST)
    if ahead and scan.has("anniversary", start, end) and not scan.has("hope", start, end):
        return Kind.FACT
    if found.kind is Kind.ASK and _invites_to_occasion(scan, found):
        return Kind.OFFER
    if found.kind is Kind.OFFER and _proposed_to_other(scan, speakers, found, side):
        return Kind.ASK
    one = found.kind is Kind.INTEREST and side not in (None, JOINT)
    if one and _of_the_other(scan, speakers, found, side):
        return Kind.ASK
    if found.kind in (Kind.INTEREST, Kind.FACT) and due is not None:
        return Kind.COMMITMENT
    return Kind.INTEREST if found.kind is Kind.ASK and side == JOINT else found.kind


def _invites_to_occasion(scan: Scan, found: Found) -> bool:
    """Whether somebody is invited to a fair or a forum; an invitation to invest asks."""
    cue, clause = found.cue, found.clause
    if cue is None or not scan.has("invites", cue.start, cue.end):
        return False
    return scan.has("occasion", cue.start, clause.end)


def _proposed_to_other(scan: Scan, speakers: Speakers, found: Found, side: str | None) -> bool:
    """Whether the other side is who is to act: "proposed that Ghana open …", "предложил Гане …"."""
    cue = found.cue
    if cue is None or not scan.has("proposes", cue.start, cue.end):
        return False
    after = speakers.within(cue.end, found.clause.end, "country", "office", "both")
    if not after or after[0].side == side or after[0].side is None:
        return False
    first = scan.token_at(after[0].start)
    # A verb must follow: who proposes goods to somebody offers them.
    follows = scan.token_at(after[0].end)
    ends = scan.token_at(found.clause.end - 1) + 1
    verbs = has_verb(scan, follows, min(follows + _VERB_SOON, ends))
    return verbs and first - cue.last <= _NAMED_AT_ONCE


def _of_the_other(scan: Scan, speakers: Speakers, found: Found, side: str | None) -> bool:
    """Whether the one who is to act, named right after the word of hope, is the other side."""
    cue = found.cue
    if cue is None or not scan.has("hope", cue.start, cue.end):
        return False
    after = speakers.within(cue.end, found.clause.end, "country", "office", "person", "both")
    if not after or after[0].side in (None, JOINT, side):
        return False
    if has_verb(scan, cue.first + 1, scan.token_at(after[0].start)):
        # "Would like to study Chinese experience": the other is in what one wants oneself.
        return False
    between = (cue.end, after[0].start)
    if any(scan.has(role, *between) for role in ("with", "place_prep", "and")):
        return False
    return scan.token_at(after[0].start) - cue.last <= _NAMED_AT_ONCE
