"""For whom a clause speaks: one country, both, or not sure."""

from __future__ import annotations

from itertools import pairwise

from sinergi.cooperation.record import JOINT, Kind
from sinergi.reading.clauses import Clause
from sinergi.reading.scan import Scan
from sinergi.reading.speakers import Actor, Speakers
from sinergi.reading.statements import Found
from sinergi.vocabulary.reasons import Reason

_JOINED = 30
_WHO = ("person", "office", "country")
_BESIDE, _OPENS = 2, 3
_SOON, _OPENING = 25, 45
_GOODS = 3
_OF_RELATION = ("trade_total", "trade_flow", "coop", "both", "runs", "anniversary")


def side_of(scan: Scan, speakers: Speakers, found: Found) -> tuple[str | None, Reason]:
    """The side (ISO3, ``JOINT`` or None) and the reason."""
    clause = found.clause
    actors = speakers.within(clause.start, clause.end)
    if found.first is not None and found.kind is not Kind.EXISTING_AGREEMENT:
        own = [a for a in actors if found.cue is None or a.end <= found.cue.start]
        if not own:
            return _shared(scan, speakers, found, found.first)
    if found.kind is Kind.EXISTING_AGREEMENT:
        return JOINT, Reason("agreement-binds")
    if found.kind is Kind.FACT:
        return _of_fact(scan, speakers, actors, clause)
    if found.cue is not None and found.cue.payload.text == "both":
        return JOINT, Reason("done-together")
    if (
        _impersonal(scan, speakers, found)
        or _we_agreed(scan, found)
        or _will_meet(scan, speakers, found)
        or _next_meeting(scan, found)
    ):
        return JOINT, Reason("done-together")
    if found.cue is not None and _together(scan, actors, found.cue.start):
        return JOINT, Reason("people-of-both")
    return _of_subject(scan, speakers, found, _subject(speakers, actors, found))


def _shared(
    scan: Scan, speakers: Speakers, found: Found, first: Found
) -> tuple[str | None, Reason]:
    """The side of a second verb of one subject; what is asked is asked by one, not by both."""
    side, why = side_of(scan, speakers, first)
    if side == JOINT and found.kind is Kind.ASK:
        begin, here = found.clause.sentence.start, found.clause.start
        named = [
            a
            for a in speakers.within(begin, here, "person", "office")
            if a.side not in (None, JOINT) and not speakers.is_companion(a)
        ]
        one = named[0].side if named else speakers.subject_before(here)
        if one is not None:
            return one, Reason("last-person-named")
    return side, why


def _of_subject(
    scan: Scan, speakers: Speakers, found: Found, subject: Actor | None
) -> tuple[str | None, Reason]:
    """The subject's side, else the speaker's, else that of the last person named."""
    named = subject is not None and subject.side is not None
    words = scan.text[subject.start : subject.end] if subject is not None else ""
    if subject is not None and named:
        if subject.side == JOINT:
            # "Both should …", said by one, is what that one asks; "both can …" what one wishes.
            one = _one_speaker(scan, speakers, found, subject)
            if one is not None:
                return one, Reason("speaker")
            return JOINT, Reason("subject-both", words=words)
        if _speaks_for_itself(subject, found):
            return subject.side, Reason("subject-says", words=words)
    speaker = _speaker(scan, speakers, found.clause)
    if speaker is not None:
        return speaker, Reason("speaker")
    dropped = _subject_of_first(speakers, found.clause)
    if subject is None and dropped is not None:
        words = scan.text[dropped.start : dropped.end]
        return dropped.side, Reason("subject-says", words=words)
    if subject is not None and named:
        return subject.side, Reason("subject-named", words=words)
    if found.kind in (Kind.INTEREST, Kind.COMMITMENT):
        carried = _carried_over(scan, speakers, found.clause)
        if carried is not None:
            return carried, Reason("speaker")
        return JOINT, Reason("no-single-speaker")
    before = speakers.subject_before(found.clause.start)
    return before, Reason("last-person-named" if before else "nobody-named")


def _one_speaker(scan: Scan, speakers: Speakers, found: Found, both: Actor) -> str | None:
    """Who alone asks for or wishes what both should do; a wish needs somebody named beside it.

    "The participants are convinced that …": these are both themselves.
    """
    clause = found.clause
    if found.kind is Kind.INTEREST and scan.has("say", both.end, both.end + _SOON):
        return None
    beside = clause.quoted is not None or speakers.within(*clause.head, "person", "office")
    if found.kind is Kind.ASK or (found.kind is Kind.INTEREST and beside):
        return _speaker(scan, speakers, clause)
    return None


def _subject_of_first(speakers: Speakers, clause: Clause) -> Actor | None:
    """Whose a second verb is when the first stated nothing: "the side presented … and offered"."""
    if clause.quoted is not None:
        return None
    before = speakers.within(clause.sentence.start, clause.start, *_WHO, "both")
    return next((a for a in before if a.side is not None and not speakers.is_companion(a)), None)


def _carried_over(scan: Scan, speakers: Speakers, clause: Clause) -> str | None:
    """Whose speech the sentence goes on with: that of the sentence before, in the same paragraph.

    "The minister said … . The plant will employ …" is still what the minister says.
    """
    number = scan.number(clause.sentence)
    if number == 0:
        return None
    before = scan.sentences[number - 1]
    if before.heading or clause.sentence.block - before.block > 1:
        return None
    if not (
        scan.has("say", before.start, before.end) or scan.quotations_in(before.start, before.end)
    ):
        return None
    if speakers.within(before.start, before.end, "both"):
        return None
    quotes = scan.quotations_in(before.start, before.end)
    if quotes:
        return speakers.quoted(quotes[-1])
    return speakers.subject_before(clause.sentence.start)


def _impersonal(scan: Scan, speakers: Speakers, found: Found) -> bool:
    """Whether nobody in particular says it: "the need to … was stressed"."""
    sentence = found.clause.sentence
    if found.clause.quoted is not None or found.kind not in (Kind.ASK, Kind.INTEREST):
        return False
    said = scan.within(scan.words("impersonal"), sentence.start, sentence.end)
    if not said:
        return False
    how = ("person", "office", "country")
    stop = found.cue.start if found.cue is not None else found.clause.end
    return not [a for a in speakers.within(sentence.start, stop, *how) if a.side is not None]


def _we_agreed(scan: Scan, found: Found) -> bool:
    """Whether it was agreed by "we", who are then both."""
    cue = found.cue
    if (
        cue is None
        or found.kind is not Kind.COMMITMENT
        or not scan.has("agree", cue.start, cue.end)
    ):
        return False
    return scan.has("we", found.clause.start, cue.end)


def _will_meet(scan: Scan, speakers: Speakers, found: Found) -> bool:
    """Whether one is to meet somebody of the other side: both will."""
    clause, cue = found.clause, found.cue
    if cue is None or found.kind is not Kind.COMMITMENT:
        return False
    near = scan.within(scan.words("meet_strong"), cue.start, min(clause.end, cue.end + _SOON))
    people = speakers.within(clause.start, clause.end, "person", "office")
    return bool(near) and any(speakers.is_companion(a) for a in people)


def _next_meeting(scan: Scan, found: Found) -> bool:
    """Whether a clause begins with the meeting that both will hold next."""
    if found.kind is not Kind.COMMITMENT:
        return False
    start = found.clause.start
    return scan.has("next_meeting", start, min(found.clause.end, start + _OPENING))


def _together(scan: Scan, actors: list[Actor], before: int) -> bool:
    """Whether people of two sides, joined by "and", stand before the verb."""
    people = [a for a in actors if a.how in _WHO and a.end <= before]
    for one, other in pairwise(people):
        gap = scan.text[one.end : other.start]
        if one.side != other.side and len(gap) < _JOINED:
            joiners = scan.within(scan.words("and"), one.end, other.start)
            if joiners and not scan.has("with", one.end, other.start):
                return True
    return False


def _speaks_for_itself(subject: Actor, found: Found) -> bool:
    """Whether the clause's subject is the side, and not the one spoken to or about."""
    if found.cue is not None and found.cue.payload.text == "other":
        return False
    if found.clause.quoted is None or subject.how != "country":
        return True
    # "Pakistan wants Chinese enterprises to ...", its president says.
    return found.cue is not None and 0 <= found.cue.start - subject.end <= _BESIDE


def _subject(speakers: Speakers, actors: list[Actor], found: Found) -> Actor | None:
    """The first actor before the cue who is not only "with" another.

    What comes after the verb is its object.
    """
    if found.cue is None:
        # Without a verb that tells, only who stands at the beginning is its subject.
        base = speakers.scan.token_at(found.clause.start)
        before = [a for a in actors if speakers.scan.token_at(a.start) - base <= _OPENS]
    else:
        before = [a for a in actors if a.start <= found.cue.start]
    for actor in before:
        if actor.how != "pronoun" and not speakers.is_companion(actor):
            return actor
    rest = [actor for actor in before if not speakers.is_benefited(actor)]
    return rest[0] if rest and rest[0].how != "pronoun" else None


def _of_fact(
    scan: Scan, speakers: Speakers, actors: list[Actor], clause: Clause
) -> tuple[str | None, Reason]:
    named = [a for a in actors if a.side is not None and a.how != "person"]
    both = len({a.side for a in named} & set(speakers.parties.iso3)) > 1
    if both and scan.has("copula", clause.start, clause.end):
        # "Brazil is Indonesia's strategic partner": said of the relation, whoever says it.
        return JOINT, Reason("fact-of-both")
    ours = scan.has("we", clause.start, clause.end) and scan.has("coop", clause.start, clause.end)
    if named and ours and scan.has("copula", clause.start, clause.end):
        # "Singapore is one of our largest partners in trade".
        return JOINT, Reason("fact-of-both")
    if both and _trades(scan, named[0], clause):
        return named[0].side, Reason("fact-first-country")
    if both and scan.has("trade_flow", clause.start, clause.end):
        return JOINT, Reason("fact-of-both")
    if both and clause.quoted is not None and (own := speakers.quoted(clause.quoted)) is not None:
        return own, Reason("speaker")
    if any(a.side == JOINT for a in named):
        return JOINT, Reason("fact-of-both")
    if named:
        if scan.has("trade_total", clause.start, named[0].start):
            # "Trade stood at $3 billion, with a surplus for Indonesia."
            return JOINT, Reason("fact-of-relation")
        return named[0].side, Reason("fact-first-country")
    speaker = _of_speaker(scan, speakers, actors, clause)
    if speaker is not None:
        return speaker, Reason("speaker")
    return JOINT, Reason("fact-of-relation")


def _of_speaker(scan: Scan, speakers: Speakers, actors: list[Actor], clause: Clause) -> str | None:
    """Whose a fact without a country is: "the sector employs 40,000 people", a minister says."""
    if any(a.how == "own" for a in actors):
        # "The country ranks eighth in the world", a minister says of his own.
        own = speakers.quoted(clause.quoted) if clause.quoted else None
        own = own or speakers.subject_before(clause.start)
        if own is not None:
            return own
    ours = scan.has("we", clause.start, clause.end)
    if not ours and any(scan.has(role, clause.start, clause.end) for role in _OF_RELATION):
        return None
    told = clause.quoted is not None or scan.has("say", *clause.head)
    return _speaker(scan, speakers, clause) if told else None


def _trades(scan: Scan, first: Actor, clause: Clause) -> bool:
    """Whether a country itself is said to sell or buy: "Uzbekistan imports medicines from …"."""
    if first.how != "country":
        return False
    sold = scan.within(scan.words("sold_by"), clause.start, first.start)
    if sold and scan.token_at(first.start) - sold[-1].last <= _GOODS:
        # "Exports of tea of Kenya to Ghana rose": whose the goods are stands behind the noun.
        return True
    hits = scan.within(scan.words("trade_flow"), first.end, clause.end)
    if not hits:
        return False
    between = [m for m in scan.countries_in(first.end, hits[0].start) if m.iso3 != first.side]
    gap = scan.text[first.end : between[0].start if between else hits[0].start].strip()
    # Chinese names the other country before the verb: 越南从巴西进口.
    return not gap or (bool(scan.lexicon.short) and bool(between) and len(gap) == 1)


def _speaker(scan: Scan, speakers: Speakers, clause: Clause) -> str | None:
    if clause.quoted is not None:
        return speakers.quoted(clause.quoted)
    for part in (clause.head, clause.tail):
        named = speakers.within(part[0], part[1], "person", "office", "country")
        if named:
            return next((a for a in named if not speakers.is_companion(a)), named[0]).side
    if scan.has("say", *clause.head) and speakers.within(*clause.head, "both"):
        # "The ministers noted the need to …": both say it.
        return JOINT
    if scan.has("say", *clause.head) or scan.has("say", *clause.tail):
        first = _subject_of_first(speakers, clause)
        if first is not None and first.side != JOINT and first.how in ("person", "office"):
            # "He noted that …, and the envoy asked …": whoever this sentence named.
            return first.side
        return speakers.subject_before(clause.sentence.start)
    own = speakers.within(clause.start, clause.end, "own", "pronoun")
    if own or scan.has("we", clause.start, clause.end):
        return speakers.subject_before(clause.start)
    return None
