"""Finds the phrases of a lexicon in a text, word by word.

A phrase is written as a person would: ``kerja sama``, ``cooperat*`` (any ending), ``invite* ~ to``
``~``: up to seven words between, ``Таджикистан+`` (any of the language's case endings),
``Oman`` (a capital in the lexicon must be a capital in the text), ``RI`` (all capitals).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sinergi.reading.tokens import Token, tokenise

Payload = TypeVar("Payload")
GAP = 7
"""How many words ``~`` may stand for, unless an index says otherwise."""
_SHORTEST_STEM = 1


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    capital: bool
    upper: bool
    stem: bool = False
    endings: frozenset[str] | None = None

    @property
    def whole(self) -> bool:
        """Whether it stands for one word only, without endings."""
        return not self.stem and self.endings is None

    def matches(self, token: Token) -> bool:
        if self.upper and token.text != token.text.upper():
            return False
        if self.capital and not token.capital:
            return False
        if self.endings is not None:
            return token.key.startswith(self.key) and token.key[len(self.key) :] in self.endings
        return token.key.startswith(self.key) if self.stem else token.key == self.key


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[Payload]):
    words: tuple[_Word | None, ...]
    payload: Payload


@dataclass(frozen=True, slots=True)
class Hit(Generic[Payload]):
    """A phrase found: tokens ``first`` to ``last`` (inclusive), characters ``start`` to ``end``."""

    payload: Payload
    first: int
    last: int
    start: int
    end: int


def _words(phrase: str, endings: frozenset[str]) -> tuple[_Word | None, ...]:
    words: list[_Word | None] = []
    for part in phrase.split():
        if part == "~":
            words.append(None)
            continue
        tokens = tokenise(part.rstrip("*+"))
        for number, token in enumerate(tokens, start=1):
            # Only the last word of a part takes the mark behind it.
            mark = part[-1] if number == len(tokens) else ""
            words.append(
                _Word(
                    key=token.key,
                    capital=token.capital,
                    upper=token.upper,
                    stem=mark == "*",
                    endings=endings if mark == "+" else None,
                )
            )
    return tuple(words)


@dataclass
class PhraseIndex(Generic[Payload]):
    """All phrases of one or more lexicons, found in one pass over the tokens of a text."""

    endings: tuple[str, ...] = ()
    gap: int = GAP
    _pairs: dict[tuple[str, str], list[_Phrase[Payload]]] = field(default_factory=dict)
    _exact: dict[str, list[_Phrase[Payload]]] = field(default_factory=dict)
    _stems: dict[str, list[_Phrase[Payload]]] = field(default_factory=dict)
    _longest: int = 0

    def __post_init__(self) -> None:
        self._any_ending = frozenset(self.endings) | {""}

    def add(self, phrase: str, payload: Payload) -> None:
        """Add one phrase.

        Raises:
            ValueError: it does not begin with a word, or ends with a gap.
        """
        words = _words(phrase, self._any_ending)
        if not words or words[0] is None or words[-1] is None:
            raise ValueError(f"'{phrase}' must begin and end with a word")
        first = words[0]
        open_ended = first.stem or first.endings is not None
        second = words[1] if len(words) > 1 else None
        if not open_ended and second is not None and second.whole:
            phrases = self._pairs.setdefault((first.key, second.key), [])
        else:
            phrases = (self._stems if open_ended else self._exact).setdefault(first.key, [])
            self._longest = max(self._longest, len(first.key))
        phrases.append(_Phrase(words, payload))
        phrases.sort(key=lambda p: (-sum(w is not None for w in p.words), None in p.words))

    def find(self, tokens: list[Token]) -> list[Hit[Payload]]:
        """Every occurrence of every phrase, in order of place, longer ones first.

        Of phrases that match the same words the most exact comes first: ``сельхозтехник*`` before
        ``сельхоз*``.
        """
        hits: list[Hit[Payload]] = []
        for i, token in enumerate(tokens):
            following = tokens[i + 1].key if i + 1 < len(tokens) else ""
            for phrase in self._starting(token.key, following):
                last = _match(phrase.words, tokens, i, self.gap)
                if last is not None:
                    hits.append(Hit(phrase.payload, i, last, tokens[i].start, tokens[last].end))
        hits.sort(key=lambda h: (h.start, -h.end))
        return hits

    def _starting(self, key: str, following: str) -> Iterator[_Phrase[Payload]]:
        yield from self._pairs.get((key, following), ())
        yield from self._exact.get(key, ())
        # No stem is longer than the longest: a "word" of 200,000 letters is not cut 200,000 times.
        for length in range(min(len(key), self._longest), _SHORTEST_STEM - 1, -1):
            yield from self._stems.get(key[:length], ())


def _match(words: tuple[_Word | None, ...], tokens: list[Token], i: int, gap: int) -> int | None:
    """The index of the last token when ``words`` match from token ``i`` on."""
    place = i
    for n, word in enumerate(words):
        if word is None:
            return _match_after_gap(words[n + 1 :], tokens, place, gap)
        if place >= len(tokens) or (n and (not tokens[place].joined or tokens[place].comma)):
            return None
        if not word.matches(tokens[place]):
            return None
        place += 1
    return place - 1


def _match_after_gap(
    words: tuple[_Word | None, ...], tokens: list[Token], place: int, gap: int
) -> int | None:
    for skip in range(gap + 1):
        here = place + skip
        if here >= len(tokens) or not tokens[here].joined:
            return None
        first = words[0]
        if first is not None and first.matches(tokens[here]):
            last = _match(words, tokens, here, gap)
            if last is not None:
                return last
    return None


def longest(hits: list[Hit[Payload]]) -> list[Hit[Payload]]:
    """Of overlapping hits the longest (then the first)."""
    kept: list[Hit[Payload]] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        places = range(hit.first, hit.last + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    kept.sort(key=lambda h: h.start)
    return kept


def longest_each(hits: list[Hit[Payload]]) -> list[Hit[Payload]]:
    """Of the hits that begin at one token the longest."""
    best: dict[int, Hit[Payload]] = {}
    for hit in hits:
        if hit.first not in best or hit.last > best[hit.first].last:
            best[hit.first] = hit
    return [best[first] for first in sorted(best)]
