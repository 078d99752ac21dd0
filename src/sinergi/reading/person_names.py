"""The words of a person's name beside an office."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sinergi.reading.han_names import han_names
from sinergi.reading.scan import Scan
from sinergi.reading.tokens import Token

_MOST = 6
_SMALL_WORDS = 3
_SHORT_NAME = 3
_POSSESSIVE = re.compile(r"['’]s$")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]")
_WITHIN = ("", " ", "-", "\u00a0", "'", "’", "‘", "' ", "’ ", " -", "‑")
"""What may stand between the words of one name."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """Tokens ``first`` to ``last`` of the text, ``text`` as written there."""

    text: str
    start: int
    end: int
    first: int
    last: int


class _Stops:
    """Which tokens can be no part of a name; made once a document."""

    def __init__(self, scan: Scan) -> None:
        self.stop: set[int] = set()
        self.honorific: set[int] = set()
        self.particle: set[int] = set()
        for hit in scan.words("not_name", "body_short"):
            self.stop.update(range(hit.first, hit.last + 1))
        for hit in scan.words("honorific"):
            self.honorific.update(range(hit.first, hit.last + 1))
        for hit in scan.words("particle"):
            self.particle.update(range(hit.first, hit.last + 1))
        for mention in scan.countries:
            self.stop.update(range(mention.first, mention.last + 1))
        for hit in scan.hits["date"]:
            if hit.payload.value in ("month", "weekday"):
                self.stop.update(range(hit.first, hit.last + 1))
        for hit in scan.hits["office"]:
            if hit.payload.value in ("head", "abbrev", "body"):
                self.stop.update(range(hit.first, hit.last + 1))
        self.role: set[int] = {
            i
            for hit in scan.hits["office"]
            if hit.payload.value in ("abbrev", "country_word")
            for i in range(hit.first, hit.last + 1)
        }
        # "Direktur Asia Deplu Primo Alui": what shortens a ministry stands before the name.
        self.role |= scan.indices("body_short") | _bodies(scan)


def _bodies(scan: Scan) -> set[int]:
    """The tokens of bodies of one country that stand before a name: "President of FICCI A. B."."""
    return {
        i
        for hit in scan.hits["office"]
        if hit.payload.value == "body" and hit.payload.country is not None
        for i in range(hit.first, hit.last + 1)
    }


def _stops(scan: Scan) -> _Stops:
    stops = scan.cache.get("name stops")
    if not isinstance(stops, _Stops):
        stops = scan.cache["name stops"] = _Stops(scan)
    return stops


_DIRECT = ("", ")", "(", "-", "–", '"', "«", "“", "'", "’")
_LOOSE = (",", "),", ") ,", "—", " -")


def name_after(scan: Scan, last: int, *, strict: bool) -> NameParts | None:
    """The name that follows token ``last``: directly, or after a comma, brackets, honorifics."""
    if scan.lexicon.short:
        return _han_after(scan, last) if strict else None
    sentence = scan.sentence_at(scan.tokens[last].start)
    if not strict and sentence is not None and sentence.heading:
        # In a headline every word may be a capital one: "Minister Meets Envoy, Seeks Investors".
        return None
    stops = _stops(scan)
    tokens = scan.tokens
    place = last + 1
    while place < len(tokens):
        place = scan.after_bracket(place) or place
        if place >= len(tokens):
            return None
        token = tokens[place]
        gap = scan.text[tokens[place - 1].end : token.start]
        if not _bridges(gap, strict, place - 1 in stops.honorific):
            return None
        if place in stops.honorific or place in stops.role or _is_country(scan, place):
            place += 1
            continue
        break
    if place >= len(tokens) or not _can_begin(tokens[place], place, stops):
        return None
    name = _collect(scan, place, stops)
    if name is not None and not strict and "," in scan.text[scan.tokens[last].end : name.start]:
        # After a comma a single capital word is as likely the next clause's subject, unless
        # another comma closes it ("the minister, Sugiono, said").
        alone = name.last == name.first and place - 1 not in stops.honorific
        return None if alone and not _closed(scan, name) else name
    return name


def _closed(scan: Scan, name: NameParts) -> bool:
    """Whether a comma stands right after a name of more than three letters."""
    return len(name.text) > _SHORT_NAME and scan.text[name.end : name.end + 1] == ","


def _bridges(gap: str, strict: bool, abbreviated: bool) -> bool:
    """Whether a name may follow after this: "Mr. X", "(RI) X", and when not strict "RI, X"."""
    plain = gap.strip(" \u00a0\t")
    if "\n" in gap or "\r" in gap or gap == "-":
        # "Committee for Inter-Parliamentary Cooperation": a hyphen within a word.
        return False
    if plain == ".":
        return abbreviated
    return plain in _DIRECT or (not strict and plain in _LOOSE)


def _is_country(scan: Scan, place: int) -> bool:
    token = scan.tokens[place]
    return any(
        m.first <= place <= m.last for m in scan.countries_in(token.start - 30, token.end + 30)
    )


def _can_begin(token: Token, place: int, stops: _Stops) -> bool:
    return token.capital and place not in stops.stop and token.text[0].isalpha()


def _collect(scan: Scan, place: int, stops: _Stops) -> NameParts | None:
    tokens = scan.tokens
    first = last = place
    while last + 1 < len(tokens) and last + 1 - first < _MOST:
        following = tokens[last + 1]
        gap = scan.text[tokens[last].end : following.start]
        initial = len(tokens[last].text) == 1 and gap.strip() == "."
        if gap not in _WITHIN and not initial:
            break
        step = last + 1
        ahead = step
        while ahead in stops.particle and ahead - step < _SMALL_WORDS:
            ahead += 1
        if ahead > step and ahead < len(tokens) and tokens[ahead].capital:
            last = ahead - 1
            continue
        hyphened = gap == "-" and following.text[0].isalpha()
        if not (following.capital or hyphened) or step in stops.stop or step in stops.honorific:
            break
        last = step
    while last > first and last in stops.particle and not tokens[last].capital:
        last -= 1
    text = _POSSESSIVE.sub("", scan.text[tokens[first].start : tokens[last].end])
    if sum(c.isalpha() for c in text) < 3:
        return None
    start = tokens[first].start
    return NameParts(" ".join(text.split()), start, start + len(text), first, last)


def name_before(scan: Scan, first: int) -> NameParts | None:
    """The name before an office, divided by a comma: ``Laziz Kudratov, Minister ...``."""
    if scan.lexicon.short or first == 0:
        return None
    stops = _stops(scan)
    tokens = scan.tokens
    last = _past_small_words(tokens, first - 1)
    gap = scan.text[tokens[last].end : tokens[last + 1].start]
    if gap.strip() not in (",", "(", "–", "—", "-") or "\n" in gap:
        return None
    begin = last
    while begin >= 0 and last - begin < _MOST:
        token = tokens[begin]
        if not token.capital or begin in stops.stop or begin in stops.honorific:
            break
        begin -= 1
        if begin < 0 or scan.text[tokens[begin].end : token.start] not in _WITHIN:
            break
    begin += 1
    if begin > last or last - begin < 1:
        return None
    return _collect(scan, begin, stops)


def _past_small_words(tokens: list[Token], last: int) -> int:
    """Go back over at most three small words: "Robert Hensley, the visiting Secretary"."""
    for step in range(_SMALL_WORDS):
        place = last - step
        if place < 1 or tokens[place].capital or not tokens[place].joined:
            return place
        if tokens[place].comma:
            return place - 1
    return last


def _han_after(scan: Scan, last: int) -> NameParts | None:
    """A Chinese or transliterated name right after an office."""
    tokens = scan.tokens
    if last + 1 >= len(tokens):
        return None
    place = scan.after_bracket(last + 1) or last + 1
    if place >= len(tokens):
        return None
    start = tokens[place].start
    gap = scan.text[tokens[place - 1].end : start]
    if gap.strip() not in ("", "(", "（", ")", "）"):
        return None
    if not _HAN_NAME.match(scan.text[start]):
        return _collect(scan, place, _stops(scan)) if tokens[place].capital else None
    length = han_names().length(scan.text[start : start + 20])
    if length == 0:
        return None
    end = start + length
    stop = place
    while stop + 1 < len(tokens) and tokens[stop + 1].end <= end:
        stop += 1
    return NameParts(scan.text[start:end], start, end, place, stop)
