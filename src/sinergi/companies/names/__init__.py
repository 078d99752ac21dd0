"""Names of companies across scripts: normalised, compared with reasons, found in large lists."""

from sinergi.companies.names.compare import SAME_FROM, Comparison, Reason, compare, score
from sinergi.companies.names.normalise import Name, normalise

__all__ = ["SAME_FROM", "Comparison", "Name", "Reason", "compare", "normalise", "score"]
