"""When and where they met: among all dates and places of a text, those of the meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sinergi.cooperation.record import Alternative, Kind, Meeting
from sinergi.reading.dates import DateCandidate, Written, resolve, years_named
from sinergi.reading.mentions import Mention
from sinergi.reading.parties import Parties
from sinergi.reading.people import People
from sinergi.reading.scan import Scan
from sinergi.reading.segments import Sentence
from sinergi.vocabulary.reasons import Reason, joined

_LEAST = -1.2
_DATELINE_PLACE = 1.3
_NEAR = 90
_EARLY = 5
_ISSUE_AFTER = 18
_AHEAD = 60
_MET = 2.5
_RECENT = 3
_SIGNED_BEFORE = 2.5
_HEAD = 4
_BACKGROUND = 2.0
_HOSTS = 3.0
_BEFORE_PLACE = 40
_SURE = 3
_FORWARD = (Kind.OFFER.value, Kind.ASK.value)
"""Kinds whose sentences name places of what is to come: an invitation to a forum elsewhere."""


@dataclass(frozen=True, slots=True)
class _Dated:
    written: Written
    candidates: list[DateCandidate]
    score: float
    why: Reason


def find_meeting(scan: Scan, people: People, parties: Parties, today: date) -> Meeting:
    """The meeting's date (with the other days it may be), place and country."""
    years = [y for y in years_named(scan.text) if y <= today.year + 1]
    dated = _dated(scan, years, today)
    meeting = Meeting()
    if dated:
        best = dated[0]
        told = years or best.written.year is not None or scan.document.published is not None
        sure = bool(told) or today.year - int(best.candidates[0].iso[:4]) <= _RECENT
        if sure:
            meeting.date = best.candidates[0].iso
            meeting.date_span = scan.text[best.written.start : best.written.end]
            meeting.date_reason = joined(best.candidates[0].reason, best.why)
        # Where only the weekday tells the year, and that is long ago, a person chooses.
        meeting.date_alternatives = _alternatives(scan, dated, sure=sure)
    place = _place(scan)
    if _at_a_distance(scan):
        # Held by telephone or video: the dateline is the report's place, not the meeting's.
        place = None
    elif place is None:
        meeting.country = _host_country(scan, people, parties)
    if place is not None:
        meeting.place, meeting.place_span, meeting.country = place
        if _only_dateline(scan, place[1]):
            # The outlet's place says less than who received whom.
            meeting.country = _host_country(scan, people, parties) or meeting.country
    return meeting


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
    )


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
    for hit in scan.words("receive"):
        sentence = scan.sentence_at(hit.start)
        if sentence is None:
            continue
        before = [
            p.country
            for p in people.persons
            if any(sentence.start <= start < hit.start for start, _ in p.places)
        ]
        if before and before[0] in parties.iso3:
            return before[0]
    return None


def _alternatives(scan: Scan, dated: list[_Dated], *, sure: bool) -> list[Alternative]:
    kept: dict[str, Alternative] = {}
    # The day by which something must be done is none on which they may have met.
    for n, entry in enumerate(d for d in dated if d is dated[0] or not _ahead(scan, d.written)):
        for candidate in entry.candidates[(1 if n == 0 and sure else 0) :]:
            if not sure or candidate.iso != dated[0].candidates[0].iso:
                words = scan.text[entry.written.start : entry.written.end]
                reason = Reason(
                    "words-reason", words=words, reason=joined(candidate.reason, entry.why)
                )
                kept.setdefault(candidate.iso, Alternative(value=candidate.iso, reason=reason))
    return list(kept.values())[:5]


def _dated(scan: Scan, years: list[int], today: date) -> list[_Dated]:
    all_written = scan.dates
    published = _dateline_day(scan, all_written, years, today) or scan.document.published
    found: list[_Dated] = []
    for written in all_written:
        score, why = _score(scan, written)
        candidates = resolve(written, published=published, years=years, today=today)
        if candidates and score > _LEAST:
            found.append(_Dated(written, candidates, score, why))
    found.extend(_today(scan, published, all_written))
    found.sort(key=lambda d: -d.score)
    return found


def _dateline_day(
    scan: Scan, all_written: list[Written], years: list[int], today: date
) -> date | None:
    """The day a dateline gives: "TASHKENT, June 17, 2022 (UzA) —", "Havana, May 2 (PL)".

    Where nothing tells the year, the weekday named in the head of the report does: agencies
    report on the day itself.
    """
    published = scan.document.published
    for block in scan.layout.blocks[:6]:
        if block.dateline is None:
            continue
        for written in all_written:
            if not block.dateline[0] <= written.start < block.dateline[1] or written.day is None:
                continue
            if not written.whole and published is None:
                days = _by_head_weekday(scan, written, all_written, years, today)
            else:
                days = resolve(written, published=published, years=[], today=date.max)
            if days:
                return date.fromisoformat(days[0].iso)
    return None


def _by_head_weekday(
    scan: Scan, dateline: Written, all_written: list[Written], years: list[int], today: date
) -> list[DateCandidate]:
    """The dateline's day in the year in which it falls on the weekday the report begins with."""
    for written in all_written:
        sentence = scan.sentence_at(written.start)
        if sentence is None or scan.number(sentence) >= _HEAD:
            continue
        if written.day is None and written.weekday is not None:
            return resolve(
                replace(dateline, weekday=written.weekday),
                published=None,
                years=years,
                today=today,
            )
    return []


def _today(scan: Scan, published: date | None, all_written: list[Written]) -> list[_Dated]:
    """Today and yesterday, counted from the dateline's or the publication's day, where known."""
    if published is None:
        return []
    found = []
    for hit in scan.words("today", "yesterday"):
        sentence = scan.sentence_at(hit.start)
        if sentence is None or sentence.heading:
            continue
        if not scan.has("meet", sentence.start, sentence.end):
            continue
        if any(d.day and sentence.start <= d.start < sentence.end for d in all_written):
            continue
        back = timedelta(days=hit.payload.value == "yesterday")
        day = published - back
        written = Written(hit.start, hit.end, day.year, day.month, day.day)
        score, why = _score(scan, written)
        candidate = DateCandidate(
            day.isoformat(), Reason("counted-from-publication", day=published.isoformat())
        )
        found.append(_Dated(written, [candidate], score + 0.5, why))
    return found


def _score(scan: Scan, written: Written) -> tuple[float, Reason]:
    """How likely this date is the meeting's, and why."""
    sentence = scan.sentence_at(written.start)
    if sentence is None:
        if scan.in_dateline(written.start):
            return 0.4, Reason("date-in-dateline")
        return -1.0, Reason("date-outside-report")
    score, why = _told_with(scan, written, sentence)
    if sentence.heading:
        score -= 1.0 if _in_head(scan, sentence) else 2.5
    if score < _MET and _ahead(scan, written):
        score -= 1.5
        why = Reason("date-to-come", reason=why)
    if written.day is None:
        score -= 1.0 if written.weekday is None else 0.3
    return score - 0.08 * min(scan.number(sentence), 15), why


def _told_with(scan: Scan, written: Written, sentence: Sentence) -> tuple[float, Reason]:
    """How much the words of its sentence make a date that of the meeting."""
    score, why = 1.0, Reason("date-in-report")
    if scan.has("meet_strong", sentence.start, sentence.end):
        score, why = 3.0, Reason("date-with-meeting")
    elif scan.has("meet", sentence.start, sentence.end):
        score, why = 2.0, Reason("date-with-visit")
    elif signs(scan, sentence):
        score -= _SIGNED_BEFORE
    near = (max(sentence.start, written.start - _NEAR), min(sentence.end, written.end + 40))
    if scan.has("issue_date", near[0], min(sentence.end, written.end + _ISSUE_AFTER)):
        score -= 3.0
        why = Reason("date-beside-publication", reason=why)
    elif scan.has("say", near[0], written.start):
        score -= 0.9
        why = Reason("date-in-quotation", reason=why)
    if scan.has("background", sentence.start, sentence.end):
        score -= 1.6
        why = Reason("date-in-background", reason=why)
    return score, why


def signs(scan: Scan, sentence: Sentence) -> bool:
    """Whether a sentence tells of an agreement that was signed."""
    cues = scan.within(scan.hits["cue"], sentence.start, sentence.end)
    return any(
        cue.payload.value == Kind.EXISTING_AGREEMENT.value and cue.payload.weight >= _SURE
        for cue in cues
    )


def _in_head(scan: Scan, sentence: Sentence) -> bool:
    """Whether a heading line gives place and day, as minutes do: "Bishkek, 2 December 2022"."""
    return any(m.how == "city" for m in scan.countries_in(sentence.start, sentence.end))


def _ahead(scan: Scan, written: Written) -> bool:
    """Whether words of the future stand shortly before the date."""
    hits = scan.within(scan.hits["date"], max(0, written.start - _AHEAD), written.start)
    return any(hit.payload.value == "future" for hit in hits)


def _place(scan: Scan) -> tuple[str, str, str] | None:
    """The place of the meeting: text, span, country.

    Where the whole report tells of a visit still to come, the place of that.
    """
    scored = [(_place_score(scan, m, planned=False), m) for m in scan.countries]
    best = max(scored, key=lambda s: s[0], default=(0.0, None))
    if best[0] <= 0:
        scored = [(_place_score(scan, m, planned=True), m) for m in scan.countries]
        best = max(scored, key=lambda s: s[0], default=(0.0, None))
    mention = best[1]
    if best[0] <= 0 or mention is None:
        return None
    start, end = _widen(scan, mention)
    return scan.text[start:end], scan.text[start:end], mention.iso3


def _place_score(scan: Scan, mention: Mention, *, planned: bool) -> float:
    if mention.how == "region":
        return 0.0
    if scan.in_dateline(mention.start):
        return _DATELINE_PLACE
    sentence = scan.sentence_at(mention.start)
    if sentence is None or sentence.heading:
        return 0.0
    if _hosts(scan, mention):
        return _HOSTS
    if not _preceded(scan, mention) or (not planned and _only_to_come(scan, sentence, mention)):
        return 0.0
    if planned and not scan.has("meet", sentence.start, sentence.end):
        return 0.0
    if not planned and _still_to_come(scan, sentence):
        return 0.0
    score = 2.0 if mention.how == "city" else 0.9
    if scan.has("background", sentence.start, sentence.end):
        score -= _BACKGROUND
    score += _meeting_here(scan, sentence)
    return score - 0.1 * min(scan.number(sentence), 12)


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
        return False
    joining = scan.indices("article") | scan.office_indices("country_word")
    between = sum(i not in joining for i in range(preps[-1].last + 1, mention.first))
    heads = scan.within(scan.words("place_head"), preps[-1].end - 1, mention.start)
    offices = [
        h
        for h in scan.within(scan.hits["office"], preps[-1].end, mention.start)
        if h.payload.value in ("head", "abbrev")
    ]
    return between == 0 or (bool(heads) and between <= 8 and not offices)


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
