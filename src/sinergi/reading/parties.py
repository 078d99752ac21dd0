"""Which countries the document is about, and whether it reports cooperation of governments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from sinergi.reading.offices import OfficeMention
from sinergi.reading.people import People, Person, same_office
from sinergi.reading.scan import Scan

_NAMED_OFFICE, _PERSON, _HEADLINE, _PAIR, _MENTION, _SIDE = 2.0, 3.0, 2.0, 3.0, 0.5, 2.0
_MENTIONS_COUNTED = 6
_THIRD_SHARE = 0.75
_SECOND_LEAST = 2.0
_HEAD_SENTENCES = 3
_VISITOR, _VISITOR_HAN = 40, 8
_BODY = 25


@dataclass
class Parties:
    """``iso3`` in order of appearance; ``home`` whose offices carry no country; and why."""

    iso3: list[str]
    home: str | None
    scores: dict[str, float] = field(default_factory=dict)
    reason: str | None = None


def find_parties(scan: Scan, people: People) -> Parties:
    """The countries that act in the document, the strongest two (three where one is as strong)."""
    home = _home(scan, people)
    if home != scan.lexicon.home:
        # A dateline tells the country less surely than that the other side has its people.
        _give_rest(people, _scores(scan, people))
    _give_by_counterpart(scan, people, _scores(scan, people))
    _give_by_meeting(scan, people, _scores(scan, people))
    if any(person.country is None for person in people.persons):
        _give_by_reception(scan, people, _scores(scan, people))
    if home is not None:
        _give_by_visit(scan, people, home)
        _give_home(people, home)
    scores = _scores(scan, people)
    if _give_rest(people, scores):
        scores = _scores(scan, people)
    ranked = sorted(scores, key=lambda c: -scores[c])
    chosen = [c for c in ranked[:2] if scores[c] >= _SECOND_LEAST]
    if len(chosen) == 2:
        acting = {p.country for p in people.persons} | {o.country for o in people.unnamed}
        chosen += [
            c
            for c in ranked[2:5]
            if c in acting and scores[c] >= _THIRD_SHARE * scores[chosen[1]] and _listed(scan, c)
        ]
    return Parties(_in_order(scan, people, chosen), home, scores)


def _home(scan: Scan, people: People) -> str | None:
    """The country of offices named without one: the text's own.

    The country of the dateline's capital or of offices only it has; else the language's home
    where the text names it or no country fits better.
    """
    own = {o.country for o in people.unnamed if o.country} | {
        p.country for p in people.persons if p.country
    }
    names = {m.iso3 for m in scan.countries if m.how == "name"}
    if scan.lexicon.home is not None and scan.lexicon.home in names | own:
        return scan.lexicon.home
    for block in scan.layout.blocks[:6]:
        if block.dateline:
            for mention in scan.countries_in(*block.dateline):
                known = mention.iso3 in names or mention.iso3 in own or mention.capital
                if mention.how == "city" and known:
                    return mention.iso3
    if scan.lexicon.home is not None:
        return scan.lexicon.home
    return _host_body(scan)


def _host_body(scan: Scan) -> str | None:
    """The country of the one body that the report begins with: "at the Chamber of Ghana"."""
    found = set()
    for hit in scan.within(scan.hits["office"], 0, _head_end(scan)):
        if hit.payload.value != "body":
            continue
        near = scan.countries_in(hit.end, min(len(scan.text), hit.end + _BODY))
        if near and near[0].how == "name":
            found.add(near[0].iso3)
    return found.pop() if len(found) == 1 else None


def _give_by_counterpart(scan: Scan, people: People, scores: dict[str, float]) -> None:
    """``President X met his Egyptian counterpart``: X is of the other of the two countries."""
    strongest = sorted(scores, key=lambda c: -scores[c])[:2]
    offices = [p.office for p in people.persons if p.office] + people.unnamed
    for counterpart in offices:
        if counterpart.country not in strongest or len(strongest) != 2:
            continue
        hits = scan.within(scan.hits["office"], counterpart.start, counterpart.end)
        if not any(hit.payload.value == "counterpart" for hit in hits):
            continue
        sentence = scan.sentence_at(counterpart.start)
        other = next(c for c in strongest if c != counterpart.country)
        for person in people.persons:
            before = sentence is not None and sentence.start <= person.start < counterpart.start
            if before and person.country is None:
                person.country = other


def _give_by_meeting(scan: Scan, people: People, scores: dict[str, float]) -> None:
    """``Minister A will also meet with Speaker X``: X is of the other of the two countries."""
    strongest = sorted(scores, key=lambda c: -scores[c])[:2]
    if len(strongest) != 2:
        return
    for person in people.persons:
        sentence = scan.sentence_at(person.start)
        if person.country is not None or sentence is None or sentence.heading:
            continue
        begin = person.office.start if person.office else person.start
        met = scan.within(scan.words("meet"), sentence.start, min(begin, person.start))
        if not met or not scan.has("with", met[-1].start, min(begin, person.start)):
            continue
        subject = _named_before(scan, people, met[-1].start, sentence.start)
        if subject in strongest:
            person.country = next(c for c in strongest if c != subject)


def _give_by_reception(scan: Scan, people: People, scores: dict[str, float]) -> None:
    """``Ambassador A was received by State Secretary B of Chile``: A is of the other country."""
    strongest = sorted(scores, key=lambda c: -scores[c])[:2]
    if len(strongest) != 2:
        return
    for hit in scan.words("receive", "received_by"):
        sentence = scan.sentence_at(hit.start)
        if sentence is None or sentence.heading:
            continue
        passive = hit.payload.value == "received_by" or hit.first - 1 in scan.indices("passive")
        hosts = (hit.end, sentence.end) if passive else (sentence.start, hit.start)
        guests = (sentence.start, hit.start) if passive else (hit.end, sentence.end)
        host = _first_within(people, *hosts)
        guest = _first_within(people, *guests)
        if host is None or guest is None or guest.country is not None:
            continue
        if host.country in strongest:
            guest.country = next(c for c in strongest if c != host.country)


def _first_within(people: People, start: int, end: int) -> Person | None:
    """The person named first in ``[start, end)``."""
    named = [
        (place, n)
        for n, person in enumerate(people.persons)
        for place, _ in person.places
        if start <= place < end
    ]
    return people.persons[min(named)[1]] if named else None


def _give_by_visit(scan: Scan, people: People, home: str) -> None:
    """``The leader of the delegation, Vice Governor X``: of the country that came, not of home."""
    scores = _scores(scan, people)
    others = sorted((c for c in scores if c != home), key=lambda c: -scores[c])
    for person in people.persons:
        if person.country is not None or person.office is None or not others:
            continue
        end = person.office.start
        near = _VISITOR_HAN if scan.lexicon.short else _VISITOR
        if scan.has("visitor", max(0, end - near), person.office.end):
            person.country = others[0]


def _named_before(scan: Scan, people: People, place: int, start: int) -> str | None:
    """The country of the first person of the sentence, else of the last one that names any."""
    named = sorted((at, p.country) for p in people.persons if p.country for at, _ in p.places)
    inside = [country for at, country in named if start <= at < place]
    before = [at for at, _ in named if at < start]
    if inside or not before:
        return inside[0] if inside else None
    last = scan.sentence_at(before[-1])
    return next((c for at, c in named if last is not None and at >= last.start), None)


def _give_home(people: People, home: str) -> None:
    for person in people.persons:
        person.country = person.country or home
    for i, office in enumerate(people.unnamed):
        if office.country is None and office.role is not None:
            people.unnamed[i] = replace(office, country=_last_holder(people, office) or home)


def _last_holder(people: People, office: OfficeMention) -> str | None:
    """The country of the holder of this office who was named last before."""
    best: tuple[int, str | None] = (-1, None)
    for person in people.persons:
        if person.office is None or office.base is None or person.office.base is None:
            continue
        if not same_office(person.office.base, office.base):
            continue
        for start, _ in person.places:
            if best[0] < start < office.start:
                best = (start, person.country)
    return best[1]


def _give_rest(people: People, scores: dict[str, float]) -> bool:
    """People of no known country are of the side that has no one yet, when it is the only one.

    Whether anybody was given a country.
    """
    strongest = sorted(scores, key=lambda c: -scores[c])[:2]
    taken = {p.country for p in people.persons if p.country in strongest}
    if not taken:
        return False
    free = [c for c in strongest if c not in taken]
    homeless = [p for p in people.persons if p.country is None]
    if len(strongest) != 2 or len(free) != 1:
        return False
    for person in homeless:
        person.country = free[0]
    return bool(homeless)


def _scores(scan: Scan, people: People) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    for person in people.persons:
        if person.country:
            counts[person.country] += 1
            if counts[person.country] <= 2:
                scores[person.country] += _PERSON
    offices: dict[str, int] = defaultdict(int)
    for office in people.unnamed:
        if office.country:
            offices[office.country] += 1
            if offices[office.country] <= 2:
                scores[office.country] += _NAMED_OFFICE
    _score_mentions(scan, scores)
    return scores


def _score_mentions(scan: Scan, scores: dict[str, float]) -> None:
    head_end = _head_end(scan)
    mentions: dict[str, float] = defaultdict(float)
    headline: set[str] = set()
    ignored = _datelines(scan)
    for i, mention in enumerate(scan.countries):
        if mention.start in ignored:
            continue
        acting = mention.how != "city" or mention.capital
        weight = 1.0 if mention.how != "city" else 0.5
        if acting:
            mentions[mention.iso3] += weight
        if mention.end <= head_end and mention.how != "city" and mention.iso3 not in headline:
            headline.add(mention.iso3)
            scores[mention.iso3] += _HEADLINE
        if mention.side:
            scores[mention.iso3] += _SIDE / 2
        if i + 1 < len(scan.countries):
            other = scan.countries[i + 1]
            if other.iso3 != mention.iso3 and are_joined(scan, mention.last, other.first):
                scores[mention.iso3] += _PAIR / 2
                scores[other.iso3] += _PAIR / 2
    for iso3, count in mentions.items():
        scores[iso3] += _MENTION * min(count, _MENTIONS_COUNTED)


def _datelines(scan: Scan) -> set[int]:
    """The characters of all datelines."""
    found = [block.dateline for block in scan.layout.blocks if block.dateline]
    return {i for start, end in found for i in range(start, end)}


def _head_end(scan: Scan) -> int:
    if not scan.sentences:
        return 0
    body = [s for s in scan.sentences if not s.heading]
    return body[min(_HEAD_SENTENCES - 1, len(body) - 1)].end if body else scan.sentences[-1].end


def are_joined(scan: Scan, last: int, first: int) -> bool:
    """Whether two country mentions stand side by side: "A and B", "A-B", "A dan B"."""
    if first - last == 1:
        if not scan.tokens[first].joined:
            return False
        gap = scan.text[scan.tokens[last].end : scan.tokens[first].start]
        return gap.strip() in ("-", "–", "—", "", "/", "、")
    words = range(last + 1, first)
    if not 1 <= len(words) <= 3 or not all(scan.tokens[i].joined for i in (*words, first)):
        return False
    joiners = scan.indices("and")
    between = joiners | scan.indices("article") | scan.office_indices("country_word")
    return all(i in between for i in words) and any(i in joiners for i in words)


def _listed(scan: Scan, iso3: str) -> bool:
    """Whether a third country is named in the head of the document too."""
    return any(m.iso3 == iso3 for m in scan.countries_in(0, _head_end(scan)))


def _in_order(scan: Scan, people: People, chosen: list[str]) -> list[str]:
    first: dict[str, int] = {}
    for mention in scan.countries:
        first.setdefault(mention.iso3, mention.start)
    for person in people.persons:
        if person.country:
            first.setdefault(person.country, person.start)
    return sorted(chosen, key=lambda c: first.get(c, 10**9))
