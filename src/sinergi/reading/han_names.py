"""Names of people in Chinese, which have no capitals: told by their characters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sinergi.reading.lexicon_rows import NameRow
from sinergi.vocabulary.tables import data_path, read_table

_MORE = 3
_DOTS = "·•・-－"
"""What divides the parts of a foreign name in Chinese."""


@dataclass(frozen=True, slots=True)
class HanNames:
    """Surnames, characters that spell foreign names, and characters that end a name."""

    surname: frozenset[str]
    spelling: frozenset[str]
    stop: frozenset[str]

    def length(self, text: str) -> int:
        """How many characters of ``text`` from its beginning are a person's name.

        A name of a foreign language is a run of the characters Chinese spells such names with
        (and dots); a Chinese one is a surname with one or two characters.
        """
        run = 0
        while run < len(text) and self._spells(text, run):
            run += 1
        run = len(text[:run].rstrip(_DOTS))
        if "·" in text[:run]:
            run += self._unusual(text[run:])
        surname = next((n for n in (2, 1) if text[:n] in self.surname and len(text) > n), 0)
        if surname and (run < 3 or "·" not in text[:run]):
            given = 0
            while given < 2 and not self._ends(text[surname + given :]):
                given += 1
            if given and not (run > surname + given):
                return surname + given
        return run if run >= 2 else 0

    def _unusual(self, rest: str) -> int:
        """How many characters go on with a name of two parts, up to a word or sign that ends it.

        Lao or Vietnamese names are spelled with characters that no other names are.
        """
        for more in range(_MORE + 1):
            if self._ends(rest[more:]) or not rest[more:]:
                return more
        return 0

    def spelled_before(self, text: str) -> int:
        """How many characters at the end of ``text`` spell a foreign name."""
        run = 0
        while run < len(text) and text[-run - 1] in self.spelling:
            run += 1
        return run

    def _spells(self, text: str, place: int) -> bool:
        """Whether a character can stand in a foreign name: right after a dot any can."""
        mark = text[place]
        if mark in self.spelling or mark in _DOTS:
            return True
        return place > 0 and text[place - 1] in _DOTS and mark not in self.stop

    def _ends(self, rest: str) -> bool:
        """Whether ``rest`` begins with a character, or a word of two, that is no part of a name."""
        return rest[:1] in self.stop or rest[:2] in self.stop


@cache
def han_names() -> HanNames:
    """The characters of ``zh/names.csv``."""
    found: dict[str, set[str]] = {"surname": set(), "spelling": set(), "stop": {""}}
    for row in read_table(data_path("reading", "zh", "names.csv"), NameRow):
        found[row.kind].update(row.characters.split())
    return HanNames(*(frozenset(found[kind]) for kind in ("surname", "spelling", "stop")))
