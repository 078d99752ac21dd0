"""Names of companies across scripts: normalised, compared with reasons, found in large lists."""

from sinergi.companies.names.compare import SAME_FROM, NameComparison, ScoreReason, compare, score
from sinergi.companies.names.normalise import CompanyName, normalise

__all__ = [
    "SAME_FROM",
    "CompanyName",
    "NameComparison",
    "ScoreReason",
    "compare",
    "normalise",
    "score",
]
