"""One pass over a document: layout, sentences, tokens and every lexicon phrase found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from sinergi.reading.dates import Written, written_dates
from sinergi.reading.document import Document
from sinergi.reading.layout import Layout, lay_out
from sinergi.reading.lexicon import Entry, Lexicon
from sinergi.reading.mentions import Mention, mentions
from sinergi.reading.phrases import Hit, longest, longest_each
from sinergi.reading.segments import Quotation, Sentence, quotations, sentences
from sinergi.reading.tokens import Token, tokenise

_BEGINNING = 3


@dataclass
class Scan:
    """What the later steps work on; all places are characters of ``text``."""

    document: Document
    lexicon: Lexicon
    layout: Layout
    sentences: list[Sentence]
    quotations: list[Quotation]
    tokens: list[Token]
    hits: dict[str, list[Hit[Entry]]]
    countries: list[Mention]
    _roles: dict[str, list[Hit[Entry]]] = field(default_factory=dict)
    _indices: dict[str, frozenset[int]] = field(default_factory=dict)
    cache: dict[str, object] = field(default_factory=dict)

    @cached_property
    def dates(self) -> list[Written]:
        """All dates written in the text, in order."""
        return written_dates(self.text, self.tokens, self.hits["date"], 0, len(self.text))

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def words(self, *roles: str) -> list[Hit[Entry]]:
        """The hits of ``words.csv`` that play one of ``roles``, in order of place."""
        if len(roles) == 1:
            return self._roles.get(roles[0], [])
        key = "|".join(roles)
        if key not in self._roles:
            found = [hit for role in roles for hit in self._roles.get(role, [])]
            self._roles[key] = sorted(found, key=lambda h: (h.start, -h.end))
        return self._roles[key]

    def within(self, hits: list[Hit[Entry]], start: int, end: int) -> list[Hit[Entry]]:
        """Those of ``hits`` that lie in ``[start, end)``."""
        i = bisect_left(hits, start, key=lambda h: h.start)
        j = bisect_right(hits, end, lo=i, key=lambda h: h.start)
        return [hit for hit in hits[i:j] if hit.end <= end]

    def has(self, role: str, start: int, end: int) -> bool:
        """Whether a word of this role lies in ``[start, end)``."""
        return bool(self.within(self.words(role), start, end))

    def countries_in(self, start: int, end: int) -> list[Mention]:
        """The country mentions in ``[start, end)``."""
        i = bisect_left(self.countries, start, key=lambda m: m.start)
        j = bisect_right(self.countries, end, lo=i, key=lambda m: m.start)
        return [m for m in self.countries[i:j] if m.end <= end]

    def indices(self, *roles: str) -> frozenset[int]:
        """The tokens of all hits of the roles."""
        key = "|".join(roles)
        if key not in self._indices:
            self._indices[key] = _tokens_of(self.words(*roles))
        return self._indices[key]

    def office_indices(self, kind: str) -> frozenset[int]:
        """The tokens of all hits of a kind of offices.csv."""
        key = f"office {kind}"
        if key not in self._indices:
            self._indices[key] = _tokens_of(
                [hit for hit in self.hits["office"] if hit.payload.value == kind]
            )
        return self._indices[key]

    @cached_property
    def capitals(self) -> dict[str, list[Token]]:
        """The words with a capital by their first three letters; none where a text is Chinese."""
        found: dict[str, list[Token]] = defaultdict(list)
        for token in self.tokens:
            if token.capital:
                found[token.key[:_BEGINNING]].append(token)
            elif "\u4e00" <= token.text[0] <= "\u9fff":
                break
        return found

    @cached_property
    def states_by_last(self) -> dict[int, Mention]:
        """The countries that are named (not by a city) by their last token."""
        return {m.last: m for m in self.countries if m.how != "city"}

    def after_bracket(self, place: int) -> int | None:
        """The token after a bracket of one or two words that begins at ``place``, else None."""
        tokens = self.tokens
        if not 0 < place < len(tokens):
            return None
        if self.text[tokens[place - 1].end : tokens[place].start].strip() not in ("(", "（"):
            return None
        for last in (place, place + 1):
            if last < len(tokens) and self.text[tokens[last].end : tokens[last].end + 1] in (
                ")",
                "）",
            ):
                return last + 1
        return None

    def hide(self, spans: list[tuple[int, int]]) -> None:
        """Forget cues and sectors within ``spans``: a ministry's name states nothing."""
        owner = {i: n for n, (start, end) in enumerate(spans) for i in range(start, end)}
        for group in ("cue", "sector"):
            self.hits[group] = [
                hit
                for hit in self.hits[group]
                if hit.start not in owner or owner[hit.start] != owner.get(hit.end - 1)
            ]

    def token_at(self, place: int) -> int:
        """The index of the first token that begins at ``place`` or later."""
        return bisect_left(self.tokens, place, key=lambda t: t.start)

    def quotations_in(self, start: int, end: int) -> list[Quotation]:
        """The quotations of which a part lies in ``[start, end)``; they do not overlap."""
        i = bisect_right(self.quotations, start, key=lambda q: q.outer[1])
        j = bisect_left(self.quotations, end, lo=i, key=lambda q: q.outer[0])
        return self.quotations[i:j]

    def in_dateline(self, place: int) -> bool:
        """Whether a character is part of a dateline."""
        i = bisect_right(self.layout.blocks, place, key=lambda b: b.start) - 1
        dateline = self.layout.blocks[i].dateline if i >= 0 else None
        return dateline is not None and dateline[0] <= place < dateline[1]

    def number(self, sentence: Sentence) -> int:
        """How many sentences stand before this one."""
        return bisect_left(self.sentences, sentence.start, key=lambda s: s.start)

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that holds this place."""
        i = bisect_right(self.sentences, place, key=lambda s: s.start) - 1
        if i >= 0 and self.sentences[i].end > place:
            return self.sentences[i]
        return None


def _tokens_of(hits: list[Hit[Entry]]) -> frozenset[int]:
    return frozenset(i for hit in hits for i in range(hit.first, hit.last + 1))


def scan(document: Document, lexicon: Lexicon) -> Scan:
    """Read ``document`` once."""
    text = document.text
    layout = lay_out(text, lexicon.furniture)
    tokens: list[Token] = []
    for block in layout.blocks:
        tokens.extend(tokenise(text, block.start, block.end))
    groups = lexicon.find(tokens)
    roles: dict[str, list[Hit[Entry]]] = defaultdict(list)
    for hit in groups["word"]:
        roles[hit.payload.value].append(hit)
    groups["sector"] = longest(groups["sector"])
    groups["object"] = longest(groups["object"])
    groups["cue"] = longest_each(groups["cue"])
    return Scan(
        document=document,
        lexicon=lexicon,
        layout=layout,
        sentences=sentences(text, layout, lexicon.abbreviations),
        quotations=quotations(text, layout),
        tokens=tokens,
        hits=groups,
        countries=mentions(tokens, groups, lexicon),
        _roles=dict(roles),
    )
