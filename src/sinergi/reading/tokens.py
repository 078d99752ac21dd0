"""Words of a text with their places in it; nothing is changed, so every place stays true."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Dotted abbreviations, numbers with separators, single Han characters, words with inner
# apostrophes; hyphenated words are several tokens.
_TOKEN = re.compile(
    rf"(?:[A-ZА-Я]\.){{2,}}|%|\d+(?:[.,]\d+)*|[{_HAN}]"
    rf"|[^\W\d_{_HAN}][\u0300-\u036f]*(?:[^\W\d_{_HAN}]|[\u0300-\u036f]|(?<=\w\w)(?<!\bqu)(?<!\bQu)['’ʼ`‘](?=[^\W\d_]))*"
)
_BREAK = re.compile(r"[.!?;:。！？；：()\[\]（）«»“”\"\n\r|/•]")
_APOSTROPHES = str.maketrans("’ʼ`‘ёӣӯ", "''''еиу")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or Han character: ``text[start:end]``.

    ``key`` is what lexicons are searched by: NFC, lower case, plain apostrophes, е for ё,
    и and у for Tajik ӣ and ӯ, which endings and hasty typists change.
    ``joined`` says that only spaces, commas or hyphens stand between it and the token before;
    ``comma`` that a comma is among them.
    """

    text: str
    key: str
    start: int
    end: int
    joined: bool
    comma: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[0].isupper()

    @property
    def upper(self) -> bool:
        """Whether it is written all in capitals and longer than one letter."""
        return len(self.text) > 1 and self.text.isupper()


def key_of(word: str) -> str:
    """The form under which a word is looked up."""
    return unicodedata.normalize("NFC", word).lower().translate(_APOSTROPHES)


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``, their places counted from the beginning of ``text``."""
    found: list[Token] = []
    last = start
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        between = text[last : match.start()]
        word = match.group()
        found.append(
            Token(
                text=word,
                key=key_of(word),
                start=match.start(),
                end=match.end(),
                joined=bool(found) and _BREAK.search(between) is None and len(between) < 12,
                comma="," in between or "，" in between or "、" in between,
            )
        )
        last = match.end()
    return found
