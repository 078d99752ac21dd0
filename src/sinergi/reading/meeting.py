"""When and where they met: among all dates and places of a text, those of the meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sinergi.cooperation.record import Alternative, Kind, Meeting
from sinergi.reading.dates import DateCandidate, Written, resolve, written_dates, years_named
from sinergi.reading.parties import Parties
from sinergi.reading.people import People
from sinergi.reading.scan import Scan
from sinergi.reading.segments import Sentence
from sinergi.reading.venue import caption_tokens, find_venue
from sinergi.vocabulary.reasons import Reason, joined

_LEAST = -1.2
_NEAR = 90
_ISSUE_AFTER = 18
_AHEAD = 60
_MET = 2.5
_RECENT = 3
_SIGNED_BEFORE = 2.5
_HEAD = 4
_SURE = 3
_INTERVAL = 0.6
_ARRIVED = 2.5


@dataclass(frozen=True, slots=True)
class _Dated:
    written: Written
    candidates: list[DateCandidate]
    score: float
    why: Reason


def find_meeting(scan: Scan, people: People, parties: Parties, today: date) -> Meeting:
    """The meeting's date (with the other days it may be), place and country."""
    years = [y for y in years_named(scan.text) if y <= today.year + 1]
    dated = _dated(scan, years, today) or _captioned(scan, years, today)
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
    meeting.place, meeting.place_span, meeting.country = find_venue(scan, people, parties)
    return meeting


def _captioned(scan: Scan, years: list[int], today: date) -> list[_Dated]:
    """The days of captions, for a report that gives none itself."""
    found = []
    for tokens in caption_tokens(scan):
        hits = scan.lexicon.find(tokens)["date"]
        for written in written_dates(scan.text, tokens, hits, tokens[0].start, tokens[-1].end):
            days = resolve(written, published=scan.document.published, years=years, today=today)
            if days and written.day is not None:
                found.append(_Dated(written, days, 0.0, Reason("date-in-caption")))
    return found


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
    if written.ends_interval:
        # How long a forum lasts says less than the day on which something was done there.
        score -= _INTERVAL
    if _is_deadline(scan, written):
        return _LEAST, Reason("date-to-come", reason=why)
    if score < _MET and not _bracketed(scan, written) and _ahead(scan, written):
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
    elif _said_of_another(scan, written, near[0]):
        score -= 0.9
        why = Reason("date-in-quotation", reason=why)
    if written.day is None and scan.has("arrival", near[0], written.start):
        # "Who arrived on Monday for a five-day visit": they met later.
        score -= _ARRIVED
    if scan.has("background", sentence.start, sentence.end):
        score -= 1.6
        why = Reason("date-in-background", reason=why)
    return score, why


def _said_of_another(scan: Scan, written: Written, begin: int) -> bool:
    """Whether a date stands in what somebody says, and not with the meeting they tell of."""
    says = scan.within(scan.words("say"), begin, written.start)
    if not says or _bracketed(scan, written):
        return False
    # "It announced that an accord was signed on 18 May".
    return written.day is None or not scan.has("meet_strong", says[-1].end, written.start)


def _bracketed(scan: Scan, written: Written) -> bool:
    """Whether a day stands in brackets of its own, as attributions give it: "he said (22/11)"."""
    before, after = scan.text[: written.start].rstrip()[-1:], scan.text[written.end - 1 :][:2]
    return written.day is not None and before in ("(", "（") and ")" in after.replace("）", ")")


def _is_deadline(scan: Scan, written: Written) -> bool:
    """Whether "by", "no later than" or "before" stands right before the date."""
    near = scan.within(scan.words("deadline"), max(0, written.start - _AHEAD), written.start)
    return any(not scan.text[hit.end : written.start].strip() for hit in near)


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
