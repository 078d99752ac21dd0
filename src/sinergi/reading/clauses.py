"""Cuts sentences into clauses: without the words that only say who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from sinergi.reading.coordination import finite_verbs, joints, new_clauses
from sinergi.reading.scan import Scan
from sinergi.reading.segments import Quotation, Sentence
from sinergi.reading.speakers import Speakers

_EDGE = " \t\u00a0,;:.!?…-–—\"“”«»„'，。；：、！？（(\u3000"
_CLOSING = ' \t\u00a0,;:.!?…-–—"“”«»„，。；：、！？\u3000'
_SEMICOLON = re.compile(r"[;；]\s*")
_LEAD_WORDS = 26
_SHORTEST = 12
_NAME_WORDS = 6
_TURN, _TURN_HAN = 25, 6
_NEW_SUBJECT = 25
_THAT = 2
_ASIDE = 7
_SHORTEST_HAN = 5


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` of a sentence; ``speaker`` who says it, where the sentence tells.

    ``head`` is the part of the sentence cut off before it; ``quoted`` that it stands in
    quotation marks, ``leads`` that it is the first clause after ``head``, ``follows`` that it goes
    on with another verb of the clause before.
    """

    start: int
    end: int
    sentence: Sentence
    head: tuple[int, int]
    tail: tuple[int, int]
    quoted: Quotation | None = None
    leads: bool = True
    follows: bool = False


def clauses(scan: Scan, speakers: Speakers) -> list[Clause]:
    """The clauses of all sentences that are no headings, in order."""
    found: list[Clause] = []
    for sentence in scan.sentences:
        if sentence.heading:
            continue
        for start, end, quote in _pieces(scan, sentence):
            for begin, stop, aside in _beside_aside(scan, start, end, quote):
                clause = _strip(scan, sentence, begin, stop, quote)
                if aside is not None:
                    clause = replace(clause, head=aside)
                found.extend(_split(scan, speakers, clause))
    shortest = _SHORTEST_HAN if scan.lexicon.short else _SHORTEST
    return [c for c in found if c.end - c.start >= shortest]


def _pieces(scan: Scan, sentence: Sentence) -> list[tuple[int, int, Quotation | None]]:
    """Quoted speech and the words around it, apart."""
    pieces: list[tuple[int, int, Quotation | None]] = []
    place = sentence.start
    for quote in scan.quotations_in(sentence.start, sentence.end):
        start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
        if start >= end:
            continue
        if quote.outer[0] > place:
            pieces.append((place, quote.outer[0], None))
        pieces.append((start, end, quote))
        place = max(place, quote.outer[1])
    if place < sentence.end:
        pieces.append((place, sentence.end, None))
    return pieces


def _beside_aside(
    scan: Scan, start: int, end: int, quote: Quotation | None
) -> list[tuple[int, int, tuple[int, int] | None]]:
    """What stands before and after an attribution: "Oman will buy tea, he said, and …"."""
    if quote is not None or scan.lexicon.short:
        return [(start, end, None)]
    commas = [place for place in _commas(scan.text, start, end) if scan.text[place] in ",，"]
    for say in scan.within(scan.words("say"), start, end):
        before = [place for place in commas if place < say.start]
        after = [place for place in commas if place >= say.end]
        if not before or not after or before[-1] - start < _NEW_SUBJECT:
            continue
        words = scan.token_at(after[0]) - scan.token_at(before[-1])
        first = scan.token_at(before[-1])
        if words > _ASIDE or first in scan.indices("relative", "and", "that", "split"):
            continue
        if not finite_verbs(scan, start, before[-1]):
            # "The volume of trade, he said, has doubled": subject and verb are one clause.
            continue
        if end - after[0] > _NEW_SUBJECT and scan.text[say.end : after[0]].count(" ") < _ASIDE:
            aside = (before[-1] + 1, after[0])
            return [(start, before[-1], aside), (after[0] + 1, end, aside)]
    return [(start, end, None)]


def _strip(scan: Scan, sentence: Sentence, start: int, end: int, quote: Quotation | None) -> Clause:
    """Cut "X said that" off the front and ", X said" off the end."""
    begin, stop = start, end
    if quote is None:
        begin = _after_lead(scan, start, end)
        stop = _before_tail(scan, begin, end)
    begin, stop = _tidy(scan.text, begin, stop)
    return Clause(begin, stop, sentence, (start, begin), (stop, end), quote)


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    return start, end


def _after_lead(scan: Scan, start: int, end: int) -> int:
    cited = scan.within(scan.words("according"), start, end)
    # "As X said, …": what is said stands after the comma.
    says = [
        say
        for say in scan.within(scan.words("say"), start, end)
        if not any(hit.start <= say.start and say.end <= hit.end for hit in cited)
    ]
    base = scan.token_at(start)
    for say in says:
        if say.first - base > _LEAD_WORDS:
            break
        before = scan.text[start : say.start].rstrip()
        if before.endswith((",", "，", "-", "–", "—")) and not _ends_apposition(
            scan, start, before
        ):
            continue
        rest = say.end
        that = [
            h
            for h in scan.within(scan.words("that"), say.start, end)
            if 0 <= h.first - say.last <= 4
        ]
        if that:
            rest = that[0].end
        elif not _opens_clause(scan, say.end):
            continue
        if end - rest > (end - start) * 0.25 and rest < end - 8:
            return rest
    for said in cited:
        if said.start - start <= 3:
            comma = scan.text.find(",", said.end, end)
            comma = comma if comma >= 0 else scan.text.find("，", said.end, end)
            if 0 <= comma - said.end < 140:
                return comma + 1
    return start


def _ends_apposition(scan: Scan, start: int, before: str) -> bool:
    """Whether a name set off by commas stands before the verb: "The envoy, Abel Bekele, said …"."""
    comma = before[:-1].rfind(",")
    first = scan.token_at(start + comma + 1)
    name = [t for t in scan.tokens[first : first + _NAME_WORDS] if t.start < start + len(before)]
    return comma > 0 and 1 < len(name) < _NAME_WORDS and all(t.capital for t in name)


def _opens_clause(scan: Scan, stop: int) -> bool:
    """Whether a verb of speech without "that" is followed by what was said, not by who."""
    following = scan.text[stop : stop + 3]
    if not following.strip():
        return False
    if following.lstrip()[:1] in '"“«„:,，：,':
        return True
    return scan.text[stop : stop + 1].isspace() or scan.lexicon.short != {}


def _before_tail(scan: Scan, start: int, end: int) -> int:
    """Where ", kata X di Jakarta" begins; ``end`` when the sentence has no such tail."""
    text = scan.text
    for comma in _commas(text, start, end):
        if comma - start < (end - start) * 0.25:
            continue
        says = scan.within(scan.words("say", "according"), comma, end)
        if not says:
            continue
        gap = text[comma + 1 : says[0].start]
        if says[0].payload.value == "according" and "," in gap:
            continue
        if _tells_more(scan, says[0].last, end):
            continue
        if len(gap) < 90 and says[0].first - scan.token_at(comma) <= 8:
            return comma
    return end


def _tells_more(scan: Scan, say: int, end: int) -> bool:
    """Whether what is said follows the verb of speech: ", adding that trade had doubled"."""
    that = scan.within(scan.words("that"), scan.tokens[say].end, end)
    return bool(that) and that[0].first - say <= _THAT and end - that[0].end > _NEW_SUBJECT


def _commas(text: str, start: int, end: int) -> list[int]:
    return [
        m.start() + start for m in re.finditer(r"(?<!\d),|,(?!\d)|，|\s[-–—]\s", text[start:end])
    ]


def _split(scan: Scan, speakers: Speakers, clause: Clause) -> list[Clause]:
    """Divide at semicolons and before words such as "because" or "while"."""
    semicolons = {
        m.end() + clause.start for m in _SEMICOLON.finditer(scan.text[clause.start : clause.end])
    }
    cuts = set(semicolons)
    for hit in scan.within(scan.words("split"), clause.start + 1, clause.end):
        cuts.add(hit.start)
    cuts.update(_turns(scan, speakers, clause))
    fresh = set(new_clauses(scan, clause.start, clause.end))
    if scan.lexicon.language.verb_last == "no":
        cuts |= fresh
    second = set(joints(scan, clause.start, clause.end)) - cuts
    if scan.lexicon.language.verb_last == "yes":
        # A second verb of one subject follows, unless somebody else stands first.
        second |= {c for c in fresh - cuts if not _begins_with(speakers, c, clause.end)}
        cuts |= fresh
    cuts |= second
    edges = [clause.start, *sorted(c for c in cuts if clause.start < c < clause.end), clause.end]
    parts: list[Clause] = []
    for start, end in pairwise(edges):
        begin, stop = _tidy(scan.text, *_without_split(scan, start, end))
        if stop > begin:
            listed = bool(scan.lexicon.short) and not _has_subject(speakers, begin, stop)
            follows = bool(parts) and (start in second or (listed and start in semicolons))
            parts.append(replace(clause, start=begin, end=stop, leads=not parts, follows=follows))
    return parts


def _begins_with(speakers: Speakers, start: int, end: int) -> bool:
    """Whether somebody stands at the beginning of ``text[start:end]`` as its subject."""
    actors = speakers.within(start, end)
    return bool(actors) and actors[0].start - start <= _NEW_SUBJECT


def _has_subject(speakers: Speakers, start: int, end: int) -> bool:
    """Whether a clause begins with somebody of its own: 双方…, 中方…."""
    actors = speakers.within(start, end)
    return bool(actors) and actors[0].start - start <= _TURN_HAN


def _turns(scan: Scan, speakers: Speakers, clause: Clause) -> list[int]:
    """Commas after which another clause begins.

    A strong cue of another kind follows at once; or "and", a side as subject, and a cue.
    """
    hits = scan.within(scan.hits["cue"], clause.start, clause.end)
    found: list[int] = []
    near = _TURN_HAN if scan.lexicon.short else _TURN
    that = {h.start for h in scan.within(scan.words("that"), clause.start, clause.end)}
    for comma in _commas(scan.text, clause.start, clause.end):
        if _tidy(scan.text, comma + 1, clause.end)[0] in that:
            # What was agreed follows: it is no clause of its own.
            continue
        before = [h for h in hits if h.end <= comma and h.payload.weight >= 2]
        after = [h for h in hits if h.start > comma and h.payload.weight >= 2]
        if not before or not after:
            continue
        kinds = {h.payload.value for h in before}
        strong = [h for h in after if h.payload.weight >= 3]
        turns = strong and strong[0].payload.value not in kinds and strong[0].start - comma <= near
        if turns or _new_subject(scan, speakers, comma, after[0].start):
            found.append(comma + 1)
    return found


def _new_subject(scan: Scan, speakers: Speakers, comma: int, cue: int) -> bool:
    """Whether ", and" is followed by a side that acts: ", dan kedua negara akan ..."."""
    joiner = scan.within(scan.words("and"), comma, comma + _NEW_SUBJECT)
    if not joiner or scan.text[comma + 1 : joiner[0].start].strip():
        return False
    actors = speakers.within(joiner[0].end, cue, "country", "both", "person", "office")
    return bool(actors) and actors[0].start - joiner[0].end <= _NEW_SUBJECT


def _without_split(scan: Scan, start: int, end: int) -> tuple[int, int]:
    begin, _ = _tidy(scan.text, start, end)
    for hit in scan.within(scan.words("split", "and"), begin, end):
        if hit.start == begin:
            # "... and invited": the verb still tells what the clause does.
            cues = scan.within(scan.hits["cue"], begin, end)
            verb = next((cue.start for cue in cues if begin < cue.start < hit.end), hit.end)
            return verb, end
    return start, end
