"""Which of the people named were there."""

from __future__ import annotations

from sinergi.cooperation.record import Participant
from sinergi.reading.people import People, Person
from sinergi.reading.scan import Scan
from sinergi.vocabulary.reasons import Reason

_CONTEXT, _SPEAKS = 70, 25


def find_participants(scan: Scan, people: People, parties: list[str]) -> list[Participant]:
    """People of the parties' sides who are not only mentioned, in order of appearance."""
    found: list[Participant] = []
    for person in sorted(people.persons, key=lambda p: p.start):
        if person.country not in parties or _only_mentioned(scan, people, person):
            continue
        found.append(
            Participant(
                name=person.name,
                role=person.role,
                country=person.country,
                span=scan.text[person.start : person.end],
                start=person.start,
                end=person.end,
                confidence=0.8 if person.role else 0.6,
                reason=Reason("named-with-office", office=person.role)
                if person.role
                else Reason("named-with-an-office"),
            )
        )
    return found


def _only_mentioned(scan: Scan, people: People, person: Person) -> bool:
    """Whether every place that names the person does so in passing, and the office never speaks."""
    places = person.places or [(person.start, person.end)]
    if not all(_in_passing(scan, start) for start, _ in places):
        return False
    return not any(
        office.country == person.country
        and office.base is not None
        and person.office is not None
        and person.office.base == office.base
        and scan.has("say", office.end, office.end + _SPEAKS)
        for office in people.unnamed
    )


def _in_passing(scan: Scan, place: int) -> bool:
    sentence = scan.sentence_at(place)
    begin = max(sentence.start if sentence else 0, place - _CONTEXT)
    end = min(sentence.end if sentence else place, place + _CONTEXT)
    return scan.has("mention", begin, place) or scan.has("mention_after", place, end)
