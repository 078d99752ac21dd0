"""Who speaks: attributions in and around quotations, pronouns, offices, names, countries."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from sinergi.reading.mentions import Mention
from sinergi.reading.parties import Parties, are_joined
from sinergi.reading.people import People
from sinergi.reading.scan import Scan
from sinergi.reading.segments import Quotation

_WITH = 14
_BACK = 40
"""How many sentences back a pronoun's person is looked for."""
_AFTER_QUOTE, _BEFORE_QUOTE = 170, 170
JOINT = "JOINT"


@dataclass(frozen=True, slots=True)
class Actor:
    """A place in the text where somebody of a country (or both) is named.

    ``how``: ``person``, ``office``, ``country``, ``both``, ``own`` (his country), ``pronoun``.
    """

    start: int
    end: int
    side: str | None
    how: str


class Speakers:
    """The actors of a document in order, and who speaks at any place.

    ``host`` is the country they met in, where it is known: it tells who "the guest" is.
    """

    def __init__(self, scan: Scan, people: People, parties: Parties, host: str | None) -> None:
        self.scan = scan
        self.parties = parties
        actors = [*_actors(scan, people, parties), *_guests(scan, parties, host)]
        self.actors = sorted(actors, key=lambda a: (a.start, -a.end))
        self._subjects: dict[int, tuple[str | None]] = {}
        self._by_quote = {q.start: self._speaker_of(q) for q in scan.quotations}

    def within(self, start: int, end: int, *how: str) -> list[Actor]:
        """Actors in ``[start, end)``, of the given sorts (all without)."""
        i = bisect_left(self.actors, start, key=lambda a: a.start)
        j = bisect_right(self.actors, end, lo=i, key=lambda a: a.start)
        return [a for a in self.actors[i:j] if a.end <= end and (not how or a.how in how)]

    def quote_at(self, start: int, end: int) -> Quotation | None:
        """The quotation that holds most of ``[start, end)``."""
        for quote in self.scan.quotations_in(start, end):
            overlap = min(end, quote.outer[1]) - max(start, quote.outer[0])
            if overlap * 2 > end - start:
                return quote
        return None

    def quoted(self, quote: Quotation) -> str | None:
        """The side that speaks in this quotation."""
        return self._by_quote.get(quote.start)

    def before(self, place: int) -> str | None:
        """The last single side named as a person or office before ``place``."""
        for actor in reversed(self.actors):
            if actor.end <= place and actor.how in ("person", "office") and actor.side:
                return actor.side
        return None

    def subject_before(self, place: int) -> str | None:
        """Whom a pronoun at ``place`` means: the first person or office of the last sentence.

        Sentences are searched backwards; within one the first person or office, which is usually
        its subject, counts.
        """
        known = self._subjects.get(place)
        if known is None:
            known = self._subjects[place] = (self._search(place),)
        return known[0]

    def _search(self, place: int) -> str | None:
        number = bisect_left(self.scan.sentences, place, key=lambda s: s.start)
        for sentence in reversed(self.scan.sentences[max(0, number - _BACK) : number]):
            found = self.within(sentence.start, min(sentence.end, place), "person", "office")
            subjects = [actor for actor in found if not self.is_companion(actor)]
            if found:
                return (subjects or found)[0].side
        return None

    def is_companion(self, actor: Actor) -> bool:
        """Whether "with", "to" or "for" stands right before: "in talks with his counterpart, X"."""
        beside = self._after("with", actor) or self.is_benefited(actor)
        return beside or self._is_greeted(actor)

    def is_benefited(self, actor: Actor) -> bool:
        """Whether something is said to be for the actor: "for Tajik companies"."""
        return self._after("benefit", actor)

    def _is_greeted(self, actor: Actor) -> bool:
        """Whether the sentence opens with what is done to the actor: "Welcoming the envoy, …"."""
        sentence = self.scan.sentence_at(actor.start)
        if sentence is None or not self.scan.has("opening", sentence.start, actor.start):
            return False
        first = self.scan.within(self.scan.words("opening"), sentence.start, actor.start)[0]
        comma = self.scan.text.find(",", first.end, sentence.end)
        return first.start == sentence.start and actor.start < comma

    def _after(self, role: str, actor: Actor) -> bool:
        return self.scan.has(role, max(0, actor.start - _WITH), actor.start)

    def _speaker_of(self, quote: Quotation) -> str | None:
        scan = self.scan
        block = scan.layout.blocks[quote.block]
        after = (quote.outer[1], min(block.end, quote.outer[1] + _AFTER_QUOTE))
        following = scan.quotations_in(*after)
        if following:
            after = (after[0], min(after[1], following[0].outer[0]))
        sentence = scan.sentence_at(max(quote.outer[1] - 1, 0))
        stop = sentence.end if sentence and sentence.end > after[0] else after[1]
        side = self._attributed(after[0], min(after[1], max(stop, after[0])))
        if side is None:
            before = max(block.start, quote.outer[0] - _BEFORE_QUOTE)
            holder = scan.sentence_at(quote.start)
            if holder is not None:
                before = max(before, holder.start)
            side = self._attributed(before, quote.outer[0])
        return side or self.subject_before(quote.outer[0])

    def _attributed(self, start: int, end: int) -> str | None:
        """The side of whoever says something in ``[start, end)``."""
        scan = self.scan
        says = [*scan.within(scan.words("say"), start, end)]
        says += scan.within(scan.words("according"), start, end)
        named = self.within(start, end, "person", "office")
        if named and (says or end - start < 80):
            return next((a for a in named if not self.is_companion(a)), named[0]).side
        if says:
            countries = self.within(start, end, "country")
            if countries:
                return countries[0].side
            return self.subject_before(start)
        return None


def _actors(scan: Scan, people: People, parties: Parties) -> list[Actor]:
    named = _named_actors(people)
    taken = [(a.start, a.end) for a in named]
    found = [a for a in named if a.side in parties.iso3]
    found.extend(_country_actors(scan, parties, taken))
    for role, how in (("both", "both"), ("own_side", "own"), ("they3", "pronoun")):
        for hit in scan.words(role):
            found.append(Actor(hit.start, hit.end, JOINT if how == "both" else None, how))
    for hit in scan.hits["office"]:
        if hit.payload.value == "body" and hit.payload.country in parties.iso3:
            found.append(Actor(hit.start, hit.end, hit.payload.country, "office"))
    return found


def _guests(scan: Scan, parties: Parties, host: str | None) -> list[Actor]:
    """Guests and hosts, where two sides met in the country of one of them."""
    if len(parties.iso3) != 2 or host not in parties.iso3:
        return []
    other = next(iso3 for iso3 in parties.iso3 if iso3 != host)
    return [
        Actor(hit.start, hit.end, side, "office")
        for role, side in (("guest", other), ("host", host))
        for hit in scan.words(role)
    ]


def _named_actors(people: People) -> list[Actor]:
    """People where they are named, and offices."""
    found: list[Actor] = []
    for person in people.persons:
        if person.office is not None:
            found.append(Actor(person.office.start, person.office.end, person.country, "office"))
        found.extend(Actor(start, end, person.country, "person") for start, end in person.places)
    found.extend(Actor(o.start, o.end, o.country, "office") for o in people.unnamed)
    return found


def _country_actors(scan: Scan, parties: Parties, taken: list[tuple[int, int]]) -> list[Actor]:
    """Countries named outside offices; two that stand side by side are both sides."""
    found: list[Actor] = []
    mentions = [m for m in scan.countries if m.iso3 in parties.iso3]
    covered = {i for start, end in taken for i in range(start, end)}
    skip = -1
    for i, mention in enumerate(mentions):
        if i == skip or mention.start in covered:
            continue
        other = mentions[i + 1] if i + 1 < len(mentions) else mention
        if other.iso3 != mention.iso3 and are_joined(scan, mention.last, other.first):
            found.append(Actor(mention.start, other.end, JOINT, "both"))
            skip = i + 1
        elif mention.how != "city" or (mention.capital and not _is_place(scan, mention)):
            how = "country" if mention.how != "city" else "capital"
            found.append(Actor(mention.start, mention.end, mention.iso3, how))
    return found


def _is_place(scan: Scan, mention: Mention) -> bool:
    """Whether a capital is only where something happens: "in Tokyo"."""
    before = scan.within(scan.words("place_prep"), max(0, mention.start - _WITH), mention.start)
    return any(hit.last == mention.first - 1 for hit in before)
