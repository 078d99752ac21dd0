"""Sentences and quotations of the report, with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sinergi.reading.layout import Layout
from sinergi.reading.tokens import key_of, tokenise

_STOP = re.compile(r"[.!?…]+[\"”»’)\]]*(?=\s)|[。！？]+[”」』\"）]*|;(?=\s)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.$")
_QUOTE = re.compile(
    r"“[^“”\n]{2,1500}[”\"]|«[^«»\n]{2,1500}»|„[^„“”\n]{2,1500}[“”]|「[^「」\n]{2,1500}」"
    r"|(?<![\w])\"[^\"\n]{2,1500}\"|(?<![\w\"])\"[^\"\n]{20,1500}$",
    re.MULTILINE,
)
LONGEST_SENTENCE = 3_000
"""Characters; the longest sentences of communiqués have a third of it."""
_SPEECH = 4
"""Quotations of fewer words are names, not speech."""
_HAN_SPEECH = 9


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]``; ``block`` counts the blocks; headings state nothing."""

    start: int
    end: int
    block: int
    heading: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, without the marks; ``outer`` includes them."""

    start: int
    end: int
    outer: tuple[int, int]
    block: int


def sentences(text: str, layout: Layout, abbreviations: frozenset[str]) -> list[Sentence]:
    """All sentences in order; abbreviations and initials do not end one."""
    found: list[Sentence] = []
    for number, block in enumerate(layout.blocks):
        start = block.body
        for match in _STOP.finditer(text, start, block.end):
            end = match.end()
            if _is_abbreviation(text, start, match, abbreviations):
                continue
            found += _of_bearable_length(text, Sentence(start, end, number, block.heading))
            start = end
        if text[start : block.end].strip():
            found += _of_bearable_length(text, Sentence(start, block.end, number, block.heading))
    trimmed = [_trim(text, sentence) for sentence in found]
    kept = [s for s in trimmed if s.end > s.start]
    return [replace(s, first=i == 0) for i, s in enumerate(kept)]


def _of_bearable_length(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """A sentence longer than any is cut after commas: rules compare all that stands in one."""
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        least, most = start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE
        place = max(text.rfind(sign, least, most) for sign in ",;，；、")
        if place < 0:
            place = text.rfind(" ", least, most)
        end = place + 1 if place >= 0 else most
        yield replace(sentence, start=start, end=end)
        start = end
    yield replace(sentence, start=start)


def _is_abbreviation(
    text: str, start: int, match: re.Match[str], abbreviations: frozenset[str]
) -> bool:
    if match.group()[0] != ".":
        return False
    following = text[match.end() : match.end() + 3].lstrip()
    if following and following[0].islower():
        return True
    word = _WORD_BEFORE.search(text[max(start, match.start() - 20) : match.start() + 1])
    if word is None:
        return False
    return len(word.group(1)) == 1 or key_of(word.group(1)) in abbreviations


def _trim(text: str, sentence: Sentence) -> Sentence:
    start, end = sentence.start, sentence.end
    while start < end and (text[start].isspace() or text[start] in "-–—•*·"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(sentence, start=start, end=end)


def quotations(text: str, layout: Layout) -> list[Quotation]:
    """Quoted speech (not quoted names) within the blocks of the report."""
    found: list[Quotation] = []
    for number, block in enumerate(layout.blocks):
        for match in _QUOTE.finditer(text, block.start, block.end):
            start, end = match.start() + 1, match.end()
            if text[end - 1] in '”"»“」':
                end -= 1
            words = tokenise(text, start, end)
            han = sum("\u4e00" <= word.text[0] <= "\u9fff" for word in words)
            if len(words) >= (_HAN_SPEECH if han > len(words) / 2 else _SPEECH):
                found.append(Quotation(start, end, (match.start(), match.end()), number))
    return found
