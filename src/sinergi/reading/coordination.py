"""Where one sentence states several things: a second verb of the same subject, lists of acts.

"Oman will build a cannery and will train welders" says two things, "Oman will buy cloth, lamps and
tyres" one.
"""

from __future__ import annotations

import re
from functools import cache

from sinergi.cooperation.record import Kind
from sinergi.reading.lexicon import languages
from sinergi.reading.scan import Scan

_COMMA = re.compile(r"(?<!\d)[,;:](?!\d)|[，；：]")
_LEFT, _RIGHT = 22, 18
_LEFT_HAN, _RIGHT_HAN = 6, 6
_OBJECT = 2
_STRONG = 3
_REPEATED = {Kind.ASK.value, Kind.OFFER.value}
_AFTER = 2
"""How many small words ("also", "then") may stand between the joint and the verb."""


@cache
def _verb(lang: str) -> re.Pattern[str] | None:
    pattern = languages()[lang].verb
    return re.compile(pattern) if pattern else None


def joints(scan: Scan, start: int, end: int) -> list[int]:
    """The places in ``text[start:end]`` after which a second predicate begins, in order."""
    han = bool(scan.lexicon.short)
    left, right = (_LEFT_HAN, _RIGHT_HAN) if han else (_LEFT, _RIGHT)
    found: list[int] = []
    begin = start
    for place in _candidates(scan, start, end):
        if place - begin < left or end - place < right:
            continue
        if (_cue_follows if han else _verb_follows)(scan, begin, place, end) or _again(
            scan, begin, place, end
        ):
            found.append(place)
            begin = place
    return found


def _again(scan: Scan, begin: int, place: int, end: int) -> bool:
    """Whether a strong cue like one before begins at the joint: "the need to …, the need to …"."""
    hits = scan.within(scan.hits["cue"], begin, end)
    strong = [hit for hit in hits if hit.payload.weight >= _STRONG]
    first = scan.token_at(place)
    joiners = scan.indices("and")
    while first < len(scan.tokens) and first in joiners:
        first += 1
    repeated = {h.payload.value for h in strong if h.first == first} & _REPEATED
    return any(h.end <= place and h.payload.value in repeated for h in strong)


def _candidates(scan: Scan, start: int, end: int) -> list[int]:
    """After each comma, and before each "and" that no comma precedes."""
    text = scan.text
    places = {m.end() + start for m in _COMMA.finditer(text[start:end])}
    if not scan.lexicon.short:
        for hit in scan.within(scan.words("and"), start, end):
            before = text[max(start, hit.start - 2) : hit.start].rstrip()
            if not before.endswith((",", ";")):
                places.add(hit.start)
    return sorted(places)


def _verb_follows(scan: Scan, begin: int, place: int, end: int) -> bool:
    """Whether a small verb stands right after the joint, and one before it too."""
    verb = _verb(scan.lexicon.lang)
    if verb is None:
        return False
    joiners = scan.indices("and")
    small = 0
    index = scan.token_at(place)
    while index < len(scan.tokens) and scan.tokens[index].end <= end:
        token = scan.tokens[index]
        if token.capital:
            return False
        if verb.fullmatch(token.key):
            break
        small += index not in joiners
        if small > _AFTER or len(token.text) > 5:
            return False
        index += 1
    else:
        return False
    before = range(scan.token_at(begin), scan.token_at(place))
    verbs = [i for i in before if verb.fullmatch(scan.tokens[i].key)]
    # "To lower and abolish duties": both verbs share one object.
    return bool(verbs) and before.stop - verbs[-1] > _OBJECT


def _cue_follows(scan: Scan, begin: int, place: int, end: int) -> bool:
    """Chinese: whether a cue or an act begins right after the comma, and one stands before it."""
    after = any(
        hit.start <= place + 1
        for group in ("cue", "object")
        for hit in scan.within(scan.hits[group], place, end)
    )
    return after and bool(scan.within(scan.hits["cue"], begin, place))
