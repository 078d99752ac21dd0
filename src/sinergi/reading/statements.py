"""Finds what is stated: which clauses say something, of which kind, about which sectors."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sinergi.cooperation.record import Kind
from sinergi.reading.clauses import Clause
from sinergi.reading.lexicon import Entry
from sinergi.reading.phrases import Hit
from sinergi.reading.scan import Scan
from sinergi.reading.scope import is_conditional, is_negated, is_of_others
from sinergi.reading.speakers import Actor, Speakers
from sinergi.reading.topics import after_meeting, objects_in, sectors_in, subject_matter

_ORDER = [
    Kind.ASK,
    Kind.OFFER,
    Kind.COMMITMENT,
    Kind.EXISTING_AGREEMENT,
    Kind.INTEREST,
    Kind.FACT,
]
_TO_ACT_ON = (Kind.ASK.value, Kind.OFFER.value, Kind.COMMITMENT.value)
_PER_WORD = 0.12
_HEAD_SHARE = 0.6
_ATTRIBUTION = 80
_LEAST_BARE, _LEAST_BARE_HAN = 30, 10
_TELLS_NOTHING = ("meet_strong", "meet", "small_talk", "say", "according", "sport", "witness")
_NEAR_COPULA = 5
_NOT_YET = ("hope", "ahead", "modal", "not_yet")
_MOSTLY = 0.35
_PROPOSED = (Kind.ASK, Kind.OFFER, Kind.COMMITMENT)
_SOON, _SUBJECT = 3, 1
_OWN_KIND = 3
_RELATIVE = 3
_COLON = 3
_LIST = 3
"""So many sectors are a list of what is meant, whatever weak verb stands with them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that states something; ``first`` is the statement whose subject it shares.

    ``refused``: it tells that something is not done; ``hedged``: that it depends or is weighed.
    """

    clause: Clause
    kind: Kind
    cue: Hit[Entry] | None
    confidence: float
    sectors: tuple[str, ...]
    first: Found | None = None
    refused: bool = False
    hedged: bool = False


def find_statements(scan: Scan, speakers: Speakers, parts: list[Clause]) -> list[Found]:
    """One statement a clause that holds a cue and something to act on."""
    found: list[Found] = []
    head: Found | None = None
    for number, clause in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        if following is not None and _is_purpose(scan, speakers, clause, following):
            continue
        statement = _read(scan, speakers, clause)
        if clause.follows and found and found[-1].clause.sentence is clause.sentence:
            statement = _second(scan, clause, found[-1], statement)
        item = scan.layout.blocks[clause.sentence.block].item
        if head is not None and item:
            # What is proposed is worded as a plan or a state: "a joint laboratory".
            own = statement if statement is not None and statement.kind in _PROPOSED else None
            statement = _second(scan, clause, head, own)
            found = [one for one in found if one is not head]
        head = head if item else None
        if statement is None:
            continue
        found.append(statement)
        if _heads_list(scan, statement):
            head = statement
    return found


def _heads_list(scan: Scan, found: Found) -> bool:
    """Whether a clause tells what the list below it is: "The Kenyan side proposed:"."""
    end = scan.layout.blocks[found.clause.sentence.block].end
    tells = found.cue is not None and found.kind is not Kind.FACT
    return tells and scan.text[end - 1] in ":：" and found.clause.end >= end - _COLON


def _is_purpose(scan: Scan, speakers: Speakers, clause: Clause, following: Clause) -> bool:
    """Whether a clause only tells what the next one is for: "To widen trade, he proposed …"."""
    if not clause.leads or clause.quoted is not None:
        return False
    if following.sentence is not clause.sentence or following.follows:
        return False
    first = scan.token_at(clause.start)
    opens = any(
        hit.first == first for hit in scan.within(scan.words("purpose"), clause.start, clause.end)
    )
    return opens and not speakers.within(clause.start, clause.end, "person", "office")


def _second(scan: Scan, clause: Clause, first: Found, own: Found | None) -> Found:
    """Another verb of the same subject: of the first one's kind, unless its own words tell it."""
    if own is not None and own.cue is not None and own.cue.payload.weight >= _OWN_KIND:
        # Chinese lists what is proposed without saying again that it is: 建议…，加强…；签署….
        hoped = scan.has("hope", own.cue.start, own.cue.end)
        named = first.kind in _PROPOSED and own.kind not in _PROPOSED and not hoped
        if not (named and scan.lexicon.short):
            return replace(own, first=first)
    sectors = sectors_in(scan, clause.start, clause.end)
    return Found(clause, first.kind, first.cue, first.confidence, sectors, first)


def _read(scan: Scan, speakers: Speakers, clause: Clause) -> Found | None:
    """What the clause states: by a cue, else by what it is about."""
    if _is_courtesy(scan, clause):
        return None
    found = _cued(scan, speakers, clause) or _bare(scan, speakers, clause)
    if found is None:
        return None
    told = found.kind is Kind.FACT and found.cue is not None
    if not told and is_negated(scan, clause, found.cue):
        # What is refused or has not happened is a state of affairs, and no topic.
        return replace(found, kind=Kind.FACT, sectors=(), refused=True)
    if found.kind is not Kind.FACT and is_of_others(scan, speakers, clause, found.cue):
        return None
    if found.kind is Kind.COMMITMENT and is_conditional(scan, clause, found.cue):
        return replace(found, kind=Kind.INTEREST, hedged=True)
    return replace(found, kind=_runs(scan, clause, found.kind))


def _is_courtesy(scan: Scan, clause: Clause) -> bool:
    """Thanks, welcome and praise that name neither a sector nor a figure nor a step."""
    start, end = clause.start, clause.end
    if not scan.has("courtesy", start, end) or sectors_in(scan, start, end):
        return False
    if any(c.isdecimal() for c in scan.text[start:end]):
        return False
    cues = scan.within(scan.hits["cue"], start, end)
    return not any(c.payload.weight >= 3 and c.payload.value in _TO_ACT_ON for c in cues)


def _bare(scan: Scan, speakers: Speakers, clause: Clause) -> Found | None:
    """A clause without a cue that says something of a sector, a good or another known thing.

    It is a state of affairs, or a wish where the verb says that something can be.
    """
    start, end = clause.start, clause.end
    least = _LEAST_BARE_HAN if scan.lexicon.short else _LEAST_BARE
    if end - start < least or (clause.quoted is None and _only_attributes(scan, clause)):
        return None
    if any(scan.has(role, start, end) for role in _TELLS_NOTHING):
        return None
    if _who_was_there(speakers, clause):
        return None
    sectors = sectors_in(scan, start, end)
    things = objects_in(scan, start, end)
    digits = any(c.isdecimal() for c in scan.text[start:end])
    if not (sectors or things):
        named = speakers.within(start, end)
        told = _is_said_to_be(scan, named) or _is_said_to_last(scan, clause)
        return Found(clause, Kind.FACT, None, 0.3, sectors) if told else None
    ours = scan.has("we", start, end) and not scan.has("remains", start, end)
    hoped = scan.has("modal", start, end) or ours
    kind = Kind.INTEREST if hoped else Kind.FACT
    runs = {"cooperation", "companies"} <= set(things)
    if runs and not digits and not scan.has("modal", start, end):
        # "The two companies cooperate in …": a cooperation that runs.
        kind = Kind.EXISTING_AGREEMENT
    if kind is Kind.FACT and clause.quoted is None and _names_agreement(scan, clause):
        kind = Kind.EXISTING_AGREEMENT
    return Found(clause, kind, None, 0.3, sectors)


def _is_said_to_be(scan: Scan, named: list[Actor]) -> bool:
    """Whether a side is said to be something: "Japan is a strategic partner"."""
    for hit in scan.words("copula"):
        if any(
            0 < hit.first - scan.token_at(a.end - 1) <= _NEAR_COPULA and a.end <= hit.start
            for a in named
        ):
            return True
    return False


def _is_said_to_last(scan: Scan, clause: Clause) -> bool:
    """Whether somebody says that something goes on: "customs procedures remain slow"."""
    said = clause.quoted is not None or scan.has("say", *clause.head)
    return said and scan.has("remains", clause.start, clause.end)


def _names_agreement(scan: Scan, clause: Clause) -> bool:
    """Whether a clause begins with an agreement's name, as items of a list do."""
    hits = scan.within(scan.hits["cue"], clause.start, clause.end)
    first = next((h for h in hits if h.first - scan.token_at(clause.start) <= _SUBJECT), None)
    named = first is not None and first.payload.value == Kind.EXISTING_AGREEMENT.value
    return named and not scan.has("ahead", clause.start, clause.end)


def _who_was_there(speakers: Speakers, clause: Clause) -> bool:
    """Whether most of a clause only names people and offices."""
    people = speakers.within(clause.start, clause.end, "person", "office")
    covered = {i for a in people for i in range(a.start, a.end)}
    return len(covered) > _MOSTLY * (clause.end - clause.start)


def _cued(scan: Scan, speakers: Speakers, clause: Clause) -> Found | None:
    inner = scan.within(scan.hits["cue"], clause.start, clause.end)
    if clause.quoted is None and _only_attributes(scan, clause):
        return None
    outer = scan.within(scan.hits["cue"], *clause.head) if clause.leads else []
    # "It should be noted that …" asks for nothing.
    outer = [hit for hit in outer if hit.payload.text != "other"]
    sectors = sectors_in(scan, clause.start, clause.end)
    ranked = _ranked(scan, clause, inner, outer)
    actors = speakers.within(clause.start, clause.end)
    acted = bool(actors or speakers.within(*clause.head))
    cues = [hit for hit in ranked if _holds(scan, clause, hit, acted, sectors)]
    if not cues:
        return _said_of_sectors(scan, speakers, clause, sectors)
    cue = cues[0]
    kind = Kind(cue.payload.value)
    if len(sectors) >= _LIST and cue.payload.weight < 3 and kind is not Kind.OFFER:
        kind = Kind.INTEREST
    bare = cue.payload.weight < 3 and not actors and not sectors and clause.quoted is None
    if bare and not _step_told(scan, clause, kind):
        return None
    kind = _ahead(scan, clause, cue, kind, actors)
    clause = after_meeting(scan, clause, cue)
    named = kind is Kind.EXISTING_AGREEMENT and cue.payload.weight < 3
    if named and clause.quoted is None and scan.has("meet_strong", clause.start, clause.end):
        # "The commission held its ninth session": that is the meeting itself.
        return None
    vague = kind is Kind.INTEREST or named
    if vague and not sectors and _only_reports(scan, speakers, clause):
        return None
    confidence = round(min(0.9, 0.35 + 0.15 * cue.payload.weight + 0.05 * len(actors)), 2)
    return Found(subject_matter(scan, clause, cue), kind, cue, confidence, sectors)


def _step_told(scan: Scan, clause: Clause, kind: Kind) -> bool:
    """Whether somebody tells of a step with its time: "he said members will visit in May"."""
    if kind is not Kind.COMMITMENT or not scan.has("say", *clause.head):
        return False
    dates = scan.within(scan.hits["date"], clause.start, clause.end)
    return any(hit.payload.value not in ("future", "within", "ordinal") for hit in dates)


def _ranked(
    scan: Scan, clause: Clause, inner: list[Hit[Entry]], outer: list[Hit[Entry]]
) -> list[Hit[Entry]]:
    """The cues of a clause and of its head: strong, early and long ones first."""
    base = scan.token_at(clause.start)
    relatives = scan.indices("relative")
    weighed = [(hit.payload.weight * _HEAD_SHARE, hit) for hit in outer]
    for hit in inner:
        score = hit.payload.weight - _PER_WORD * (hit.first - base)
        score += 0.15 * (hit.last - hit.first)
        if relatives & set(range(hit.first - _RELATIVE, hit.first)):
            # "Initiatives which were signed before": only by the way.
            score -= 1
        weighed.append((score, hit))
    weighed.sort(key=lambda w: (-w[0], _ORDER.index(Kind(w[1].payload.value)), w[1].start))
    return [hit for _, hit in weighed]


def _ahead(scan: Scan, clause: Clause, cue: Hit[Entry], kind: Kind, actors: list[Actor]) -> Kind:
    """What lies ahead: an agreement still to come is a step; what nobody does is only hoped for."""
    future = scan.within(scan.words("ahead"), clause.start, clause.end)
    if kind is Kind.EXISTING_AGREEMENT and cue.payload.weight < 3 and future:
        return Kind.COMMITMENT
    if kind is Kind.OFFER and any(hit.last == cue.first - 1 for hit in future):
        # "Will grant thirty scholarships": announced, and no longer only put on the table.
        return Kind.COMMITMENT
    if kind is not Kind.COMMITMENT:
        return kind
    hoped = cue.first - 1 in scan.indices("it") and any(h.first == cue.first for h in future)
    if hoped or _to_be_discussed(scan, clause, cue):
        # "I think this will help both": nobody promises that.
        return Kind.INTEREST
    plain = any(hit.first == cue.first and hit.last == cue.last for hit in future)
    if plain and not _acts(scan, clause, cue, actors):
        return Kind.INTEREST
    return kind


def _runs(scan: Scan, clause: Clause, kind: Kind) -> Kind:
    """A cooperation that both carry on already exists; wished for or to come, it does not."""
    if kind not in (Kind.INTEREST, Kind.FACT):
        return kind
    hits = scan.within(scan.words("runs"), clause.start, clause.end)
    if not hits or any(scan.has(role, clause.start, hits[0].end) for role in _NOT_YET):
        return kind
    return Kind.EXISTING_AGREEMENT


def _to_be_discussed(scan: Scan, clause: Clause, cue: Hit[Entry]) -> bool:
    """Whether what lies ahead is only talk: "they will consider …", "will exchange views on …"."""
    hits = scan.within(scan.hits["cue"], cue.start, clause.end)
    return any(
        hit.payload.text == "both" and hit.first - cue.last <= _SOON and hit.start > cue.start
        for hit in hits
    )


def _acts(scan: Scan, clause: Clause, cue: Hit[Entry], actors: list[Actor]) -> bool:
    """Whether somebody stands before the verb as its subject, near the clause's beginning."""
    if scan.has("we", clause.start, cue.start):
        return True
    base = scan.token_at(clause.start)
    return any(
        a.end <= cue.start and (a.how != "country" or scan.token_at(a.start) - base <= _SUBJECT)
        for a in actors
    )


def _holds(
    scan: Scan, clause: Clause, cue: Hit[Entry], acted: bool, sectors: tuple[str, ...]
) -> bool:
    """Whether the clause has what this cue's kind needs besides the cue."""
    kind = Kind(cue.payload.value)
    if kind is Kind.FACT:
        return _is_fact(scan, clause, cue, acted)
    # "Presented the potential of his country" offers nothing that one could take up.
    return kind is not Kind.OFFER or cue.payload.weight >= 3 or bool(sectors)


def _is_fact(scan: Scan, clause: Clause, cue: Hit[Entry], acted: bool) -> bool:
    digits = any(c.isdecimal() for c in scan.text[clause.start : clause.end])
    if cue.payload.weight >= 3:
        return digits or acted or scan.has("trade_total", clause.start, clause.end)
    return acted and digits


def _said_of_sectors(
    scan: Scan, speakers: Speakers, clause: Clause, sectors: tuple[str, ...]
) -> Found | None:
    """Without a cue: a list of sectors, or what somebody says of a sector, is what they mean."""
    if len(sectors) >= 2 and clause.quoted is None and not _only_met(scan, speakers, clause):
        return Found(clause, _of_list(scan, speakers, clause), None, 0.4, sectors)
    said = clause.quoted is not None or scan.has("say", *clause.head)
    if sectors and said and speakers.within(*clause.head, "person", "office"):
        return Found(clause, Kind.INTEREST, None, 0.3, sectors)
    return None


def _only_met(scan: Scan, speakers: Speakers, clause: Clause) -> bool:
    """Whether the sectors are only in what people who met are called."""
    people = speakers.within(clause.start, clause.end, "person")
    met = scan.has("meet_strong", clause.start, clause.end)
    return met and len({actor.side for actor in people}) >= 2


def _of_list(scan: Scan, speakers: Speakers, clause: Clause) -> Kind:
    """A list of sectors after a country that does something is a fact, else what is meant."""
    actors = speakers.within(clause.start, clause.end, "country")
    said = scan.has("modal", clause.start, clause.end) or scan.has("we", clause.start, clause.end)
    return Kind.FACT if actors and not said and not clause.quoted else Kind.INTEREST


def _only_attributes(scan: Scan, clause: Clause) -> bool:
    """Whether words beside a quotation only say whose it is."""
    sentence = clause.sentence
    beside = bool(scan.quotations_in(sentence.start, sentence.end))
    short = clause.end - clause.start < _ATTRIBUTION
    return beside and short and not sectors_in(scan, clause.start, clause.end)


def _only_reports(scan: Scan, speakers: Speakers, clause: Clause) -> bool:
    """Whether the clause only tells that they met, or what they said of the world's affairs."""
    if scan.has("small_talk", clause.start, clause.end):
        return True
    if clause.quoted is not None:
        return False
    people = speakers.within(clause.start, clause.end, "person", "office")
    if people and scan.has("meet_strong", clause.start, clause.end):
        return True
    return len({actor.side for actor in people}) >= 2
