"""Which of the people named were there."""

from __future__ import annotations

from datetime import date

from sinergi.cooperation.record import Meeting, Participant
from sinergi.reading.dates import Written, is_day
from sinergi.reading.meeting import signs
from sinergi.reading.people import People, Person
from sinergi.reading.scan import Scan
from sinergi.reading.segments import Sentence
from sinergi.vocabulary.reasons import Reason, joined

_CONTEXT, _SPEAKS = 70, 25
_WITH_OFFICE, _WITHOUT = 0.8, 0.6
_COUNTRY_NOT_TOLD, _ONE_WORD, _CITED = 0.25, 0.2, 0.1
"""How much less sure a person is whose country only follows, who has a single name, or is cited."""
_CITING = 12
_DAY, _MONTH, _LATELY = 10, 30, 2
"""An ISO day has ten characters; a report of the days right before is of the meeting itself."""


def find_participants(
    scan: Scan, people: People, parties: list[str], meeting: Meeting
) -> list[Participant]:
    """People of the parties' sides who are not only mentioned, in order of appearance."""
    found: list[Participant] = []
    for person in sorted(people.persons, key=lambda p: p.start):
        if person.country not in parties or _only_mentioned(scan, people, person):
            continue
        if _only_in_headings(scan, person) or _of_another_day(scan, person, meeting):
            continue
        told = _participant(scan, person)
        found.append(told.model_copy(update={"role": _held(scan, person, found)}))
    return found


def _held(scan: Scan, person: Person, before: list[Participant]) -> str | None:
    """The office of a counterpart: that of whoever was named before for the other side."""
    office = person.office
    if office is None:
        return person.role
    hits = scan.within(scan.hits["office"], office.start, office.end)
    words = {scan.text[h.start : h.end] for h in hits if h.payload.value == "counterpart"}
    others = [p for p in before if p.country != person.country and p.role]
    if not words or not others or person.role not in (office.base, *words):
        return person.role
    return others[-1].role


def _participant(scan: Scan, person: Person) -> Participant:
    """The person with what makes sure of it, or not: office, country, a name of several words."""
    told = person.office is not None and person.office.country == person.country
    spelled = len(person.name.split()) > 1 or bool(scan.lexicon.short)
    confidence = _WITH_OFFICE if person.role else _WITHOUT
    reason = (
        Reason("named-with-office", office=person.role)
        if person.role
        else Reason("named-with-an-office")
    )
    if not told:
        confidence -= _COUNTRY_NOT_TOLD
        reason = joined(reason, Reason("country-not-told"))
    if not spelled:
        confidence -= _ONE_WORD
    if person.doubtful:
        confidence -= _ONE_WORD
        reason = joined(reason, Reason("office-of-one-of-two"))
    elif _only_cited(scan, person):
        confidence -= _CITED
        reason = joined(reason, Reason("only-cited"))
    return Participant(
        name=person.name,
        role=person.role,
        country=person.country,
        span=scan.text[person.start : person.end],
        start=person.start,
        end=person.end,
        confidence=round(confidence, 2),
        reason=reason,
    )


def _only_cited(scan: Scan, person: Person) -> bool:
    """Whether the text only says "according to X": one may be asked without having been there."""
    if person.office is None or not person.places:
        return False
    begin = min(person.office.start, person.start)
    cited = scan.within(scan.words("according"), max(0, begin - _CITING), begin)
    holder = scan.sentence_at(begin)
    return bool(cited) and all(scan.sentence_at(s) == holder for s, _ in person.places)


def _only_in_headings(scan: Scan, person: Person) -> bool:
    """Whether only headlines name the person: there nicknames and chopped names stand."""
    where = [scan.sentence_at(start) for start, _ in person.places]
    return bool(where) and all(s is not None and s.heading for s in where)


def _of_another_day(scan: Scan, person: Person, meeting: Meeting) -> bool:
    """Whether the text names the person only where it tells of an earlier day.

    Days after the meeting count for nothing: those who were there speak to the press later.
    """
    where = [scan.sentence_at(start) for start, _ in person.places]
    told = [s for s in where if s is not None and not s.heading]
    if any(scan.has("meet_strong", s.start, s.end) for s in told):
        return False
    # Sentences without a day go on with what was told before them.
    dated = [s for s in told if _dates(scan, s)]
    return bool(dated) and all(_is_earlier(scan, sentence, meeting) for sentence in dated)


def _dates(scan: Scan, sentence: Sentence) -> list[Written]:
    """The days and months that a sentence names."""
    return [d for d in scan.dates if sentence.start <= d.start < sentence.end and d.month]


def _is_earlier(scan: Scan, sentence: Sentence, meeting: Meeting) -> bool:
    """Whether a sentence dates what it tells before the meeting, or dates an old agreement."""
    written = _dates(scan, sentence)
    if meeting.date is not None and len(meeting.date) == _DAY:
        return any(_days_before(d, meeting.date) > _LATELY for d in written)
    return any(d.whole for d in written) and signs(scan, sentence)


def _days_before(written: Written, day: str) -> int:
    """How many days a written date lies before ``day`` (its year, where it has none)."""
    met = date.fromisoformat(day)
    year = written.year or met.year
    if written.day is None:
        return _MONTH * ((met.year - year) * 12 + met.month - (written.month or met.month))
    if not is_day(year, written.month or 0, written.day):
        return 0
    return (met - date(year, written.month or 1, written.day)).days


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
