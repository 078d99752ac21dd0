"""Figures that contradict each other within one sentence: "90 is 3.3 times 30"."""

from __future__ import annotations

from itertools import permutations

from sinergi.reading.phrases import Hit, longest
from sinergi.reading.quantities import NumberRole, Quantity, measures, quantities
from sinergi.reading.tokens import tokenise
from sinergi.vocabulary.reasons import Reason

_TOLERANCE = 0.07
_PERCENT_POINTS = 1.5
_LONGEST = 800


def slips(sentence: str, lang: str) -> list[Reason]:
    """What does not add up in ``sentence``, each in one line; empty when nothing is noticed.

    Checked: a factor between two figures of one unit, and a percentage between a figure "from"
    and a figure "to". Figures of different units are not compared.
    """
    if len(sentence) > _LONGEST:
        return []
    numbers = quantities(sentence, lang)
    return [*_factors(numbers), *_percentages(sentence, numbers, lang)]


def _factors(numbers: list[Quantity]) -> list[Reason]:
    factors = [n for n in numbers if n.unit == "times"]
    others = [n for n in numbers if n.unit not in ("times", "percent", "years")]
    if len(factors) != 1 or len(others) != 2 or len({n.unit for n in others}) != 1:
        return []
    stated = factors[0].value
    ratios = [a.value / b.value for a, b in permutations(others) if b.value]
    if not ratios or any(abs(ratio - stated) <= _TOLERANCE * stated for ratio in ratios):
        return []
    larger = max(ratios)
    return [
        Reason(
            "slip-times",
            one=_plain(others[0].value),
            other=_plain(others[1].value),
            actual=f"{larger:.2g}",
            stated=_plain(stated),
        )
    ]


def _percentages(sentence: str, numbers: list[Quantity], lang: str) -> list[Reason]:
    percents = [n for n in numbers if n.unit == "percent"]
    others = [n for n in numbers if n.unit not in ("times", "percent", "years")]
    if len(percents) != 1 or len(others) != 2 or len({n.unit for n in others}) != 1:
        return []
    hits = longest(measures(lang).find(tokenise(sentence)))
    before = [_word_before(hits, n) for n in others]
    if before != ["from", "to"] or not others[0].value:
        return []
    actual = (others[1].value / others[0].value - 1) * 100
    stated = percents[0].value
    if abs(abs(actual) - stated) <= max(_PERCENT_POINTS, _TOLERANCE * stated):
        return []
    return [
        Reason(
            "slip-percent",
            one=_plain(others[0].value),
            other=_plain(others[1].value),
            actual=f"{actual:+.3g}",
            stated=_plain(stated),
        )
    ]


def _word_before(hits: list[Hit[NumberRole]], number: Quantity) -> str | None:
    close = [h.payload.kind for h in hits if 0 <= number.start - h.end <= 3]
    return next((kind for kind in close if kind in ("from", "to")), None)


def _plain(value: float) -> str:
    return f"{value:,.6g}"
