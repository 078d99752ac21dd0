"""What turns a clause's words round: negation, conditions, and words of others than the parties.

"Kenya is not ready to supply tea" offers nothing, "if parliament agrees, it will pay" promises
nothing, and what the World Bank asks for is asked by neither side.
"""

from __future__ import annotations

from sinergi.reading.clauses import Clause
from sinergi.reading.lexicon import Entry
from sinergi.reading.phrases import Hit
from sinergi.reading.scan import Scan
from sinergi.reading.speakers import Speakers

_BEFORE, _AFTER = 5, 2
_BEFORE_HAN, _AFTER_HAN = 5, 4
_SUBJECT = 4
_PARTIES = ("country", "person", "office", "both", "own", "capital")


def is_negated(scan: Scan, clause: Clause, cue: Hit[Entry] | None) -> bool:
    """Whether the words that tell a clause's kind are denied.

    A negator counts a few words before the cue or right after it, a verb that denies (where verbs
    stand last) anywhere after it, words of refusal anywhere before it. Without a cue any counts.
    """
    start, end = clause.start, clause.end
    hits = scan.within(scan.words("negator"), start, end)
    denying = [hit for hit in hits if not _harmless(scan, hit)]
    refusing = scan.within(scan.words("refusal"), clause.head[0], end)
    if cue is None:
        return bool(denying or refusing or scan.has("negator_last", start, end))
    if any(hit.start <= cue.start for hit in refusing):
        return True
    if scan.has("negator_last", cue.end, end):
        return True
    han = bool(scan.lexicon.short)
    before, after = (_BEFORE_HAN, _AFTER_HAN) if han else (_BEFORE, _AFTER)
    return any(-before <= h.first - cue.first and h.first - cue.last <= after for h in denying)


def _harmless(scan: Scan, negator: Hit[Entry]) -> bool:
    """Whether a negator is part of words that deny nothing: "not only", "no later than"."""
    hits = scan.within(scan.words("no_negator"), max(0, negator.start - 30), negator.end + 40)
    return any(h.start <= negator.start and negator.end <= h.end for h in hits)


def is_conditional(scan: Scan, clause: Clause, cue: Hit[Entry] | None) -> bool:
    """Whether a step depends on something or is only weighed: "if …", "will consider …"."""
    sentence = clause.sentence
    stop = cue.end if cue is not None else clause.end
    if scan.has("condition", sentence.start, stop):
        return True
    return cue is not None and scan.has("weigh", cue.start, min(clause.end, cue.end + 15))


def is_of_others(scan: Scan, speakers: Speakers, clause: Clause, cue: Hit[Entry] | None) -> bool:
    """Whether the subject is a country or body that is no party, or nobody who can act."""
    if clause.quoted is not None or cue is None:
        return False
    begin = clause.sentence.start
    sides = speakers.within(begin, cue.start, *_PARTIES)
    # After a party the other is only named beside it.
    named = sides[0].start if sides else cue.start
    first = scan.token_at(begin)
    others = [
        h.first
        for h in scan.within(scan.words("outsider"), begin, named)
        if h.first - first <= _SUBJECT
    ]
    others += [
        m.first
        for m in scan.countries_in(begin, named)
        if m.how == "name" and m.iso3 not in speakers.parties.iso3 and m.first - first <= _SUBJECT
    ]
    return bool(others)
