"""People with an office: who they are, for which country, and where the text speaks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sinergi.reading.han_names import han_names
from sinergi.reading.mentions import Mention
from sinergi.reading.offices import OfficeMention, offices
from sinergi.reading.person_names import NameParts, name_after, name_before
from sinergi.reading.russian import case_of, nominative
from sinergi.reading.scan import Scan
from sinergi.reading.tokens import key_of

_SHORTEST = 3
_BEGINNING = 3
"""Forms of one name share at least so many letters."""
_HAN_PART = 2
_BEHIND = 60
_LED, _DELEGATION, _ESCORT = 30, 60, 40
_BESIDE = 4
DEPUTY = ("vice", "wakil", "deputy", "замест", "вице", "муовин", "副", "délégué", "assistant")
"""How words begin that make an office its deputy's."""
_OBJECT_ENDING = re.compile(r"(?<=\w{5})ро\b")
"""Tajik marks whom something is done to: "Раҳимзодаро"."""
_DIVIDES = re.compile(r"[-·•・]")


@dataclass
class Person:
    """A named person; ``places`` are where a part of the name stands, ``offices`` with them.

    ``doubtful``: the office may as well be that of another person named after it.
    """

    name: str
    start: int
    end: int
    role: str | None
    country: str | None
    office: OfficeMention | None
    places: list[tuple[int, int]] = field(default_factory=list)
    doubtful: bool = False

    @property
    def keys(self) -> set[str]:
        """The parts of the name that identify the person when they stand alone."""
        return {key_of(w) for w in self.name.replace("-", " ").split() if len(w) >= _SHORTEST}


@dataclass
class People:
    """The people of a document, and offices named without a person."""

    persons: list[Person]
    unnamed: list[OfficeMention]


def find_people(scan: Scan) -> People:
    """Every person with an office, in order of appearance; the same person once."""
    persons: list[Person] = []
    unnamed: list[OfficeMention] = []
    used: set[int] = set()
    for office in offices(scan):
        name = _name_of(scan, office, used, persons)
        if name is None:
            unnamed.append(office)
            continue
        used.update(range(name.first, name.last + 1))
        name = _plain(scan, office, name)
        country = office.country or _country_by(scan, office, name)
        office = replace(office, country=country or _country_of_escorted(scan, office, persons))
        _add(persons, name, office, doubtful=_may_be_anothers(scan, office, name))
    _add_bracketed(scan, persons)
    scan.hide([(o.start, o.end) for o in unnamed])
    scan.hide([(p.office.start, p.office.end) for p in persons if p.office])
    for person in persons:
        _places(scan, person)
    if scan.lexicon.short:
        _spelled_in_chinese(scan, persons)
    _resolve_unnamed(persons, unnamed)
    return People(persons, unnamed)


def _add_bracketed(scan: Scan, persons: list[Person]) -> None:
    """``Dmitri Orlov (Russia) and Ricardo Cabrera (Cuba)``: the country stands in brackets.

    The office is that of the person named before in the same sentence.
    """
    for mention in scan.countries:
        bracket = scan.text[max(0, mention.start - 1)] + scan.text[mention.end : mention.end + 1]
        name = name_before(scan, mention.first) if bracket in ("()", "（）") else None
        if name is None:
            continue
        known = next((p for p in persons if same_person(p, name.text)), None)
        if known is not None:
            known.country = known.country or mention.iso3
            continue
        sentence = scan.sentence_at(name.start)
        before = [
            p
            for p in persons
            if p.office and sentence and sentence.start <= p.office.start < name.start
        ]
        if before and before[-1].office is not None:
            office = replace(before[-1].office, country=mention.iso3)
            role = before[-1].role
            persons.append(Person(name.text, name.start, name.end, role, mention.iso3, office))


def _name_of(
    scan: Scan, office: OfficeMention, used: set[int], known: list[Person]
) -> NameParts | None:
    direct = name_after(scan, office.last, strict=True)
    if direct is not None and used.isdisjoint(range(direct.first, direct.last + 1)):
        return _past_town(scan, direct, used)
    before = name_before(scan, office.first)
    if before is not None and used.isdisjoint(range(before.first, before.last + 1)):
        return before
    after = name_after(scan, office.last, strict=False)
    if after is None or not used.isdisjoint(range(after.first, after.last + 1)):
        return None
    # "At his meeting with the envoy, Mr Rezig said": Rezig, a minister named before, is no envoy.
    other = any(
        same_person(p, after.text) and p.office and p.office.base != office.base for p in known
    )
    return None if other else after


def _past_town(scan: Scan, name: NameParts, used: set[int]) -> NameParts:
    """The name set off by commas behind a single word: "the mayor of Gwangju, Kang Gi-jung, said".

    The single word is then a town or a body no lexicon knows.
    """
    if name.first != name.last or scan.text[name.end : name.end + 1] != ",":
        return name
    after = name_after(scan, name.last, strict=False)
    if after is None or after.first == after.last or used & set(range(after.first, after.last + 1)):
        return name
    return after if scan.text[after.end : after.end + 1] in (",", ".") else name


def _plain(scan: Scan, office: OfficeMention, name: NameParts) -> NameParts:
    """The name as a record keeps it: in the nominative where the language declines names."""
    if scan.lexicon.lang == "tg":
        return replace(name, text=_OBJECT_ENDING.sub("", name.text))
    if scan.lexicon.lang != "ru":
        return name
    case = case_of(scan.text[office.start : office.end])
    return replace(name, text=nominative(name.text, case)) if case else name


def _country_by(scan: Scan, office: OfficeMention, name: NameParts) -> str | None:
    """A country between office and name or right after the name: "minister ... of Belarus"."""
    between: list[Mention] = scan.countries_in(
        min(office.end, name.end), max(office.start, name.start)
    )
    if between:
        return between[0].iso3
    bodies = [
        hit.payload.country
        for hit in scan.within(
            scan.hits["office"], min(office.start, name.start), max(office.end, name.start)
        )
        if hit.payload.value == "body" and hit.payload.country is not None
    ]
    if bodies:
        return bodies[0]
    if scan.has("that_country", min(office.end, name.end), max(office.start, name.start)):
        # "The Prime Minister of that country, X": of the country named last.
        named = [m for m in scan.countries if m.end <= office.start]
        return named[-1].iso3 if named else None
    # "The delegation of Tajikistan headed by Minister X".
    led = scan.within(scan.words("led_by"), max(0, office.start - _LED), office.start)
    if not led:
        return None
    return _of_delegation(scan, led[-1].start)


def _of_delegation(scan: Scan, led: int) -> str | None:
    """The country named beside a delegation, else that of its sentence's first words.

    "Kenya on Monday offered Oman its tea, as a delegation led by Minister X held talks": Kenya's.
    """
    before = scan.countries_in(max(0, led - _DELEGATION), led)
    between = scan.tokens[before[-1].last + 1 : scan.token_at(led)] if before else []
    if before and len(between) < _BESIDE and not any(token.comma for token in between):
        return before[-1].iso3
    sentence = scan.sentence_at(led)
    if sentence is not None and not sentence.heading:
        body = scan.token_at(max(sentence.start, 0))
        opening = [m for m in scan.countries_in(sentence.start, led) if m.how == "name"]
        if len(opening) > 1 and opening[0].first - body <= 1:
            return opening[0].iso3
    return before[-1].iso3 if before else None


def _country_of_escorted(scan: Scan, office: OfficeMention, persons: list[Person]) -> str | None:
    """``accompanied by his Finance Minister``: of the country of whoever is accompanied."""
    sentence = scan.sentence_at(office.start)
    if sentence is None:
        return None
    begin = max(sentence.start, office.start - _ESCORT)
    escorts = scan.within(scan.words("escort"), begin, office.start)
    if not escorts:
        return None
    named = [
        (scan.text.rfind(part, sentence.start, escorts[-1].start), person.country)
        for person in persons
        for part in person.name.split()
        if len(part) >= _SHORTEST
    ]
    place, country = max(named, key=lambda found: found[0], default=(-1, None))
    return country if place >= 0 else None


def _may_be_anothers(scan: Scan, office: OfficeMention, name: NameParts) -> bool:
    """Whether a second name stands behind the office: "A, head of the Kenyan railways B and …"."""
    if name.end > office.start:
        return False
    stop = min(len(scan.text), office.end + _BEHIND)
    capital = [t for t in scan.tokens[office.last + 1 : office.last + _BEHIND] if t.end <= stop]
    for one, other in pairwise(capital):
        if one.comma or other.comma or not one.joined:
            return False
        named = scan.countries_in(one.start, other.end)
        if one.capital and other.capital and other.joined and not named:
            return True
    return False


def _add(persons: list[Person], name: NameParts, office: OfficeMention, *, doubtful: bool) -> None:
    for person in persons:
        if same_person(person, name.text, office):
            person.country = person.country or office.country
            fuller = len(office.role or "") > len(person.role or "")
            if fuller and person.country == (office.country or person.country):
                person.role = office.role
            if len(_parts(name.text)) > len(_parts(person.name)):
                person.name, person.start, person.end = name.text, name.start, name.end
            return
    person = Person(name.text, name.start, name.end, office.role, office.country, office)
    person.doubtful = doubtful
    persons.append(person)


def same_person(person: Person, name: str, office: OfficeMention | None = None) -> bool:
    """Whether ``name`` is a shorter, longer or inflected form of the person's name."""
    if office and office.country and person.country and office.country != person.country:
        return False
    mine, theirs = _parts(person.name), _parts(name)
    shorter, longer = sorted((mine, theirs), key=len)
    if not shorter:
        return False
    return all(any(_alike(a, b) for b in longer) for a in shorter)


def _parts(name: str) -> list[str]:
    parts = [key_of(word) for word in _DIVIDES.sub(" ", name).split()]
    return [part for part in parts if len(part) >= _SHORTEST] or parts


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    shorter, longer = sorted((a, b), key=len)
    stem = len(shorter) - (1 if len(shorter) < 6 else 2)
    return len(shorter) >= 4 and len(longer) - len(shorter) <= 3 and longer[:stem] == shorter[:stem]


def _places(scan: Scan, person: Person) -> None:
    found = {
        (token.start, token.end)
        for key in person.keys
        for token in scan.capitals.get(key[:_BEGINNING], ())
        if _alike(token.key, key)
    }
    person.places.extend(sorted(found))
    if person.places:
        return
    whole = re.escape(person.name)
    parts = [re.escape(p) for p in re.split(r"[·•・]", person.name) if len(p) >= _HAN_PART]
    for match in re.finditer("|".join([whole, *parts]), scan.text):
        person.places.append((match.start(), match.end()))


def _spelled_in_chinese(scan: Scan, persons: list[Person]) -> None:
    """A foreign name before "says" that nobody else bears is the one person named in Latin."""
    latin = [p for p in persons if p.name.isascii()]
    if len(latin) != 1:
        return
    taken = [place for p in persons for place in p.places]
    for say in scan.words("say"):
        run = han_names().spelled_before(scan.text[max(0, say.start - 12) : say.start])
        start = say.start - run
        if run >= _HAN_PART and not any(s < say.start and start < e for s, e in taken):
            latin[0].places.append((start, say.start))
    latin[0].places.sort()


def _resolve_unnamed(persons: list[Person], unnamed: list[OfficeMention]) -> None:
    """An office without a name or country is that of the one person who holds such an office."""
    for i, office in enumerate(unnamed):
        if office.country is not None or office.base is None:
            continue
        holders = [
            p
            for p in persons
            if p.office and p.office.base and same_office(p.office.base, office.base)
        ]
        held = {p.country for p in holders}
        if len(held) == 1 and holders[0].country is not None:
            unnamed[i] = replace(office, country=holders[0].country)


def same_office(one: str, other: str) -> bool:
    """Whether one office is a shorter way of saying the other."""
    a, b = key_of(one), key_of(other)
    return a.startswith(b) or b.startswith(a) or (b in a and not _is_deputy(a, b))


def _is_deputy(office: str, head: str) -> bool:
    """Whether ``office`` is that of a deputy of ``head``: a vice minister is no minister."""
    before = office[: office.find(head)].replace("-", " ").split()
    return any(word.startswith(DEPUTY) for word in before)
