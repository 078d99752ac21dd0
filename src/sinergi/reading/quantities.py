"""Numbers in a text with their scale and unit: "128,4 juta dolar AS" is 128.4e6 USD."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sinergi.reading.lexicon import FOLDER, endings_of
from sinergi.reading.lexicon_rows import PhraseRow
from sinergi.reading.phrases import Hit, PhraseIndex, longest
from sinergi.reading.tokens import tokenise
from sinergi.vocabulary.tables import data_path, read_table

_NUMBER = re.compile(
    # A stray space after the decimal mark, as pages break numbers: "128, 4 juta".
    r"(?<![0-9A-Za-z.,])(?<![^\W\d_]-)\d+, \d(?=\s[^\W\d])"
    r"|(?<![0-9A-Za-z.,])(?<![^\W\d_]-)\d{1,3}(?:[ \u00a0]\d{3})+(?![\d])(?:[.,]\d+)?"
    r"|(?<![0-9A-Za-z.,])(?<![^\W\d_]-)\d+(?:[.,]\d+)*(?![\d])"
    r"|(?<=Rp)\d+(?:[.,]\d+)*"
)
_DECIMAL_POINT = frozenset({"en", "zh"})
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_REACH = 4
_GAP = 3
"""Characters that may stand between a number and its unit: "16 milliards d'euros"."""


class MeasureRow(PhraseRow):
    """A row of measures.csv."""

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class NumberRole:
    """What a phrase of measures.csv says about the number beside it."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number where it stands, ``text[start:end]``; ``unit`` is ``USD``, ``t``, ``percent``."""

    value: float
    unit: str | None
    start: int
    end: int


@cache
def measures(lang: str) -> PhraseIndex[NumberRole]:
    """The phrases of measures.csv of a language."""
    index: PhraseIndex[NumberRole] = PhraseIndex(endings=endings_of(lang))
    for row in read_table(data_path(FOLDER, lang, "measures.csv"), MeasureRow):
        for phrase in row.split():
            index.add(phrase, NumberRole(row.kind, row.value))
    return index


def parse(number: str, lang: str) -> float | None:
    """The value of a written number; None for what is no number (1.2.3)."""
    plain = re.sub(r"[ \u00a0]", "", number)
    point, group = (".", ",") if lang in _DECIMAL_POINT else (",", ".")
    if group in plain:
        parts = plain.split(point)[0].split(group)
        if all(len(p) == 3 for p in parts[1:]) and len(parts[0]) <= 3:
            plain = plain.replace(group, "")
        elif plain.count(group) == 1 and point not in plain:
            # The other language's decimal mark: "44.1 persen".
            plain = plain.replace(group, point)
        else:
            return None
    try:
        return float(plain.replace(point, "."))
    except ValueError:
        return None


def quantities(text: str, lang: str) -> list[Quantity]:
    """Every number of ``text`` but years and dates, in order."""
    tokens = tokenise(text)
    hits = longest(measures(lang).find(tokens))
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        value = parse(match.group(), lang)
        if value is None:
            continue
        scale, unit, end = _after(hits, match.end())
        unit = unit or _SIGNS.get(text[max(0, match.start() - 1) : match.start()])
        if text[max(0, match.start() - 2) : match.start()] == "Rp":
            unit = "IDR"
        if unit in (None, "years") and scale == 1 and _is_year(match.group()):
            continue
        found.append(Quantity(value * scale, unit, match.start(), max(end, match.end())))
    return found


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdecimal() and 1900 <= int(number) <= 2100


def _after(hits: list[Hit[NumberRole]], end: int) -> tuple[float, str | None, int]:
    """Scale and unit from the words right after a number."""
    scale, unit, place = 1.0, None, end
    following = [h for h in hits if 0 <= h.start - end <= 40]
    for hit in following[:_REACH]:
        if hit.start - place > _GAP:
            break
        if hit.payload.kind == "scale" and unit is None:
            scale *= float(hit.payload.value)
        elif hit.payload.kind == "unit" and unit in (None, "USD"):
            unit = hit.payload.value if unit is None else unit
        elif hit.payload.kind == "percent" and unit is None:
            unit = "percent"
        elif hit.payload.kind == "times" and unit is None:
            unit = "times"
        elif hit.payload.kind == "years" and unit is None:
            unit = "years"
        else:
            break
        place = hit.end
    return scale, unit, place
