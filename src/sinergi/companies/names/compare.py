"""Comparison: the probability that two names are one company's, with its reasons.

The model is a logistic regression: the logit is an intercept plus weight times feature
(``compare-weights.csv``, fitted by ``scripts/fit_name_weights.py``), so each reason's
contribution is a summand of the logit and the reasons add up to the result. Of several ways to
read a name the pair of readings with the highest logit counts.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import NamedTuple

from pydantic import BaseModel

from sinergi.companies.names.alignment import WordMatch
from sinergi.companies.names.features import Features, NameEvidence, gather_all
from sinergi.companies.names.name_words import Word
from sinergi.companies.names.normalise import CompanyName, normalise
from sinergi.errors import DataError
from sinergi.vocabulary.tables import data_path, read_table

SAME_FROM = 0.5
"""Probability from which two names count as one company's when nothing else is said."""

INTERCEPT = "intercept"


class ScoreReason(NamedTuple):
    """One piece of evidence and what it adds to the logit (below 0: against)."""

    text: str
    contribution: float


class NameComparison(NamedTuple):
    """The result for a pair of names.

    Attributes:
        probability: That the two are one company's names, among pairs as alike as those the
            weights were fitted on; 0 where a name holds no letter or digit.
        reasons: The strongest first; their contributions add up to the logit of ``probability``.
    """

    probability: float
    reasons: tuple[ScoreReason, ...]


class _WeightRow(BaseModel):
    feature: str
    weight: float
    text: str


class _Weights(NamedTuple):
    intercept: float
    values: tuple[float, ...]
    texts: tuple[str, ...]
    intercept_text: str


@cache
def _weights() -> _Weights:
    path = data_path("companies", "names", "compare-weights.csv")
    rows = {row.feature: row for row in read_table(path, _WeightRow, unique="feature")}
    wanted = [INTERCEPT, *Features._fields]
    if set(rows) != set(wanted):
        names = ", ".join(sorted(set(rows) ^ set(wanted)))
        raise DataError(f"features missing or not known: {names}", where=str(path))
    features = [rows[name] for name in Features._fields]
    return _Weights(
        rows[INTERCEPT].weight,
        tuple(row.weight for row in features),
        tuple(row.text for row in features),
        rows[INTERCEPT].text,
    )


def _logit(features: Features, weights: _Weights) -> float:
    total = weights.intercept
    for weight, value in zip(weights.values, features, strict=True):
        if value:
            total += weight * value
    return total


def _probability(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-logit))


def score(left: CompanyName, right: CompanyName) -> float:
    """The probability alone, for many pairs of names that are normalised already."""
    if not left or not right:
        return 0.0
    left, right = _in_one_language(left, right)
    weights = _weights()
    return _probability(max(_logit(e.features, weights) for e in gather_all(left, right)))


def _in_one_language(left: CompanyName, right: CompanyName) -> tuple[CompanyName, CompanyName]:
    """Two names read in the languages of both: a translation keeps words of the original."""
    if left.languages == right.languages:
        return left, right
    both = tuple(dict.fromkeys((*left.languages, *right.languages)))
    return _again(left.text, both), _again(right.text, both)


@lru_cache(maxsize=50_000)
def _again(text: str, languages: tuple[str, ...]) -> CompanyName:
    return normalise(text, languages=languages)


def compare(left: str | CompanyName, right: str | CompanyName) -> NameComparison:
    """Compare two company names.

    >>> compare("ООО «Таджик Текстиль»", "Tajik Textile LLC").probability > 0.9
    True
    """
    one = normalise(left) if isinstance(left, str) else left
    other = normalise(right) if isinstance(right, str) else right
    if not one or not other:
        return NameComparison(0.0, (ScoreReason("a name holds no letter or digit", -math.inf),))
    one, other = _in_one_language(one, other)
    weights = _weights()
    best = max(gather_all(one, other), key=lambda evidence: _logit(evidence.features, weights))
    return NameComparison(_probability(_logit(best.features, weights)), _reasons(best, weights))


def _reasons(evidence: NameEvidence, weights: _Weights) -> tuple[ScoreReason, ...]:
    details = _details(evidence)
    reasons = [
        ScoreReason(text.format(**details), weight * value)
        for text, weight, value in zip(
            weights.texts, weights.values, evidence.features, strict=True
        )
        if value and weight
    ]
    reasons.sort(key=lambda reason: -abs(reason.contribution))
    return (*reasons, ScoreReason(weights.intercept_text, weights.intercept))


def _details(evidence: NameEvidence) -> dict[str, str]:
    """The words and numbers that the texts of the weights' file may name."""
    alignment, left, right = evidence.alignment, evidence.left, evidence.right
    over = (*alignment.left_over, *alignment.right_over)
    return {
        "matched": ", ".join(_match_text(match) for match in alignment.matches) or "none",
        "coverage": f"{evidence.features.coverage:.0%}",
        "least": f"{evidence.features.least_coverage:.0%}",
        "alias": left.alias or right.alias or "",
        "names": _listed(over, {"name", "common"}),
        "trades": _listed(over, {"activity", "product"}),
        "places": _listed(over, {"place", "country"}),
        "numbers": f"{_sorted(left.numbers)} / {_sorted(right.numbers)}",
    }


def _match_text(match: WordMatch) -> str:
    one = " ".join(word.latin for word in match.left)
    other = " ".join(word.latin for word in match.right)
    return one if one == other else f"{one} = {other}"


def _listed(words: tuple[Word, ...], classes: set[str]) -> str:
    return ", ".join(word.latin for word in words if word.word_class in classes)


def _sorted(numbers: frozenset[str]) -> str:
    return ", ".join(sorted(numbers)) or "none"
