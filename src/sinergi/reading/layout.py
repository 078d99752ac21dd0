"""What of a page is report: drops furniture, sets headings and datelines apart, keeps places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from sinergi.reading.lexicon import Furniture
from sinergi.reading.tokens import tokenise

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_ENDS = re.compile(r"[.!?…。！？;；:：\"”»’')\]*]\s*$")
_ENDS_REPORT = re.compile(r"[.…。！；;：:][\"”»’')\]*]*\s*$")
"""A title may end with a name in quotation marks or with a question."""
_DATELINE = re.compile(
    r"^(?P<head>[^\n.:;!?«»\"“”]{2,90}(?:\.\s?[^\n.:;!?]{0,60}){0,4}?)\s?(?:\s[-–—]{1,2}|\.\s?[-–—]{1,2}|[—–])\s?"
)
_DATELINE_COLON = re.compile(r"^(?P<head>[A-ZА-ЯҲҚҒӢӮҶЁ][A-ZА-ЯҲҚҒӢӮҶЁ ,/]{2,40})\s?[:：]\s")
_DATELINE_DAY = re.compile(
    r"^(?P<head>[^\W\d_][\w\-’' ]{1,30},\s"
    r"(?:\d{1,2}[ .][^\W\d_]+|[^\W\d_]+ \d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})"
    r"(?:,? \d{4})?(?: года?| г)?"
    r"(?:\s?\([^()\n]{2,30}\)|\.?\s?/[^/\n]{2,30}/\.?|\.))\s"
)
_DATELINE_DAY_FIRST = re.compile(
    r"^(?P<head>\d{1,2} [^\W\d_]{3,9}(?: \d{4})?(?: г\.)?, [^\W\d_][^\n,/()]{2,30}"
    r"\s?[/(][^/()\n]{2,40}[/)]\.?)\s"
)
_DATELINE_CAPITALS = re.compile(
    r"^(?P<head>[A-ZА-ЯҲҚҒӢӮҶЁ][A-ZА-ЯҲҚҒӢӮҶЁ-]{2,20}\.\s"
    r"(?:(?:[^\W\d_]{3,9} \d{1,2}|\d{1,2} [^\W\d_]{3,9})"
    r"(?:,? \d{4})?\.\s)?)(?=[^\W\d_])"
)
_DATELINE_AGENCY = re.compile(
    r"^(?P<head>[^\W\d_][^\n:;!?«»\"“”]{2,60}\([^()\n]{2,40}\))\s?[:：]\s"
)
_SITE = re.compile(r"\w\.(?:com|co|id|ru|tj|uz|net|org|kz|cn|news)\b|News|NEWS|news|\b[A-Z]{3,}\b")
_ITEM = re.compile(r"(?:\(?\d{1,2}[.)]|[-–—•*·▪●]|[a-zа-я][.)])\s+\S")
CAPTION = "a caption"
_SHORT, _CAPTION, _TAIL = 90, 220, 60
_HEADING = 190
_HEAD_WORDS = 12


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line of the report: ``text[start:end]``.

    ``heading`` lines name the parties but state nothing; ``dateline`` is the place where the
    opening dateline lies (its end is where the report begins); ``item`` that it is part of a list.
    """

    start: int
    end: int
    heading: bool = False
    dateline: tuple[int, int] | None = None
    item: bool = False

    @property
    def body(self) -> int:
        """Where the block's report begins, after a dateline."""
        return self.dateline[1] if self.dateline else self.start


@dataclass
class Layout:
    """The blocks that are report, and what was dropped (place and why)."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[tuple[int, int, str]] = field(default_factory=list)


def lay_out(text: str, furniture: Furniture) -> Layout:
    """Split ``text`` into blocks; nothing is copied or changed."""
    layout = Layout()
    listing = False
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip()]
    if _hard_wrapped(text, lines):
        lines = _unwrap(text, lines)
    drop_next = False
    for number, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        if _is_tail(line, furniture, number, len(lines)):
            layout.dropped.append((start, lines[-1][1], "links to other pages"))
            break
        why = "a link to another page" if drop_next else _why_dropped(line, furniture)
        drop_next = (
            why is not None
            and line.endswith((":", "："))
            and _begins(line, furniture.link) is not None
        )
        if why is not None:
            layout.dropped.append((start, end, why))
            continue
        item = listing or _ITEM.match(line) is not None
        last = number == len(lines) - 1
        layout.blocks.append(_block(text, start, end, number=number, last=last, item=item))
        # After "The following were signed:" every line is an item, up to one that ends a sentence.
        listing = line.endswith((":", "：")) or (listing and not _ENDS.search(line))
    return layout


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines were broken at a width, so that a sentence runs over several of them."""
    if len(lines) < 3:
        return False
    open_ended = [
        (s, e)
        for (s, e), (following, _) in pairwise(lines)
        if 45 <= e - s <= 110 and not _ENDS.search(text[s:e]) and text[following].islower()
    ]
    return len(open_ended) > len(lines) * 0.3


def _unwrap(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        gap = text[joined[-1][1] : start] if joined else "\n\n"
        blank = gap.count("\n") > 1
        if joined and not blank and end - start > 2:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _begins(line: str, phrases: tuple[str, ...]) -> str | None:
    for phrase in phrases:
        if line.startswith(phrase):
            following = line[len(phrase) : len(phrase) + 1]
            if not following.isalpha() or not phrase[-1].isascii():
                return phrase
    return None


def _is_tail(line: str, furniture: Furniture, number: int, lines: int) -> bool:
    return len(line) < _TAIL and number * 3 >= lines and _begins(line, furniture.tail) is not None


def _why_dropped(line: str, furniture: Furniture) -> str | None:
    phrase = _begins(line, furniture.link + furniture.line)
    if phrase is not None:
        rest = line[len(phrase) :].lstrip()
        if rest[:1] in (":", "：", "|") or not rest or len(line) < _SHORT:
            told = CAPTION if phrase in furniture.caption else "a line of the page"
            return f"{told} ('{phrase}')"
    if len(line) <= _CAPTION:
        for mark in furniture.caption:
            at = line.find(mark)
            if at >= 0 and (line[:at].rstrip().endswith(("(", "[", "（", ".")) or at == 0):
                return f"{CAPTION} ('{mark}')"
    if not any(c.isalpha() for c in line):
        return "no words"
    return None


def _block(text: str, start: int, end: int, *, number: int, last: bool, item: bool) -> Block:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    line = text[start:end]
    ended = _ENDS.search(line) if number else _ENDS_REPORT.search(line)
    heading = not last and not item and end - start < _HEADING and not ended
    return Block(start, end, heading=heading, dateline=_dateline(line, start), item=item)


def _dateline(line: str, start: int) -> tuple[int, int] | None:
    """``JAKARTA (ANTARA) - ``: a short head of names before a dash, or capitals and a colon."""
    patterns = (
        _DATELINE_CAPITALS,
        _DATELINE_COLON,
        _DATELINE_DAY,
        _DATELINE_DAY_FIRST,
        _DATELINE_AGENCY,
    )
    match = next((m for m in (pattern.match(line) for pattern in patterns) if m), None)
    if match is None:
        match = _DATELINE.match(line)
        if match is None or not _is_head(match.group("head")):
            return None
    return (start, start + match.end())


def _is_head(head: str) -> bool:
    words = [t for t in tokenise(head) if t.text[0].isalpha()]
    if not words or len(words) > _HEAD_WORDS:
        return False
    if "\u4e00" <= words[0].text <= "\u9fff":
        return len(words) <= 8
    lower = sum(not w.capital for w in words)
    return lower * 3 <= len(words) + 1 and (
        len(words) <= 4 or bool(_SITE.search(head)) or "(" in head
    )
