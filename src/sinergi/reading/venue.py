"""Where they met: among the places of a text that of the meeting, and whose guests came."""

from __future__ import annotations

from babel import Locale

from sinergi.cooperation.record import Kind
from sinergi.reading.dates import written_dates
from sinergi.reading.layout import CAPTION
from sinergi.reading.mentions import Mention, mentions
from sinergi.reading.parties import Parties
from sinergi.reading.people import People
from sinergi.reading.scan import Scan
from sinergi.reading.segments import Sentence
from sinergi.reading.tokens import Token, tokenise
from sinergi.vocabulary.countries import iso3_to_iso2

_DATELINE_PLACE = 1.3
_EARLY = 5
_STATE = 0.9
_BODY = 40
_BUILDING = 4
_NOT_HOST, _OF_THING = 2.5, 6
_BACKGROUND = 2.0
_HOSTS = 3.0
_BEFORE_PLACE = 40
_SURE = 3
_DATE_ALONE = 25
"""A sentence no longer than this holds a dateline's day or an agency's name."""
_VISIT = 110
_HEADED, _IN_HEADLINE = 2.6, 0.8
_AHEAD = tuple(k.value for k in (Kind.OFFER, Kind.ASK, Kind.INTEREST, Kind.COMMITMENT))
_FORWARD = (Kind.OFFER.value, Kind.ASK.value)
"""Kinds whose sentences name places of what is to come: an invitation to a forum elsewhere."""


Venue = tuple[str | None, str | None, str | None]
"""What to call a place, how the text writes it, and its country."""


def find_venue(scan: Scan, people: People, parties: Parties) -> Venue:
    """The place of the meeting, the words of the text, its country; None where it is not told.

    Held by telephone or video it has no place: the dateline is the report's.
    """
    if _at_a_distance(scan):
        return None, None, None
    place = _place(scan, _receiver(scan, people, parties)) or _captioned_place(scan)
    if place is None or _only_dateline(scan, place[0]):
        hosts = _host_country(scan, people, parties)
        # The outlet's place is no venue, unless the report says "here" or begins with a meeting.
        here = (
            place is not None
            and hosts in (None, place[1])
            and (_begins_there(scan) or _is_abroad(scan, parties, place[1]))
        )
        if place is None or not here:
            return None, None, hosts
    return _called(scan, *place), *place


def _called(scan: Scan, words: str, country: str) -> str:
    """A place by its name: "Russian" (in "the Russian capital") and "Узбекистане" by the country's.

    Cities stay as the text writes them, but for Chinese ones named by one character.
    """
    for mention in scan.countries:
        if scan.text[mention.start : mention.end] != words or mention.iso3 != country:
            continue
        if mention.how == "name":
            name = Locale(scan.lexicon.lang).territories.get(iso3_to_iso2().get(country, ""))
            return name or words
        named = [hit for hit in scan.hits["city"] if hit.start == mention.start]
        return (named[0].payload.text if named else None) or words
    return words


def _is_abroad(scan: Scan, parties: Parties, country: str) -> bool:
    """Whether a dateline lies with the other party: an Indonesian report sent from Astana."""
    home = scan.lexicon.home
    return home is not None and country != home and {country, home} <= set(parties.iso3)


def _begins_there(scan: Scan) -> bool:
    """Whether what follows the dateline tells of a meeting at once, or the report says "here"."""
    if scan.words("here"):
        return True
    told = [s for s in scan.sentences if not s.heading and s.end - s.start > _DATE_ALONE]
    return bool(told) and scan.has("meet_strong", told[0].start, told[0].end)


def caption_tokens(scan: Scan) -> list[list[Token]]:
    """The words of what was dropped as captions of pictures."""
    spans = [(s, e) for s, e, why in scan.layout.dropped if why.startswith(CAPTION)]
    return [tokenise(scan.text, start, end) for start, end in spans]


def _captioned_place(scan: Scan) -> tuple[str, str] | None:
    """The city of a caption that gives a day too, for a report that names no place."""
    for tokens in caption_tokens(scan):
        groups = scan.lexicon.find(tokens)
        places = [m for m in mentions(tokens, groups, scan.lexicon) if m.how == "city"]
        dates = written_dates(scan.text, tokens, groups["date"], tokens[0].start, tokens[-1].end)
        if len(places) == 1 and any(d.day for d in dates):
            name = scan.text[places[0].start : places[0].end]
            return name, places[0].iso3
    return None


def _at_a_distance(scan: Scan) -> bool:
    """Whether the meeting was a call: early in the report, in a sentence that tells of it."""
    for hit in scan.words("virtual"):
        sentence = scan.sentence_at(hit.start)
        if sentence is None or scan.number(sentence) >= _EARLY:
            continue
        if scan.has("meet", sentence.start, sentence.end) or scan.has(
            "say", sentence.start, sentence.end
        ):
            return True
    return False


def _host(people: People, parties: Parties) -> str | None:
    """Without a place: the country an ambassador who took part is accredited to."""
    hosts = {p.office.host for p in people.persons if p.office and p.office.host}
    hosts &= set(parties.iso3)
    return hosts.pop() if len(hosts) == 1 else None


def _host_country(scan: Scan, people: People, parties: Parties) -> str | None:
    """Whose guest the others were, by their offices or who received them."""
    return (
        _host(people, parties)
        or _receiver(scan, people, parties)
        or _visited_by_envoy(scan, people, parties)
        or _at_a_body(scan, parties)
    )


def _at_a_body(scan: Scan, parties: Parties) -> str | None:
    """Whose the building is that they met in, where no town is named: "di kantor Kemenperin"."""
    heads = {hit.first: hit for hit in scan.words("place_head", "building")}
    for prep in scan.words("place_prep"):
        head = heads.get(prep.last + 1)
        sentence = scan.sentence_at(prep.start) if head is not None else None
        if head is None or sentence is None or not scan.has("meet", sentence.start, sentence.end):
            continue
        near = [m for m in scan.countries_in(head.start, head.end + _BODY) if m.how == "name"]
        country = near[0].iso3 if near else scan.lexicon.home
        if country in parties.iso3:
            return country
    return None


def _only_dateline(scan: Scan, span: str) -> bool:
    """Whether a place is named in the dateline and nowhere as the place of something."""
    named = [m for m in scan.countries if scan.text[m.start : m.end] == span]
    return any(scan.in_dateline(m.start) for m in named) and not any(
        _preceded(scan, m) for m in named if not scan.in_dateline(m.start)
    )


def _visited_by_envoy(scan: Scan, people: People, parties: Parties) -> str | None:
    """An envoy of one country meets officials of one other: that other's."""
    envoys = {
        p.country
        for p in people.persons
        if p.office and scan.has("envoy", p.office.start, p.office.end)
    }
    others = {p.country for p in people.persons} - envoys
    hosts = others & set(parties.iso3)
    return hosts.pop() if len(envoys) == 1 and len(hosts) == 1 else None


def _receiver(scan: Scan, people: People, parties: Parties) -> str | None:
    """Without a place: the country of whoever received the others."""
    for hit in scan.words("receive", "received_by"):
        sentence = scan.sentence_at(hit.start)
        if sentence is None:
            continue
        # "He was received by …", "её принял …": who receives stands after the verb.
        passive = hit.first - 1 in scan.indices("passive", "received_whom")
        after = passive or hit.payload.value == "received_by"
        begin, end = (hit.end, sentence.end) if after else (sentence.start, hit.start)
        named = [
            (start, p.country)
            for p in people.persons
            for start, _ in p.places
            if begin <= start < end
        ]
        if named and min(named)[1] in parties.iso3:
            return min(named)[1]
    return None


def _place(scan: Scan, host: str | None) -> tuple[str, str] | None:
    """The place of the meeting and its country; ``host`` is whoever received the others.

    Where the whole report tells of a visit still to come, the place of that.
    """
    scored = [
        (_place_score(scan, m, planned=False) - _elsewhere(scan, m, host), m)
        for m in scan.countries
    ]
    best = max(scored, key=lambda s: s[0], default=(0.0, None))
    if best[0] <= 0:
        scored = [
            (_place_score(scan, m, planned=True), m)
            for m in scan.countries
            if host in (None, m.iso3)
        ]
        best = max(scored, key=lambda s: s[0], default=(0.0, None))
    mention = best[1]
    if best[0] <= 0 or mention is None:
        return None
    start, end = _widen(scan, mention)
    return scan.text[start:end], mention.iso3


def _elsewhere(scan: Scan, mention: Mention, host: str | None) -> float:
    """What a place loses that is not the host's, or where something else is to be.

    "They discussed the opening of a trading house in Cairo", whoever received whom in Astana.
    """
    sentence = scan.sentence_at(mention.start)
    if sentence is None or scan.has("meet_strong", sentence.start, mention.end):
        return 0.0
    lost = _NOT_HOST if host is not None and mention.iso3 != host else 0.0
    things = scan.within(scan.hits["object"], sentence.start, mention.start)
    cues = scan.within(scan.hits["cue"], sentence.start, mention.start)
    told = any(cue.payload.value in _AHEAD for cue in cues)
    if told and things and mention.first - things[-1].last <= _OF_THING:
        lost += _NOT_HOST
    return lost


def _place_score(scan: Scan, mention: Mention, *, planned: bool) -> float:
    if mention.how == "region":
        return 0.0
    if scan.in_dateline(mention.start):
        return _DATELINE_PLACE
    sentence = scan.sentence_at(mention.start)
    if sentence is None:
        return 0.0
    if sentence.heading:
        return _headed(scan, mention, sentence)
    if _hosts(scan, mention):
        return _HOSTS
    if not _preceded(scan, mention) or (not planned and _only_to_come(scan, sentence, mention)):
        return 0.0
    if planned and not scan.has("meet", sentence.start, sentence.end):
        return 0.0
    if not planned and _still_to_come(scan, sentence):
        return 0.0
    score = 2.0 if mention.how == "city" else _STATE
    if scan.has("background", sentence.start, sentence.end):
        score -= _BACKGROUND
    score += _meeting_here(scan, sentence)
    return score - 0.1 * min(scan.number(sentence), 12)


def _headed(scan: Scan, mention: Mention, sentence: Sentence) -> float:
    """A heading of place and day, as minutes have, or a headline that tells where they met."""
    if mention.how != "city":
        return 0.0
    dated = any(d.day and sentence.start <= d.start < sentence.end for d in scan.dates)
    if dated and mention.start == sentence.start:
        return _HEADED
    met = scan.has("meet_strong", sentence.start, sentence.end)
    return _IN_HEADLINE if met and _preceded(scan, mention) else 0.0


def _hosts(scan: Scan, mention: Mention) -> bool:
    """Whether a city itself is said to hold the meeting: "Dhaka hosted the third session"."""
    following = mention.last + 1
    return mention.how == "city" and following in scan.indices("hosts")


def _only_to_come(scan: Scan, sentence: Sentence, mention: Mention) -> bool:
    """Whether right before a place stands a visit or a session still to come."""
    begin = max(sentence.start, mention.start - _BEFORE_PLACE)
    return scan.has("mention", begin, mention.start) or scan.has("would", begin, mention.start)


def _still_to_come(scan: Scan, sentence: Sentence) -> bool:
    """Whether a sentence tells of another meeting that is only planned."""
    dates = scan.within(scan.hits["date"], sentence.start, sentence.end)
    if scan.has("next_meeting", sentence.start, sentence.end) or any(
        hit.payload.value == "period" for hit in dates
    ):
        return True
    if scan.has("meet_strong", sentence.start, sentence.end):
        return False
    cues = scan.within(scan.hits["cue"], sentence.start, sentence.end)
    if any(c.payload.value in _FORWARD and c.payload.weight >= _SURE for c in cues):
        return True
    return any(hit.payload.value == "future" for hit in dates)


def _meeting_here(scan: Scan, sentence: Sentence) -> float:
    """How much a sentence tells of the meeting itself, not of one to come."""
    if scan.has("meet_strong", sentence.start, sentence.end):
        return 1.2
    return 0.5 if scan.has("meet", sentence.start, sentence.end) else 0.0


def _preceded(scan: Scan, mention: Mention) -> bool:
    """Whether a preposition of place stands just before: "in Bogor", "di Hotel X, Tashkent"."""
    preps = scan.within(scan.words("place_prep"), max(0, mention.start - 60), mention.start)
    if not preps:
        return _visit_to(scan, mention)
    joining = scan.indices("article") | scan.office_indices("country_word")
    between = sum(i not in joining for i in range(preps[-1].last + 1, mention.first))
    heads = scan.within(scan.words("place_head"), preps[-1].end - 1, mention.start)
    offices = [
        h
        for h in scan.within(scan.hits["office"], preps[-1].end, mention.start)
        if h.payload.value in ("head", "abbrev")
    ]
    if between == 0 or (bool(heads) and between <= 8 and not offices):
        return True
    # "Di Parliament House, Singapura": a building's name, a comma, the place.
    named = scan.tokens[preps[-1].last + 1 : mention.first]
    comma = scan.text[named[-1].end : mention.start].strip() == ","
    return comma and len(named) <= _BUILDING and not offices and all(t.capital for t in named)


def _visit_to(scan: Scan, mention: Mention) -> bool:
    """Whether a place is where a visit named before leads: "a visit by Minister X to Oslo"."""
    if mention.how == "region" or mention.first - 1 not in scan.indices("visit_to"):
        return False
    begin = max(0, mention.start - _VISIT)
    return scan.has("visit_of", begin, mention.start)


def _widen(scan: Scan, mention: Mention) -> tuple[int, int]:
    """Take in the building named before the city: "Kementerian Perindustrian, Jakarta"."""
    sentence = scan.sentence_at(mention.start)
    if sentence is None:
        return mention.start, mention.end
    heads = scan.within(
        scan.words("place_head"), max(sentence.start, mention.start - 70), mention.start
    )
    preps = scan.within(
        scan.words("place_prep"), max(sentence.start, mention.start - 80), mention.start
    )
    for head in heads:
        if any(0 <= head.first - p.last <= 2 for p in preps):
            return head.start, mention.end
    return mention.start, mention.end
