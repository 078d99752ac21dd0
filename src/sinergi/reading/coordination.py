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
_SUBJECT = 8
_AFTER = 2
"""How many small words ("also", "then") may stand between the joint and the verb."""


@cache
def _verb(lang: str) -> re.Pattern[str] | None:
    pattern = languages()[lang].verb
    return re.compile(pattern) if pattern else None


@cache
def _finite(lang: str) -> re.Pattern[str] | None:
    pattern = languages()[lang].finite
    return re.compile(pattern) if pattern else None


def has_verb(scan: Scan, first: int, stop: int) -> bool:
    """Whether one of the tokens ``first`` to ``stop`` is a small word that may be a verb."""
    verb = _verb(scan.lexicon.lang)
    return verb is not None and any(verb.fullmatch(t.key) for t in scan.tokens[first:stop])


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


def new_clauses(scan: Scan, start: int, end: int) -> list[int]:
    """The places in ``text[start:end]`` after which a clause with its own subject begins.

    A verb of a clause stands before the joint and, behind a subject, another one after it: "trade
    has doubled and both governments must act". Where verbs end their clauses one stands right
    before the joint. "Which", "that" and "to" in between belong to a clause within the first.
    """
    if not scan.lexicon.language.finite:
        return []
    last = scan.lexicon.language.verb_last == "yes"
    verbs = finite_verbs(scan, start, end)
    found: list[int] = []
    begin = start
    for place in _candidates(scan, start, end):
        if place - begin < _LEFT or end - place < _RIGHT:
            continue
        first = _past_joiners(scan, place)
        if first is None:
            continue
        joint = scan.token_at(place)
        if last:
            fits = joint - 1 in verbs and any(i >= joint for i in verbs)
        else:
            fits = _contrasts(scan, begin, joint) or (
                not _is_subordinate(scan, begin)
                and _begins_anew(scan, verbs, (begin, place, end), first)
            )
        if fits:
            found.append(place)
            begin = place
    return found


def finite_verbs(scan: Scan, start: int, end: int) -> list[int]:
    """The tokens in ``text[start:end]`` that are the verb of a clause."""
    finite = _finite(scan.lexicon.lang)
    if finite is None:
        return []
    return [
        i
        for i in range(scan.token_at(start), scan.token_at(end))
        if not scan.tokens[i].capital and finite.fullmatch(scan.tokens[i].key)
    ]


def _begins_anew(scan: Scan, verbs: list[int], part: tuple[int, int, int], first: int) -> bool:
    """Whether a clause with a subject begins at ``first``, behind the one ``part[0]:part[1]``."""
    begin, place, end = part
    joint = scan.token_at(place)
    # Before "and" a verb of the same part: "ripe fruit, which has been sorted, and tea".
    since = scan.text.rfind(",", begin, place - 1) + 1 if joint != first else begin
    opened = scan.token_at(max(since, begin))
    colon = scan.text[place - 1] in ":："
    own = _own_verb(scan, verbs, first, end)
    if own and (colon or any(opened <= i < joint - 1 for i in verbs)):
        return True
    acts = has_verb(scan, opened, joint - 1) or colon
    return acts and _country_acts(scan, first, end)


def _is_subordinate(scan: Scan, begin: int) -> bool:
    """Whether a part opens with "after", "besides" or the like: its main clause is to come."""
    return scan.token_at(begin) in scan.indices("subordinate")


def _country_acts(scan: Scan, first: int, end: int) -> bool:
    """Whether a country stands right behind the joint and any verb right behind it."""
    named = scan.countries_in(scan.tokens[first].start, end) if first < len(scan.tokens) else []
    if not named or named[0].first != first or named[0].how != "name":
        return False
    following = scan.tokens[named[0].last + 1 : named[0].last + 2]
    joined = bool(following) and following[0].joined and not following[0].comma
    return (
        joined and following[0].end <= end and has_verb(scan, named[0].last + 1, named[0].last + 2)
    )


def _contrasts(scan: Scan, begin: int, joint: int) -> bool:
    """Whether a word that only opens clauses stands at the joint: Russian "…, а завод построит …".

    "Не …, а …" puts one word right by another.
    """
    if joint not in scan.indices("contrast") or joint in scan.indices("and"):
        return False
    return not scan.has("negator", begin, scan.tokens[joint].start)


def _past_joiners(scan: Scan, place: int) -> int | None:
    """The first token behind a joint and its "and"; None where no clause can begin there."""
    first = scan.token_at(place)
    joiners, beside = scan.indices("and"), scan.indices("with")
    while first < len(scan.tokens) and first in joiners:
        if first in beside:
            return None
        first += 1
    inner = scan.indices("relative", "that", "subclause")
    before = scan.token_at(place) - 1
    return None if first in inner or first + 1 in inner or before in inner else first


def _own_verb(scan: Scan, verbs: list[int], first: int, end: int) -> bool:
    """Whether a subject and a verb of a clause stand at ``first``, without a break."""
    inner = scan.indices("relative", "that", "subclause", "purpose", "condition", "say")
    joiners = scan.indices("and")
    for index in range(first, min(first + _SUBJECT, len(scan.tokens))):
        token = scan.tokens[index]
        if token.end > end or index in inner or not token.joined:
            return False
        if token.comma and index > first:
            return False
        if index in verbs:
            return index > first and index - 1 not in joiners
    return False


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
        if token.capital or index in scan.indices("relative", "that", "subclause"):
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
