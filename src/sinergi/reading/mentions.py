"""Where a text names countries: by name, adjective, people, capital, region or short form."""

from __future__ import annotations

from dataclasses import dataclass

from sinergi.reading.lexicon import Entry, Lexicon
from sinergi.reading.phrases import Hit, longest
from sinergi.reading.tokens import Token

_SIDE_MARKS = frozenset("方政资企")
_PAIR_MARKS = frozenset("两双关友合经贸建政工人企农科联")


@dataclass(frozen=True, slots=True)
class Mention:
    """A country in the text; ``how`` is ``name``, ``city`` (``country`` its state) or ``region``.

    ``capital`` says that the city is a capital, which may speak for its state; ``first`` and
    ``last`` are its tokens; ``side`` marks 白方, which speaks for the whole side.
    """

    iso3: str
    start: int
    end: int
    first: int
    last: int
    how: str
    capital: bool = False
    side: bool = False


def mentions(
    tokens: list[Token], groups: dict[str, list[Hit[Entry]]], lexicon: Lexicon
) -> list[Mention]:
    """All country mentions in order; of overlapping ones the longest, names before cities."""
    money = {
        i
        for hit in groups["word"]
        if hit.payload.value == "currency"
        for i in range(hit.first, hit.last + 1)
    }
    found = [*groups["country"], *groups["city"], *groups["region"]]
    found = [hit for hit in found if money.isdisjoint(range(hit.first, hit.last + 1))]
    order = {"country": 0, "city": 1, "region": 2}
    found.sort(key=lambda h: order[h.payload.group])
    mentions = [_mention(hit) for hit in longest(found)]
    if lexicon.short:
        mentions.extend(_short_forms(tokens, mentions, lexicon))
    return sorted(mentions, key=lambda m: m.start)


def _mention(hit: Hit[Entry]) -> Mention:
    how = {"country": "name", "city": "city", "region": "region"}[hit.payload.group]
    return Mention(
        iso3=hit.payload.value,
        start=hit.start,
        end=hit.end,
        first=hit.first,
        last=hit.last,
        how=how,
        capital=hit.payload.country is not None,
    )


def _short_forms(tokens: list[Token], named: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """中白, 白方: short forms of countries that the text also names in full (or of the home)."""
    known = {m.iso3 for m in named} | ({lexicon.home} if lexicon.home else set())
    taken = {i for m in named for i in range(m.first, m.last + 1)}
    found: list[Mention] = []
    for i, token in enumerate(tokens):
        iso3 = _short(token, known, lexicon)
        if iso3 is None or i in taken or i + 1 >= len(tokens):
            continue
        following = tokens[i + 1]
        if not following.joined:
            continue
        if following.text in _SIDE_MARKS:
            found.append(_at(tokens, i, i + 1, iso3, side=True))
            continue
        other = _short(following, known, lexicon)
        mark = tokens[i + 2].text if i + 2 < len(tokens) else ""
        if other is not None and other != iso3 and mark in _PAIR_MARKS | _SIDE_MARKS:
            found.append(_at(tokens, i, i, iso3))
            found.append(_at(tokens, i + 1, i + 1, other))
            taken.add(i + 1)
    return found


def _short(token: Token, known: set[str], lexicon: Lexicon) -> str | None:
    fitting = [iso3 for iso3 in lexicon.short.get(token.text, ()) if iso3 in known]
    return fitting[0] if len(fitting) == 1 else None


def _at(tokens: list[Token], i: int, j: int, iso3: str, *, side: bool = False) -> Mention:
    return Mention(iso3, tokens[i].start, tokens[j].end, i, j, "name", side=side)
